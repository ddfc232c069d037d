"""What operations against mining changed by zone type: before, while forces were there, and three years after."""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from rich.console import Group
from rich.text import Text

from analysis.base.words import words
from analysis.figures.captions import about
from analysis.measures.summarise import present, read_pairs
from analysis.reports.commands import write_figure
from analysis.studies.interdiction.figure import alt_text, operations_figure
from analysis.studies.interdiction.measures import EVENTS, FORCES, PATHS, WEEKS, effects
from analysis.studies.interdiction.table import events_table, operations_csv, operations_table
from experiments.base.files import write_whole
from experiments.store.store import Store


def report(folder: Path, manifest: Mapping[str, Any], store: Store, language: str = "en") -> Group | Text:
    """Write ``interdiction.csv``, ``.png`` and ``.svg`` into ``folder`` and return the tables.

    Where no operation has a replicate of which both runs are stored, write nothing and say so.
    """
    text = words(language)
    pairs = read_pairs(manifest, store, present((*PATHS, FORCES, WEEKS, *EVENTS), manifest))
    if not pairs:
        return Text(text("operations.nothing"))
    found = {pair.name: list(effects(pair)) for pair in pairs}
    write_whole(folder / "interdiction.csv", operations_csv([*chain.from_iterable(found.values())], manifest))
    figure = operations_figure(pairs, about(manifest), text)
    write_figure(folder / "interdiction", figure, text("operations.figure_title"), alt_text(pairs, text))
    tables = [operations_table(pair, found[pair.name], text) for pair in pairs]
    return Group(*tables, events_table(pairs, manifest, text), Text(text("operations.note"), style="dim"))
