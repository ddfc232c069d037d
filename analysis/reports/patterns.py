"""How the model compares with patterns of the real rush, failures first."""

from collections.abc import Iterator

from rich.console import Group

from analysis.measures.patterns import Scored, outcomes_of, score
from analysis.reports.base import ExperimentRequest, File, Report
from analysis.tables.patterns import pattern_tables, patterns_csv, patterns_json

SCORES = "patterns.json"


def _read(request: ExperimentRequest) -> list[Scored] | None:
    levels = request.levels(outcomes_of(request.evidence.shown))
    return score(request.evidence.shown, levels[0]) if levels else None


def _files(request: ExperimentRequest, scored: list[Scored]) -> Iterator[File]:
    yield "patterns.csv", patterns_csv(scored, request.evidence.left_out)
    yield SCORES, patterns_json(scored, request.evidence.left_out)


def _shown(request: ExperimentRequest, scored: list[Scored]) -> Group:
    return pattern_tables(scored, request.evidence, request.words)


report = Report(_read, _files, _shown, nothing="patterns.nothing")
"""Writes ``patterns.csv``, ``patterns.json``. The evidence is the patterns; some cannot be compared with the model."""
