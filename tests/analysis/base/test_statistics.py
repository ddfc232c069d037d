"""Intervals over replicates, against values known from elsewhere."""

import numpy as np
import pytest
from scipy.stats import binomtest, kendalltau

from analysis.base.statistics import (
    binomial_interval,
    interval,
    interval_of_level,
    kendall_tau_b,
    mean_interval,
    percent_change,
    rank_agreement,
    ratio_interval,
    ratio_of_differences,
    variance_reduction,
)


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


def test_a_cost_that_never_varies_but_by_rounding_has_no_interval_of_what_pairing_saves():
    assert np.isnan(variance_reduction(np.full(11, 245592.41915715596), np.zeros(11)).low)


def test_the_range_of_people_never_falls_below_zero():
    people = np.array([10.0, 400.0])
    assert interval(people).low < 0.0
    assert interval_of_level(people).low == 0.0
    assert np.isnan(interval_of_level(people[:1]).low)


def test_a_ratio_is_one_of_sums_so_that_months_without_a_whole_do_no_harm():
    found = ratio_interval(np.array([2.0, 0.0, 4.0]), np.array([4.0, 0.0, 8.0]))
    assert (found.mean, found.low, found.high) == pytest.approx((0.5, 0.5, 0.5))
    assert np.isnan(ratio_interval(np.zeros(3), np.zeros(3)).mean)


def test_with_equal_wholes_the_range_of_a_ratio_is_that_of_the_replicates_ratios():
    part = np.array([10.0, 14.0, 12.0, 20.0])
    found, plain = ratio_interval(part, np.full(4, 40.0)), interval(part / 40.0)
    assert (found.mean, found.low, found.high) == pytest.approx((plain.mean, plain.low, plain.high))


def test_the_range_of_a_ratio_covers_it_as_often_as_it_says():
    rng = np.random.default_rng(4)
    wholes = rng.poisson(60, (3000, 10))
    parts = rng.binomial(wholes, 0.3)
    found = [ratio_interval(part, whole) for part, whole in zip(parts, wholes, strict=True)]
    assert np.mean([each.low <= 0.3 <= each.high for each in found]) == pytest.approx(0.90, abs=0.02)


def test_the_binomial_range_of_a_share_is_wilsons_for_one_whole_of_average_size():
    found = binomial_interval(np.array([4.0, 6.0]), np.array([50.0, 50.0]), 0.95)
    expected = binomtest(5, 50).proportion_ci(0.95, method="wilson")
    assert (found.mean, found.low, found.high) == pytest.approx((0.1, expected.low, expected.high))
    assert binomial_interval(np.zeros(2), np.full(2, 20.0)).low == 0.0
    assert np.isnan(binomial_interval(np.zeros(2), np.zeros(2)).mean)


@pytest.mark.parametrize("ties", [False, True])
def test_rank_correlation_is_kendalls_tau_b(ties):
    rng = np.random.default_rng(5)
    one, other = (np.round(rng.normal(size=(6, 12)), 0 if ties else 6) for _ in range(2))
    expected = [kendalltau(a, b).statistic for a, b in zip(one, other, strict=True)]
    assert kendall_tau_b(one, other) == pytest.approx(expected)


def with_luck(levels, noise):
    """Return an array of 8 replicates for every level."""
    rng = np.random.default_rng(6)
    return [level + rng.normal(0, noise, 8) for level in levels]


def test_rank_agreement_is_1_or_minus_1_where_the_order_is_plain():
    levels = np.arange(6.0)
    same = rank_agreement(with_luck(levels, 0.01), with_luck(levels**2, 0.01))
    assert (same.mean, same.low, same.high) == (1.0, 1.0, 1.0)
    assert rank_agreement(with_luck(levels, 0.01), with_luck(-levels, 0.01)).high == -1.0


def test_rank_agreement_has_a_wide_range_where_luck_decides_the_order():
    found = rank_agreement(with_luck(np.arange(6.0), 8.0), with_luck(np.arange(6.0), 8.0)[::-1])
    assert found.high - found.low > 0.3


def test_rank_agreement_needs_two_items_that_differ_and_replicates_for_a_range():
    assert np.isnan(rank_agreement([np.ones(5)], [np.ones(5)]).mean)
    few = rank_agreement([np.zeros(2), np.ones(2)], [np.zeros(2), np.ones(2)])
    assert few.mean == 1.0 and np.isnan(few.low)


@pytest.mark.parametrize("ratio", [0.0, 0.8, -0.5])
def test_a_ratio_of_differences_that_always_holds_is_found_without_doubt(ratio):
    whole = np.array([90.0, 100.0, 110.0, 95.0, 105.0])
    found = ratio_of_differences(ratio * whole, whole)
    assert (found.mean, found.low, found.high) == pytest.approx((ratio, ratio, ratio))


def test_there_is_no_ratio_where_the_whole_cannot_be_told_from_zero():
    part, whole = np.array([5.0, 6.0, 4.0, 5.0]), np.array([8.0, -9.0, 3.0, -1.0])
    assert np.isnan(ratio_of_differences(part, whole).mean)
    assert np.isnan(ratio_of_differences(part[:1], whole[:1]).mean)


def test_the_interval_of_a_ratio_of_differences_covers_it_as_often_as_it_says():
    luck = np.random.default_rng(3)
    whole = 100.0 + 20.0 * luck.standard_normal((800, 8))
    part = 0.6 * whole + 15.0 * luck.standard_normal((800, 8))
    found = [ratio_of_differences(*each) for each in zip(part, whole, strict=True)]
    assert np.mean([one.low <= 0.6 <= one.high for one in found]) == pytest.approx(0.9, abs=0.035)


def test_a_change_in_per_cent_is_paired():
    reference = np.array([100.0, 200.0, 300.0])
    assert vars(percent_change(0.9 * reference, reference)) == pytest.approx(
        {"mean": -10.0, "low": -10.0, "high": -10.0}
    )
    unpaired = percent_change(0.9 * reference[::-1], reference)
    assert unpaired.mean == pytest.approx(-10.0) and unpaired.covers_zero
    assert np.isnan(percent_change(reference, 0 * reference).mean)
