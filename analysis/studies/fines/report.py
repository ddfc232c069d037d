"""What fines do: bars, people held in them, and profit against the expected fine, in the last year of each arm."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from analysis.base.statistics import Interval, interval_of_level
from analysis.base.words import Words, words
from analysis.measures.summarise import MONTHS_A_YEAR, Levels, over_time, present, read_levels
from analysis.reports.commands import write_figure
from analysis.studies.fines.arms import FINES, INSPECTIONS, arm_name
from analysis.tables.show import as_csv, plain_public, shown
from experiments.base.files import write_whole
from experiments.store.results import OVER_TIME
from experiments.store.store import Store

BARS, PEOPLE = "true.bars", "true.people_in_sexual_exploitation"
PROFIT, EXPECTED, PAID = "true.profit_of_a_bar", "true.expected_fine", "true.fines_paid"
OUTCOMES = (BARS, PEOPLE, PROFIT, EXPECTED, PAID)
COLUMNS = ("inspections_a_week", "fine_soles", "outcome", "unit", "mean", "low_90", "high_90", "replicates")
Found = dict[str, dict[str, Interval]]
"""Arm -> outcome -> its interval over replicates in the last year."""


def report(folder: Path, manifest: Mapping[str, Any], store: Store, language: str = "en") -> Group | Text:
    """Write ``fines.csv``, ``fines.png`` and ``.svg`` into ``folder`` and return the table."""
    from analysis.figures.captions import about
    from analysis.studies.fines.figure import alt_text, fines_figure

    text = words(language)
    levels = read_levels(manifest, store, present(OUTCOMES, manifest))
    found = {each.name: last_year(each, manifest) for each in levels}
    if not set(names()) <= found.keys():
        return Text(text("fines.nothing"))
    write_whole(folder / "fines.csv", fines_csv(found, manifest, levels[0].replicates))
    figure = fines_figure(found, _reference(found), levels[0], about(manifest), text)
    write_figure(folder / "fines", figure, text("fines.title"), alt_text(found, _reference(found), text))
    return Group(
        Text(text("fines.title"), style="bold"), fines_table(found, text), Text(text("fines.note"), style="dim")
    )


def names() -> dict[str, tuple[float, float]]:
    """Return the arms that are fined, with inspections a week and fine."""
    return {arm_name(each, fine): (each, fine) for each in INSPECTIONS for fine in FINES}


def last_year(levels: Levels, manifest: Mapping[str, Any]) -> dict[str, Interval]:
    """Return the intervals of one arm's outcomes over its last twelve months."""
    how = over_time(manifest)
    values = levels.values[:, -MONTHS_A_YEAR:].transpose(1, 0, 2)
    return {
        name: interval_of_level(np.asarray(OVER_TIME[how[name]](values[:, :, column])))
        for column, name in enumerate(levels.outcomes)
    }


def _reference(found: Found) -> dict[str, Interval]:
    return next(values for name, values in found.items() if name not in names())


def fines_table(found: Found, text: Words) -> Table:
    """Return the means of the last year, a line an arm, the world without fines first."""
    table = Table(box=box.SIMPLE_HEAD)
    for key in ("inspections", "fine", "bars", "people", "profit", "expected"):
        table.add_column(text(f"fines.{key}"), justify="right")
    dash = text("number.none")
    table.add_row(dash, dash, *_means(_reference(found), text))
    for name, (inspections, fine) in names().items():
        table.add_row(text.number(inspections), text.number(fine), *_means(found[name], text))
    return table


def _means(values: Mapping[str, Interval], text: Words) -> list[str]:
    units = {BARS: "bars", PEOPLE: "persons", PROFIT: "soles/week", EXPECTED: "soles/week"}
    return [shown(text, values[name].mean, unit) for name, unit in units.items()]


def fines_csv(found: Found, manifest: Mapping[str, Any], replicates: int) -> bytes:
    """Return mean and range of every outcome in the last year by inspections and fine; 0 and 0 is the world itself."""
    rows = []
    for arm, values in found.items():
        at = names().get(arm, (0.0, 0.0))
        for name, interval in values.items():
            unit = manifest["outcomes"][name]["unit"]
            numbers = [plain_public(number, unit) for number in (interval.mean, interval.low, interval.high)]
            rows.append((*at, name, unit, *numbers, replicates))
    return as_csv(COLUMNS, rows)
