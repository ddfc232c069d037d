"""Every pattern beside the ensemble: median, interval, whether it passes, and how good the interval is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.base.statistics import LEVEL
from analysis.measures.patterns import Scored

BETWEEN = np.linspace(0.0, 1.0, 21)
"""Places in an accepted range at which an interval is scored: any value in it may be the true one."""
SMALLEST = 1e-6


@dataclass(frozen=True)
class Line:
    """One pattern on the scoreboard; ``score`` and ``null_score`` are interval scores, NaN where there is none.

    The ensemble's values contain parameters and luck; ``null`` is the median of the null model.
    """

    pattern: Any
    median: float
    low: float
    high: float
    score: float
    null: float
    null_score: float

    @property
    def agrees(self) -> bool | None:
        """Tell whether the median lies in the accepted range; None if it cannot be computed."""
        return None if np.isnan(self.median) else self.pattern.agrees(self.median)

    @property
    def beats_null(self) -> bool | None:
        """Tell whether the ensemble's interval is better than the null model's; None where one has no score."""
        return None if np.isnan(self.score) or np.isnan(self.null_score) else bool(self.score < self.null_score)


def lines(scored: Sequence[Scored], null: Callable[[Any], np.ndarray]) -> list[Line]:
    """Return the scoreboard of patterns whose values are those of draws and replicates of equal weight."""
    return [_line(each, null(each.pattern)) for each in scored]


def _line(each: Scored, null: np.ndarray) -> Line:
    there, other = each.values[np.isfinite(each.values)], null[np.isfinite(null)]
    low, middle, high = _quantiles(there)
    return Line(each.pattern, middle, low, high, interval_score(each.pattern, there), _quantiles(other)[1],
                interval_score(each.pattern, other))  # fmt: skip


def _quantiles(values: np.ndarray) -> tuple[float, float, float]:
    if not len(values):
        return np.nan, np.nan, np.nan
    low, middle, high = np.quantile(values, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2])
    return float(low), float(middle), float(high)


def interval_score(pattern: Any, values: np.ndarray) -> float:
    """Return the score of the central 90 % interval of values, lower being better (Gneiting and Raftery 2007, eq. 43).

    It is the width, plus 2/alpha times the distance of the true value where the interval misses it, averaged over the
    accepted range. Counts are scored by logarithm, and all in widths of the accepted range, so that scores add up. NaN
    for a range with an open end.
    """
    ends = (pattern.lowest, pattern.highest)
    if not len(values) or None in ends or not ends[0] < ends[1]:
        return float("nan")
    scale = _scale(pattern)
    truth = scale(ends[0]) + BETWEEN * (scale(ends[1]) - scale(ends[0]))
    low, _, high = _quantiles(scale(values))
    missed = np.maximum(low - truth, 0.0) + np.maximum(truth - high, 0.0)
    return float((high - low + 2 / (1 - LEVEL) * missed.mean()) / (truth[-1] - truth[0]))


def _scale(pattern: Any) -> Callable[[Any], Any]:
    if pattern.unit == "share" or pattern.lowest <= 0:
        return lambda value: np.asarray(value, float)
    return lambda value: np.log(np.maximum(value, SMALLEST * pattern.lowest))
