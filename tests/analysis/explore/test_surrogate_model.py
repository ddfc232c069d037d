"""The mixed model on made-up runs whose coefficients are known."""

import numpy as np
import pytest

from analysis.explore.mixed import Data, Mixed, Scales, numbered
from analysis.explore.terms import terms_of

MAIN = (True, True, False, False)
PRICES = np.log([0.6, 1.0, 1.6])
SETS, POINTS = 16, 6
VARIANCES = {"rule": 0.2, "set": 0.5, "luck": 0.1}
PARTED = 1e-4


@pytest.fixture(scope="module")
def made():
    """Return made-up data, values, the mean coefficients of the rules, and terms; sixteen sets with two lucks each."""
    rng, terms = np.random.default_rng(3), terms_of(MAIN)
    levers = rng.uniform(size=(SETS * POINTS, len(MAIN))) * (rng.uniform(size=(SETS * POINTS, len(MAIN))) < 0.6)
    points = np.column_stack([levers, np.tile(PRICES, SETS * POINTS // len(PRICES))])
    z, each = np.tile(terms(points), (2, 1)), np.repeat(np.arange(SETS), POINTS)
    groups = {"rule": np.tile(each % 4, 2), "set": np.tile(each, 2), "luck": np.concatenate([each, each + SETS])}
    scale = np.where(terms.alone, 0.2, 0.05) * (np.arange(z.shape[1]) != 3)  # the last slider does nothing
    own = {
        name: rng.normal(size=(max(groups[name]) + 1, len(scale))) * np.sqrt(VARIANCES[name]) * scale for name in groups
    }
    mean = rng.choice([-1.0, 1.0], len(scale)) * scale
    y = z @ mean + sum((z * own[name][groups[name]]).sum(1) for name in groups)
    base = np.arange(len(z)) // POINTS
    y = y + np.sqrt(PARTED / 2) * (rng.normal(size=len(z)) + rng.normal(size=base.max() + 1)[base])
    return Data(z, terms.alone, **groups, base=base), y, mean + own["rule"].mean(0), terms


@pytest.fixture(scope="module")
def fitted(made):
    data, y, *_ = made
    mixed = Mixed(data)
    return mixed, mixed.fit(y)


def test_coefficients_are_found_within_their_doubt(made, fitted):
    (mixed, scales), (_, y, known, _) = fitted, made
    found = mixed.coefficients(y, scales)
    away = (found.mean - known) / np.sqrt(np.diag(found.doubt))
    assert np.abs(away).max() < 3.5 and np.sqrt((away**2).mean()) < 1.5
    assert abs(found.mean[3]) < 0.02 and found.parameters[3] < 1e-3  # what does nothing is said to do nothing


def test_variances_are_found_level_by_level(fitted):
    _, scales = fitted
    assert 0.2 < scales.set < 1.2 and scales.set > scales.luck > scales.run
    assert 0.3 * PARTED < scales.parted < 3 * PARTED


def test_the_gradient_is_that_of_the_loss(made, fitted):
    (mixed, scales), (_, y, *_) = fitted, made
    scaled, about = y / y.std(), (mixed._usual().packed(), mixed._spread())
    at = scales.times(1 / y.var()).packed() + 0.3
    slope = mixed._loss(at, scaled, about)[1]
    for n in (0, 5, *range(len(at) - 5, len(at))):
        step = np.zeros(len(at))
        step[n] = 1e-5
        ends = (mixed._loss(at + sign * step, scaled, about)[0] for sign in (1, -1))
        assert slope[n] == pytest.approx((next(ends) - next(ends)) / 2e-5, rel=1e-4, abs=1e-5)


def test_sets_left_out_lie_in_their_bands_and_are_predicted_as_by_a_fit_without_them(made, fitted):
    (mixed, scales), (data, y, *_) = fitted, made
    left = mixed.left_out(y, scales)
    assert 0.8 <= left.coverage(0.9) <= 0.97 and left.q2 > 0.5
    away, rest = (np.flatnonzero((data.set == 5) == out) for out in (True, False))
    alone = Mixed(data.at(rest))
    rule = alone.coefficients(y[rest], scales).rules[int(data.rule[away[0]])]
    assert left.mean[away] == pytest.approx(data.z[away] @ rule, abs=2e-3)


def test_no_policy_is_no_effect_at_every_price(made):
    terms = made[-1]
    assert not terms(np.column_stack([np.zeros((3, len(MAIN))), PRICES])).any()


def test_scales_of_larger_values_keep_their_factors():
    scales = Scales(np.ones(3), 0.1, 0.2, 0.3, 0.4, 0.5).times(4.0)
    assert scales.terms.tolist() == [4.0] * 3
    assert (scales.rule, scales.set, scales.luck, scales.run, scales.parted) == (0.1, 0.2, 0.3, 0.4, 2.0)


def test_groups_are_numbered_by_name():
    assert numbered(["b", "a", "b"]).tolist() == [1, 0, 1]
