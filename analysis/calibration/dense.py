"""Many small effects at once: a ridge regression of all targets on all parameters, its strength by likelihood.

Forward regression finds the few parameters that explain most. The hundreds of others explain little each and much
together; a normal prior on all their effects at once recovers what the runs say of the sum (Hoerl and Kennard 1970; as
in the prediction of traits from more genes than animals, Meuwissen, Hayes and Goddard 2001).
"""

from dataclasses import dataclass

import numpy as np

RATIOS = np.logspace(-3, 4, 57)
"""Ratios of noise to the variance of all effects together that are tried; the most likely counts."""


@dataclass(frozen=True)
class Dense:
    """Effects of all parameters on all targets.

    ``effects``, shape (coordinates, targets), are the most likely ones. ``directions``, shape (coordinates, k), are
    those in which the fitted points vary. For each target: ``kept``, shape (targets, k), the share of the variance of
    effects that the runs remove in each direction; ``variance``, shape (targets,), of all effects together.
    ``missed``, shape (points, targets), are the values less their prediction from all other points, NaN where there is
    no value.
    """

    effects: np.ndarray
    directions: np.ndarray
    kept: np.ndarray
    variance: np.ndarray
    missed: np.ndarray

    def predict(self, uniform: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and variance of the sum of effects at points of the unit cube, both (points, targets)."""
        features = _features(uniform)
        known = (features @ self.directions) ** 2 @ self.kept.T
        left = (features**2).sum(1)[:, None] - known
        return features @ self.effects, self.variance * np.maximum(left, 0.0)


def fit_dense(uniform: np.ndarray, rest: np.ndarray) -> Dense:
    """Return the effects of all parameters on ``rest``, shape (points, targets): values less what is known already.

    Each target is fitted to the points that have a value. What is left to learn about it in a direction is taken from
    all points, as if values were missing by chance.
    """
    features, there = _features(uniform), np.isfinite(rest)
    _, lengths, directions = _turned(features)
    fits = [_one(features[own], y[own]) for own, y in zip(there.T, rest.T, strict=True)]
    missed = np.full(rest.shape, np.nan)
    for n, fit in enumerate(fits):
        missed[there[:, n], n] = fit[3]
    effects, ratios, variance = (np.array(part) for part in zip(*((a, b, c) for a, b, c, _ in fits), strict=True))
    seen = there.mean(0)[:, None] * lengths**2
    return Dense(effects.T, directions, seen / (seen + ratios[:, None]), variance, missed)


def _features(uniform: np.ndarray) -> np.ndarray:
    """Return linear terms of all parameters, whose squares add up to 1 on average over the prior."""
    return np.sqrt(3.0 / uniform.shape[1]) * (2 * uniform - 1)


def _turned(features: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return points in the directions in which they vary, how much they do, and the directions."""
    left, lengths, right = np.linalg.svd(features, full_matrices=False)
    used = lengths > 1e-9 * lengths[0]
    return left[:, used], lengths[used], right[used].T


def _one(features: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float, float, np.ndarray]:
    """Return the effects on one target, the ratio of noise to them, their variance, and what the points miss."""
    left, lengths, directions = _turned(features)
    along = left.T @ y
    ratio, variance = _strength(along, lengths, y)
    kept = lengths**2 / (lengths**2 + ratio)
    missed = (y - left @ (kept * along)) / (1 - left**2 @ kept)
    return directions @ (kept * along / lengths), ratio, variance, missed


def _strength(along: np.ndarray, lengths: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Return the most likely ratio of noise to the variance of effects, and that variance."""
    n, rest = len(y), max(float(y @ y - along @ along), 0.0)
    totals = lengths**2 + RATIOS[:, None]
    variance = np.maximum(((along**2 / totals).sum(1) + rest / RATIOS) / n, 1e-300)
    costs = n * np.log(variance) + np.log(totals).sum(1) + (n - len(along)) * np.log(RATIOS)
    best = int(costs.argmin())
    return float(RATIOS[best]), float(variance[best])
