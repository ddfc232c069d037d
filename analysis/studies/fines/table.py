"""Fines by inspections: a table for the terminal, and a CSV file."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.words import Words
from analysis.studies.fines.measures import BARS, EXPECTED, FINED, PEOPLE, PROFIT, LastYear, LastYears
from analysis.tables.show import as_csv, plain_public, shown

COLUMNS = ("inspections_a_week", "fine_soles", "outcome", "unit", "mean", "low_90", "high_90", "replicates")
UNITS = {BARS: "bars", PEOPLE: "persons", PROFIT: "soles/week", EXPECTED: "soles/week"}


def fines_table(found: LastYears, words: Words) -> Group:
    """Return the means of the last year, a row an arm, the world without fines first."""
    table = Table(box=box.SIMPLE_HEAD)
    for key in ("inspections", "fine", "bars", "people", "profit", "expected"):
        table.add_column(words(f"fines.{key}"), justify="right")
    dash = words("number.none")
    table.add_row(dash, dash, *_means(found.without, words))
    for name, (inspections, fine) in FINED.items():
        table.add_row(words.number(inspections), words.number(fine), *_means(found.fined[name], words))
    note = words.by_replicates("fines.note", found.world.replicates)
    return Group(Text(words("fines.title"), style="bold"), table, Text(note, style="dim"))


def _means(values: LastYear, words: Words) -> list[str]:
    return [shown(words, values[name].mean, unit) for name, unit in UNITS.items()]


def fines_csv(found: LastYears, manifest: Mapping[str, Any]) -> bytes:
    """Return every outcome by inspections and fine, rounded for the public; 0 and 0 is the world without fines."""
    return as_csv(COLUMNS, _rows(found, manifest))


def _rows(found: LastYears, manifest: Mapping[str, Any]) -> Iterator[tuple]:
    arms = [((0.0, 0.0), found.without), *((FINED[name], values) for name, values in found.fined.items())]
    for settings, values in arms:
        for name, interval in values.items():
            unit = manifest["outcomes"][name]["unit"]
            numbers = (plain_public(number, unit) for number in (interval.mean, interval.low, interval.high))
            yield (*settings, name, unit, *numbers, found.world.replicates)
