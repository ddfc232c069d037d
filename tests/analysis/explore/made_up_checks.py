"""A real run's answer, made up; a worker process imports this, so it is light."""


def made_up_check(setting, report):
    """Report a step, then a range for sexual exploitation, in place of the real model."""
    report(1, 2)
    ten_years = {"low": -30.0, "middle": -12.0, "high": 5.0, "mean_low": -20.0, "mean_high": -4.0}
    return {
        "runs": 16,
        "draws": 8,
        "scale": 100,
        "outcomes": {"true.person_years_sexual_exploitation": {"10": ten_years}},
    }
