"""The scoreboard: every pattern beside the ensemble and the null model, failures first."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words
from analysis.measures.scoreboard import Line
from analysis.tables.show import as_csv, as_json, short_number

COLUMNS = (
    *("pattern", "role", "low", "high", "unit", "median", "low_90", "high_90", "result", "interval_score"),
    *("null_median", "null_interval_score", "beats_null", "independent", "identity", "derived_from", "priors"),
)
ROLES = ("calibration", "check")
DIGITS = 4
SHOWN = ("name", "range", "ensemble", "unit", "verdict", "score", "null", "null_score", "independence")


def scoreboard(lines: Sequence[Line], about: str, words: Words) -> Group:
    """Return a table a role, those that fail first, and how many pass and beat the null model."""
    parts: list[Any] = [Text(words("scoreboard.title"), style="bold"), about]
    for role in ROLES:
        found = [line for line in lines if line.pattern.role == role]
        parts += [Text(words(f"scoreboard.{role}"), style="bold"), _table(found, words), _summary(found, words)]
    return Group(*parts, Text(words("scoreboard.note"), style="dim"))


def _table(lines: Sequence[Line], words: Words) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for name in SHOWN:
        table.add_column(words(f"scoreboard.{name}"))
    for line in sorted(lines, key=lambda one: bool(one.agrees)):
        table.add_row(*_cells(line, words), style="" if line.agrees else "red")
    return table


def _cells(line: Line, words: Words) -> list[str]:
    pattern = line.pattern
    low, middle, high, null = (short_number(words, each) for each in (line.low, line.median, line.high, line.null))
    scores = [words("number.none") if np.isnan(s) else short_number(words, s, 2) for s in (line.score, line.null_score)]
    verdict = words({True: "patterns.pass", False: "patterns.fail", None: "patterns.unmeasured"}[line.agrees])
    ensemble = words("scoreboard.three", low=low, middle=middle, high=high)
    alone = words("patterns.independent" if pattern.independent else "scoreboard.not_independent")
    return [
        pattern.id,
        _range(pattern, words),
        ensemble,
        words.said("units", pattern.unit),
        verdict,
        scores[0],
        null,
        scores[1],
        alone,
    ]


def _range(pattern: Any, words: Words) -> str:
    low, high = pattern.lowest, pattern.highest
    if low is None or high is None:
        only = ("patterns.at_most", {"high": high}) if low is None else ("patterns.at_least", {"low": low})
        return words(only[0], **{name: short_number(words, value) for name, value in only[1].items()})
    return words("comparison.to", low=short_number(words, max(low, 0.0)), high=short_number(words, high))


def _summary(lines: Sequence[Line], words: Words) -> str:
    alone = [line for line in lines if line.pattern.independent]
    both = [line.beats_null for line in alone if line.beats_null is not None]
    numbers = {"passed": sum(bool(line.agrees) for line in lines), "n": len(lines), "n_alone": len(alone)}
    numbers |= {"passed_alone": sum(bool(line.agrees) for line in alone), "better": sum(both), "n_both": len(both)}
    means = [np.mean([getattr(line, name) for line in alone if line.beats_null is not None] or [np.nan])
             for name in ("score", "null_score")]  # fmt: skip
    mean, null = (short_number(words, float(each), 2) for each in means)
    return words("scoreboard.summary", **numbers, mean=mean, null=null)


def scoreboard_csv(lines: Sequence[Line]) -> bytes:
    """Return every pattern as a row."""
    return as_csv(COLUMNS, map(_row, lines))


def scoreboard_json(lines: Sequence[Line]) -> bytes:
    """Return the same for programs: one object a pattern."""
    return as_json([dict(zip(COLUMNS, _row(line), strict=True)) for line in lines])


def _row(line: Line) -> list[Any]:
    pattern = line.pattern
    result = {True: "pass", False: "fail", None: "unmeasured"}[line.agrees]
    beats = {True: "yes", False: "no", None: ""}[line.beats_null]
    numbers = (line.median, line.low, line.high)
    head = [pattern.id, pattern.role, pattern.lowest, pattern.highest, pattern.unit, *map(_number, numbers)]
    rests = ["yes" if pattern.independent else "no", pattern.identity, " ".join(pattern.derived_from)]
    scores = [_number(line.score), _number(line.null), _number(line.null_score)]
    return [*head, result, *scores, beats, *rests, " ".join(pattern.priors)]


def _number(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.{DIGITS}g}"
