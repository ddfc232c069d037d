"""How much of the variance of an outcome is luck."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis.base.statistics import LEVEL
from analysis.sensitivity.estimate import (
    RESAMPLES,
    Estimates,
    SensitivityError,
    constant,
    counts,
    finite,
    resampled,
    summarise,
    why_undefined,
)

FEWEST = 2
"""Fewest points, and fewest replicates."""

PARTS = ("points", "shared luck", "own luck")


@dataclass(frozen=True)
class Luck:
    """How the variance of single runs splits, for every output.

    ``variances`` and ``shares`` have three parts: "points" is the effect of the factors on the expected outcome,
    "shared luck" is what a replicate adds at all points alike, "own luck" is the rest, which differs between points.
    Shares are of the variance of a single run. ``share`` is both kinds of luck together.
    """

    variances: Estimates
    shares: Estimates
    share: Estimates


def luck_share(y: np.ndarray, *, resamples: int = RESAMPLES, level: float = LEVEL, seed: int = 0) -> Luck:
    """Return the share of luck from values of shape (points, replicates) or (points, replicates, outputs).

    A replicate has the same luck at all points; with independent luck, shared luck is about zero. The split is the
    two-way analysis of variance by the method of moments (Searle, Casella and McCulloch 1992, chapter 4), with negative
    components set to zero.

    Intervals are percentiles over resampled points. As replicates are few, the mean square of shared luck is varied as
    under normal luck, by a scaled chi-square with replicates - 1 degrees of freedom. With 100 points, intervals of 90 %
    cover shares about 85 % of the time.

    Raises SensitivityError for NaN or infinity, other shapes, or fewer than two points or replicates.
    """
    values = finite(y, "y")
    if values.ndim not in (2, 3) or min(values.shape[:2]) < FEWEST:
        raise SensitivityError(f"luck needs two or more points and replicates, not shape {values.shape}")
    single, values = values.ndim == 2, values.reshape(*values.shape[:2], -1)
    points, replicates, outputs = values.shape
    flat = constant(values.reshape(-1, outputs))
    weights = np.vstack([np.ones(points), counts(resampled(points, resamples, seed))]) / points
    spread = _chi_square_spread(replicates - 1, resamples, seed)
    squares = _mean_squares(values - values.mean((0, 1)), weights, spread)
    parts = np.where(flat, np.nan, _components(squares, points, replicates))
    estimate = partial(summarise, level=level, single=single, reason=why_undefined(flat))
    return _luck(parts, estimate)


def _mean_squares(y: np.ndarray, weights: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Return mean squares of points, replicates and residuals, shape (3, resamples, outputs), of y around zero."""
    points, replicates, _ = y.shape
    by_point, by_replicate = y.mean(1), y.mean(0)
    residuals = ((y - by_point[:, None] - by_replicate) ** 2).sum(1) * points / ((points - 1) * (replicates - 1))
    between = (weights @ by_point**2 - (weights @ by_point) ** 2) * replicates * points / (points - 1)
    between[1:] *= points / (points - 1)  # a resample varies less than its sample
    shared = (by_replicate**2).sum(0) * points / (replicates - 1) * spread[:, None]
    return np.stack([between, shared, weights @ residuals])


def _chi_square_spread(free: int, resamples: int, seed: int) -> np.ndarray:
    """Return 1, then factors by which a mean square may lie off its expectation, shape (resamples + 1,)."""
    return np.append(1.0, free / np.random.default_rng([seed, free]).chisquare(free, resamples))


def _components(squares: np.ndarray, points: int, replicates: int) -> np.ndarray:
    """Return variances of points, shared and own luck, shape (resamples, 3, outputs)."""
    by_point, by_replicate, own = squares
    parts = [(by_point - own) / replicates, (by_replicate - own) / points, own]
    return np.maximum(np.stack(parts, axis=1), 0.0)


def _luck(parts: np.ndarray, estimate: Callable[..., Estimates]) -> Luck:
    """Return estimates; the first of ``parts`` is the sample itself, the others resamples of it."""
    with np.errstate(invalid="ignore"):
        shares = parts / parts.sum(1, keepdims=True)
    both = shares[:, 1:].sum(1, keepdims=True)
    named = {"variances": (PARTS, parts), "shares": (PARTS, shares), "share": (("luck",), both)}
    return Luck(**{name: estimate(of, found[0], found[1:]) for name, (of, found) in named.items()})
