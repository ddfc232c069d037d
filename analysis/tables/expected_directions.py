"""The table of signs: disagreements first, then signs found beside signs expected, then every range."""

from collections.abc import Sequence
from itertools import groupby
from math import isnan, nan
from textwrap import fill
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.provenance import Provenance
from analysis.base.rounding import counts_people
from analysis.base.words import MINUS, Words
from analysis.measures.expected_directions import OPEN, UNMOVED, Cell, Matrix, Verdict
from analysis.tables.mechanisms import PAGE
from analysis.tables.show import (
    SMALLEST_BASE,
    as_csv,
    as_markdown,
    difference_and_limits,
    plain,
    plain_public,
    status,
    titled,
)

COLUMNS = (
    *("lever", "part", "column", "outcome", "unit", "expected", "basis", "source", "difference"),
    *("low_90", "high_90", "sign_90", "low_99", "high_99", "sign_99"),
    *("percent_of_baseline", "percent_low_90", "percent_high_90", "verdict", "explained"),
    *("replicates", "replicates_planned", "status"),
)
TABLES = (
    ("recruitment", "exploitation", "replacement"),
    ("displacement", "recorded", "cost"),
    ("harm",),
)
"""The parts whose ranges share a table."""
EXPLOITATION = "exploitation"
"""The part that is also shown in per cent of the baseline."""
PERCENT_DIGITS = 1
NARROW = (0, 1)
"""Padding of the overview, in characters."""


def direction_tables(found: Matrix, words: Words) -> Group:
    """Return what the terminal shows."""
    done, planned = replicates(found)
    title = titled(words("signs.title", n=len(found.kinds)), done, planned, words)
    listed = _listed(found, Verdict.DISAGREES, words), _listed(found, Verdict.UNCLEAR, words)
    ranges = (_ranges(found, parts, words) for parts in TABLES)
    text = Text("\n".join(notes(found, words)), style="dim")
    return Group(title, *listed, _overview(found, words), _percents(found, words), *ranges, text)


def replicates(found: Matrix) -> tuple[int, int]:
    """Return the fewest replicates of any lever, and how many were asked for."""
    return min(pair.replicates for pair in found.pairs), max(pair.planned for pair in found.pairs)


def heading(column: Any, words: Words) -> str:
    """Return the short name of a column."""
    return words(f"signs.column_{column.name}")


def expected(cell: Cell, words: Words) -> str:
    """Return the sign expected as printed."""
    return words("signs.sign_open") if cell.expected == OPEN else cell.expected.replace("-", MINUS)


def found_sign(cell: Cell, words: Words) -> str:
    """Return the sign found, twice where it is sure; a dot where it cannot be told from zero."""
    if not cell.sign:
        return words("number.none")
    if cell.sign == UNMOVED:
        return words("signs.sign_unmoved")
    return cell.sign.replace("-", MINUS) * (2 if cell.is_sure else 1)


def limits(cell: Cell, words: Words) -> str:
    """Return a difference with its range of 90 %; a dash where there is none."""
    if not cell.sign:
        return words("number.none")
    return difference_and_limits(words, cell.interval, cell.unit, say=False)


def _listed(found: Matrix, wanted: Verdict, words: Words) -> Table | Text:
    """Return a table of the cells with a verdict: what was expected and by what, what was found, and why."""
    cells = found.having(wanted)
    title = words(f"signs.{wanted}_title", n=len(cells))
    if not cells:
        return Text(title + "\n")
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for name in _headings(wanted):
        table.add_column(words(f"signs.{name}"), overflow="fold")
    for cell in cells:
        table.add_row(*_line(cell, wanted, words))
    return table


def _headings(wanted: Verdict) -> tuple[str, ...]:
    why = ("why",) if wanted is Verdict.DISAGREES else ()
    return ("lever", "column", "expected", "found", "range", *why)


def _line(cell: Cell, wanted: Verdict, words: Words) -> list[str]:
    source = words(f"signs.{cell.claim.basis}", sign=expected(cell, words), source=words.joined([*cell.claim.source]))
    cells = [words.named(cell.kind), heading(cell.column, words), source, found_sign(cell, words)]
    cells.append(limits(cell, words))
    return [*cells, cell.explained or words("signs.unexplained")] if wanted is Verdict.DISAGREES else cells


