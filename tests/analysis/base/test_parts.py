"""What spreads the runs of an ensemble: parts that are known, limits, bands, and what stays as it is for one set."""

import numpy as np
import pytest

from analysis.base.parts import Band, band_limits, mean_range, range_of, ratio_range, variance_parts
from analysis.base.statistics import interval
from tests.analysis.made_up.sets import drawn, sets_of

MANY = [f"rule {n}" for n in range(200)]


@pytest.mark.parametrize("share", [1.0, 0.6], ids=["balanced", "some runs missing"])
def test_parts_are_found_again(share):
    sets = sets_of(2000, 4, MANY)
    kept = np.flatnonzero(np.random.default_rng(3).random(len(sets.rows)) < share)
    found = variance_parts(drawn(sets, 1.0, 2.0, 3.0)[kept], sets.at(kept))
    assert found.chance == pytest.approx(1.0, rel=0.1)
    assert found.parameters == pytest.approx(4.0, rel=0.1)
    assert found.theories == pytest.approx(9.0, rel=0.25)
    assert sum(found.shares) == pytest.approx(1.0)


def test_parts_by_hand():
    """Four sets in each of two rules, two runs each: squares of 16 in sets, 0 between sets, 400 between rules."""
    sets = sets_of(8, 2, ("a", "b"))
    values = np.tile([1.0, -1.0], 8) + np.where(sets.rules == "a", 5.0, -5.0)
    found = variance_parts(values, sets)
    assert (found.chance, found.parameters) == (2.0, 0.0)
    assert found.theories == pytest.approx((16 * 25 - 2.0) / 8)


def test_what_does_not_vary_has_no_part():
    sets = sets_of(12, 2, ("alone",))
    values = drawn(sets, 1.0, 2.0, 0.0)
    assert variance_parts(values, sets).theories == 0.0
    still = np.repeat(np.arange(12.0), 2)
    assert variance_parts(still, sets).shares == (0.0, 1.0, 0.0)
    luck = np.tile([1.0, -1.0], 12)
    assert variance_parts(luck, sets).shares == (1.0, 0.0, 0.0)
    assert np.isnan(variance_parts(np.zeros(24), sets).shares).all()


@pytest.mark.parametrize(("sets", "replicates"), [(7, 2), (24, 1)])
def test_few_sets_and_single_runs_have_no_parts(sets, replicates):
    few = sets_of(sets, replicates)
    assert variance_parts(drawn(few, 1.0, 1.0, 1.0), few) is None


def test_a_further_run_falls_into_the_band_nine_times_in_ten():
    assert band_limits(np.arange(1.0, 100.0)) == pytest.approx((5.0, 95.0))
    assert band_limits(np.arange(1.0, 20.0)) == (1.0, 19.0)
    rng = np.random.default_rng(1)
    low, high = band_limits(rng.normal(size=(48, 20_000)))
    assert ((low < (new := rng.normal(size=20_000))) & (new < high)).mean() == pytest.approx(0.9, abs=0.01)
    assert np.isnan(band_limits(np.ones(1))).all()


def test_the_band_does_not_narrow_with_runs_and_holds_chance_inside():
    few, many = (sets_of(n, 2) for n in (24, 2400))
    narrow, wide = (range_of(drawn(each, 1.0, 3.0, 0.0), each) for each in (many, few))
    assert 0.7 < (wide.high - wide.low) / (narrow.high - narrow.low) < 1.4
    assert isinstance(narrow, Band) and narrow.chance == pytest.approx(1.645, rel=0.05)
    assert np.isnan(range_of(np.arange(24.0), sets_of(24, 1)).chance)


def test_one_parameter_set_keeps_the_interval_of_the_mean():
    values = np.array([1.0, 2.0, 4.0])
    assert range_of(values, None) == interval(values)
    assert mean_range(values, None)[0] == values.mean()


def test_a_cost_that_some_runs_do_not_give_has_no_upper_limit():
    sets = sets_of(24, 2)
    averted = np.where(np.arange(48) < 4, -1.0, 10.0)
    found = ratio_range(np.full(48, 100.0), averted, sets)
    assert found.low == 10.0 and np.isnan(found.high)
