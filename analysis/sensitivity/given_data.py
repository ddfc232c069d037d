"""PAWN indices of given data, whatever the design of the points."""

from collections.abc import Callable, Sequence

import numpy as np

from analysis.base.statistics import LEVEL
from analysis.sensitivity.estimate import (
    Estimates,
    SensitivityError,
    columns,
    constant,
    counts,
    finite,
    named,
    resampled,
    summarise,
    why_undefined,
)

SLICES = 10
RESAMPLES = 200
"""Fewer than elsewhere, as each goes through all points of every slice."""

FEWEST_IN_SLICE = 5
"""With fewer points the distribution in a slice has so few steps that it lies far from any other by chance."""


def pawn(
    x: np.ndarray,
    y: np.ndarray,
    names: Sequence[str],
    *,
    slices: int = SLICES,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
    seed: int = 0,
) -> Estimates:
    """Return PAWN indices (Pianosi and Wagener 2018) of given data, from 0 for no influence to 1.

    Any design will do, and factors may be correlated. ``x`` has shape (points, k), ``y`` (points,) or
    (points, outputs). Each factor is cut into slices of equally many points or, with no more different values than
    slices, into its values. The index is the median over slices of the Kolmogorov-Smirnov distance between the outputs
    in a slice and all outputs. It is never zero, least of all in small slices, so compare it with that of a dummy
    factor. Intervals are percentiles over resampled points, moved down by the bootstrap's own bias, as resamples lie
    further apart than samples; no lower limit is below zero.

    Raises SensitivityError for NaN or infinity, and for slices of fewer than five points.
    """
    values, single = columns(y)
    places, names = _all_slices(finite(x, "x"), slices), named(names, np.shape(x)[1])
    if len(places) != len(values):
        raise SensitivityError(f"{len(places)} points and {len(values)} values")
    weights = np.vstack([np.ones(len(values)), counts(resampled(len(values), resamples, seed))])
    flat = constant(values)
    found = _over_outputs(values, flat, lambda output: _pawn(places, output, weights))
    unbiased = np.maximum(found[1:] - (found[1:].mean(0) - found[0]), 0.0)
    return summarise(names, found[0], unbiased, level=level, single=single, reason=why_undefined(flat))


def _over_outputs(y: np.ndarray, flat: np.ndarray, index: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Return ``index`` of each output on a last axis, NaN for constant ones."""
    return np.where(flat, np.nan, np.stack([index(output) for output in y.T], axis=-1))


def _all_slices(x: np.ndarray, slices: int) -> np.ndarray:
    """Return the slice of every point in every factor, shape (points, k)."""
    places = np.stack([_cut(factor, slices) for factor in x.T], axis=1)
    fewest = min(np.bincount(factor)[np.unique(factor)].min() for factor in places.T)
    if fewest < FEWEST_IN_SLICE:
        raise SensitivityError(f"a slice holds {fewest} points, fewer than {FEWEST_IN_SLICE}: use fewer slices")
    return places


def _cut(factor: np.ndarray, slices: int) -> np.ndarray:
    """Return the slice of every point, equal values in one slice, shape (points,)."""
    different, places = np.unique(factor, return_inverse=True)
    if len(different) <= slices:
        return places
    edges = np.quantile(factor, np.arange(1, slices) / slices)
    return np.searchsorted(edges, factor, side="right")


def _pawn(places: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the index of every factor in every resample, shape (resamples, k)."""
    order = np.argsort(y, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(y[order])), len(y) - 1)
    weights, places = weights[:, order], places[order]
    whole = np.cumsum(weights, axis=1)[:, ends] / len(y)
    found = np.empty((len(weights), places.shape[1]))
    for j, factor in enumerate(places.T):
        distances = [_distance(weights * (factor == part), whole, ends) for part in np.unique(factor)]
        found[:, j] = np.median(distances, axis=0)
    return found


def _distance(inside: np.ndarray, whole: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the Kolmogorov-Smirnov distance of one slice from the whole in every resample, shape (resamples,)."""
    steps = np.cumsum(inside, axis=1)
    return np.abs(steps[:, ends] / np.maximum(steps[:, -1:], 1.0) - whole).max(1)
