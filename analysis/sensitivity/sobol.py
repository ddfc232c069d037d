"""Sobol indices of all outputs at once, from a design in SALib's Saltelli layout, by matrix products."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from analysis.sensitivity.estimate import Estimates, SensitivityError, constant, counts


@dataclass(frozen=True)
class SobolIndices:
    """Shares of an output's variance: ``first`` by a factor alone, ``total`` with all its interactions.

    ``second`` is by a pair beyond its two factors alone, or None if the design has no second order.
    """

    first: Estimates
    total: Estimates
    second: Estimates | None


@dataclass(frozen=True)
class _Blocks:
    """The parts of a Saltelli design: a and b of shape (N, m), ab and ba of shape (N, k, m)."""

    a: np.ndarray
    b: np.ndarray
    ab: np.ndarray
    ba: np.ndarray | None


def indices_of(names: tuple[str, ...], drawn: Sequence[np.ndarray], estimate: Callable[..., Estimates]) -> SobolIndices:
    """Return indices from the draws of :func:`sobol_draws` by ``estimate`` of names, values and draws."""
    labels = (names, names, pairs(names))[: len(drawn)]
    found = [estimate(label, draws[0], draws[1:]) for label, draws in zip(labels, drawn, strict=True)]
    return SobolIndices(*found, *[None] * (3 - len(found)))


def sobol_draws(
    y: np.ndarray, k: int, chosen: np.ndarray, *, second_order: bool = True
) -> tuple[np.ndarray, list[np.ndarray]]:
    """Return which outputs are constant, and first, total and second-order indices of every resample.

    ``y`` holds the values on ``SALib.sample.sobol``'s design of k factors, rows in its order, shape (points, outputs);
    points = N (2k + 2), or N (k + 2) without second order. ``chosen``, shape (N, resamples), gives the base samples of
    every resample. Indices have shape (1 + resamples, k or pairs, outputs), the first of them the sample's own. First
    and total order follow Saltelli et al. (2010), second order Saltelli (2002), as in SALib. Luck in the values raises
    the total order by its share of the variance.

    Raises SensitivityError for a number of points that does not fit.
    """
    blocks = _blocks(y, k, second_order)
    flat = constant(np.concatenate([blocks.a, blocks.b]))
    weights = np.vstack([np.ones(len(blocks.a)), counts(chosen)]) / len(blocks.a)
    return flat, _indices(blocks, weights, flat)


def base_samples(points: int, k: int, second_order: bool) -> int:
    """Return the base samples of a Saltelli design. Raises SensitivityError where points are no such design."""
    step = (2 * k if second_order else k) + 2
    if not k or points % step or points < 2 * step:
        raise SensitivityError(f"{points} points are not two or more base samples of {step} points for {k} factors")
    return points // step


def _blocks(y: np.ndarray, k: int, second_order: bool) -> _Blocks:
    scale = y.std(0)
    scaled = ((y - y.mean(0)) / np.where(scale > 0, scale, 1.0)).reshape(
        base_samples(len(y), k, second_order), -1, y.shape[1]
    )
    crossed = scaled[:, 1 + k : 1 + 2 * k] if second_order else None
    return _Blocks(scaled[:, 0], scaled[:, -1], scaled[:, 1 : 1 + k], crossed)


def _indices(blocks: _Blocks, weights: np.ndarray, flat: np.ndarray) -> list[np.ndarray]:
    """Return the indices, NaN for constant outputs; the first row of ``weights`` is the sample itself."""
    variance = np.where(flat, np.nan, _variance(blocks, weights))[:, None]
    first = _mean(weights, blocks.b[:, None] * (blocks.ab - blocks.a[:, None])) / variance
    total = _mean(weights, 0.5 * (blocks.a[:, None] - blocks.ab) ** 2) / variance
    return [first, total] + ([] if blocks.ba is None else [_second(blocks, weights, variance, first)])


def pairs(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of all pairs of factors, "a x b", in the order of second-order indices."""
    return tuple(f"{one} x {other}" for one, other in combinations(names, 2))


def _variance(blocks: _Blocks, weights: np.ndarray) -> np.ndarray:
    """Return the variance over both base matrices in every resample, shape (resamples, outputs)."""
    means, squares = blocks.a + blocks.b, blocks.a**2 + blocks.b**2
    return weights @ squares / 2 - (weights @ means / 2) ** 2


def _second(blocks: _Blocks, weights: np.ndarray, variance: np.ndarray, first: np.ndarray) -> np.ndarray:
    assert blocks.ba is not None
    one, other = np.triu_indices(first.shape[1], 1)
    together = _mean(weights, blocks.ba[:, one] * blocks.ab[:, other] - (blocks.a * blocks.b)[:, None])
    return together / variance - first[:, one] - first[:, other]


def _mean(weights: np.ndarray, products: np.ndarray) -> np.ndarray:
    """Return weighted means over base samples of (N, k, m) products as one matrix product, (resamples, k, m)."""
    flat = products.reshape(len(products), -1)
    return (weights @ flat).reshape(len(weights), *products.shape[1:])
