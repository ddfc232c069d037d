"""Weeks add up to months as each outcome declares."""

from datetime import date

import numpy as np
import pytest

from model.outcomes import OUTCOMES
from model.text.dates import date_of, month_of
from tests.model.worlds import GROWN, grown, weekly

WEEKS = 22


@pytest.fixture(scope="module")
def run():
    """Return weekly outcomes, the month each week begins in, and the series of the same run."""
    model = grown()
    outcomes = weekly(model, WEEKS)
    return outcomes, np.array([month_of(GROWN + k) for k in range(WEEKS)]), model.series()


def test_months_are_sums_means_or_last_values_of_the_weeks_that_begin_in_them(run):
    outcomes, months, series = run
    add = {"sum": np.sum, "mean": np.mean, "last": lambda weeks: weeks[-1]}
    for month in (date(2009, 2, 1), date(2009, 3, 1), date(2009, 4, 1)):
        weeks, row = outcomes[months == month], series.dates.index(month)
        assert 4 <= len(weeks) <= 5
        for i, outcome in enumerate(OUTCOMES.values()):
            assert series.values[row, i] == pytest.approx(add[outcome.over_time](weeks[:, i])), outcome.name


def test_a_series_has_the_completed_months_of_the_scored_period(run):
    series = run[2]
    assert series.dates[0] == date(2008, 1, 1)
    assert series.dates[-1] < month_of(GROWN + WEEKS)
    assert len(series.dates) >= 12 + 4
    assert series.values.shape == (len(series.dates), len(OUTCOMES))
    assert np.isfinite(series.values).all()


def test_an_outcome_is_found_by_name(run):
    series = run[2]
    assert series["true.miners"].shape == (len(series.dates),)
    assert (series["true.miners"] > 1000).all()


def test_before_the_scored_period_there_is_no_month():
    series = grown().series()
    assert all(day >= date(2008, 1, 1) for day in series.dates)
    assert date_of(GROWN) > series.dates[-1]
