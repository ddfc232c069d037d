"""Intervals over replicates, against values known from elsewhere."""

import numpy as np
import pytest

from analysis.statistics import interval, interval_of_level, mean_interval, variance_reduction


def test_the_interval_is_student_t():
    found = interval(np.array([1.0, 2.0, 3.0, 4.0]))
    half = 2.353363 * np.sqrt(5 / 3) / 2  # t of 3 degrees of freedom at 95 %, any table
    assert (found.mean, found.low, found.high) == pytest.approx((2.5, 2.5 - half, 2.5 + half), abs=1e-5)


def test_the_interval_covers_the_truth_as_often_as_it_says():
    draws = np.random.default_rng(1).normal(3.0, 2.0, (10, 4000))
    _, low, high = mean_interval(draws)
    assert np.mean((low <= 3.0) & (high >= 3.0)) == pytest.approx(0.90, abs=0.02)


def test_one_replicate_has_no_interval():
    found = interval(np.array([5.0]))
    assert found.mean == 5.0 and np.isnan(found.low) and found.covers_zero is None


@pytest.mark.parametrize(("values", "covers"), [([-1.0, 1.0, 2.0], True), ([4.0, 5.0, 6.0], False)])
def test_covering_zero(values, covers):
    assert interval(np.array(values)).covers_zero is covers


def test_pairing_pays_by_how_much_luck_is_shared():
    rng = np.random.default_rng(2)
    luck, own, other = rng.normal(size=(3, 4000))
    found = variance_reduction(3 * luck + own, 3 * luck + other)
    assert found.mean == pytest.approx(10.0, rel=0.1)  # (10 + 10) / 2
    assert found.low < 10.0 < found.high


def test_pairing_of_differences_that_never_vary_is_infinite():
    values = np.array([1.1, 2.7, 3.3, 4.9, 8.2])
    assert variance_reduction(values + 0.1, values).mean == np.inf


def test_pairing_of_runs_that_never_vary_is_no_number():
    assert np.isnan(variance_reduction(np.ones(5), np.ones(5)).mean)


def test_the_range_of_people_never_falls_below_zero():
    people = np.array([10.0, 400.0])
    assert interval(people).low < 0.0
    assert interval_of_level(people).low == 0.0
    assert np.isnan(interval_of_level(people[:1]).low)
