"""What probes change: a table of person-years with what was expected, a table of links, and a CSV file."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.provenance import Provenance
from analysis.base.rounding import counts_people
from analysis.base.words import MINUS, Words
from analysis.measures.expected_directions import OPEN, Verdict
from analysis.studies.probes.measures import COLUMNS, Change, Probed
from analysis.tables.show import SMALLEST_BASE, as_csv, plain, plain_public, shown, status

HEADINGS = (
    *("model_version", "seed", "persons_per_agent", "probe", "changes", "compared_with", "first_month", "last_month"),
    *("outcome", "unit", "reference_mean", "probe_mean", "percent", "low_90", "high_90"),
    *("expected", "basis", "source", "verdict", "replicates", "replicates_planned", "status"),
)
STYLES = {Verdict.DISAGREES: "bold red", Verdict.AGREES: "green"}


def probe_tables(found: Sequence[Probed], words: Words) -> Group:
    """Return what the terminal shows."""
    done = min(each.pair.replicates for each in found)
    title = Text(words("probes.title"), style="bold")
    note = Text(words.by_replicates("probes.note", done, n=done), style="dim")
    return Group(title, _years(found, words), _links(found, words), note)


def _years(found: Sequence[Probed], words: Words) -> Table:
    table = _table(("probe", "changes"), words)
    for outcome in COLUMNS:
        table.add_column(words.outcome(outcome), justify="right")
        table.add_column(words("probes.expected"))
    for each in found:
        cells = (cell for outcome in COLUMNS for cell in _beside_expected(each, outcome, words))
        table.add_row(words.scenario(each.pair.name), each.changes, *cells)
    return table


def _beside_expected(each: Probed, outcome: str, words: Words) -> tuple[str, Text]:
    style = STYLES.get(each.verdict(outcome), "")
    return percent(each.found[outcome], words), Text(expected(each, outcome, words), style=style)


def expected(each: Probed, outcome: str, words: Words) -> str:
    """Return the sign expected as printed."""
    sign = each.expected_sign(outcome)
    return words("probes.open") if sign == OPEN else sign.replace("-", MINUS)


def _links(found: Sequence[Probed], words: Words) -> Table:
    """Return the links: a row an outcome, a column a probe."""
    table = _table(("link",), words)
    for each in found:
        table.add_column(words.scenario(each.pair.name), justify="right")
    for outcome in (name for name in found[0].found if name not in COLUMNS):
        table.add_row(words.label(outcome), *(percent(each.found[outcome], words) for each in found))
    return table


def _table(names: Sequence[str], words: Words) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for name in names:
        table.add_column(words(f"probes.{name}"), overflow="fold")
    return table


def percent(change: Change, words: Words) -> str:
    """Return a change in per cent with its range; levels where the reference is too small a count for one."""
    if is_small(change):
        levels = (shown(words, value, change.unit) for value in (change.reference, change.probed))
        return words("probes.levels", **dict(zip(("reference", "probed"), levels, strict=True)))
    found = change.percent
    mean, low, high = (words.number(value, 1) for value in (found.mean, found.low, found.high))
    key = "percent_alone" if found.covers_zero is None else "percent"
    return words(f"probes.{key}", mean=mean, low=low, high=high)


def is_small(change: Change) -> bool:
    """Tell whether the reference is too small a count of people or cases, or zero, for a percentage."""
    few = counts_people(change.unit) and abs(change.reference) < SMALLEST_BASE
    return few or not change.reference


def probes_csv(found: Sequence[Probed], provenance: Provenance) -> bytes:
    """Return every change as a line, rounded for the public; empty where there is no number."""
    head = (provenance.model_version, provenance.seed, provenance.scale)
    return as_csv(HEADINGS, ((*head, *line) for each in found for line in _lines(each)))


def _lines(each: Probed) -> Iterator[list[Any]]:
    pair = each.pair
    span = (pair.dates[0].isoformat(), pair.dates[-1].isoformat())
    done = (pair.replicates, pair.planned, status(pair.replicates, pair.planned))
    for outcome, change in each.found.items():
        levels = (plain_public(value, change.unit) for value in (change.reference, change.probed))
        found = change.percent
        percents = (float("nan") if is_small(change) else value for value in (found.mean, found.low, found.high))
        yield [
            *(pair.name, each.changes, pair.reference, *span, outcome, change.unit, *levels),
            *(plain(value, 1) for value in percents),
            *_expectation(each, outcome),
            *done,
        ]


def _expectation(each: Probed, outcome: str) -> tuple[str, str, str, str]:
    """Return sign expected, basis, sources and verdict; empty texts for a link, of which nothing was written down."""
    if outcome not in COLUMNS:
        return "", "", "", ""
    claim = each.claim(outcome)
    basis, source = (claim.basis, " ".join(claim.source)) if claim else ("", "")
    return each.expected_sign(outcome), basis, source, str(each.verdict(outcome))
