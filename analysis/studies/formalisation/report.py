"""What clerks, requirements and protected land do: a row a window in tables, a heat map a quantity in the figure."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.statistics import Interval
from analysis.base.words import Words, words
from analysis.measures.summarise import Levels, read_levels
from analysis.reports.commands import write_figure
from analysis.studies.formalisation.measures import OUTCOMES, SETTINGS, SHOWN, Found, findings, unit_of
from analysis.tables.show import as_csv, limits, plain_public, shown, status, titled
from experiments.base.files import write_whole
from experiments.store.store import Store

COLUMNS = (*SETTINGS, "quantity", "unit", "mean", "low_90", "high_90", "replicates", "status")


def report(folder: Path, manifest: Mapping[str, Any], store: Store, language: str = "en") -> Group | Text:
    """Write ``formalisation.csv``, ``.png`` and ``.svg`` into ``folder`` and return the tables."""
    from analysis.figures.captions import about
    from analysis.studies.formalisation.figure import alt_text, formalisation_figure

    text = words(language)
    levels = {each.name: each for each in read_levels(manifest, store, OUTCOMES)}
    usual = levels.get(manifest["arms"][0]["scenario"])
    found = findings(usual, levels, manifest) if usual else []
    if usual is None or not found:
        return Text(text("formalisation.nothing"))
    write_whole(folder / "formalisation.csv", formalisation_csv(found, usual, manifest))
    figure = formalisation_figure(found, usual, about(manifest), text)
    write_figure(folder / "formalisation", figure, text("formalisation.title"), alt_text(found, text))
    return formalisation_tables(found, usual, manifest, text)


def formalisation_csv(found: list[Found], usual: Levels, manifest: Mapping[str, Any]) -> bytes:
    """Return every quantity of every window, rounded for the public."""
    return as_csv(COLUMNS, _csv_rows(found, usual, manifest))


def _csv_rows(found: list[Found], usual: Levels, manifest: Mapping[str, Any]) -> Iterator[tuple]:
    for each in found:
        for name, value in each.quantities.items():
            unit = unit_of(name, manifest)
            numbers = [plain_public(number, unit) for number in (value.mean, value.low, value.high)]
            window = (getattr(each.window, setting) for setting in SETTINGS)
            yield *window, name, unit, *numbers, usual.replicates, status(usual.replicates, usual.planned)


def formalisation_tables(found: list[Found], usual: Levels, manifest: Mapping[str, Any], words: Words) -> Group:
    """Return a table for each share of protected land opened, and what its numbers mean."""
    title = titled(words("formalisation.title"), usual.replicates, usual.planned, words)
    shares = dict.fromkeys(each.window.protected for each in found)
    tables = [_table([e for e in found if e.window.protected == share], share, manifest, words) for share in shares]
    note = words("formalisation.note", n=usual.replicates, world=words.scenario(usual.name))
    return Group(title, *tables, Text(note, style="dim"))


def _table(found: list[Found], protected: float, manifest: Mapping[str, Any], words: Words) -> Table:
    title = words("formalisation.protected", share=words.number(100 * protected))
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for name in ("staff", "requirements", *SHOWN):
        table.add_column(words(f"formalisation.{name.rpartition('.')[2]}"), justify="right")
    for each in found:
        cells = [_cell(each.quantities[name], unit_of(name, manifest), words) for name in SHOWN]
        table.add_row(words.number(each.window.staff), words.number(each.window.requirements, 1), *cells)
    return table


def _cell(value: Interval, unit: str, words: Words) -> str:
    mean = shown(words, value.mean, unit)
    return mean if np.isnan(value.low) else f"{mean}\n{limits(words, value, unit)}"
