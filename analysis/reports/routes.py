"""What becomes of complaints, survivors and raids in one scenario, beside what is known of complaints."""

from collections.abc import Iterator

from rich.console import Group

from analysis.measures.routes import outcomes
from analysis.measures.summarise import Levels
from analysis.reports.base import ExperimentRequest, File, Picture, Report
from analysis.tables.routes import routes_csv, routes_tables


def _read(request: ExperimentRequest) -> Levels | None:
    levels = request.levels(outcomes(request.manifest["outcomes"]))
    return levels[0] if levels else None


def _files(request: ExperimentRequest, levels: Levels) -> Iterator[File]:
    yield "routes.csv", routes_csv(levels, request.manifest, request.evidence)
    yield "routes", lambda: _picture(request, levels)


def _picture(request: ExperimentRequest, levels: Levels) -> Picture:
    from analysis.figures.routes import alt_text, routes_figure, title

    manifest, words = request.manifest, request.words
    figure = routes_figure(levels, manifest, request.evidence, request.provenance, words)
    return Picture(figure, title(levels, words), alt_text(levels, manifest, words))


def _shown(request: ExperimentRequest, levels: Levels) -> Group:
    return routes_tables(levels, request.manifest, request.evidence, request.words)


report = Report(_read, _files, _shown, nothing="routes.nothing")
"""Writes ``routes`` (CSV, PNG, SVG). The evidence is the known facts (``analysis/measures/routes.py``)."""
