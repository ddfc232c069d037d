"""What switching a mechanism off moves, against the noise floor of paired runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.console import Console

from analysis.base.statistics import Interval, interval
from experiments.base.outcomes import declared_outcomes
from experiments.record.experiment import Replication
from experiments.record.mechanism_effects import arms, plain_row, run_arms

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
    def unit(self) -> str:
        """Return the unit of the outcome."""
        return declared_outcomes()[self.row.outcome].unit

    @property
    def percent(self) -> Interval:
        """Return the difference in percent of the larger of the two levels; NaN where both are zero."""
        base = max(abs(self.on), abs(self.off)) or float("nan")
        found = self.difference
        return Interval(*(100 * value / base for value in (found.mean, found.low, found.high)))


def effect(row: Any, on: np.ndarray, off: np.ndarray) -> Effect:
    """Return the effect of a row's mechanism on its outcome; both arms have shape (replicates,)."""
    return Effect(row, float(on.mean()), float(off.mean()), interval(on - off))


def measure_effects(
    rows: Sequence[Any],
    replication: Replication,
    *,
    jobs: int,
    console: Console,
    quiet: bool = False,
    large: bool = False,
) -> list[Effect]:
    """Run the model with and without the mechanism of every row; return the effects in the order of the rows."""
    found = run_arms(rows, replication, jobs=jobs, console=console, quiet=quiet, large=large)
    pairs = ((row, *arms(row)) for row in rows)
    return [effect(row, found[on][row.outcome], found[off][row.outcome]) for row, on, off in pairs]


def plain_rows(rows: Sequence[Any], effects: Sequence[Effect] = ()) -> list[dict[str, Any]]:
    """Return rows as plain values that JSON can hold, with their effects if these were measured."""
    if not effects:
        return [plain_row(row) for row in rows]
    return [plain_row(one.row) | {"measured": _plain(one)} for one in effects]


def _plain(one: Effect) -> dict[str, Any]:
    levels = {"unit": one.unit, "with": one.on, "without": one.off}
    return levels | {"difference": vars(one.difference), "verdict": one.verdict}
