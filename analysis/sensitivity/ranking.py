"""Which policy is best over uncertain points: chances of being best, and regrets."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.base.statistics import FEWEST_FOR_BOOTSTRAP, LEVEL
from analysis.sensitivity.estimate import (
    RESAMPLES,
    Estimates,
    SensitivityError,
    counts,
    finite,
    named,
    resampled,
    summarise,
)

BATCH = 100
"""Resamples worked on at once, as each holds all points and policies in memory."""


@dataclass(frozen=True)
class Ranking:
    """How policies compare over points; a lower outcome is better.

    ``best`` is each policy's share of points at which its mean over replicates is the lowest, equal ones sharing a
    point. ``regret`` is the mean over points of how far the policy lies above the best at that point, in units of the
    outcome (Savage 1951).
    """

    best: Estimates
    regret: Estimates


def rank_policies(
    y: np.ndarray, policies: Sequence[str], *, resamples: int = RESAMPLES, level: float = LEVEL, seed: int = 0
) -> Ranking:
    """Return chances of being best and regrets from values (points, policies) or (points, policies, replicates).

    Intervals are percentiles over resampled points, and, from four replicates on, over replicates resampled alike at
    all points and policies, as they share their luck. They contain chance in the sampling of points, but no doubt about
    their distribution. Luck left in the means raises regrets and makes chances more even.

    Raises SensitivityError for NaN or infinity and for fewer than two points or policies.
    """
    values = _runs(y)
    names = named(policies, values.shape[1])
    means = values.mean(2)
    found = np.stack([_share_best(means).mean(0), _regret(means).mean(0)])
    draws = np.concatenate([_draw(values, part) for part in _batches(values.shape, resamples, seed)], axis=1)
    best, regret = (
        summarise(names, one[:, None], some[..., None], level=level, single=True)
        for one, some in zip(found, draws, strict=True)
    )
    return Ranking(best, regret)


def best_indicator(y: np.ndarray, policy: int) -> np.ndarray:
    """Return for every point 1 if the policy is best, 0 if not, and its share if several are; shape (points,).

    ``y`` is as in :func:`rank_policies`. Raises SensitivityError as that does.
    """
    return _share_best(_runs(y).mean(2))[:, policy]


def _runs(y: np.ndarray) -> np.ndarray:
    values = finite(y, "y")
    if values.ndim not in (2, 3) or min(values.shape[:2]) < 2:
        raise SensitivityError(f"a ranking needs two or more points and policies, not shape {values.shape}")
    return values.reshape(*values.shape[:2], -1)


def _batches(shape: tuple[int, ...], resamples: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return weights of points (some, points) and of replicates (some, replicates), in batches."""
    points, replicates = counts(resampled(shape[0], resamples, seed)) / shape[0], np.ones((resamples, shape[2]))
    if shape[2] >= FEWEST_FOR_BOOTSTRAP:
        replicates = counts(resampled(shape[2], resamples, seed + 1))
    return [(points[at : at + BATCH], replicates[at : at + BATCH] / shape[2]) for at in range(0, resamples, BATCH)]


def _draw(values: np.ndarray, weights: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Return chances and regrets in every resample of a batch, shape (2, some, policies)."""
    points, replicates = weights
    means = np.moveaxis(values @ replicates.T, 2, 0)
    return np.stack([np.einsum("bn,bnp->bp", points, of(means)) for of in (_share_best, _regret)])


def _share_best(means: np.ndarray) -> np.ndarray:
    lowest = means == means.min(-1, keepdims=True)
    return lowest / lowest.sum(-1, keepdims=True)


def _regret(means: np.ndarray) -> np.ndarray:
    return means - means.min(-1, keepdims=True)
