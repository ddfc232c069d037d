"""Windows by clerks, requirements and protected land: tables for the terminal, and a CSV file."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.statistics import Interval
from analysis.base.words import Words
from analysis.measures.summarise import Levels
from analysis.studies.formalisation.measures import SETTINGS, SHOWN, WindowResult, unit_of
from analysis.tables.show import as_csv, limits, plain_public, shown, status, titled

COLUMNS = (*SETTINGS, "quantity", "unit", "mean", "low_90", "high_90", "replicates", "status")


def formalisation_csv(results: list[WindowResult], usual: Levels, manifest: Mapping[str, Any]) -> bytes:
    """Return every quantity of every window, rounded for the public."""
    return as_csv(COLUMNS, _csv_rows(results, usual, manifest))


def _csv_rows(results: list[WindowResult], usual: Levels, manifest: Mapping[str, Any]) -> Iterator[tuple]:
    for each in results:
        for name, value in each.quantities.items():
            unit = unit_of(name, manifest)
            numbers = [plain_public(number, unit) for number in (value.mean, value.low, value.high)]
            window = (getattr(each.window, setting) for setting in SETTINGS)
            yield *window, name, unit, *numbers, usual.replicates, status(usual.replicates, usual.planned)


def formalisation_tables(
    results: list[WindowResult], usual: Levels, manifest: Mapping[str, Any], words: Words
) -> Group:
    """Return a table for each share of protected land opened, and what its numbers mean."""
    title = titled(words("formalisation.title"), usual.replicates, usual.planned, words)
    shares = dict.fromkeys(each.window.protected for each in results)
    tables = [_table(results, share, manifest, words) for share in shares]
    n = usual.replicates
    note = words.by_replicates("formalisation.note", n, n=n, world=words.scenario(usual.name))
    return Group(title, *tables, Text(note, style="dim"))


def _table(results: list[WindowResult], protected: float, manifest: Mapping[str, Any], words: Words) -> Table:
    title = words("formalisation.protected", share=words.number(100 * protected))
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for name in ("staff", "requirements", *SHOWN):
        table.add_column(words(f"formalisation.{name.rpartition('.')[2]}"), justify="right")
    for each in (each for each in results if each.window.protected == protected):
        cells = [_cell(each.quantities[name], unit_of(name, manifest), words) for name in SHOWN]
        table.add_row(words.number(each.window.staff), words.number(each.window.requirements, 1), *cells)
    return table


def _cell(value: Interval, unit: str, words: Words) -> str:
    mean = shown(words, value.mean, unit)
    return mean if np.isnan(value.low) else f"{mean}\n{limits(words, value, unit)}"
