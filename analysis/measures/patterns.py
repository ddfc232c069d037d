"""The quantity that each pattern of the real rush is about, computed from stored series."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from analysis.base.statistics import LEVEL
from analysis.measures.summarise import Levels
from experiments.base.outcomes import known_outcome


@dataclass(frozen=True)
class Scored:
    """A pattern and the model's value in each replicate, shape (replicates,); NaN where there is none."""

    pattern: Any
    values: np.ndarray

    @property
    def median(self) -> float:
        """Return the median over replicates."""
        return float(np.median(self.values))

    @property
    def spread(self) -> tuple[float, float]:
        """Return the limits of the middle 90 % of the replicates; NaN for a single one."""
        if len(self.values) < 2:
            return np.nan, np.nan
        low, high = np.quantile(self.values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        return float(low), float(high)

    @property
    def met(self) -> np.ndarray:
        """Return in which replicates the value lies in the accepted range; where there is none, it does not."""
        return np.array([not np.isnan(value) and self.pattern.agrees(value) for value in self.values])

    @property
    def agrees(self) -> bool | None:
        """Tell whether the median lies in the accepted range; None if it cannot be computed."""
        return None if np.isnan(self.median) else self.pattern.agrees(self.median)


@dataclass(frozen=True)
class Joint:
    """How many of ``n`` patterns agree in the same run, shape (replicates,)."""

    n: int
    met: np.ndarray

    @property
    def share_of_all(self) -> float:
        """Return the share of replicates in which all agree."""
        return float(np.mean(self.met == self.n))


def joint(scored: Iterable[Scored]) -> Joint:
    """Return how many patterns agree in the same run: medians may agree one by one while no run agrees with all."""
    met = np.array([each.met for each in scored])
    return Joint(len(met), met.sum(0) if len(met) else np.zeros(0))


def outcomes_of(patterns: Iterable[Any]) -> list[str]:
    """Return the outcomes that the shown patterns need, each once; ExperimentError for a name that is none."""
    shown = [pattern for pattern in patterns if pattern.shown]
    names = [name for pattern in shown for name in (pattern.outcome, pattern.denominator) if name]
    return [known_outcome(name) for name in dict.fromkeys(names)]


def score(patterns: Iterable[Any], levels: Levels) -> list[Scored]:
    """Return the shown patterns with their values in one scenario."""
    return [Scored(pattern, _values(pattern, levels)) for pattern in patterns if pattern.shown]


def _values(pattern: Any, levels: Levels) -> np.ndarray:
    try:
        return pattern.scale * STATISTICS[pattern.statistic](pattern, levels)
    except _OutsideTheRunError:
        return np.full(levels.replicates, np.nan)


class _OutsideTheRunError(ValueError):
    """A pattern is about months that the run does not cover."""


def _mean(pattern: Any, levels: Levels) -> np.ndarray:
    return _months(levels, pattern.outcome, pattern.start, pattern.stop).mean(1)


def _sum(pattern: Any, levels: Levels) -> np.ndarray:
    return _months(levels, pattern.outcome, pattern.start, pattern.stop).sum(1)


def _ratio(pattern: Any, levels: Levels) -> np.ndarray:
    below = _months(levels, pattern.denominator, pattern.start, pattern.stop).sum(1)
    return _quotient(_sum(pattern, levels), below)


def _change(pattern: Any, levels: Levels) -> np.ndarray:
    base = _months(levels, pattern.outcome, pattern.base_start, pattern.base_stop).mean(1)
    return _quotient(_mean(pattern, levels), base)


def _share_of_months(pattern: Any, levels: Levels) -> np.ndarray:
    """Return the share of the sum that falls in certain months of the year."""
    months = _months(levels, pattern.outcome, pattern.start, pattern.stop)
    chosen = [day.month in pattern.months for day in levels.dates if pattern.start <= day < pattern.stop]
    return _quotient(months[:, chosen].sum(1), months.sum(1))


STATISTICS: dict[str, Callable[[Any, Levels], np.ndarray]] = {
    "mean": _mean,
    "sum": _sum,
    "ratio": _ratio,
    "change": _change,
    "share_of_months": _share_of_months,
}


def _months(levels: Levels, outcome: str, start: date, stop: date) -> np.ndarray:
    """Return an outcome from ``start`` to before ``stop``, shape (replicates, months).

    The first month of a run may be missing, as its first days are not simulated.
    """
    kept = [i for i, day in enumerate(levels.dates) if start <= day < stop]
    if len(kept) < _span(start, stop) - 1 or outcome not in levels.outcomes:
        raise _OutsideTheRunError(outcome)
    return levels.values[:, kept, levels.outcomes.index(outcome)]


def _span(start: date, stop: date) -> int:
    return 12 * (stop.year - start.year) + stop.month - start.month


def _quotient(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below != 0)


def passed(scored: Sequence[Scored], role: str) -> tuple[int, int]:
    """Return how many patterns of a role agree with the model, and of how many."""
    found = [each for each in scored if each.pattern.role == role]
    return sum(bool(each.agrees) for each in found), len(found)


def independent(scored: Iterable[Scored]) -> list[Scored]:
    """Return the patterns whose pass tells something that no parameter and no other pattern tells already."""
    return [each for each in scored if each.pattern.independent]
