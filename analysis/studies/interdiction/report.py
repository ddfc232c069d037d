"""What operations against mining change by zone type: before, while forces are there, and three years after."""

from collections.abc import Iterator
from itertools import chain

from rich.console import Group
from rich.text import Text

from analysis.measures.summarise import Pair
from analysis.reports.base import ExperimentRequest, File, Picture, Report
from analysis.studies.interdiction.measures import BY_ZONE, EVENTS, FORCES, PATHS, WEEKS, effects
from analysis.studies.interdiction.table import events_table, operations_csv, operations_table


def _read(request: ExperimentRequest) -> list[Pair]:
    return request.pairs(tuple(dict.fromkeys((*PATHS, *BY_ZONE, FORCES, WEEKS, *EVENTS))))


def _files(request: ExperimentRequest, pairs: list[Pair]) -> Iterator[File]:
    yield "interdiction.csv", operations_csv([*chain.from_iterable(map(effects, pairs))], request.manifest)
    yield "interdiction", lambda: _picture(request, pairs)
    yield "operation", lambda: _followed(request, pairs)


def _picture(request: ExperimentRequest, pairs: list[Pair]) -> Picture:
    from analysis.studies.interdiction.figure import alt_text, operations_figure

    words = request.words
    figure = operations_figure(pairs, request.provenance, words)
    return Picture(figure, words("operations.figure_title"), alt_text(pairs, words))


def _followed(request: ExperimentRequest, pairs: list[Pair]) -> Picture:
    from analysis.studies.interdiction.followed import followed_alt_text, followed_figure

    words, pair = request.words, pairs[0]
    figure = followed_figure(pair, request.provenance, words)
    return Picture(figure, words("operations.followed_title"), followed_alt_text(pair, words))


def _shown(request: ExperimentRequest, pairs: list[Pair]) -> Group:
    words = request.words
    tables = [operations_table(pair, list(effects(pair)), words) for pair in pairs]
    note = words.by_replicates("operations.note", min(pair.replicates for pair in pairs))
    return Group(*tables, events_table(pairs, request.manifest, words), Text(note, style="dim"))


report = Report(_read, _files, _shown, nothing="operations.nothing")
"""Writes ``interdiction`` (CSV, PNG, SVG) and ``operation`` (PNG, SVG)."""
