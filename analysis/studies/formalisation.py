"""What clerks, requirements and protected land do: a row a window in tables, a heat map a quantity in the figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.report import write_figure
from analysis.statistics import Interval, interval, interval_of_level, ratio_interval
from analysis.summarise import MONTHS_A_YEAR, Levels, read_levels, whole_period
from analysis.tables.show import as_csv, limits, plain_public, shown, status, titled
from analysis.words import Words, words
from experiments.files import write_whole
from experiments.store import Store
from experiments.studies.formalisation import WINDOWS, Window

APPLICATIONS, GRANTED = "true.formalisation_applications", "true.formalisations_granted"
SUMS = (APPLICATIONS, GRANTED, "true.formalisations_refused", "true.formalisations_withdrawn", "true.protests")
LAST = ("true.formalisations_waiting", "true.miners_formal", "true.legitimacy")
EXPLOITED = ("true.people_in_sexual_exploitation", "true.people_in_labour_exploitation")
COST = "true.cost_to_state"
OUTCOMES = (*SUMS, *LAST, *EXPLOITED, COST)
SHARE = "granted_share"
SHOWN = (APPLICATIONS, GRANTED, SHARE, *LAST, *EXPLOITED)
SETTINGS = ("staff", "requirements", "protected")
COLUMNS = (*SETTINGS, "quantity", "unit", "mean", "low_90", "high_90", "replicates", "status")


@dataclass(frozen=True)
class Found:
    """What one window does: a quantity's mean and 90 % interval, by name.

    Counts are sums over the whole period, stocks means of its last 12 months; people in exploitation are means of the
    whole period, as differences from the world without a window.
    """

    window: Window
    quantities: Mapping[str, Interval]


def report(folder: Path, manifest: Mapping[str, Any], store: Store, language: str = "en") -> Group | Text:
    """Write ``formalisation.csv``, ``.png`` and ``.svg`` into ``folder`` and return the tables."""
    from analysis.figures.formalisation import alt_text, formalisation_figure
    from analysis.figures.frame import about

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


def findings(usual: Levels, levels: Mapping[str, Levels], manifest: Mapping[str, Any]) -> list[Found]:
    """Return what is found of every window of which as many runs are stored as of the world without one."""
    stored = [(window, levels[window.name]) for window in WINDOWS if window.name in levels]
    both = [(window, mine) for window, mine in stored if mine.replicates == usual.replicates]
    return [Found(window, quantities(mine, usual, manifest)) for window, mine in both]


def quantities(levels: Levels, usual: Levels, manifest: Mapping[str, Any]) -> dict[str, Interval]:
    """Return mean and interval of all that is shown of a window."""
    mine, others = (whole_period(each, manifest) for each in (levels, usual))
    found = {name: interval_of_level(mine[name]) for name in (*SUMS, COST)}
    found |= {name: interval_of_level(last_year(levels, name)) for name in LAST}
    found |= {name: interval(mine[name] - others[name]) for name in EXPLOITED}
    return found | {SHARE: ratio_interval(mine[GRANTED], mine[APPLICATIONS])}


def last_year(levels: Levels, name: str) -> np.ndarray:
    """Return the mean of a stock over the last 12 months, shape (replicates,)."""
    return levels.values[:, -MONTHS_A_YEAR:, levels.outcomes.index(name)].mean(1)


def unit_of(name: str, manifest: Mapping[str, Any]) -> str:
    """Return the unit of a quantity."""
    return "1" if name == SHARE else manifest["outcomes"][name]["unit"]


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
