"""By how much each number of the model, changed alone, moves person-years, and through which links."""

from collections.abc import Iterator

from rich.console import Group

from analysis.reports.base import ExperimentRequest, File, Picture, Report
from analysis.studies.probes.arms import known_probes
from analysis.studies.probes.measures import COLUMNS, Probed, probed
from analysis.studies.probes.table import probe_tables, probes_csv


def _read(request: ExperimentRequest) -> list[Probed]:
    probes = known_probes()
    return probed(request.pairs((*COLUMNS, *probes.links)), request.manifest, probes, request.evidence)


def _files(request: ExperimentRequest, found: list[Probed]) -> Iterator[File]:
    yield "probes.csv", probes_csv(found, request.provenance)
    yield "probes", lambda: _picture(request, found)


def _picture(request: ExperimentRequest, found: list[Probed]) -> Picture:
    from analysis.studies.probes.figure import alt_text, probes_figure

    words = request.words
    figure = probes_figure(found, request.provenance, words)
    return Picture(figure, words("probes.figure_title"), alt_text(found, words))


def _shown(request: ExperimentRequest, found: list[Probed]) -> Group:
    return probe_tables(found, request.words)


report = Report(_read, _files, _shown, nothing="probes.nothing")
"""Writes ``probes`` (CSV, PNG, SVG). The evidence is the table of expectations
(``model/evidence/expected_directions.py``)."""
