"""Indices of sensitivity as tables and as CSV files: families of factors apart, no index without its interval."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words
from analysis.sensitivity.boxes import Box, Limit
from analysis.sensitivity.discovery import Discovery
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.subject import Factors, Subject, pair_of, told
from analysis.tables.sensitivity_wording import box_in_words, check_in_words, index, index_in_words, kind, measured_in
from analysis.tables.show import as_csv, plain, short_number

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
"""Orders in the unit of the outcome; all others have no unit."""


@dataclass(frozen=True)
class Measure:
    """Indices of one order: "first", "total", "second", "mu_star", "sigma", "pawn", or "total" with a year.

    ``estimates`` are of factors or of pairs of factors, shape (factors,). ``method`` names their estimator where it
    differs from that of the subject.
    """

    order: str
    estimates: Estimates
    method: str = ""


def sensitivity_csv(measures: Sequence[Measure], subject: Subject, factors: Factors) -> bytes:
    """Return every factor and order as a row of a CSV file (COLUMNS).

    Values have PLACES decimals; negative ones are kept, as each stands beside its limits. ``told_from_zero`` is "yes"
    where the interval lies above zero and the value above the noise floor. The family of a pair names both families,
    joined by "+".
    """
    return as_csv(COLUMNS, (row for measure in measures for row in _rows(measure, subject, factors)))


def _rows(measure: Measure, subject: Subject, factors: Factors) -> Iterator[list[Any]]:
    estimates, floor = measure.estimates, _floor(measure, factors)
    unit = subject.unit if measure.order in OWN_UNIT else "1"
    about = [subject.study, subject.outcome, unit, f"{subject.start}-{subject.stop}", subject.target]
    about += [subject.policy, subject.reference]
    made = [subject.runs, subject.replicates, measure.method or subject.method]
    for name, value, low, high in zip(estimates.names, estimates.value, estimates.low, estimates.high, strict=True):
        numbers = [plain(float(each), PLACES) for each in (value, low, high)]
        known = "yes" if told(value, low, floor) else "no"
        names = [_family(name, measure.order, factors), " x ".join(_parts(name, measure.order)), measure.order]
        yield [*about, *names, *numbers, known, plain(floor, PLACES), *made]


def _floor(measure: Measure, factors: Factors) -> float:
    """Return the noise floor of an order: the highest upper limit of a dummy or a pair with one; NaN without any."""
    pairs = zip(measure.estimates.names, measure.estimates.high, strict=True)
    highs = [float(high) for name, high in pairs if "dummy" in _family(name, measure.order, factors).split("+")]
    return max(highs, default=math.nan)


def _parts(name: Any, order: str) -> tuple[str, ...]:
    return pair_of(name) if order == "second" else (name,)


def _family(name: Any, order: str, factors: Factors) -> str:
    return "+".join(dict.fromkeys(factors.family(part) for part in _parts(name, order)))


def sensitivity_tables(measures: Sequence[Measure], subject: Subject, factors: Factors, words: Words) -> Group:
    """Return a table of factors by family, one index a column, the largest index of the last column first.

    All measures are of the same factors. A cell whose interval contains zero says so and shows the interval alone.
    """
    table = Table(title=kind(subject, words), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for key in ("sensitivity.factor", *(f"sensitivity.{measure.order}" for measure in measures)):
        table.add_column(words(key))
    last = measures[-1].estimates
    order = [last.names[k] for k in sorted(range(len(last.names)), key=lambda k: -last.value[k])]
    for family, members in factors.grouped(order).items():
        table.add_row(Text(words(f"sensitivity.family_{family}"), style="bold"))
        for name in members:
            table.add_row(f"  {factors.label(name)}", *(_cell(measure, name, factors, words) for measure in measures))
        table.add_section()
    return Group(_title(subject, words), table, _notes(measures, subject, factors, words), "")


def _title(subject: Subject, words: Words) -> Text:
    about = {"start": subject.start, "stop": subject.stop, "method": subject.method, "runs": subject.runs}
    text = words("sensitivity.table_title", measured=measured_in(subject, words), **about)
    if subject.runs < subject.planned:
        text = words("sensitivity.partial", runs=subject.runs, planned=subject.planned) + text
    return Text(text, style="bold")


def _cell(measure: Measure, name: str, factors: Factors, words: Words) -> str:
    value, low, high = measure.estimates.at(measure.estimates.names.index(name))
    if measure.order not in OWN_UNIT:
        return index_in_words(value, low, high, _floor(measure, factors), words)
    texts = {"value": short_number(words, value), "low": short_number(words, low), "high": short_number(words, high)}
    return words("sensitivity.index_told", **texts) if math.isfinite(low) else texts["value"]


def _notes(measures: Sequence[Measure], subject: Subject, factors: Factors, words: Words) -> Text:
    floors = {measure.order: _floor(measure, factors) for measure in measures}
    known = {order: floor for order, floor in floors.items() if math.isfinite(floor)}
    lines = [words("sensitivity.note_told")]
    for order, floor in known.items():
        value = short_number(words, floor) if order in OWN_UNIT else index(words, floor)
        lines.append(words("sensitivity.note_floor", measure=words(f"sensitivity.{order}"), value=value))
    lines += [] if known else [words("sensitivity.note_no_floor")]
    section = "ensemble" if subject.sets else "sensitivity"
    lines += [words(f"{section}.note_sum")] if "total" in floors else []
    screened = any(measure.order in OWN_UNIT for measure in measures)
    intervals = words("sensitivity.intervals_trajectories" if screened else "sensitivity.intervals")
    return Text("\n".join([*lines, intervals]), style="dim")


def pairs_table(measure: Measure, subject: Subject, factors: Factors, words: Words) -> Group:
    """Return the pairs of factors whose second-order index can be told from zero, the largest first.

    The others are counted and not printed: most of them are noise around zero.
    """
    estimates, floor = measure.estimates, _floor(measure, factors)
    known = [k for k in range(len(estimates.names)) if told(estimates.value[k], estimates.low[k], floor)]
    table = Table(title=words("sensitivity.second"), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for key in ("factor", "factor", "second"):
        table.add_column(words(f"sensitivity.{key}"))
    for k in sorted(known, key=lambda k: -estimates.value[k]):
        one, other = (factors.label(part) for part in pair_of(estimates.names[k]))
        table.add_row(one, other, index_in_words(*estimates.at(k), floor, words))
    left = words("sensitivity.note_pairs", k=len(estimates.names) - len(known), n=len(estimates.names))
    return Group(_title(subject, words), table, Text(left, style="dim"), "")


def boxes_csv(found: Discovery, subject: Subject, factors: Factors) -> bytes:
    """Return every limit of every box as a row of a CSV file (BOX_COLUMNS); a side without a limit is empty."""
    rows = (row for k, each in enumerate(found.boxes) for row in _box(k, each, found.failing, subject, factors))
    return as_csv(BOX_COLUMNS, rows)


def _box(k: int, found: Box, failing: str, subject: Subject, factors: Factors) -> Iterator[list[Any]]:
    about = [subject.study, subject.outcome, f"{subject.start}-{subject.stop}", failing, k + 1]
    shares = [plain(share, PLACES) for share in (found.coverage, found.density, found.mass)]
    for limit in found.limits:
        ends = [f"{end:.6g}" if math.isfinite(end) else "" for end in (limit.low, limit.high)]
        cells = [*ends, "|".join(limit.options), _quasi_p(limit)]
        yield [*about, *shares, found.n, subject.runs, factors.family(limit.factor), limit.factor, *cells]


def _quasi_p(limit: Limit) -> str:
    return "" if math.isnan(limit.quasi_p) else f"{limit.quasi_p:.2g}"


def boxes_text(found: Discovery, subject: Subject, factors: Factors, words: Words) -> Group:
    """Return boxes as sentences, with how well the first does in runs in which it was not found."""
    lines = [box_in_words(each, found.failing, factors, words) for each in found.boxes]
    lines = lines or [words("sensitivity.boxes_title_none")]
    lines.append(check_in_words(found.check, words) if found.check else words("sensitivity.intervals_no_halves"))
    return Group(_title(subject, words), Text(kind(subject, words), style="bold"), Text("\n".join(lines)), "")