def _overview(found: Matrix, words: Words) -> Table:
    title = words("signs.overview")
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=NARROW)
    table.add_column(words("signs.lever"))
    for column in found.columns:
        table.add_column(heading(column, words))
    for kind in found.kinds:
        table.add_row(words.named(kind), *(_overviewed(cell, words) for cell in of_kind(found, kind)))
    return table


def _overviewed(cell: Cell, words: Words) -> Text:
    style = {Verdict.DISAGREES: "bold red", Verdict.AGREES: "green"}.get(cell.verdict, "")
    return Text(mark(cell, words), style=style)


def mark(cell: Cell, words: Words) -> str:
    """Return the sign found with the sign expected beside it."""
    key = "signs.mark_disagrees" if cell.verdict is Verdict.DISAGREES else "signs.mark"
    return words(key, found=found_sign(cell, words), expected=expected(cell, words))


def of_kind(found: Matrix, kind: str) -> list[Cell]:
    """Return the cells of a lever in the order of the columns."""
    return [found.of[kind, column.name] for column in found.columns]


def _ranges(found: Matrix, parts: Sequence[str], words: Words) -> Table:
    title = words("signs.ranges", parts=words.joined([words(f"signs.part_{part}") for part in parts]))
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=NARROW)
    table.add_column(words("signs.lever"))
    columns = [column for column in found.columns if column.part in parts]
    for column in columns:
        table.add_column(heading(column, words))
    for kind in found.kinds:
        cells = (found.of[kind, column.name] for column in columns)
        table.add_row(words.named(kind), *(_ranged(cell, words) for cell in cells))
    return table


