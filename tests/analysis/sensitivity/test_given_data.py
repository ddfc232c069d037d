"""PAWN indices of given data, against another implementation and worked-out cases."""

import warnings
from functools import cache

import numpy as np
import pytest
from scipy.stats import ks_2samp

from analysis.sensitivity.estimate import SensitivityError
from analysis.sensitivity.given_data import pawn
from tests.analysis.sensitivity.known import ishigami, of

NAMES = ("x1", "x2", "x3", "dummy")


@cache
def uniform(n=1000, k=4, seed=1):
    return np.random.default_rng(seed).random((n, k))


def test_the_index_is_the_median_distance_between_distributions():
    x = uniform(200)
    y = np.round(ishigami(x), 1)
    found = pawn(x, y, NAMES, slices=5, resamples=10)
    for j in range(4):
        parts = np.array_split(y[np.argsort(x[:, j])], 5)
        assert found.value[j] == pytest.approx(np.median([ks_2samp(part, y).statistic for part in parts]))


def test_the_indices_are_near_salib_s_which_leaves_out_the_largest_point():
    from SALib.analyze import pawn as theirs

    x, problem = uniform(), {"num_vars": 4, "names": NAMES, "bounds": [[0.0, 1.0]] * 4}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = theirs.analyze(problem, x, ishigami(x), S=10, seed=1)
    assert pawn(x, ishigami(x), NAMES, resamples=10).value == pytest.approx(expected["median"], abs=0.01)


def test_what_matters_lies_above_the_dummy_and_no_index_is_zero():
    x = uniform()
    y = np.stack([ishigami(x), ishigami(x) + np.random.default_rng(3).normal(0, 2.0, len(x))], axis=1)
    found = pawn(x, y, NAMES)
    _, _, floor = of(found, "dummy")
    assert (found.low[:2] > floor).all() and not (found.low[2] > floor).any()
    assert (found.value > 0.05).all() and (found.low >= 0.0).all()


def test_a_dummy_is_taken_for_a_factor_that_matters_no_more_often_than_the_level_says():
    told = []
    for seed in range(30):
        found = pawn(uniform(300, 4, seed), np.random.default_rng(seed).random(300), NAMES, resamples=50, seed=seed)
        told.append(found.low[:3] > found.high[3])
    assert np.mean(told) <= 0.05


def test_a_category_is_cut_into_its_values():
    x = uniform(600).copy()
    x[:, 0] = np.floor(3 * x[:, 0]) / 3
    found = pawn(x, x[:, 0] + 0.1 * x[:, 1], NAMES, resamples=20)
    assert found.value[0] == pytest.approx(2 / 3, abs=0.05)


def test_slices_of_few_points_are_refused():
    with pytest.raises(SensitivityError, match="a slice holds 4 points"):
        pawn(uniform(40), ishigami(uniform(40)), NAMES)


def test_constant_outputs_have_no_index():
    x = uniform(200)
    y = np.stack([ishigami(x), np.ones(200)], axis=1)
    found = pawn(x, y, NAMES, resamples=10)
    assert np.isnan(found.value[:, 1]).all() and np.isfinite(found.value[:, 0]).all()
    assert found.reason.startswith("constant output")
