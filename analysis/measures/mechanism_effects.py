"""What switching a mechanism off moves, against the noise floor of paired runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.console import Console

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval, interval
from experiments.base.outcomes import declared_outcomes
from experiments.record.experiment import Replication
from experiments.record.mechanism_effects import arms, arms_at_default, plain_row, run_arms

MOVES, OTHER_WAY, NOISE, NOTHING = "moves", "other_way", "noise", "nothing"
POLICY, OFF = "policy", "off"
"""Why nothing moves at default settings: the mechanism is a policy that is not in force, or is switched off."""


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
        return percent_of_larger(self.difference, self.on, self.off)


def percent_of_larger(difference: Interval, on: float, off: float) -> Interval:
    """Return a difference in percent of the larger of two levels; NaN where both are zero."""
    base = max(abs(on), abs(off)) or float("nan")
    return Interval(*(100 * value / base for value in (difference.mean, difference.low, difference.high)))


def effect(row: Any, on: np.ndarray, off: np.ndarray) -> Effect:
    """Return the effect of a row's mechanism on its outcome; both arms have shape (replicates,)."""
    return Effect(row, float(on.mean()), float(off.mean()), interval(on - off))


@dataclass(frozen=True)
class Moved:
    """One outcome at default settings, with a mechanism and without it."""

    on: float
    off: float
    difference: Interval

    @property
    def told(self) -> bool:
        """Tell whether the difference can be told from zero."""
        return self.difference.covers_zero is False

    @property
    def percent(self) -> Interval:
        """Return the difference in percent of the larger of the two levels; NaN where both are zero."""
        return percent_of_larger(self.difference, self.on, self.off)


@dataclass(frozen=True)
class AtDefault:
    """What the off-switch of a row moves alone, in the baseline without policies and with no other setting changed.

    ``acts`` is false where the off-switch changes nothing there: the mechanism is off by default, or is a policy.
    ``own`` is the row's own outcome, ``years`` are person-years by form.
    """

    row: Any
    acts: bool
    own: Moved
    years: Mapping[str, Moved]

    @property
    def verdict(self) -> str:
        """Tell whether the row's outcome moves, and if not, whether nothing at all moves or nothing beyond chance."""
        if not self.acts:
            return POLICY if not self.row.off else OFF
        if self.own.told:
            return MOVES if (self.own.difference.mean > 0) == (self.row.sign == "+") else OTHER_WAY
        found = self.own.difference
        return NOTHING if found.mean == found.low == found.high == 0 else NOISE

    def plain(self) -> dict[str, Any]:
        """Return plain values that JSON can hold."""
        moved = {self.row.outcome: self.own, **self.years}
        return {"verdict": self.verdict, "percent": {name: vars(one.percent) for name, one in moved.items()}}


def of_all(pairs: Sequence[tuple[Any, Any, Any]]) -> list[Any]:
    """Return the arms of all pairs, with the mechanism and without it."""
    return [arm for _, on, off in pairs for arm in (on, off)]


def measure_defaults(
    rows: Sequence[Any],
    replication: Replication,
    *,
    jobs: int,
    console: Console,
    quiet: bool = False,
    large: bool = False,
) -> list[AtDefault]:
    """Run the baseline with and without the mechanism of every row, and with nothing else changed."""
    pairs = [(row, *arms_at_default(row)) for row in rows]
    found = run_arms(of_all(pairs), replication, jobs=jobs, console=console, quiet=quiet, large=large)
    return [at_default(row, found[on], found[off], on != off) for row, on, off in pairs]


def at_default(row: Any, on: Mapping[str, np.ndarray], off: Mapping[str, np.ndarray], acts: bool) -> AtDefault:
    """Return what a row moves; ``on`` and ``off`` hold every outcome, shape (replicates,)."""
    moved = {
        name: Moved(float(on[name].mean()), float(off[name].mean()), interval(on[name] - off[name]))
        for name in (row.outcome, *FORMS.values())
    }
    return AtDefault(row, acts, moved[row.outcome], {name: moved[name] for name in FORMS.values()})


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
    pairs = [(row, *arms(row)) for row in rows]
    found = run_arms(of_all(pairs), replication, jobs=jobs, console=console, quiet=quiet, large=large)
    return [effect(row, found[on][row.outcome], found[off][row.outcome]) for row, on, off in pairs]


def plain_rows(
    rows: Sequence[Any], effects: Sequence[Effect] = (), defaults: Sequence[AtDefault] = ()
) -> list[dict[str, Any]]:
    """Return rows as plain values that JSON can hold, with what was measured of them."""
    measured = ({"measured": _plain(one)} for one in effects) if effects else ({} for _ in rows)
    moved = ({"at_default": one.plain()} for one in defaults) if defaults else ({} for _ in rows)
    return [plain_row(row) | one | other for row, one, other in zip(rows, measured, moved, strict=True)]


def _plain(one: Effect) -> dict[str, Any]:
    levels = {"unit": one.unit, "with": one.on, "without": one.off}
    return levels | {"difference": vars(one.difference), "verdict": one.verdict}
