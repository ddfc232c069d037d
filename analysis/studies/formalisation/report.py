"""What clerks, requirements and protected land do: tables, and heat maps."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Group

from analysis.measures.summarise import Levels, read_levels
from analysis.reports.base import ExperimentRequest, File, Picture, Report
from analysis.studies.formalisation.measures import OUTCOMES, WindowResult, window_results
from analysis.studies.formalisation.table import formalisation_csv, formalisation_tables


@dataclass(frozen=True)
class Windows:
    """The results of all windows, and the world without one."""

    results: list[WindowResult]
    usual: Levels


def _read(request: ExperimentRequest) -> Windows | None:
    levels = {each.name: each for each in read_levels(request.manifest, request.store, OUTCOMES)}
    usual = levels.get(request.manifest["arms"][0]["scenario"])
    results = window_results(usual, levels, request.manifest) if usual else []
    return Windows(results, usual) if usual and results else None


def _files(request: ExperimentRequest, found: Windows) -> Iterator[File]:
    yield "formalisation.csv", formalisation_csv(found.results, found.usual, request.manifest)
    yield "formalisation", lambda: _picture(request, found)


def _picture(request: ExperimentRequest, found: Windows) -> Picture:
    from analysis.studies.formalisation.figure import alt_text, formalisation_figure

    words = request.words
    figure = formalisation_figure(found.results, found.usual, request.provenance, words)
    return Picture(figure, words("formalisation.title"), alt_text(found.results, words))


def _shown(request: ExperimentRequest, found: Windows) -> Group:
    return formalisation_tables(found.results, found.usual, request.manifest, request.words)


report = Report(_read, _files, _shown, nothing="formalisation.nothing")
"""Writes ``formalisation`` (CSV, PNG, SVG)."""
