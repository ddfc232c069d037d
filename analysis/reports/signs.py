"""Which way each lever moves what is measured, beside what was expected before the first run."""

from collections.abc import Iterator

from rich.console import Group

from analysis.measures.expected_directions import Matrix, matrix, outcomes_of
from analysis.reports.base import ExperimentRequest, File, Picture, Report
from analysis.tables.expected_directions import direction_tables, directions_csv, directions_page


def _read(request: ExperimentRequest) -> Matrix | None:
    pairs = request.pairs(outcomes_of(request.evidence))
    return matrix(pairs, request.manifest, request.evidence) if pairs else None


def _files(request: ExperimentRequest, found: Matrix) -> Iterator[File]:
    words = request.words
    yield "signs.csv", directions_csv(found)
    yield "signs.md", directions_page(found, request.provenance, words).encode()
    yield "signs", lambda: _picture(request, found)


def _picture(request: ExperimentRequest, found: Matrix) -> Picture:
    from analysis.figures.expected_directions import alt_text, directions_figure

    words = request.words
    figure = directions_figure(found, request.provenance, words)
    return Picture(figure, words("signs.figure_title"), alt_text(found, words))


def _shown(request: ExperimentRequest, found: Matrix) -> Group:
    return direction_tables(found, request.words)


report = Report(_read, _files, _shown, nothing="signs.nothing_yet")
"""Writes ``signs`` (CSV, PNG, SVG) and ``signs.md``. The evidence is the table of expectations
(``model/evidence/expected_directions.py``)."""
