"""Indices of sensitivity as tables and as CSV files: families of factors apart, no index without its interval."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words
from analysis.sensitivity.boxes import Box, Limit
from analysis.sensitivity.discovery import Check, in_words
from analysis.sensitivity.subject import (
    Factors,
    Subject,
    figures,
    index,
    index_in_words,
    kind,
    measured_in,
    pair_of,
    told,
)
from analysis.tables.show import as_csv, plain

COLUMNS = (
    *("study", "outcome", "unit", "span", "target", "policy", "reference", "family", "factor", "order"),
    *("value", "low_90", "high_90", "told_from_zero", "noise_floor", "n", "replicates", "method"),
)
BOX_COLUMNS = (
    *("study", "outcome", "span", "failing", "box", "coverage", "density", "mass", "runs_in_box", "n"),
    *("family", "factor", "low", "high", "options", "quasi_p"),
)
PLACES = 4
"""Decimals in files."""

OWN_UNIT = ("mu_star", "sigma")
"""Orders that are measured in the outcome's unit; all others are numbers without one."""


@dataclass(frozen=True)
class Measure:
    """Indices of one order, such as "first", "total", "second", "mu_star", "sigma", "pawn" or "delta".

    ``found`` holds ``names``, factors or pairs of factors, and ``value``, ``low`` and ``high``, shape (factors,).
    ``method`` names its estimator where that is not the subject's.
    """

    order: str
    found: Any
    method: str = ""


def sensitivity_csv(measures: Sequence[Measure], subject: Subject, factors: Factors) -> bytes:
    """Return every factor and order as a row of a CSV file (COLUMNS).

    Values are exact to PLACES decimals, negative ones too, as each stands beside its limits; ``told_from_zero`` is
    "yes" where the interval lies above zero and the value above the noise floor. The family of a pair is that of
    both, joined by "+".
    """
    return as_csv(COLUMNS, (row for measure in measures for row in _rows(measure, subject, factors)))


def _rows(measure: Measure, subject: Subject, factors: Factors) -> Iterator[list[Any]]:
    found, floor = measure.found, _floor(measure, factors)
    unit = subject.unit if measure.order in OWN_UNIT else "1"
    about = [subject.study, subject.outcome, unit, f"{subject.start}-{subject.stop}", subject.target]
    about += [subject.policy, subject.reference]
    made = [subject.runs, subject.replicates, measure.method or subject.method]
    for name, value, low, high in zip(found.names, found.value, found.low, found.high, strict=True):
        numbers = [plain(float(each), PLACES) for each in (value, low, high)]
        known = "yes" if told(value, low, floor) else "no"
        names = [_family(name, measure.order, factors), " x ".join(_parts(name, measure.order)), measure.order]
        yield [*about, *names, *numbers, known, plain(floor, PLACES), *made]


def _floor(measure: Measure, factors: Factors) -> float:
    """Return the noise floor of an order: the highest upper limit of what has a dummy in it; NaN without one."""
    pairs = zip(measure.found.names, measure.found.high, strict=True)
    highs = [float(high) for name, high in pairs if "dummy" in _family(name, measure.order, factors).split("+")]
    return max(highs, default=math.nan)


def _parts(name: Any, order: str) -> tuple[str, ...]:
    return pair_of(name) if order == "second" else (name,)


def _family(name: Any, order: str, factors: Factors) -> str:
    return "+".join(dict.fromkeys(factors.family(part) for part in _parts(name, order)))