def _percents(found: Matrix, words: Words) -> Table:
    """Return person-years in per cent of the baseline, a row a lever."""
    table = Table(title=words("signs.percents"), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for name in (words("signs.lever"), *(heading(column, words) for column in _in_percent(found))):
        table.add_column(name)
    for kind in found.kinds:
        table.add_row(*_percent_row(found, kind, words))
    return table


def _in_percent(found: Matrix) -> list[Any]:
    return [column for column in found.columns if column.part == EXPLOITATION]


def _percent_row(found: Matrix, kind: str, words: Words) -> list[str]:
    cells = (found.of[kind, column.name] for column in _in_percent(found))
    return [words.named(kind), *(percent_of_baseline(cell, words) for cell in cells)]


def percent_of_baseline(cell: Cell, words: Words) -> str:
    """Return a difference in per cent of the baseline with its range; a dash where there is none."""
    mean, low, high = percents(cell)
    if isnan(mean):
        return words("number.none")
    if isnan(low):
        return words("signs.percent_alone", mean=words.number(mean, PERCENT_DIGITS))
    numbers = {"mean": mean, "low": low, "high": high}
    return words("mechanisms.percent", **{name: words.number(each, PERCENT_DIGITS) for name, each in numbers.items()})


def percents(cell: Cell) -> tuple[float, float, float]:
    """Return a difference and its limits in per cent of the baseline; NaN where that is too small a count."""
    found = cell.percent
    few = counts_people(cell.unit) and abs(cell.reference) < SMALLEST_BASE
    return (nan, nan, nan) if few else (found.mean, found.low, found.high)


def _ranged(cell: Cell, words: Words) -> Text:
    text = Text(f"{mark(cell, words)} {limits(cell, words)}")
    text.stylize("bold red" if cell.verdict is Verdict.DISAGREES else "")
    return text


def notes(found: Matrix, words: Words) -> list[str]:
    """Return notes: a summary, how to read the table, and what is missing."""
    done, _ = replicates(found)
    counts = {str(each): found.counts[each] for each in Verdict}
    at_90, at_99 = (words.number(value, 1) for value in found.by_chance)
    sure = sum(cell.is_sure for cell in found.having(Verdict.DISAGREES))
    lines = [words("signs.summary", **counts), words("signs.chance", at_90=at_90, at_99=at_99, sure=sure)]
    lines += [words("signs.idle", kinds=names(found.idle, words))] if found.idle else [words("signs.none_idle")]
    lines += [words("signs.marks"), words("signs.replacement"), words("signs.fixed")]
    lines += [_edited(edit, words) for edit in found.edited] or [words("signs.unedited")]
    if found.missing:
        lines.append(words("signs.missing", kinds=names(found.missing, words)))
    if found.left_out:
        lines.append(words("signs.left_out", outcomes=words.joined([*found.left_out])))
    chance = words("comparison.note_range", n=done) if done > 1 else words("comparison.note_one")
    return [*lines, chance, words("comparison.note_rounding")]


def names(kinds: Sequence[str], words: Words) -> str:
    """Return levers as an enumeration."""
    return words.joined([words.named(kind) for kind in kinds])


def _edited(edit: Any, words: Words) -> str:
    return words("signs.edited", **vars(edit) | {"kind": words.named(edit.kind)})


def directions_csv(found: Matrix) -> bytes:
    """Return every lever and column as a row, rounded for the public."""
    done = {pair.name: (pair.replicates, pair.planned) for pair in found.pairs}
    return as_csv(COLUMNS, (_csv_row(cell, *done[cell.kind]) for cell in found.cells))


def _csv_row(cell: Cell, done: int, planned: int) -> list[Any]:
    claim = cell.claim
    numbers = (cell.interval.mean, cell.interval.low, cell.interval.high), (cell.sure.low, cell.sure.high)
    near, wide = ([plain_public(value, cell.unit) for value in values] for values in numbers)
    return [
        *(cell.kind, cell.column.part, cell.column.name, cell.column.outcome, cell.unit, cell.expected),
        *((claim.basis, " ".join(claim.source)) if claim else ("", "")),
        *(*near, cell.sign, *wide, cell.sure_sign),
        *(*(plain(value, PERCENT_DIGITS) for value in percents(cell)), str(cell.verdict), cell.explained),
        *(done, planned, status(done, planned)),
    ]


def directions_page(found: Matrix, provenance: Provenance, words: Words) -> str:
    """Return the page of the documents, in Markdown."""
    about = [words("signs.heading"), words("signs.about"), words("signs.made", **vars(provenance))]
    texts = [fill(text, PAGE, break_on_hyphens=False) for text in [*about, *notes(found, words)]]
    sections = [_section(found, each, words) for each in (Verdict.DISAGREES, Verdict.UNCLEAR)]
    tables = [
        _page_overview(found, words),
        _page_percents(found, words),
        *(_page_ranges(found, part, words) for part in _parts(found)),
    ]
    return "\n\n".join([*texts, *sections, *tables]) + "\n"


def _section(found: Matrix, wanted: Verdict, words: Words) -> str:
    cells = found.having(wanted)
    title = "## " + words(f"signs.{wanted}_title", n=len(cells))
    if not cells:
        return title
    headings = [words(f"signs.{name}") for name in _headings(wanted)]
    return f"{title}\n\n{as_markdown(headings, (_line(cell, wanted, words) for cell in cells))}"


def _parts(found: Matrix) -> list[str]:
    return [part for part, _ in groupby(found.columns, key=lambda column: column.part)]


def _page_overview(found: Matrix, words: Words) -> str:
    headings = [words("signs.lever"), *(heading(column, words) for column in found.columns)]
    rows = ([words.named(kind), *(mark(cell, words) for cell in of_kind(found, kind))] for kind in found.kinds)
    return f"## {words('signs.overview')}\n\n{as_markdown(headings, rows)}"


def _page_percents(found: Matrix, words: Words) -> str:
    headings = [words("signs.lever"), *(heading(column, words) for column in _in_percent(found))]
    rows = (_percent_row(found, kind, words) for kind in found.kinds)
    return f"## {words('signs.percents')}\n\n{as_markdown(headings, rows)}"


def _page_ranges(found: Matrix, part: str, words: Words) -> str:
    columns = [column for column in found.columns if column.part == part]
    headings = [words("signs.lever"), *(heading(column, words) for column in columns)]
    rows = (
        [words.named(kind), *(limits(found.of[kind, column.name], words) for column in columns)] for kind in found.kinds
    )
    title = words("signs.ranges", parts=words(f"signs.part_{part}"))
    return f"## {title}\n\n{as_markdown(headings, rows)}"
