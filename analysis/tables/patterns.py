"""How the model compares with known patterns of the real rush, failures first."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words
from analysis.measures.patterns import Scored, passed
from analysis.tables.show import as_csv, as_json, short_number

COLUMNS = (
    *("pattern", "role", "statement", "low", "high", "unit"),
    *("simulated_median", "low_90", "high_90", "replicates", "result", "reason"),
)
SIMULATED = COLUMNS[6:9]
ROLES = ("calibration", "check")
DIGITS = 3


def pattern_tables(scored: Sequence[Scored], left_out: int, words: Words) -> Group:
    """Return a table a role, the patterns that fail first, and how many pass."""
    parts: list[Any] = [Text(words("patterns.title"), style="bold")]
    for role in ROLES:
        found = [each for each in scored if each.pattern.role == role]
        good, n = passed(scored, role)
        parts += [Text(words(f"patterns.{role}"), style="bold"), _table(found, words)]
        parts.append(words("patterns.summary", passed=good, n=n, role=words(f"patterns.role_{role}")))
    replicates = max((len(each.values) for each in scored), default=0)
    note = words("patterns.note" if replicates > 1 else "patterns.note_one", n=replicates)
    return Group(*parts, Text(f"{note}\n{words('patterns.left_out', n=left_out)}", style="dim"))


def _table(scored: Sequence[Scored], words: Words) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("name", "target", "range", "simulated", "interval", "unit", "verdict"):
        table.add_column(words(f"patterns.{name}"), justify="right" if name in ("simulated", "interval") else "left")
    for each in sorted(scored, key=lambda one: bool(one.agrees)):
        table.add_row(*_cells(each, words), style="" if each.agrees else "red")
    return table


def _cells(each: Scored, words: Words) -> list[str]:
    pattern, (low, high) = each.pattern, each.spread
    interval = words("comparison.to", low=short_number(words, low), high=short_number(words, high))
    middle = [short_number(words, each.median), words("number.none") if np.isnan(low) else interval]
    verdict = words(f"patterns.{_verdict(each)}")
    return [pattern.id, pattern.statement, _range(pattern, words), *middle, pattern.unit, verdict]


def _range(pattern: Any, words: Words) -> str:
    low, high = pattern.lowest, pattern.highest
    if low is None:
        return words("patterns.at_most", high=short_number(words, high))
    if high is None:
        return words("patterns.at_least", low=short_number(words, low))
    return words("comparison.to", low=short_number(words, max(low, 0.0)), high=short_number(words, high))


def _verdict(each: Scored) -> str:
    return {True: "pass", False: "fail", None: "unmeasured"}[each.agrees]


def patterns_csv(scored: Sequence[Scored], left_out: Iterable[Any]) -> bytes:
    """Return every pattern as a row, those that cannot be compared with the reason."""
    return as_csv(COLUMNS, [*map(_scored_row, scored), *map(_left_out_row, left_out)])


def patterns_json(scored: Sequence[Scored], left_out: Iterable[Any]) -> bytes:
    """Return the same as JSON, for programs: one object a pattern; null where there is no number."""
    rows = [*map(_scored_row, scored), *map(_left_out_row, left_out)]
    named = (dict(zip(COLUMNS, row, strict=True)) for row in rows)
    return as_json([row | {name: _number(row[name]) for name in SIMULATED} for row in named])


def _number(text: str) -> float | None:
    value = float(text or "nan")
    return None if np.isnan(value) else value


def _scored_row(each: Scored) -> list[Any]:
    numbers = (f"{value:.{DIGITS}g}" for value in (each.median, *each.spread))
    return [*_head(each.pattern), *numbers, len(each.values), _verdict(each), ""]


def _left_out_row(pattern: Any) -> list[Any]:
    return [*_head(pattern), "", "", "", 0, "not compared", pattern.reason]


def _head(pattern: Any) -> list[Any]:
    return [pattern.id, pattern.role, pattern.statement, pattern.lowest, pattern.highest, pattern.unit]
