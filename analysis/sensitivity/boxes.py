"""Boxes in the space of factors: which runs lie inside, how well they describe failures, which limits matter."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

SIGNIFICANT = 0.05
"""A limit is dropped unless its quasi-p value is below this (Bryant and Lempert 2010)."""

type Ranges = Mapping[str, tuple[float, float] | tuple[str, ...]]
"""Lowest and highest value, or all options, of every factor."""

MOST_FACTORS = 4
"""A box that restricts more factors could not be read as a scenario."""


@dataclass(frozen=True)
class Limit:
    """A limit on one factor: a part of its range, in the unit of the factor, or some of its options.

    A side without a limit is infinite; ``options`` is empty for a number. ``quasi_p`` is the larger of the quasi-p
    values of the sides with a limit; NaN where none was computed.
    """

    factor: str
    low: float = -math.inf
    high: float = math.inf
    options: tuple[str, ...] = ()
    quasi_p: float = math.nan

    def holds(self, column: np.ndarray) -> np.ndarray:
        """Return which values, shape (runs,), meet the limit, as booleans."""
        if self.options:
            return np.isin(column, self.options)
        return (column >= self.low) & (column <= self.high)

    @property
    def sides(self) -> tuple[str, ...]:
        """Return the names of the fields with a limit."""
        if self.options:
            return ("options",)
        return tuple(side for side in ("low", "high") if math.isfinite(getattr(self, side)))


@dataclass(frozen=True)
class Box:
    """A box and how well it describes failures, over all runs (Bryant and Lempert 2010).

    ``coverage`` is the share of all failures that lie in the box, ``density`` the share of runs in the box that fail,
    ``mass`` the share of all runs that lie in the box, ``n`` their number. Boxes may overlap; each is measured by
    itself.
    """

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    mass: float
    n: int

    @property
    def score(self) -> float:
        """Return the harmonic mean of coverage and density."""
        total = self.coverage + self.density
        return 2 * self.coverage * self.density / total if total else 0.0


def inside(x: Mapping[str, np.ndarray], limits: Sequence[Limit]) -> np.ndarray:
    """Return which runs meet all limits, shape (runs,), as booleans; all runs if there is no limit."""
    chosen = np.ones(len(next(iter(x.values()))), bool)
    for limit in limits:
        chosen &= limit.holds(x[limit.factor])
    return chosen


def measured(x: Mapping[str, np.ndarray], failed: np.ndarray, limits: Sequence[Limit]) -> Box:
    """Return a box with its coverage and density in these runs; the density of an empty box is NaN."""
    chosen = inside(x, limits)
    n, hits = int(chosen.sum()), int(failed[chosen].sum())
    density = hits / n if n else math.nan
    return Box(tuple(limits), hits / max(int(failed.sum()), 1), density, n / len(failed), n)


def quasi_p(x: Mapping[str, np.ndarray], failed: np.ndarray, limits: Sequence[Limit], k: int, side: str) -> float:
    """Return the quasi-p value of one side of the limit ``k`` (Bryant and Lempert 2010).

    It is the chance of at least as many failures in the box if the box were only as dense as it is without that side: a
    one-sided binomial test. It is no real p value, as the limits were chosen on the same runs.
    """
    from scipy.special import bdtrc

    chosen = inside(x, limits)
    wider = inside(x, [*limits[:k], *released(limits[k], side), *limits[k + 1 :]])
    hits, n = int(failed[chosen].sum()), int(chosen.sum())
    return 1.0 if not hits else float(bdtrc(hits - 1, n, failed[wider].mean()))


def released(limit: Limit, side: str) -> list[Limit]:
    """Return the limit without one side, as a list that is empty if nothing is left."""
    free = {"low": -math.inf, "high": math.inf, "options": ()}[side]
    left = replace(limit, **{side: free})
    return [left] if left.sides else []


def pruned(x: Mapping[str, np.ndarray], failed: np.ndarray, limits: Sequence[Limit]) -> list[Limit]:
    """Return the limits that matter, with their quasi-p values.

    The side with the largest quasi-p value is dropped, one after the other, until all are below SIGNIFICANT and at most
    MOST_FACTORS factors have a limit.
    """
    kept = list(limits)
    while kept:
        found = _weights(x, failed, kept)
        (k, side), worst = max(found.items(), key=lambda one: one[1])
        if worst < SIGNIFICANT and len(kept) <= MOST_FACTORS:
            return _weighed(x, failed, kept)
        kept[k : k + 1] = released(kept[k], side)
    return []


def _weighed(x: Mapping[str, np.ndarray], failed: np.ndarray, limits: Sequence[Limit]) -> list[Limit]:
    """Return the same limits, each with the largest quasi-p value of its sides."""
    found = _weights(x, failed, limits)
    return [replace(each, quasi_p=max(found[k, side] for side in each.sides)) for k, each in enumerate(limits)]


def _weights(x: Mapping[str, np.ndarray], failed: np.ndarray, limits: Sequence[Limit]) -> dict[tuple[int, str], float]:
    sides = [(k, side) for k, each in enumerate(limits) for side in each.sides]
    return {(k, side): quasi_p(x, failed, limits, k, side) for k, side in sides}


def whole_ranges(x: Mapping[str, np.ndarray]) -> Ranges:
    """Return for every factor its lowest and highest value among the runs, or all its options in order."""
    return {
        name: (float(column.min()), float(column.max())) if is_number(column) else tuple(np.unique(column).tolist())
        for name, column in x.items()
    }


def is_number(column: np.ndarray) -> bool:
    """Tell whether the values of a factor are numbers; otherwise they are names of options."""
    return np.issubdtype(column.dtype, np.number)
