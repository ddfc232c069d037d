"""Indices of given data, whatever the design: PAWN, and Shapley effects, which hold for correlated factors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from math import comb

import numpy as np
from scipy.spatial import KDTree

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
DUMMIES = 100
RESAMPLES = 200
"""Fewer than elsewhere: each sorts all points again in every slice."""

STATISTICS = {"median": np.median, "mean": np.mean, "max": np.max}
FEWEST_IN_SLICE = 5
"""Slices of fewer points have distributions of a few steps, far from any other by chance."""

NEIGHBOURS = 3
"""Points that stand for one in its neighbourhood, itself among them (Broto, Bachoc and Depecker 2020)."""

MOST_FACTORS = 10
"""With more factors, permutations are drawn instead of working on all subsets."""

JITTER = 1e-6
"""Size of the coordinate that decides by lot which of equally distant points are neighbours."""


@dataclass(frozen=True)
class Pawn:
    """PAWN indices, from 0 for no influence to 1, and the noise floor of each factor.

    ``floor`` is the index of dummy factors that do nothing and are cut like the factor: their mean, and the level's
    quantiles among them.
    """

    index: Estimates
    floor: Estimates

    @property
    def told_from_floor(self) -> np.ndarray:
        """Tell which factors' intervals lie above the floor's upper limit, shape of the indices."""
        return self.index.low > self.floor.high


def pawn(
    x: np.ndarray,
    y: np.ndarray,
    names: Sequence[str],
    *,
    slices: int = SLICES,
    statistic: str = "median",
    resamples: int = RESAMPLES,
    dummies: int = DUMMIES,
    level: float = LEVEL,
    seed: int = 0,
) -> Pawn:
    """Return PAWN indices (Pianosi and Wagener 2018) of given data: any design, also with correlated factors.

    ``x`` has shape (points, k), ``y`` (points,) or (points, outputs). Each factor is cut into slices of equally many
    points, or, with no more different values than slices, into its values. The index is the ``statistic`` over slices,
    "median", "mean" or "max", of the Kolmogorov-Smirnov distance between the outputs in a slice and all outputs.

    The index never is zero, more so in small slices, so it is to be read against the floor: dummy factors are the
    factor's slices in random order. Intervals are percentiles over resampled points, moved down by the bootstrap's own
    bias, as resamples lie further apart than samples; no lower limit is below zero.

    Raises SensitivityError for NaN or infinity, unknown statistics, and slices of fewer than five points.
    """
    values, single = columns(y)
    places, names = _all_slices(finite(x, "x"), slices), named(names, np.shape(x)[1])
    if len(places) != len(values) or statistic not in STATISTICS:
        raise SensitivityError(f"{len(places)} points and {len(values)} values, statistic {statistic!r}")
    weights = np.vstack([np.ones(len(values)), counts(resampled(len(values), resamples, seed))])
    flat = constant(values)
    found = _over_outputs(values, flat, lambda output: _pawn(places, output, weights, statistic))
    floor = _over_outputs(values, flat, lambda output: _floor(places, output, dummies, statistic, seed))
    estimate = partial(summarise, names, level=level, single=single, reason=why_undefined(flat))
    unbiased = np.maximum(found[1:] - (found[1:].mean(0) - found[0]), 0.0)
    return Pawn(estimate(found[0], unbiased), estimate(floor.mean(0), floor))


def _over_outputs(y: np.ndarray, flat: np.ndarray, index: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Return ``index`` of each output on a last axis, NaN for constant ones."""
    return np.where(flat, np.nan, np.stack([index(output) for output in y.T], axis=-1))


def _floor(places: np.ndarray, y: np.ndarray, dummies: int, statistic: str, seed: int) -> np.ndarray:
    """Return the index of dummy factors for every factor, shape (dummies, k); factors cut alike share them."""
    found: dict[bytes, np.ndarray] = {}
    once, columns_of = np.ones((1, len(y))), []
    for factor in places.T:
        alike = np.sort(np.bincount(factor)).tobytes()
        if alike not in found:
            idle = np.random.default_rng([seed, 1]).permuted(np.tile(factor[:, None], dummies), axis=0)
            found[alike] = _pawn(idle, y, once, statistic)[0]
        columns_of.append(found[alike])
    return np.stack(columns_of, axis=1)


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


def _pawn(places: np.ndarray, y: np.ndarray, weights: np.ndarray, statistic: str) -> np.ndarray:
    """Return the index of every factor in every resample, shape (resamples, k)."""
    order = np.argsort(y, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(y[order])), len(y) - 1)
    weights, places = weights[:, order], places[order]
    whole = np.cumsum(weights, axis=1)[:, ends] / len(y)
    found = np.empty((len(weights), places.shape[1]))
    for j, factor in enumerate(places.T):
        distances = [_distance(weights * (factor == part), whole, ends) for part in np.unique(factor)]
        found[:, j] = STATISTICS[statistic](distances, axis=0)
    return found


