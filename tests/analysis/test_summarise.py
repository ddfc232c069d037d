"""Effects by span, on made-up pairs whose effects are known."""

from datetime import date

import numpy as np
import pytest

from analysis.summarise import Levels, Pair, by_year, rows, spans, whole_period

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
    assert found["year 1"] == slice(5, 17) and found["year 2"] == slice(17, 29)
    assert "year 3" not in found
    assert found["last 12 months"] == slice(28, 40)


def test_flows_add_up_and_stocks_are_averaged(pair):
    found = {(row.outcome, row.span): row for row in rows(pair, HOW)}
    assert found["flow", "since start"].difference.mean == pytest.approx(-35.0)
    assert found["flow", "year 2"].difference.mean == pytest.approx(-12.0)
    assert found["stock", "since start"].difference.mean == pytest.approx(-10.0)
    assert found["stock", "year 1"].reference_mean == pytest.approx(101.5)


def test_levels_by_year_leave_broken_years_out(pair):
    levels = Levels("baseline", DATES, OUTCOMES, pair.against, planned=4)
    years = by_year(levels, MANIFEST)
    assert years.years == [2008, 2009, 2010]
    assert years.values["flow"][0].tolist() == [60.0, 60.0, 60.0]
    assert years.values["stock"][3].tolist() == [103.0, 103.0, 103.0]
    assert whole_period(levels, MANIFEST)["flow"].tolist() == [200.0, 240.0, 280.0, 320.0]
