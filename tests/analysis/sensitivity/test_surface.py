"""Response surfaces of two levers, on made-up effects that are known."""

import numpy as np
import pytest

from analysis.sensitivity.surface import surface
from experiments.base.errors import ExperimentError

NAMES = ("raids", "shelters")


def on_grid(noise=1.0, replicates=6, seed=1):
    """Return runs on a grid of 4 by 3 whose effect is -10 x + 5 x y, and cost 2 x + 3 y."""
    x, y = (each.ravel() for each in np.meshgrid([0.0, 0.5, 1.0, 2.0], [0.0, 1.0, 3.0]))
    x, y = np.repeat(x, replicates), np.repeat(y, replicates)
    luck = np.random.default_rng(seed).normal(0, noise, len(x))
    return x, y, -10 * x + 5 * x * y + luck, 2 * x + 3 * y


def test_a_grid_gives_means_and_student_t_by_point():
    x, y, effect, cost = on_grid()
    order = np.random.default_rng(2).permutation(len(x))
    found = surface(NAMES, x[order], y[order], effect[order], cost[order])
    assert found.mean.shape == (3, 4) and found.degree == 0 and found.replicates == 6
    here = effect[(x == 2.0) & (y == 1.0)]
    assert found.mean[1, 3] == pytest.approx(here.mean())
    assert found.error[1, 3] == pytest.approx(here.std(ddof=1) / np.sqrt(6))
    assert found.high[1, 3] - found.mean[1, 3] == pytest.approx(2.015048 * found.error[1, 3], rel=1e-5)  # t of 5
    assert found.cost[2, 1] == pytest.approx(2 * 0.5 + 3 * 3.0)


def test_what_cannot_be_told_from_zero_is_marked():
    found = surface(NAMES, *on_grid(noise=0.5))
    assert found.told[0, 3] and found.told[2, 3]
    assert not found.told[1, 0] and not found.told[:, 0].all()


def test_intervals_cover_zero_as_often_as_they_say():
    shares = [surface(NAMES, *on_grid(seed=seed)).told[:, 0].mean() for seed in range(300)]
    assert np.mean(shares) == pytest.approx(0.10, abs=0.025)


def scattered(n=80, noise=0.3):
    rng = np.random.default_rng(3)
    x, y = rng.uniform(0, 2, n), rng.uniform(10, 50, n)
    return x, y, x**2 - 0.1 * x * y + rng.normal(0, noise, n), 100 * x


def test_scattered_points_give_a_fitted_surface():
    found = surface(NAMES, *scattered())
    across, along = np.meshgrid(found.x, found.y)
    truth = across**2 - 0.1 * across * along
    inner = np.isfinite(found.mean)
    assert 0.7 < inner.mean() < 1.0, "corners beyond the points are left open"
    assert found.degree == 2
    assert np.abs(found.mean - truth)[inner].max() < 0.6
    assert ((found.low < truth) & (truth < found.high))[inner].mean() > 0.6
    assert np.allclose(found.cost[inner], (100 * across)[inner])


def test_one_replicate_on_a_grid_is_fitted_as_it_has_no_interval_by_point():
    found = surface(NAMES, *on_grid(replicates=1))
    assert found.degree >= 1 and found.replicates == 1 and found.told.any()


def test_runs_that_make_no_surface_say_so():
    x, y, effect, cost = scattered()
    with pytest.raises(ExperimentError, match="one value a run"):
        surface(NAMES, x[1:], y, effect, cost)
    with pytest.raises(ExperimentError, match="3 pairs of intensities are too few for a surface of raids and shelters"):
        surface(NAMES, x[:3], y[:3], effect[:3], cost[:3])
    with pytest.raises(ExperimentError, match="on one line"):
        surface(NAMES, x, 2 * x, effect, cost)
    with pytest.raises(ExperimentError, match="finite"):
        surface(NAMES, x, y, effect * np.nan, cost)
