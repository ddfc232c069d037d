"""What reports need of the model's portfolios: scenarios, levers, their costs, and the weeks in which they are paid."""

from model.interventions.base import Intervention
from model.levers import routine
from model.scenario.portfolio import Portfolio, shares_paid, weeks_of, year_of
from model.scenario.scenario import load_scenario
from model.text.dates import WEEKS_PER_YEAR, week_of

__all__ = [
    "WEEKS_PER_YEAR",
    "Intervention",
    "Portfolio",
    "load_scenario",
    "routine",
    "shares_paid",
    "week_of",
    "weeks_of",
    "year_of",
]
