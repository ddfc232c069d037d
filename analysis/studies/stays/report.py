"""How stays, debts and recoveries are spread, and what becomes of survivors: a table, and a figure."""

from collections.abc import Iterator

from rich.console import Group

from analysis.reports.base import ExperimentRequest, File, Picture, Report
from analysis.studies.stays.measures import OUTCOMES, Stays, stays
from analysis.studies.stays.table import stays_csv, stays_table


def _read(request: ExperimentRequest) -> Stays | None:
    return stays(request.levels(OUTCOMES), request.manifest)


def _files(request: ExperimentRequest, found: Stays) -> Iterator[File]:
    yield "stays.csv", stays_csv(found)
    yield "stays", lambda: _picture(request, found)


def _picture(request: ExperimentRequest, found: Stays) -> Picture:
    from analysis.studies.stays.figure import alt_text, stays_figure

    words = request.words
    return Picture(stays_figure(found, request.provenance, words), words("stays.title"), alt_text(found, words))


def _shown(request: ExperimentRequest, found: Stays) -> Group:
    return stays_table(found, request.words)


report = Report(_read, _files, _shown, nothing="stays.nothing")
"""Writes ``stays`` (CSV, PNG, SVG)."""
