"""PAWN and Shapley effects of given data, against other implementations and worked-out cases."""

import warnings
from functools import cache
from itertools import permutations
from math import factorial

import numpy as np
import pytest
from scipy.stats import ks_2samp

from analysis.sensitivity.estimate import SensitivityError
from analysis.sensitivity.given_data import pawn, shapley_effects
from tests.analysis.sensitivity.known import ISHIGAMI_FIRST, ISHIGAMI_TOTAL, ishigami

NAMES = ("x1", "x2", "x3", "dummy")
SLOPES = np.array([1.0, 1.0, 1.0])
COVARIANCE = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.9 * 2.0], [0.0, 0.9 * 2.0, 4.0]])
"""Iooss and Prieur (2019), section 3.2: two correlated inputs beside an independent one."""


@cache
def uniform(n=1000, k=4, seed=1):
    return np.random.default_rng(seed).random((n, k))


def test_the_index_is_the_median_distance_between_distributions():
    x = uniform(200)
    y = np.round(ishigami(x), 1)
    found = pawn(x, y, NAMES, slices=5, dummies=5, resamples=10)
    for j in range(4):
        parts = np.array_split(y[np.argsort(x[:, j])], 5)
        assert found.index.value[j] == pytest.approx(np.median([ks_2samp(part, y).statistic for part in parts]))


def test_the_indices_are_near_salib_s_which_leaves_out_the_largest_point():
    from SALib.analyze import pawn as theirs

    x, problem = uniform(), {"num_vars": 4, "names": NAMES, "bounds": [[0.0, 1.0]] * 4}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = theirs.analyze(problem, x, ishigami(x), S=10, seed=1)
    for statistic, name in (("median", "median"), ("mean", "mean"), ("max", "maximum")):
        found = pawn(x, ishigami(x), NAMES, statistic=statistic, resamples=10, dummies=5)
        assert found.index.value == pytest.approx(expected[name], abs=0.01)


def test_the_dummy_lies_at_the_floor_and_what_matters_above_it():
    x = uniform()
    y = np.stack([ishigami(x), ishigami(x) + np.random.default_rng(3).normal(0, 2.0, len(x))], axis=1)
    found = pawn(x, y, NAMES)
    assert found.told_from_floor.T.tolist() == [[True, True, False, False]] * 2
    dummy, floor = found.index.of("dummy"), found.floor.of("dummy")
    assert (floor.low <= dummy.value).all() and (dummy.value <= floor.high).all()
    assert (found.floor.value > 0.05).all()


def test_dummies_are_taken_for_factors_that_matter_no_more_often_than_the_level_says():
    told = []
    for seed in range(30):
        x = uniform(300, 4, seed)
        found = pawn(x, np.random.default_rng(seed).random(300), NAMES, resamples=50, dummies=50, seed=seed)
        told.append(found.told_from_floor)
    assert np.mean(told) <= 0.05


def test_a_category_is_cut_into_its_values_and_has_its_own_floor():
    x = uniform(600).copy()
    x[:, 0] = np.floor(3 * x[:, 0]) / 3
    found = pawn(x, x[:, 0] + 0.1 * x[:, 1], NAMES, resamples=20, dummies=20)
    assert found.index.value[0] == pytest.approx(2 / 3, abs=0.05)
    assert found.floor.value[0] < found.floor.value[1]


@pytest.mark.parametrize(
    ("n", "how", "message"), [(40, {}, "a slice holds 4 points"), (100, {"statistic": "least"}, "statistic 'least'")]
)
def test_what_pawn_cannot_do_is_refused(n, how, message):
    with pytest.raises(SensitivityError, match=message):
        pawn(uniform(n), ishigami(uniform(n)), NAMES, **how)


def test_constant_outputs_have_no_index():
    x = uniform(200)
    y = np.stack([ishigami(x), np.ones(200)], axis=1)
    for found in (pawn(x, y, NAMES, resamples=10, dummies=5).index, shapley_effects(x, y, NAMES, resamples=10)):
        assert np.isnan(found.value[:, 1]).all() and np.isfinite(found.value[:, 0]).all()
        assert found.reason.startswith("constant output")


def gaussian_shapley(slopes, covariance):
    """Return Shapley effects of a linear function of Gaussian inputs, from its explained variances in every order."""
    k = len(slopes)

    def explained(known):
        known = list(known)
        along = covariance[known] @ slopes
        return along @ np.linalg.solve(covariance[np.ix_(known, known)], along) if known else 0.0

    effects = np.zeros(k)
    for order in permutations(range(k)):
        for place, factor in enumerate(order):
            effects[factor] += explained(order[: place + 1]) - explained(order[:place])
    return effects / factorial(k) / (slopes @ covariance @ slopes)


def gaussian(n, seed):
    x = np.random.default_rng(seed).multivariate_normal(np.zeros(3), COVARIANCE, n)
    return x, x @ SLOPES


def test_shapley_effects_of_correlated_gaussian_inputs_are_the_known_ones():
    truth = gaussian_shapley(SLOPES, COVARIANCE)
    assert truth == pytest.approx([1 / 9.6, (2.8 + 1.215) / 9.6, (5.8 - 1.215) / 9.6])  # their formula, by hand
    found = shapley_effects(*gaussian(3000, 0), NAMES[:3])
    assert found.value == pytest.approx(truth, abs=0.03)
    assert found.value.sum() == pytest.approx(1.0)
    assert (found.half_width < 0.05).all()


def test_shapley_intervals_cover_the_truth_at_least_as_often_as_they_say():
    truth, hits = gaussian_shapley(SLOPES, COVARIANCE), []
    for seed in range(60):
        found = shapley_effects(*gaussian(1000, seed), NAMES[:3], resamples=200, seed=seed)
        hits.append((found.low <= truth) & (truth <= found.high))
    assert 0.90 <= np.mean(hits) < 1.0


def test_shapley_effects_lie_between_first_and_total_index_where_factors_are_independent():
    x = uniform(3000, 3)
    y = ishigami(x)
    found = shapley_effects(x, np.stack([y, y + np.random.default_rng(0).normal(0, 2.0, 3000)], axis=1), NAMES[:3])
    halfway = (ISHIGAMI_FIRST + ISHIGAMI_TOTAL) / 2  # Ishigami has no interaction of three
    assert found.value[:, 0] == pytest.approx(halfway, abs=0.04)


def test_known_luck_is_no_factor_s_effect():
    x, y = gaussian(3000, 1)
    noisy = y + np.random.default_rng(1).normal(0, 2.0, len(y))
    truth, share = gaussian_shapley(SLOPES, COVARIANCE), 9.6 / 13.6
    found = shapley_effects(x, noisy, NAMES[:3], noise=4.0)
    assert found.value == pytest.approx(truth * share, abs=0.04)
    assert found.value.sum() == pytest.approx(share, abs=0.03)


def test_random_permutations_agree_with_all_subsets():
    x, y = gaussian(500, 2)
    exact, drawn = (shapley_effects(x, y, NAMES[:3], permutations=each) for each in (None, 300))
    assert drawn.value == pytest.approx(exact.value, abs=0.02)
    assert drawn.value.sum() == pytest.approx(1.0)


def test_equal_categories_are_neighbours_by_lot():
    x = np.stack([np.repeat([0.0, 1.0], 500), uniform(1000)[:, 0]], axis=1)
    y = x[:, 0] + np.sqrt(3) * x[:, 1]  # the variances 1/4 and 1/4
    assert shapley_effects(x, y, ("a", "b")).value == pytest.approx([0.5, 0.5], abs=0.05)
