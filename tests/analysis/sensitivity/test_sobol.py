"""Sobol indices against SALib's own numbers and against functions whose indices are known."""

import warnings
from functools import cache

import numpy as np
import pytest
from scipy.special import ndtri

from analysis.sensitivity.estimate import SensitivityError, resampled
from analysis.sensitivity.sobol import sobol_draws
from tests.analysis.sensitivity.known import (
    ISHIGAMI_FIRST,
    ISHIGAMI_SECOND,
    ISHIGAMI_TOTAL,
    ISHIGAMI_VARIANCE,
    ishigami,
    of,
    saltelli,
    sobol_g,
    sobol_g_indices,
    sobol_indices,
    told_from_zero,
)

NAMES = ("x1", "x2", "x3")
NOISE = 3.0
REPLICATES = 4


@cache
def design(k=3, n=1024, second_order=True):
    return saltelli(k, n, second_order=second_order)[0]


def noisy(k, n, seed=5, second_order=False):
    """Return Ishigami values, each the mean of a few replicates with independent luck."""
    exact = ishigami(design(k, n, second_order))
    return exact + np.random.default_rng(seed).normal(0, NOISE, (REPLICATES, len(exact))).mean(0)


@pytest.mark.parametrize("second_order", [True, False])
def test_the_numbers_are_salib_s(second_order):
    from SALib.analyze import sobol

    x, problem = saltelli(3, 256, second_order=second_order)
    y = 40.0 + ishigami(x) + np.random.default_rng(0).normal(0, 1.0, len(x))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = sobol.analyze(
            problem, y, second_order, num_resamples=200, conf_level=0.90, seed=7, keep_resamples=True
        )
    ours = sobol_indices(y, NAMES, second_order=second_order, resamples=200, seed=7)
    for name, found in (("S1", ours.first), ("ST", ours.total)):
        assert found.value == pytest.approx(theirs[name], abs=1e-10)
        low, high = np.quantile(theirs[f"{name}_conf_all"], [0.05, 0.95], axis=0)
        assert (found.low, found.high) == (pytest.approx(low, abs=1e-8), pytest.approx(high, abs=1e-8))
    if second_order:
        upper = np.triu_indices(3, 1)
        assert ours.second.value == pytest.approx(theirs["S2"][upper], abs=1e-10)
        _, (_, _, drawn) = sobol_draws(y[:, None], 3, resampled(256, 200, 7))
        confidence = ndtri(0.95) * drawn[1:, :, 0].std(0, ddof=1)  # how SALib makes its intervals
        assert confidence == pytest.approx(theirs["S2_conf"][upper], abs=1e-8)
    else:
        assert ours.second is None


def test_all_outputs_at_once_are_each_output_alone():
    x = design(n=64)
    y = np.stack([ishigami(x), x[:, 0] + 1e6, x[:, 1] * x[:, 2]], axis=1)
    together = sobol_indices(y, NAMES)
    for place in range(3):
        alone = sobol_indices(y[:, place], NAMES)
        for order in ("first", "total", "second"):
            one, other = getattr(together, order).output(place), getattr(alone, order)
            assert one.value == pytest.approx(other.value, abs=1e-6)
            assert one.low == pytest.approx(other.low, abs=1e-6)


def covers(found, truth):
    return (found.low <= truth) & (truth <= found.high)


def test_ishigami_lies_in_the_intervals():
    found = sobol_indices(ishigami(design()), NAMES, level=0.99)
    assert (found.total.half_width < 0.2).all()
    assert covers(found.first, ISHIGAMI_FIRST).all()
    assert covers(found.total, ISHIGAMI_TOTAL).all()
    assert covers(found.second, ISHIGAMI_SECOND).all()
    assert found.second.names == ("x1 x x2", "x1 x x3", "x2 x x3")
    assert told_from_zero(found.second).tolist() == [False, True, False]


def test_sobol_g_lies_in_the_intervals():
    a = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0])
    y = sobol_g(design(6, 1024, False), a)
    found = sobol_indices(y, [f"x{i}" for i in range(6)], second_order=False, level=0.99)
    assert (found.total.half_width < 0.2).all()
    first, total = sobol_g_indices(a)
    assert covers(found.first, first).all()
    assert covers(found.total, total).all()


def test_a_negative_index_of_nothing_is_told_from_zero_no_more_often_than_the_level_says():
    firsts = [sobol_indices(noisy(3, 256, seed), NAMES, second_order=False).first for seed in range(50)]
    below = [high for value, _, high in (of(first, "x3") for first in firsts) if value < 0]
    assert len(below) >= 10
    assert np.mean([high < 0 for high in below]) <= 0.14


def test_the_dummy_of_a_noisy_model_covers_zero_as_often_as_the_level_says():
    names = [*NAMES, "dummy"]
    found = [sobol_indices(noisy(4, 256, seed), names, second_order=False).first for seed in range(100)]
    told = np.array([told_from_zero(each) for each in found]).mean(0)
    assert told[:2] == pytest.approx(1.0)
    assert told[3] == pytest.approx(0.10, abs=0.08)


def test_luck_raises_total_indices():
    y, variance = noisy(4, 512), NOISE**2 / REPLICATES
    found = sobol_indices(y, [*NAMES, "dummy"], second_order=False, level=0.99)
    _, low, high = of(found.total, "dummy")
    assert 0.0 < low <= variance / (ISHIGAMI_VARIANCE + variance) <= high


def test_intervals_cover_the_truth_as_often_as_they_say():
    rng, hits = np.random.default_rng(2), []
    for seed in range(40):
        a, b = rng.random((2, 256, 3))
        crossed = [np.where(np.arange(3) == j, b, a) for j in range(3)]
        y = np.stack([ishigami(each) for each in (a, *crossed, b)], axis=1).ravel()
        found = sobol_indices(y, NAMES, second_order=False, resamples=400, seed=seed)
        hits.append([covers(found.first, ISHIGAMI_FIRST), covers(found.total, ISHIGAMI_TOTAL)])
    assert np.mean(hits) == pytest.approx(0.90, abs=0.06)


def test_nan_is_refused_by_name():
    y = ishigami(design(n=64))
    y[[3, 17]] = np.nan, np.inf
    with pytest.raises(SensitivityError, match=r"y is NaN or infinite at 2 of 512 points: 3, 17"):
        sobol_indices(y, NAMES)


def test_a_constant_output_has_no_index_and_a_reason_but_leaves_the_others_alone():
    x = design(n=64)
    found = sobol_indices(np.stack([ishigami(x), np.full(len(x), 0.1)], axis=1), NAMES)
    assert np.isnan(found.first.value[:, 1]).all() and np.isnan(found.total.low[:, 1]).all()
    assert found.first.reason == "constant output, no variance to share: 1"
    assert not told_from_zero(found.first)[:, 1].any()
    assert found.first.output(0).reason == "" and np.isfinite(found.second.output(0).low).all()


@pytest.mark.parametrize(
    ("y", "names", "message"),
    [
        (np.arange(17.0), NAMES, "17 points are not"),
        (np.arange(16.0), ("x", "x", "z"), "3 different names"),
        (np.ones((4, 4, 4)), NAMES, "must have shape"),
        (np.empty(0), NAMES, "y is empty"),
    ],
)
def test_what_cannot_be_is_refused(y, names, message):
    with pytest.raises(SensitivityError, match=message):
        sobol_indices(y, names)
