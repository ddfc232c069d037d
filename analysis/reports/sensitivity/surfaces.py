"""The report of response surfaces: pictures only."""

from collections.abc import Iterator

from rich.console import Group

from analysis.figures.response_surface import alt_text, response_surface_figure
from analysis.reports.base import File, Report
from analysis.reports.sensitivity.base import StudyRequest, picture, short
from analysis.reports.sensitivity.results import SurfaceResult

METHOD = "Grid of two levers"
COST_UNIT = "soles a year"


def _read(request: StudyRequest) -> tuple[SurfaceResult, ...]:
    return request.results.surfaces


def _files(request: StudyRequest, found: tuple[SurfaceResult, ...]) -> Iterator[File]:
    outcome = request.results.study.subject.outcomes[0]
    for each in found:
        one, other = each.surface.names
        name = f"surface_{short(one)}_{short(other)}"
        drawn = each.surface, COST_UNIT, request.sheet(request.subject(outcome, each.runs, "difference", METHOD))
        yield name, picture(name, response_surface_figure, alt_text, *drawn)


def _shown(request: StudyRequest, found: tuple[SurfaceResult, ...]) -> Group:
    return Group()


report = Report(_read, _files, _shown)
"""Writes ``surface_LEVER_LEVER`` (PNG, SVG)."""
