"""In which direction each lever moves each outcome, beside what was expected before the first run."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from analysis.base.statistics import LEVEL, Interval, interval, percent_change, ratio_of_differences
from analysis.measures.audit import SURE, effect
from analysis.measures.summarise import SINCE_START, Pair, added, over_time, spans
from experiments.base.outcomes import known_outcome

RECRUITED, EXITS = "true.recruited", "true.exits"
COSTS = ("true.cost_to_state", "true.cost_to_ngos")
REPLACEMENT, COST = "replacement", "cost"
OPEN, UNMOVED = "open", "0"
DERIVED = {REPLACEMENT: (RECRUITED, EXITS), COST: COSTS}
"""Columns that are computed, and the outcomes that they need."""


class Verdict(StrEnum):
    """Whether a result agrees with an expectation."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNCLEAR = "unclear"
    OPEN = "open"
    UNKNOWN = "unknown"


def sign(found: Interval) -> str:
    """Return "+" or "-" if an interval excludes zero, "0" if it does not, and an empty text without an interval."""
    if found.covers_zero is None:
        return ""
    return UNMOVED if found.covers_zero else "+" if found.mean > 0 else "-"


def verdict(expected: str, found: str) -> Verdict:
    """Return whether the sign found agrees with the sign expected.

    Where no movement was expected, a result that cannot be told from zero agrees. Where a sign was expected, such a
    result neither agrees nor disagrees.
    """
    if expected == OPEN:
        return Verdict.OPEN
    if not found:
        return Verdict.UNKNOWN
    if found == expected:
        return Verdict.AGREES
    return Verdict.UNCLEAR if found == UNMOVED else Verdict.DISAGREES


@dataclass(frozen=True)
class Cell:
    """One lever and column: what was expected, and what was found.

    ``claim`` is what the table of expectations says; None where it leaves the column open. ``interval`` holds 90 %,
    ``sure`` 99 %. ``reference`` is the level without the lever, and ``percent`` the difference in per cent of it.
    Both are NaN for a column that is worked out from several outcomes.
    """

    kind: str
    column: Any
    claim: Any
    interval: Interval
    sure: Interval
    unit: str
    reference: float
    percent: Interval
    explained: str = ""

    @property
    def expected(self) -> str:
        """Return the sign expected, or ``open``."""
        return self.claim.expected if self.claim else OPEN

    @property
    def sign(self) -> str:
        """Return the sign found by the interval of 90 %."""
        return sign(self.interval)

    @property
    def sure_sign(self) -> str:
        """Return the sign found by the interval of 99 %."""
        return sign(self.sure)

    @property
    def is_sure(self) -> bool:
        """Tell whether the sign is also found by the interval of 99 %."""
        return self.sure_sign == self.sign and self.sign in ("+", "-")

    @property
    def verdict(self) -> Verdict:
        """Return whether the result agrees with the expectation."""
        return verdict(self.expected, self.sign)


@dataclass(frozen=True)
class Matrix:
    """All cells of the levers that have run, and what is missing."""

    pairs: Sequence[Pair]
    cells: Sequence[Cell]
    edited: Sequence[Any]
    left_out: Sequence[str]
    """Columns that the model does not declare."""
    missing: Sequence[str]
    """Levers of the table without a run."""

    @cached_property
    def kinds(self) -> list[str]:
        """Return the levers, in the order of the table."""
        return list(dict.fromkeys(cell.kind for cell in self.cells))

    @cached_property
    def columns(self) -> list[Any]:
        """Return the columns, in the order of the table."""
        return list({cell.column.name: cell.column for cell in self.cells}.values())

    @cached_property
    def of(self) -> Mapping[tuple[str, str], Cell]:
        """Return the cells by lever and name of column."""
        return {(cell.kind, cell.column.name): cell for cell in self.cells}

    def having(self, wanted: Verdict) -> list[Cell]:
        """Return the cells with a verdict, sure ones first."""
        found = [cell for cell in self.cells if cell.verdict is wanted]
        return sorted(found, key=lambda cell: not cell.is_sure)

    @cached_property
    def counts(self) -> Mapping[Verdict, int]:
        """Return how many cells have each verdict."""
        found = Counter(cell.verdict for cell in self.cells)
        return {each: found[each] for each in Verdict}

    @property
    def by_chance(self) -> tuple[float, float]:
        """Return how many disagreements chance alone causes on average if all expectations hold, at 90 % and 99 %.

        Only expectations of no movement count: where a lever moves something as expected, chance hardly ever turns
        the sign.
        """
        still = sum(cell.expected == UNMOVED and cell.interval.low != cell.interval.high for cell in self.cells)
        return (1 - LEVEL) * still, (1 - SURE) * still

    @cached_property
    def idle(self) -> list[str]:
        """Return the levers that move nothing but cost, by intervals of 99 %."""
        moving = {cell.kind for cell in self.cells if cell.is_sure and cell.column.name != COST}
        return [kind for kind in self.kinds if kind not in moving]


def outcomes_of(table: Any) -> list[str]:
    """Return the outcomes that the columns of a table need; ExperimentError for an unknown name."""
    named = [known_outcome(column.outcome) for column in table.columns if column.outcome]
    return [*named, *(name for names in DERIVED.values() for name in names)]


def matrix(pairs: Sequence[Pair], manifest: Mapping[str, Any], table: Any) -> Matrix:
    """Return every cell of the levers whose runs are stored."""
    of_kind = {pair.name: pair for pair in pairs}
    shown = [column for column in table.columns if not column.outcome or column.outcome in manifest["outcomes"]]
    levers = [lever for lever in table.levers if lever.kind in of_kind]
    return Matrix(
        pairs=[of_kind[lever.kind] for lever in levers],
        cells=[_cell(table, lever, column, of_kind[lever.kind], manifest) for lever in levers for column in shown],
        edited=table.edited,
        left_out=[column.outcome for column in table.columns if column not in shown],
        missing=[lever.kind for lever in table.levers if lever.kind not in of_kind],
    )


def _cell(table: Any, lever: Any, column: Any, pair: Pair, manifest: Mapping[str, Any]) -> Cell:
    how = over_time(manifest)
    both = (_interval(pair, column, how, level) for level in (LEVEL, SURE))
    unit = manifest["outcomes"][column.outcome or COSTS[0]]["unit"] if column.name != REPLACEMENT else "1"
    explained = table.explanation(lever.kind, column.name)
    return Cell(lever.kind, column, lever.claim(column.name), *both, unit, *_relative(pair, column, how), explained)


def _relative(pair: Pair, column: Any, how: Mapping[str, str]) -> tuple[float, Interval]:
    """Return the level in the reference since the start, and the difference in per cent of it."""
    if not column.outcome:
        return np.nan, Interval(np.nan, np.nan, np.nan)
    policy, against = added(pair, column.outcome, spans(pair)[SINCE_START], how[column.outcome])
    return float(against.mean()), percent_change(policy, against)


def _interval(pair: Pair, column: Any, how: Mapping[str, str], level: float) -> Interval:
    names = DERIVED.get(column.name, (column.outcome,))
    differences = [effect(pair, name, how[name]).differences for name in names]
    if column.name == REPLACEMENT:
        return ratio_of_differences(*differences, level)
    return interval(np.sum(differences, axis=0), level)
