"""What switching a mechanism off moves, against the noise floor of paired runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.statistics import Interval, interval
from experiments.coverage import Arm, arms

MOVES, OTHER_WAY, NOISE, NOTHING = "moves", "other_way", "noise", "nothing"


@dataclass(frozen=True)
class Effect:
    """The outcome of a row with and without its mechanism: means over replicates, and their paired difference."""

    row: Any
    on: float
    off: float
    difference: Interval
    """On minus off, replicate by replicate. The half-width of the interval is the noise floor."""

    @property
    def verdict(self) -> str:
        """Tell whether the outcome moves beyond the noise floor with the sign that the row declares."""
        if self.difference.mean == self.difference.low == self.difference.high == 0:
            return NOTHING
        if self.difference.covers_zero is not False:
            return NOISE
        return MOVES if (self.difference.mean > 0) == (self.row.sign == "+") else OTHER_WAY

    @property
    def modelled(self) -> bool:
        """Tell whether the row's claim holds."""
        return self.verdict == MOVES

    @property
    def percent(self) -> float:
        """Return the difference in percent of the level with the mechanism; NaN where that is zero."""
        return 100 * self.difference.mean / self.on if self.on else float("nan")


def effect(row: Any, on: np.ndarray, off: np.ndarray) -> Effect:
    """Return the effect of a row's mechanism on its outcome; both arms have shape (replicates,)."""
    return Effect(row, float(on.mean()), float(off.mean()), interval(on - off))


def effects(rows: Iterable[Any], lived: Mapping[Arm, Mapping[str, np.ndarray]]) -> list[Effect]:
    """Return the effect of every row; ``lived`` holds each arm's outcomes over replicates."""
    pairs = ((row, *arms(row)) for row in rows)
    return [effect(row, lived[on][row.outcome], lived[off][row.outcome]) for row, on, off in pairs]
