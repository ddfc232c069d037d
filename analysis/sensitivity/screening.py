"""Which factors matter at all, from few runs: Morris's elementary effects, and one factor at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis.base.statistics import LEVEL, mean_interval
from analysis.sensitivity.estimate import (
    RESAMPLES,
    Estimates,
    SensitivityError,
    columns,
    counts,
    finite,
    named,
    resampled,
    summarise,
)

UNMOVED = 1e-12
"""A coordinate that changes by less than this between two points has not moved."""


@dataclass(frozen=True)
class Screening:
    """Morris's measures, in units of the output per unit of the factor.

    ``mu`` is the mean elementary effect, ``mu_star`` the mean of its absolute value, ``sigma`` its standard deviation.
    """

    mu: Estimates
    mu_star: Estimates
    sigma: Estimates


@dataclass(frozen=True)
class OneAtATime:
    """What each factor does when it alone moves from the base point, in units of the output.

    ``low`` and ``high`` are the differences from the base at either end of its range.
    """

    low: Estimates
    high: Estimates


def morris(
    x: np.ndarray,
    y: np.ndarray,
    names: Sequence[str],
    *,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
    seed: int = 0,
) -> Screening:
    """Return Morris's measures (Morris 1991; Campolongo, Cariboni and Saltelli 2007) of every output.

    ``x`` has shape (points, k), in units in which effects are to be compared, usually the unit cube. It holds
    trajectories of k + 1 points that each move one factor a step, as ``SALib.sample.morris`` draws them; ``y`` has
    shape (points,) or (points, outputs). Intervals are percentiles over resampled trajectories; luck raises ``mu_star``
    and ``sigma``, so that a factor without effect has ``mu_star`` above zero where y is noisy.

    Raises SensitivityError for NaN or infinity, and for points that are no such trajectories.
    """
    values, single = columns(y)
    effects = _elementary_effects(finite(x, "x"), values)
    names = named(names, effects.shape[1])
    weights = counts(resampled(len(effects), resamples, seed)) / len(effects)
    weights = np.vstack([np.full(len(effects), 1 / len(effects)), weights])
    mu, mu_star, squares = (
        np.tensordot(weights, each, axes=1) for each in (effects, np.abs(effects), (effects - effects.mean(0)) ** 2)
    )
    spread = np.maximum(squares - (mu - mu[0]) ** 2, 0.0) * len(effects) / (len(effects) - 1)
    estimate = partial(summarise, names, level=level, single=single)
    return Screening(*(estimate(found[0], found[1:]) for found in (mu, mu_star, np.sqrt(spread))))


def _elementary_effects(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the effect of each factor in each trajectory, shape (trajectories, k, outputs)."""
    k = x.shape[1]
    if len(x) != len(y) or len(x) % (k + 1) or len(x) < 2 * (k + 1):
        raise SensitivityError(f"{len(x)} points and {len(y)} values are not two or more trajectories of {k + 1}")
    steps = np.diff(x.reshape(-1, k + 1, k), axis=1)
    moved = np.abs(steps) > UNMOVED
    if not ((moved.sum(1) == 1).all() and (moved.sum(2) == 1).all()):
        raise SensitivityError("a trajectory moves several factors at once, or one factor twice")
    changes = np.diff(y.reshape(len(steps), k + 1, -1), axis=1) / steps.sum(2)[..., None]
    return np.take_along_axis(changes, moved.argmax(1)[..., None], axis=1)


def oat(
    y_base: np.ndarray, y_low: np.ndarray, y_high: np.ndarray, names: Sequence[str], *, level: float = LEVEL
) -> OneAtATime:
    """Return the effect of each factor alone, for a tornado chart.

    ``y_base`` has shape (replicates,) or (replicates, outputs), ``y_low`` and ``y_high`` (k, replicates) or
    (k, replicates, outputs). A replicate has the same luck at all points, so differences are paired; intervals are
    Student's t over replicates, NaN for a single one. They hold at this base point only.

    Raises SensitivityError for NaN or infinity and for shapes that do not fit.
    """
    base, low, high = finite(y_base, "y_base"), finite(y_low, "y_low"), finite(y_high, "y_high")
    if low.shape != high.shape or low.shape[1:] != base.shape:
        raise SensitivityError(f"shapes do not fit: base {base.shape}, low {low.shape}, high {high.shape}")
    names = named(names, len(low))
    return OneAtATime(*(_paired(names, each, level) for each in (low - base, high - base)))


def _paired(names: tuple[str, ...], differences: np.ndarray, level: float) -> Estimates:
    by_replicate = np.moveaxis(differences, 1, 0)
    return Estimates(names, *mean_interval(by_replicate, level), level=level)
