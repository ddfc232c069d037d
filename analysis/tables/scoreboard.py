"""The scoreboard: every pattern beside the ensemble and the null model, failures first, and what counts of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words
from analysis.measures.scoreboard import Line, Part, Total, total
from analysis.tables.show import as_csv, as_json, short_number

COLUMNS = (
    *("pattern", "role", "low", "high", "unit", "median", "low_90", "high_90", "result", "interval_score"),
    *(
        "null_median",
        "null_interval_score",
        "beats_null",
        "mark",
        "identity",
        "derived_from",
        "priors",
        "fitted",
        "named",
    ),
)
ROLES = ("calibration", "check")
DIGITS = 4
SHOWN = ("name", "range", "ensemble", "unit", "verdict", "score", "null", "null_score", "independence")
OF_RULES = (
    *("scoreboard.rule", "ensemble.run", "ensemble.has", "ensemble.worth_of_rule"),
    *("scoreboard.calibration_passed", "scoreboard.checks_passed", "scoreboard.mean_score"),
)


@dataclass(frozen=True)
class About:
    """How a scoreboard was made: sets, replicates of each, scale, model version, and the checksum of the checks.

    ``checks`` is empty where the checks are not those that were frozen.
    """

    draws: int
    replicates: int
    scale: int
    model_version: int
    checks: str


def scoreboard(lines: Sequence[Line], parts: Sequence[Part], about: About, words: Words) -> Group:
    """Return a table a role, those that fail first, what counts, and how each rule of decision fares."""
    shown: list[Any] = [Text(words("scoreboard.title"), style="bold"), _made(about, words)]
    for role in ROLES:
        found = [line for line in lines if line.pattern.role == role]
        shown += [Text(words(f"scoreboard.{role}"), style="bold"), _table(found, words), _null(found, words)]
    shown += [Text(_total(total(lines), words), style="bold"), _rules(parts, words)]
    return Group(*shown, Text(words("scoreboard.note"), style="dim"))


def _made(about: About, words: Words) -> str:
    return words("scoreboard.about", **asdict(about) | {"checks": about.checks or words("scoreboard.not_frozen")})


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
    scores = [_score(score, words) for score in (line.score, line.null_score)]
    verdict = words({True: "patterns.pass", False: "patterns.fail", None: "patterns.unmeasured"}[line.agrees])
    ensemble = words("scoreboard.three", low=low, middle=middle, high=high)
    alone, unit = words(f"patterns.{line.mark or 'independent'}"), words.said("units", pattern.unit)
    return [pattern.id, _range(pattern, words), ensemble, unit, verdict, scores[0], null, scores[1], alone]


def _score(value: float, words: Words) -> str:
    return words("number.none") if np.isnan(value) else short_number(words, value, 2)


def _range(pattern: Any, words: Words) -> str:
    low, high = pattern.lowest, pattern.highest
    if low is None or high is None:
        only = ("patterns.at_most", {"high": high}) if low is None else ("patterns.at_least", {"low": low})
        return words(only[0], **{name: short_number(words, value) for name, value in only[1].items()})
    return words("comparison.to", low=short_number(words, max(low, 0.0)), high=short_number(words, high))


def _null(lines: Sequence[Line], words: Words) -> str:
    """Return how the ensemble compares with the null model on the patterns that count and that both have a score of."""
    both = [line for line in lines if not line.mark and line.beats_null is not None]
    means = [np.mean([getattr(line, name) for line in both] or [np.nan]) for name in ("score", "null_score")]
    mean, null = (_score(float(each), words) for each in means)
    return words("scoreboard.beats", better=sum(bool(line.beats_null) for line in both), n=len(both), mean=mean,
                 null=null)  # fmt: skip


def _total(found: Total, words: Words) -> str:
    """Return in one line what counts, what was fitted, and what does not count and why."""
    why = ", ".join(words(f"scoreboard.why_{mark}", n=n) for mark, n in sorted(found.unscored.items()))
    (passed, n), (fitted, n_fitted), (alone, n_alone) = found.checks, found.fitted, found.fitted_alone
    numbers = {"passed": passed, "n": n, "fitted": fitted, "n_fitted": n_fitted, "alone": alone, "n_alone": n_alone}
    unscored = words("scoreboard.unscored", n=sum(found.unscored.values()), why=why) if why else ""
    return f"{words('scoreboard.total', **numbers)} {unscored}".strip()


def _rules(parts: Sequence[Part], words: Words) -> Table:
    table = Table(title=words("scoreboard.rules"), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for name in OF_RULES:
        table.add_column(words(name), justify="left" if name == OF_RULES[0] else "right")
    for each in parts:
        counts = [words("scoreboard.of", k=k, n=n) for k, n in (each.total.fitted, each.total.checks)]
        sizes = (str(each.sets), str(each.has), words.number(each.worth))
        table.add_row(each.rule.replace("_", " "), *sizes, *counts, _score(each.total.score, words))
    return table


def scoreboard_csv(lines: Sequence[Line]) -> bytes:
    """Return every pattern as a row."""
    return as_csv(COLUMNS, map(_row, lines))


def scoreboard_json(lines: Sequence[Line], parts: Sequence[Part], about: About) -> bytes:
    """Return the same for programs, with how it was made, what counts, and how each rule of decision fares."""
    patterns = [dict(zip(COLUMNS, _row(line), strict=True)) for line in lines]
    rules = {each.rule: _sizes(each) | _counts(each.total) for each in parts}
    return as_json({"about": asdict(about), "total": _counts(total(lines)), "rules": rules, "patterns": patterns})


def _sizes(part: Part) -> dict[str, Any]:
    return {"sets": part.sets, "ensemble_has": part.has, "worth": round(part.worth, 1)}


def _counts(found: Total) -> dict[str, Any]:
    pairs = {"checks": found.checks, "calibration": found.fitted, "calibration_alone": found.fitted_alone}
    counts = {name: {"passed": passed, "n": n} for name, (passed, n) in pairs.items()}
    return counts | {"not_scored": dict(sorted(found.unscored.items())), "mean_score": _number(found.score)}


def _row(line: Line) -> list[Any]:
    pattern = line.pattern
    result = {True: "pass", False: "fail", None: "unmeasured"}[line.agrees]
    beats = {True: "yes", False: "no", None: ""}[line.beats_null]
    numbers = (line.median, line.low, line.high)
    head = [pattern.id, pattern.role, pattern.lowest, pattern.highest, pattern.unit, *map(_number, numbers)]
    scores = [_number(line.score), _number(line.null), _number(line.null_score)]
    others = map(" ".join, (pattern.derived_from, pattern.priors, pattern.fitted, pattern.named))
    return [*head, result, *scores, beats, line.mark, pattern.identity, *others]


def _number(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.{DIGITS}g}"
