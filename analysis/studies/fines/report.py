"""What fines do: bars, people held in them, and profit against the expected fine, in the last year of each arm."""

from collections.abc import Iterator

from rich.console import Group

from analysis.reports.base import ExperimentRequest, File, Picture, Report
from analysis.studies.fines.measures import OUTCOMES, LastYears, last_years
from analysis.studies.fines.table import fines_csv, fines_table


def _read(request: ExperimentRequest) -> LastYears | None:
    return last_years(request.levels(OUTCOMES), request.manifest)


def _files(request: ExperimentRequest, found: LastYears) -> Iterator[File]:
    yield "fines.csv", fines_csv(found, request.manifest)
    yield "fines", lambda: _picture(request, found)


def _picture(request: ExperimentRequest, found: LastYears) -> Picture:
    from analysis.studies.fines.figure import alt_text, fines_figure

    words = request.words
    figure = fines_figure(found, request.provenance, words)
    return Picture(figure, words("fines.title"), alt_text(found, words))


def _shown(request: ExperimentRequest, found: LastYears) -> Group:
    return fines_table(found, request.words)


report = Report(_read, _files, _shown, nothing="fines.nothing")
"""Writes ``fines`` (CSV, PNG, SVG)."""