def _distance(inside: np.ndarray, whole: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the Kolmogorov-Smirnov distance of one slice from the whole in every resample, shape (resamples,)."""
    steps = np.cumsum(inside, axis=1)
    return np.abs(steps[:, ends] / np.maximum(steps[:, -1:], 1.0) - whole).max(1)


def shapley_effects(
    x: np.ndarray,
    y: np.ndarray,
    names: Sequence[str],
    *,
    noise: np.ndarray | float = 0.0,
    neighbours: int = NEIGHBOURS,
    permutations: int | None = None,
    resamples: int = RESAMPLES,
    level: float = LEVEL,
    seed: int = 0,
) -> Estimates:
    """Return Shapley effects (Owen 2014; Song, Nelson and Staum 2016): shares of variance of correlated factors.

    They add up to 1 with the share of luck. ``x`` has shape (points, k) and may come from any joint distribution, ``y``
    has shape (points,) or (points, outputs). The variance left when a subset of factors is known is that among the
    nearest neighbours in these factors, each scaled by its standard deviation (Broto, Bachoc and Depecker 2020); with
    all known it is ``noise``, the variance of luck in each value, a number or shape (outputs,). All subsets count, or,
    beyond ten factors or where asked, those in random ``permutations`` and their reverses, by default 100.

    Neighbours in many factors are far away, which evens the effects out: compare sizes of design. Intervals are
    percentiles over resampled points, each counting by its influence on all neighbourhoods it lies in (Efron 1982,
    chapter 6): wide ones, that cover 97 % where they say 90 %, and carry neither that bias nor the choice of
    permutations.

    Raises SensitivityError for NaN or infinity, and for fewer points than neighbours.
    """
    values, single = columns(y)
    inputs, names = finite(x, "x"), named(names, np.shape(x)[1])
    if len(inputs) != len(values) or len(values) <= neighbours:
        raise SensitivityError(f"{len(inputs)} points and {len(values)} values for {neighbours} neighbours")
    if permutations is None and len(names) > MOST_FACTORS:
        permutations = 100
    parts = _all_subsets(len(names)) if permutations is None else _some_subsets(len(names), permutations, seed)
    weights = np.vstack([np.zeros(len(values)), counts(resampled(len(values), resamples, seed))])
    flat, whole, apart = constant(values), _spread(values), _apart(inputs, seed)
    luck = np.vstack([np.broadcast_to(noise, flat.shape)[None], np.zeros_like(values)])
    known = {(): whole, tuple(range(len(names))): luck}
    found = np.zeros((len(values) + 1, len(names), len(flat)))
    for subset, part in parts.items():
        left = known[subset] if subset in known else _left(apart[:, [*subset, -1]], values, neighbours)
        found += part[:, None] * left[:, None]
    drawn = found[0] + np.tensordot(weights, found[1:], axes=1)
    drawn /= np.where(flat, np.nan, whole[0] + weights @ whole[1:])[:, None]
    return summarise(names, drawn[0], drawn[1:], level=level, single=single, reason=why_undefined(flat))


def _all_subsets(k: int) -> dict[tuple[int, ...], np.ndarray]:
    """Return by how much the variance left by each subset counts in every factor's effect, shape (k,)."""
    found = {}
    for size in range(k + 1):
        for subset in combinations(range(k), size):
            inside = np.isin(np.arange(k), subset)
            found[subset] = np.where(inside, -_share(k, size - 1), _share(k, size))
    return found


def _share(k: int, size: int) -> float:
    """Return the share of orders of k factors in which a given factor follows just this subset of the others."""
    return 1 / (k * comb(k - 1, size)) if 0 <= size < k else 0.0


def _some_subsets(k: int, permutations: int, seed: int) -> dict[tuple[int, ...], np.ndarray]:
    """Return what :func:`_all_subsets` does, from random orders and their reverses."""
    rng, found = np.random.default_rng(seed), {}
    orders = [order[::step] for order in (rng.permutation(k) for _ in range(permutations)) for step in (1, -1)]
    for order in orders:
        for place, factor in enumerate(order):
            for known, sign in ((order[:place], 1), (order[: place + 1], -1)):
                part = found.setdefault(tuple(sorted(map(int, known))), np.zeros(k))
                part[factor] += sign / len(orders)
    return found


def _apart(x: np.ndarray, seed: int) -> np.ndarray:
    """Return factors in standard deviations and a last column that breaks ties by lot, shape (points, k + 1)."""
    scale = x.std(0)
    lots = JITTER * np.random.default_rng([seed, 2]).random((len(x), 1))
    return np.hstack([x / np.where(scale > 0, scale, 1.0), lots])


def _spread(y: np.ndarray) -> np.ndarray:
    """Return the variance of all points, then the influence of each on it, shape (1 + points, outputs)."""
    squares = (y - y.mean(0)) ** 2
    return np.vstack([squares.mean(0)[None], (squares - squares.mean(0)) / len(y)])


def _left(seen: np.ndarray, y: np.ndarray, neighbours: int) -> np.ndarray:
    """Return the mean variance among neighbours, then the influence of each point on it, shape (1 + points, outputs).

    It is half the mean square of differences of pairs; to draw a point again counts its pairs again.
    """
    near = KDTree(np.ascontiguousarray(seen)).query(seen, neighbours)[1]
    one, other = (near[:, places].ravel() for places in np.triu_indices(neighbours, 1))
    halves = (y[one] - y[other]) ** 2 / 2
    influence = np.zeros_like(y)
    for end in (one, other):
        np.add.at(influence, end, (halves - halves.mean(0)) / len(halves))
    return np.vstack([halves.mean(0)[None], influence])
