"""What happens in one scenario: levels of the headline outcomes by year."""

import csv
import io
from collections.abc import Mapping
from typing import Any

import numpy as np
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis import headlines
from analysis.rounding import digits, public
from analysis.statistics import interval_of_level
from analysis.summarise import Levels, Years, by_year, whole_period
from analysis.tables.show import limits, shown
from analysis.words import Words

FAMILIES = {"true": headlines.TRUE, "recorded": headlines.RECORDED}


def level_tables(levels: Levels, manifest: Mapping[str, Any], words: Words) -> Group:
    """Return a table of true and a table of recorded outcomes: first and last year, and the whole period."""
    span = {"start": f"{levels.dates[0]:%Y-%m}", "stop": f"{levels.dates[-1]:%Y-%m}"}
    title = Text(words("run.title", scenario=words.scenario(levels.name), **span), style="bold")
    if levels.replicates < levels.planned:
        partial = words("comparison.partial", done=levels.replicates, planned=levels.planned)
        title.append(f"\n{partial}", style="bold red")
    tables = [_block(family, levels, manifest, words) for family in FAMILIES]
    return Group(title, *tables, _notes(levels, words))


def _block(family: str, levels: Levels, manifest: Mapping[str, Any], words: Words) -> Table:
    table = Table(title=words(f"comparison.{family}"), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    years = by_year(levels, manifest)
    table.add_column(words("run.outcome"))
    for heading in (*(str(year) for year in _ends(years)), words("run.whole"), words("run.range")):
        table.add_column(heading, justify="right")
    whole = whole_period(levels, manifest)
    for name in FAMILIES[family]:
        if name in levels.outcomes:
            table.add_row(*_cells(name, years, whole[name], manifest["outcomes"][name]["unit"], words))
    return table


def _cells(name: str, years: Years, whole: np.ndarray, unit: str, words: Words) -> list[str]:
    label, printed = words.outcome(name), words.unit(unit)
    values = [shown(words, float(years.values[name][:, years.years.index(year)].mean()), unit) for year in _ends(years)]
    found = interval_of_level(whole)
    return [
        f"{label} ({printed})" if printed else label,
        *values,
        shown(words, found.mean, unit),
        limits(words, found, unit),
    ]


def _ends(years: Years) -> list[int]:
    return list(dict.fromkeys((*years.years[:1], *years.years[-1:])))


def _notes(levels: Levels, words: Words) -> Text:
    key = "comparison.note_range" if levels.replicates > 1 else "run.note_one"
    lines = (words("run.note_span"), words(key, n=levels.replicates), words("comparison.note_rounding"))
    return Text("\n".join(lines), style="dim")


def levels_csv(levels: Levels, manifest: Mapping[str, Any]) -> bytes:
    """Return the mean over replicates of every outcome and calendar year, rounded for the public."""
    years, text = by_year(levels, manifest), io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        (
            "scenario",
            "outcome",
            "unit",
            "year",
            "mean",
            "low_90",
            "high_90",
            "replicates",
            "replicates_planned",
        )
    )
    for name, values in years.values.items():
        unit = manifest["outcomes"][name]["unit"]
        for year, column in zip(years.years, values.T, strict=True):
            found = interval_of_level(column)
            numbers = [_plain(number, unit) for number in (found.mean, found.low, found.high)]
            writer.writerow((levels.name, name, unit, year, *numbers, levels.replicates, levels.planned))
    return text.getvalue().encode()


def _plain(number: float, unit: str) -> str:
    return "" if np.isnan(number) else f"{public(number, unit) + 0.0:.{digits(unit, number)}f}"