def sensitivity_tables(measures: Sequence[Measure], subject: Subject, factors: Factors, words: Words) -> Group:
    """Return a table of factors by family, an index a column, the largest of the last column first.

    All measures hold the same single factors. Where the interval of an index contains zero the cell says so and
    prints the interval alone.
    """
    table = Table(title=kind(subject, words), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for key in ("sensitivity.factor", *(f"sensitivity.{measure.order}" for measure in measures)):
        table.add_column(words(key))
    last = measures[-1].found
    order = [last.names[k] for k in sorted(range(len(last.names)), key=lambda k: -last.value[k])]
    for family, members in factors.grouped(order).items():
        table.add_row(Text(words(f"sensitivity.family_{family}"), style="bold"))
        for name in members:
            table.add_row(f"  {factors.label(name)}", *(_cell(measure, name, factors, words) for measure in measures))
        table.add_section()
    return Group(_title(subject, words), table, _notes(measures, factors, words), "")


def _title(subject: Subject, words: Words) -> Text:
    about = {"start": subject.start, "stop": subject.stop, "method": subject.method, "runs": subject.runs}
    text = words("sensitivity.table_title", measured=measured_in(subject, words), **about)
    if subject.runs < subject.planned:
        text = words("sensitivity.partial", runs=subject.runs, planned=subject.planned) + text
    return Text(text, style="bold")


def _cell(measure: Measure, name: str, factors: Factors, words: Words) -> str:
    k = measure.found.names.index(name)
    value, low, high = (float(part[k]) for part in (measure.found.value, measure.found.low, measure.found.high))
    if measure.order not in OWN_UNIT:
        return index_in_words(value, low, high, _floor(measure, factors), words)
    texts = {"value": figures(words, value), "low": figures(words, low), "high": figures(words, high)}
    return words("sensitivity.index_told", **texts) if math.isfinite(low) else texts["value"]


def _notes(measures: Sequence[Measure], factors: Factors, words: Words) -> Text:
    floors = {measure.order: _floor(measure, factors) for measure in measures}
    known = {order: floor for order, floor in floors.items() if math.isfinite(floor)}
    lines = [words("sensitivity.note_told")]
    for order, floor in known.items():
        value = figures(words, floor) if order in OWN_UNIT else index(words, floor)
        lines.append(words("sensitivity.note_floor", measure=words(f"sensitivity.{order}"), value=value))
    lines += [] if known else [words("sensitivity.note_no_floor")]
    lines += [words("sensitivity.note_sum")] if "total" in floors else []
    screened = any(measure.order in OWN_UNIT for measure in measures)
    intervals = words("sensitivity.intervals_trajectories" if screened else "sensitivity.intervals")
    return Text("\n".join([*lines, intervals]), style="dim")


def pairs_table(measure: Measure, subject: Subject, factors: Factors, words: Words) -> Group:
    """Return the pairs of factors whose second-order index can be told from zero, the largest first.

    What is left out is counted, not printed: most of it is noise around zero.
    """
    found, floor = measure.found, _floor(measure, factors)
    known = [k for k in range(len(found.names)) if told(found.value[k], found.low[k], floor)]
    table = Table(title=words("sensitivity.second"), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for key in ("factor", "factor", "second"):
        table.add_column(words(f"sensitivity.{key}"))
    for k in sorted(known, key=lambda k: -found.value[k]):
        one, other = (factors.label(part) for part in pair_of(found.names[k]))
        table.add_row(one, other, index_in_words(found.value[k], found.low[k], found.high[k], floor, words))
    left = words("sensitivity.note_pairs", k=len(found.names) - len(known), n=len(found.names))
    return Group(_title(subject, words), table, Text(left, style="dim"), "")


def boxes_csv(boxes: Sequence[Box], failing: str, subject: Subject, factors: Factors) -> bytes:
    """Return every limit of every box as a row of a CSV file (BOX_COLUMNS); a side without a limit is empty."""
    return as_csv(
        BOX_COLUMNS, (row for k, each in enumerate(boxes) for row in _box(k, each, failing, subject, factors))
    )


def _box(k: int, found: Box, failing: str, subject: Subject, factors: Factors) -> Iterator[list[Any]]:
    about = [subject.study, subject.outcome, f"{subject.start}-{subject.stop}", failing, k + 1]
    shares = [plain(share, PLACES) for share in (found.coverage, found.density, found.mass)]
    for limit in found.limits:
        ends = [f"{end:.6g}" if math.isfinite(end) else "" for end in (limit.low, limit.high)]
        asked = [*ends, "|".join(limit.options), _small(limit)]
        yield [*about, *shares, found.n, subject.runs, factors.family(limit.factor), limit.factor, *asked]


def _small(limit: Limit) -> str:
    return "" if math.isnan(limit.quasi_p) else f"{limit.quasi_p:.2g}"


def boxes_text(
    boxes: Sequence[Box],
    failing: str,
    subject: Subject,
    factors: Factors,
    words: Words,
    check: Check | None = None,
) -> Group:
    """Return boxes as sentences for the terminal, with what the first is worth in runs it was not found in."""
    labels: Mapping[str, str] = {limit.factor: factors.label(limit.factor) for each in boxes for limit in each.limits}
    lines = [in_words(each, words, labels, factors.units, failing) for each in boxes]
    lines = lines or [words("sensitivity.boxes_title_none")]
    lines.append(held(check, words) if check and boxes else words("sensitivity.intervals_no_halves"))
    return Group(_title(subject, words), Text(kind(subject, words), style="bold"), Text("\n".join(lines)), "")


def held(check: Check, words: Words) -> str:
    """Return coverage and density of the first box in runs it was not found in, with 90 % intervals."""
    numbers = {
        **{"coverage": check.coverage.mean, "low": check.coverage.low, "high": check.coverage.high},
        **{"density": check.density.mean, "least": check.density.low, "most": check.density.high},
    }
    return words("sensitivity.boxes_held", **{name: words.number(100 * value) for name, value in numbers.items()})
