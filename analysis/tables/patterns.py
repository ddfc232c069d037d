"""How the model compares with known patterns of the real rush, failures first."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words
from analysis.measures.patterns import Scored, independent, joint, passed
from analysis.tables.show import as_csv, as_json, short_number

COLUMNS = (
    *("pattern", "role", "statement", "low", "high", "unit"),
    *("simulated_median", "low_90", "high_90", "replicates", "replicates_that_agree", "result"),
    *("independent", "identity", "derived_from", "priors", "fitted", "named", "reason"),
)
SIMULATED = COLUMNS[6:9]
INDEPENDENT = "independent"
ROLES = ("calibration", "check")
DIGITS = 3


def pattern_tables(scored: Sequence[Scored], compared: Any, words: Words) -> Group:
    """Return a table a role, the patterns that fail first, how many pass, how many together, and what they rest on."""
    parts: list[Any] = [Text(words("patterns.title"), style="bold")]
    for role in ROLES:
        found = [each for each in scored if each.pattern.role == role]
        parts += [Text(words(f"patterns.{role}"), style="bold"), _table(found, words), _summary(found, role, words)]
    parts += [_joint(scored, words), _priors(scored, words)]
    replicates = max((len(each.values) for each in scored), default=0)
    note = words("patterns.note" if replicates > 1 else "patterns.note_one", n=replicates)
    left_out = words("patterns.left_out", n=len(compared.left_out))
    return Group(*parts, Text("\n".join((note, words("patterns.not_independent"), left_out)), style="dim"),
                 _frozen(compared, words))  # fmt: skip


def _summary(found: Sequence[Scored], role: str, words: Words) -> str:
    (good, n), (alone, n_alone) = passed(found, role), passed(independent(found), role)
    about = {"passed": good, "n": n, "independent": alone, "n_independent": n_alone}
    return words("patterns.summary", role=words(f"patterns.role_{role}"), **about)


def _joint(scored: Sequence[Scored], words: Words) -> str:
    """Return how many calibration patterns agree in the same run."""
    found = [each for each in scored if each.pattern.role == "calibration"]
    every, alone = joint(found), joint(independent(found))
    if not every.n or not alone.n:
        return ""
    about = {"n": every.n, "low": every.met.min(), "high": every.met.max(), "replicates": len(every.met)}
    medians = {"median": np.median(every.met), "median_independent": np.median(alone.met)}
    shares = {"share": 100 * every.share_of_all, "share_independent": 100 * alone.share_of_all}
    numbers = {name: words.number(float(value)) for name, value in (medians | shares).items()}
    return words("patterns.joint", n_independent=alone.n, **about, **numbers)


def _priors(scored: Sequence[Scored], words: Words) -> Table:
    """Return the parameters that rest on facts of checks."""
    table = Table(title=words("patterns.priors"), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    table.add_column(words("patterns.name"))
    table.add_column(words("patterns.prior_of"), overflow="fold")
    for pattern in (each.pattern for each in scored if each.pattern.cited):
        named = [f"{name} ({words(f'parameters.link_{link}')})" for name, link in pattern.cited.items()]
        table.add_row(pattern.id, ", ".join(named))
    return table


def _frozen(compared: Any, words: Words) -> Text:
    """Return since when the checks are frozen, or that they are not what was frozen."""
    on = words.day(compared.frozen.on)
    if not compared.as_listed:
        return Text(words("patterns.unlisted", on=on), style="bold red")
    return Text(words("patterns.frozen", on=on, n=len(compared.frozen.edited)), style="dim")


def _table(scored: Sequence[Scored], words: Words) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("name", "target", "range", "simulated", "interval", "unit", "verdict", "independence"):
        table.add_column(words(f"patterns.{name}"), justify="right" if name in ("simulated", "interval") else "left")
    for each in sorted(scored, key=lambda one: bool(one.agrees)):
        table.add_row(*_cells(each, words), style="" if each.agrees else "red")
    return table


def _cells(each: Scored, words: Words) -> list[str]:
    pattern, (low, high) = each.pattern, each.spread
    interval = words("comparison.to", low=short_number(words, low), high=short_number(words, high))
    middle = [short_number(words, each.median), words("number.none") if np.isnan(low) else interval]
    verdict = words(f"patterns.{_verdict(each)}")
    alone = words(f"patterns.{pattern.mark or INDEPENDENT}")
    statement, unit = words.said("patterns", pattern.statement), words.said("units", pattern.unit)
    return [pattern.id, statement, _range(pattern, words), *middle, unit, verdict, alone]


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
    return [
        *_head(each.pattern),
        *numbers,
        len(each.values),
        int(each.met.sum()),
        _verdict(each),
        *_rests(each.pattern),
        "",
    ]


def _left_out_row(pattern: Any) -> list[Any]:
    return [*_head(pattern), "", "", "", 0, "", "not compared", *_rests(pattern), pattern.reason]


def _rests(pattern: Any) -> list[str]:
    """Return whether a pattern is independent, and on what it depends."""
    alone = "yes" if pattern.independent else "no"
    others = (pattern.derived_from, pattern.priors, pattern.fitted, pattern.named)
    return [alone, pattern.identity, *map(" ".join, others)]


def _head(pattern: Any) -> list[Any]:
    return [pattern.id, pattern.role, pattern.statement, pattern.lowest, pattern.highest, pattern.unit]
