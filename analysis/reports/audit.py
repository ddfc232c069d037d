"""Whether what agencies are judged by moves with exploitation: tables by form, a figure, two CSV files."""

from collections.abc import Iterator

from rich.console import Group

from analysis.measures.audit import OUTCOMES, Finding, audit
from analysis.reports.base import ExperimentRequest, File, Picture, Report
from analysis.tables.audit import audit_csv, audit_tables, summary_csv


def _read(request: ExperimentRequest) -> list[Finding]:
    return audit(request.pairs(OUTCOMES), request.manifest)


def _files(request: ExperimentRequest, findings: list[Finding]) -> Iterator[File]:
    words = request.words
    yield "audit.csv", audit_csv(findings, request.manifest, words)
    yield "audit_summary.csv", summary_csv(findings, words)
    yield "audit", lambda: _picture(request, findings)


def _picture(request: ExperimentRequest, findings: list[Finding]) -> Picture:
    from analysis.figures.audit import alt_text, audit_figure

    words = request.words
    figure = audit_figure(findings, request.provenance, words)
    return Picture(figure, words("audit.figure_title"), alt_text(findings, words))


def _shown(request: ExperimentRequest, findings: list[Finding]) -> Group:
    return audit_tables(findings, request.manifest, request.words)


report = Report(_read, _files, _shown, nothing="audit.nothing_yet")
"""Writes ``audit`` (CSV, PNG, SVG) and ``audit_summary.csv``."""
