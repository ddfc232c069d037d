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

    ``directions``, shape (parameters, k), are those in which the fitted points vary, ``lengths``, shape (k,), how much.
    For each target: ``scores``, shape (targets, k), that give the mean; ``kept``, shape (targets, k), the share of the
    variance of effects that the runs remove in each direction; ``variance``, shape (targets,), of all effects together.
    ``missed``, shape (points, targets), are the values less their prediction from all other points.
    """

    directions: np.ndarray
    lengths: np.ndarray
    scores: np.ndarray
    kept: np.ndarray
    variance: np.ndarray
    missed: np.ndarray

    def predict(self, uniform: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and variance of the sum of effects at points of the unit cube, both (points, targets)."""
        features = _features(uniform)
        turned = features @ self.directions
        left = (features**2).sum(1)[:, None] - turned**2 @ self.kept.T
        return turned @ self.scores.T, self.variance * np.maximum(left, 0.0)


def fit_dense(uniform: np.ndarray, rest: np.ndarray) -> Dense:
    """Return the effects of all parameters on ``rest``, shape (points, targets): values less what is known already."""
    left, lengths, right = np.linalg.svd(_features(uniform), full_matrices=False)
    used = lengths > 1e-9 * lengths[0]
    left, lengths, directions = left[:, used], lengths[used], right[used].T
    fits = [_one(left, lengths, y) for y in rest.T]
    scores, kept, variance, missed = (np.array(part) for part in zip(*fits, strict=True))
    return Dense(directions, lengths, scores, kept, variance, missed.T)


def _features(uniform: np.ndarray) -> np.ndarray:
    """Return linear terms of all parameters, whose squares add up to 1 on average over the prior."""
    return np.sqrt(3.0 / uniform.shape[1]) * (2 * uniform - 1)


def _one(left: np.ndarray, lengths: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, float, np.ndarray]:
    along = left.T @ y
    ratio, variance = _strength(along, lengths, y)
    kept = lengths**2 / (lengths**2 + ratio)
    missed = (y - left @ (kept * along)) / (1 - left**2 @ kept)
    return kept * along / lengths, kept, variance, missed


def _strength(along: np.ndarray, lengths: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Return the most likely ratio of noise to the variance of effects, and that variance."""
    n, rest = len(y), max(float(y @ y - along @ along), 0.0)
    totals = lengths**2 + RATIOS[:, None]
    variance = np.maximum(((along**2 / totals).sum(1) + rest / RATIOS) / n, 1e-300)
    costs = n * np.log(variance) + np.log(totals).sum(1) + (n - len(along)) * np.log(RATIOS)
    best = int(costs.argmin())
    return float(RATIOS[best]), float(variance[best])
