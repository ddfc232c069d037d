"""How much of the variance of a result goes with numbers that evidence sizes, and how much certainly does not.

Between parameter sets, each number's rank is given an effect of its own, normal and alike within two groups: numbers
that a source measures or bounds, and all others. Which share of the variance belongs to the first group is read from
how alike the results of those sets are that are alike in its numbers (variance components with a kernel each; Yang and
others 2011). Hundreds of numbers and some dozens of sets tell it roughly: a range is given, never a single share.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from analysis.base.parts import NORMAL, Parts, Sets

FEWEST_SETS = 24
"""With fewer sets the range is from nothing to nearly everything."""

TRIED = np.linspace(0.0, 1.0, 101)
"""Shares that are tried."""

FALL = NORMAL**2 / 2
"""How far the logarithm of the likelihood falls at the limits of a 90 % range (Wilks 1938)."""


@dataclass(frozen=True)
class Rests:
    """On what the variance of a result rests: shares that add up to 1.

    ``sized`` goes at least with numbers that a source measures or bounds; ``assumed`` at least with all others and with
    how numbers act together; ``open`` cannot be told to be either. The rest is that of ``Parts``.
    """

    sized: float
    open: float
    assumed: float
    theories: float
    chance: float


def rests_on(values: np.ndarray, sets: Sets, parts: Parts, numbers: Sequence[np.ndarray]) -> Rests | None:
    """Return on what the variance of ``values``, shape (runs,), rests; None where that cannot be told.

    ``numbers`` holds the values of the free parameters that a source measures or bounds, and of all others, both of
    shape (rows of the ensemble, parameters); ``sets`` names the rows.
    """
    rows, first, of_set, runs = np.unique(sets.rows, return_index=True, return_inverse=True, return_counts=True)
    shares = parts.shares
    if len(rows) < FEWEST_SETS or not shares.chance >= 0:
        return None
    low, high = 0.0, 0.0
    if parts.parameters:
        means = np.bincount(of_set, values) / runs
        contrasts = _contrasts(sets.rules[first])
        kernels = _kernels(contrasts, [own[rows] for own in numbers])
        noise = contrasts.T @ np.diag(parts.chance / parts.parameters / runs) @ contrasts
        low, high = _range(contrasts.T @ means, kernels, noise)
    sized, left = low * shares.parameters, (1 - high) * shares.parameters
    return Rests(sized, shares.parameters - sized - left, left, shares.theories, shares.chance)


def _contrasts(groups: np.ndarray) -> np.ndarray:
    """Return orthonormal contrasts between sets of one rule, shape (sets, contrasts)."""
    kinds, of = np.unique(groups, return_inverse=True)
    return np.linalg.svd(np.eye(len(kinds))[of])[0][:, len(kinds) :]


def _kernels(contrasts: np.ndarray, numbers: Sequence[np.ndarray]) -> Sequence[np.ndarray]:
    """Return how alike contrasts are in sized numbers and in all others, both with a mean diagonal of 1."""
    found = []
    for own in numbers:
        features = contrasts.T @ rankdata(own, axis=0)
        features = features[:, (features**2).sum(0) > 0]
        features /= np.sqrt((features**2).mean(0))
        found.append(features @ features.T / features.shape[1])
    return found


def _range(values: np.ndarray, kernels: Sequence[np.ndarray], noise: np.ndarray) -> tuple[float, float]:
    """Return the limits of the 90 % range of the first kernel's share of the variance, by the likelihood's fall."""
    likely = np.array([_likelihood(values, share * kernels[0] + (1 - share) * kernels[1] + noise) for share in TRIED])
    kept = TRIED[likely >= likely.max() - FALL]
    return float(kept[0]), float(kept[-1])


def _likelihood(values: np.ndarray, covariance: np.ndarray) -> float:
    """Return the logarithm of the likelihood of normal values at the most likely scale of their covariance."""
    lower = np.linalg.cholesky(covariance)
    return float(-np.log(np.diag(lower)).sum() - len(values) / 2 * np.log((np.linalg.solve(lower, values) ** 2).sum()))
