"""What reports need of the model's portfolios: scenarios, levers, their costs, and the weeks in which they are paid."""

__all__ = [
    *("WEEKS_PER_YEAR", "Intervention", "Portfolio", "load_scenario", "routine"),
    *("shares_paid", "week_of", "weeks_of", "year_of"),
]
