"""Every pattern beside the ensemble: median, interval, whether it passes, and how good the interval is."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from analysis.base.statistics import LEVEL
from analysis.measures.patterns import Scored

BETWEEN = np.linspace(0.0, 1.0, 21)
"""Places in an accepted range at which an interval is scored: any value in it may be the true one."""
SMALLEST = 1e-6
ZERO = "zero"
"""Mark of a pattern that passes because it is 0 in every run: in this model it cannot fail."""
CALIBRATION, CHECK = "calibration", "check"


@dataclass(frozen=True)
class Line:
    """One pattern on the scoreboard; ``score`` and ``null_score`` are interval scores, NaN where there is none.

    The ensemble's values contain parameters and luck; ``null`` is the median of the null model. ``zero``: every value
    is 0.
    """

    pattern: Any
    median: float
    low: float
    high: float
    score: float
    null: float
    null_score: float
    zero: bool = False

    @property
    def mark(self) -> str:
        """Return why a pass tells nothing new, empty for a pattern that counts: the pattern's own mark, or ZERO."""
        return self.pattern.mark or (ZERO if self.zero and self.agrees else "")

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
                interval_score(each.pattern, other), bool(len(there)) and not there.any())  # fmt: skip


@dataclass(frozen=True)
class Total:
    """How many patterns pass, of how many: checks that count, and calibration patterns, which are fitted.

    ``fitted_alone``: of calibration patterns those that repeat no other and return no parameter. ``unscored``: checks
    that do not count, by mark. ``score``: mean interval score of the checks that count and have one, NaN if none has.
    """

    checks: tuple[int, int]
    fitted: tuple[int, int]
    fitted_alone: tuple[int, int]
    unscored: Mapping[str, int]
    score: float


def total(lines: Sequence[Line]) -> Total:
    """Return how many patterns of a scoreboard pass; each counts once, and none that could not fail."""
    checks, fitted = ([line for line in lines if line.pattern.role == role] for role in (CHECK, CALIBRATION))
    counted = [line for line in checks if not line.mark]
    scores = [line.score for line in counted if np.isfinite(line.score)]
    return Total(
        _passed(counted),
        _passed(fitted),
        _passed([line for line in fitted if not line.mark]),
        dict(Counter(line.mark for line in checks if line.mark)),
        float(np.mean(scores)) if scores else float("nan"),
    )


def _passed(lines: Iterable[Line]) -> tuple[int, int]:
    agree = [bool(line.agrees) for line in lines]
    return sum(agree), len(agree)


@dataclass(frozen=True)
class Part:
    """How the sets of one rule of decision fare: how many they are, and what of the same patterns they pass.

    ``sets`` were run, a heavy one more than once, of those that the ensemble ``has`` under this rule; these say as much
    of a mean as ``worth`` independent ones.
    """

    rule: str
    sets: int
    has: int
    worth: float
    total: Total


def total_of_part(own: Sequence[Line], whole: Sequence[Line]) -> Total:
    """Return how the sets of one rule fare on the patterns that count in the scoreboard of the whole ensemble."""
    return total([replace(line, zero=False) for line, other in zip(own, whole, strict=True) if other.mark != ZERO])


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
