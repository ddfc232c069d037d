"""What happens in one scenario: levels of the headline outcomes by year."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base import headlines
from analysis.base.parts import range_of_level
from analysis.base.statistics import Interval, interval_of_level
from analysis.base.words import Words
from analysis.measures.summarise import Levels, Years, by_year, whole_period
from analysis.tables.comparison import note_on_range
from analysis.tables.show import as_csv, labelled, limits, plain_public, shown, titled

FAMILIES = {"true": headlines.TRUE, "recorded": headlines.RECORDED}
COLUMNS = ("scenario", "outcome", "unit", "year", "mean", "low_90", "high_90", "replicates", "replicates_planned")


def level_tables(levels: Levels, manifest: Mapping[str, Any], words: Words) -> Group:
    """Return a table of true and a table of recorded outcomes: first and last year, and the whole period."""
    span = {"start": words.month(levels.dates[0]), "stop": words.month(levels.dates[-1])}
    heading = words("run.title", scenario=words.scenario(levels.name), **span)
    title = titled(heading, levels.replicates, levels.planned, words)
    tables = [
        level_block(words(f"comparison.{family}"), names, levels, manifest, words) for family, names in FAMILIES.items()
    ]
    return Group(title, *tables, level_notes(levels, words))


def level_block(title: str, names: Sequence[str], levels: Levels, manifest: Mapping[str, Any], words: Words) -> Table:
    """Return those of ``names`` that the levels hold: first and last year, the whole period and its range."""
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    years = by_year(levels, manifest)
    table.add_column(words("run.outcome"))
    for heading in (*(str(year) for year in _ends(years)), words("run.whole"), words("run.range")):
        table.add_column(heading, justify="right")
    whole = whole_period(levels, manifest)
    for name in names:
        if name in levels.outcomes:
            table.add_row(*_cells(name, years, range_of_level(whole[name], levels.sets), manifest, words))
    return table


def _cells(name: str, years: Years, found: Interval, manifest: Mapping[str, Any], words: Words) -> list[str]:
    unit = manifest["outcomes"][name]["unit"]
    values = [shown(words, float(years.values[name][:, years.years.index(year)].mean()), unit) for year in _ends(years)]
    return [
        labelled(name, unit, words),
        *values,
        shown(words, found.mean, unit),
        limits(words, found, unit),
    ]


def _ends(years: Years) -> list[int]:
    return list(dict.fromkeys((*years.years[:1], *years.years[-1:])))


def level_notes(levels: Levels, words: Words) -> Text:
    """Return what sums, ranges and rounding mean."""
    ranges = note_on_range(levels, words) if levels.replicates > 1 else words("run.note_one")
    lines = (words("run.note_span"), ranges, words("comparison.note_rounding"))
    return Text("\n".join(lines), style="dim")


def levels_csv(levels: Levels, manifest: Mapping[str, Any]) -> bytes:
    """Return the mean over replicates of every outcome and calendar year, rounded for the public."""
    return as_csv(COLUMNS, _csv_rows(levels, manifest))


def _csv_rows(levels: Levels, manifest: Mapping[str, Any]) -> Iterator[tuple]:
    years = by_year(levels, manifest)
    for name, values in years.values.items():
        unit = manifest["outcomes"][name]["unit"]
        for year, column in zip(years.years, values.T, strict=True):
            found = interval_of_level(column)
            numbers = [plain_public(number, unit) for number in (found.mean, found.low, found.high)]
            yield levels.name, name, unit, year, *numbers, levels.replicates, levels.planned
