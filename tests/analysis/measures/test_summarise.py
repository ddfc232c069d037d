"""Effects by span, on made-up pairs whose effects are known."""

from copy import replace
from datetime import date

import numpy as np
import pytest

from analysis.base.statistics import mean_interval
from analysis.measures.summarise import (
    Levels,
    Pair,
    by_year,
    horizons,
    months_until_told,
    rows,
    spans,
    up_to,
    whole_period,
)

DATES = [date(2008 + i // 12, i % 12 + 1, 1) for i in range(40)]
OUTCOMES = ["flow", "stock"]
HOW = {"flow": "sum", "stock": "mean"}
MANIFEST = {"outcomes": {name: {"over_time": how} for name, how in HOW.items()}}


@pytest.fixture
def pair():
    """Return a policy that lowers flow by 1 and stock by 10 a month from June 2008 on, in each replicate."""
    against = np.arange(4)[:, None, None] + np.full((4, 40, 2), [5.0, 100.0])
    policy = against.copy()
    policy[:, 5:] -= [1.0, 10.0]
    return Pair("raids", "baseline", date(2008, 6, 2), DATES, OUTCOMES, policy, against, planned=4)


def test_spans_begin_with_the_month_of_the_start_and_years_are_whole(pair):
    found = spans(pair)
    assert found["since start"] == slice(5, 40)
    assert found["year 1"] == slice(5, 17)
    assert "year 3" not in found and horizons(pair) == [1]
    assert found["last 12 months"] == slice(28, 40)


def test_horizons_are_read_over_the_year_that_ends_there_and_over_all_years_up_to_it(pair):
    early = replace(pair, policy_start=date(2008, 1, 7))
    found = spans(early)
    assert horizons(early) == [1, 3]
    assert found["year 3"] == slice(24, 36) and found[up_to(3)] == slice(0, 36)
    assert up_to(1) == "year 1"


def test_an_effect_is_told_from_the_first_month_from_which_its_range_leaves_out_zero_for_good(pair):
    policy = pair.against.copy()
    policy[:, 5:15, 0] += np.array([1.0, -1.0, 1.0, -1.0])[:, None]
    policy[:, 15:, 0] -= 1.0
    found = replace(pair, policy=policy)
    cumulated = np.cumsum((policy - pair.against)[:, 5:, 0], axis=1)
    told = next(k for k in range(35) if mean_interval(cumulated[:, k])[2] < 0)
    assert months_until_told(found, "flow") == told + 1 > 11
    assert months_until_told(replace(pair, policy=pair.against), "flow") is None


def test_an_effect_that_fades_into_chance_is_never_told(pair):
    policy = pair.against.copy()
    policy[:, 5:10, 0] -= 1.0
    policy[:, 30:, 0] += np.array([9.0, -9.0, 7.0, -7.0])[:, None]
    assert months_until_told(replace(pair, policy=policy), "flow") is None
    assert months_until_told(pair, "flow") == 1


def test_flows_add_up_and_stocks_are_averaged(pair):
    found = {(row.outcome, row.span): row for row in rows(pair, HOW)}
    assert found["flow", "since start"].difference.mean == pytest.approx(-35.0)
    assert found["flow", "year 1"].difference.mean == pytest.approx(-12.0)
    assert found["stock", "since start"].difference.mean == pytest.approx(-10.0)
    assert found["stock", "year 1"].reference_mean == pytest.approx(101.5)


def test_levels_by_year_leave_broken_years_out(pair):
    levels = Levels("baseline", DATES, OUTCOMES, pair.against, planned=4)
    years = by_year(levels, MANIFEST)
    assert years.years == [2008, 2009, 2010]
    assert years.values["flow"][0].tolist() == [60.0, 60.0, 60.0]
    assert years.values["stock"][3].tolist() == [103.0, 103.0, 103.0]
    assert whole_period(levels, MANIFEST)["flow"].tolist() == [200.0, 240.0, 280.0, 320.0]
