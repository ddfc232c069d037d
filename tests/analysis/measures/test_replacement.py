"""Ratios of differences and the recovery after a removal, on made-up numbers."""

from datetime import date

import numpy as np
import pytest

from analysis.measures.replacement import outcomes, ratio_of_differences, recovery
from analysis.measures.summarise import Pair

NAMES = outcomes()
MONTHS = 37


@pytest.mark.parametrize("ratio", [0.0, 0.8, -0.5])
def test_a_ratio_of_differences_that_always_holds_is_found_without_doubt(ratio):
    whole = np.array([90.0, 100.0, 110.0, 95.0, 105.0])
    found = ratio_of_differences(ratio * whole, whole)
    assert (found.mean, found.low, found.high) == pytest.approx((ratio, ratio, ratio))


def test_there_is_no_ratio_where_the_whole_cannot_be_told_from_zero():
    part, whole = np.array([5.0, 6.0, 4.0, 5.0]), np.array([8.0, -9.0, 3.0, -1.0])
    assert np.isnan(ratio_of_differences(part, whole).mean)
    assert np.isnan(ratio_of_differences(part[:1], whole[:1]).mean)


def test_the_interval_covers_the_truth_as_often_as_it_says():
    luck = np.random.default_rng(3)
    whole = 100.0 + 20.0 * luck.standard_normal((800, 8))
    part = 0.6 * whole + 15.0 * luck.standard_normal((800, 8))
    found = [ratio_of_differences(*each) for each in zip(part, whole, strict=True)]
    assert np.mean([one.low <= 0.6 <= one.high for one in found]) == pytest.approx(0.9, abs=0.035)


@pytest.fixture
def removed():
    """Return what follows a removal of 100 people of whom ten are replaced by recruitment in each of ten months."""
    dates = [date(2013 + month // 12, month % 12 + 1, 1) for month in range(MONTHS)]
    policy, against = np.zeros((2, 3, MONTHS, len(NAMES)))
    gap = np.minimum(0.0, -100.0 + 10.0 * np.arange(MONTHS))
    policy[:, :, NAMES.index("true.people_in_sexual_exploitation")] = gap
    policy[:, 0, NAMES.index("true.exits_by_removed")] = policy[:, 0, NAMES.index("true.exits")] = 100.0
    policy[:, 1:11, NAMES.index("true.recruited")] = 10.0
    return recovery(Pair("removal", "held_price", dates[0], dates, NAMES, policy, against, 3))


def test_the_path_says_which_share_is_regained_and_when_half_is(removed):
    mean, low, high = removed.regained
    assert mean[:3] == pytest.approx([0.1, 0.2, 0.3])
    assert low[:3] == pytest.approx(high[:3])
    assert removed.half_time == (5, 5, 5)


def test_recruitments_are_counted_per_person_removed(removed):
    assert removed.per_removed("recruited", 1).mean == pytest.approx(1.0)
    assert removed.per_removed("returned", 3).mean == 0
    assert removed.per_removed("stayed", 1).mean == 0
