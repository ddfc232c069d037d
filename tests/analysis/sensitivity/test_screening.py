"""Elementary effects and one-at-a-time effects, exact on linear functions and equal to SALib's."""

import numpy as np
import pytest

from analysis.sensitivity.estimate import SensitivityError
from analysis.sensitivity.screening import morris, oat
from tests.analysis.sensitivity.known import ishigami, told_from_zero

SLOPES = np.array([3.0, -2.0, 0.0])
NAMES = ("a", "b", "c")


def trajectories(k=3, n=20, seed=1):
    from SALib.sample import morris as sampler

    problem = {"num_vars": k, "names": list(NAMES[:k]), "bounds": [[0.0, 1.0]] * k}
    return sampler.sample(problem, n, num_levels=4, seed=seed), problem


def test_a_linear_function_has_its_slopes_for_effects():
    x, _ = trajectories()
    found = morris(x, np.stack([x @ SLOPES + 5.0, -(x @ SLOPES)], axis=1), NAMES)
    assert found.mu.value == pytest.approx(np.stack([SLOPES, -SLOPES], axis=1), abs=1e-12)
    assert found.mu_star.value[:, 0] == pytest.approx(np.abs(SLOPES), abs=1e-12)
    assert found.mu_star.low[:, 0] == pytest.approx(np.abs(SLOPES), abs=1e-12)
    assert found.sigma.value == pytest.approx(0.0, abs=1e-12)


def test_the_measures_are_salib_s():
    from SALib.analyze import morris as theirs

    x, problem = trajectories(n=50)
    expected = theirs.analyze(problem, x, ishigami(x), num_resamples=1000, conf_level=0.90, seed=1)
    found = morris(x, ishigami(x), NAMES)
    for name in ("mu", "mu_star", "sigma"):
        assert getattr(found, name).value == pytest.approx(np.asarray(expected[name], dtype=float), abs=1e-10)
    assert found.mu_star.half_width == pytest.approx(np.asarray(expected["mu_star_conf"], dtype=float), rel=0.15)


def test_the_interval_of_mu_star_covers_the_truth_as_often_as_it_says():
    rng, hits = np.random.default_rng(0), []
    for seed in range(200):
        x, effects = trajectories(k=2, n=30, seed=3)[0], rng.gamma(4.0, 0.5, 30)
        steps = np.repeat(effects, 3) * x[:, 0]
        found = morris(x, steps, NAMES[:2], resamples=200, seed=seed)
        hits.append(found.mu_star.low[0] <= 2.0 <= found.mu_star.high[0])
    assert np.mean(hits) == pytest.approx(0.90, abs=0.06)


def test_points_that_are_no_trajectories_are_refused():
    x, _ = trajectories()
    shuffled = x[np.random.default_rng(0).permutation(len(x))]
    with pytest.raises(SensitivityError, match="several factors at once"):
        morris(shuffled, shuffled @ SLOPES, NAMES)
    with pytest.raises(SensitivityError, match="79 points"):
        morris(x[:-1], (x @ SLOPES)[:-1], NAMES)


def one_at_a_time(noise, replicates=10, shared=100.0):
    rng = np.random.default_rng(4)
    luck = rng.normal(0, shared, replicates)
    ends = rng.normal(0, noise, (2, 3, replicates)) + luck
    return luck, ends[0] - SLOPES[:, None], ends[1] + SLOPES[:, None]


def test_shared_luck_cancels_from_one_at_a_time_effects():
    found = oat(*one_at_a_time(0.0), NAMES)
    assert found.low.value == pytest.approx(-SLOPES, abs=1e-9)
    assert found.high.value == pytest.approx(SLOPES, abs=1e-9)
    assert found.high.half_width == pytest.approx(0.0, abs=1e-9)


def test_luck_of_its_own_widens_an_effect_so_that_the_idle_factor_is_not_told():
    base, low, high = one_at_a_time(1.0)
    found = oat(base, low, high, NAMES)
    assert told_from_zero(found.high).tolist() == [True, True, False]
    several = oat(*(np.stack([each, 2 * each], axis=-1) for each in (base, low, high)), NAMES)
    assert several.high.output(1).low == pytest.approx(2 * found.high.low)


def test_one_replicate_has_effects_without_intervals():
    found = oat(*(each[..., :1] for each in one_at_a_time(1.0)), NAMES)
    assert np.isfinite(found.high.value).all() and np.isnan(found.high.low).all()
    assert not told_from_zero(found.high).any()


def test_ends_that_do_not_fit_the_base_are_refused():
    base, low, high = one_at_a_time(1.0)
    with pytest.raises(SensitivityError, match="shapes do not fit"):
        oat(base[:-1], low, high, NAMES)
