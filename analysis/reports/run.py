"""What happens in scenarios by themselves: one table a scenario, and a CSV file."""

from collections.abc import Iterator

from rich.console import Group

from analysis.base import headlines
from analysis.measures.summarise import Levels
from analysis.reports.base import ExperimentRequest, File, Report
from analysis.tables.levels import level_tables, levels_csv

OUTCOMES = (*headlines.TRUE, *headlines.RECORDED)


def _read(request: ExperimentRequest) -> list[Levels]:
    return request.levels(OUTCOMES)


def _files(request: ExperimentRequest, found: list[Levels]) -> Iterator[File]:
    for levels in found:
        yield "levels.csv", levels_csv(levels, request.manifest)


def _shown(request: ExperimentRequest, found: list[Levels]) -> Group:
    return Group(*(level_tables(levels, request.manifest, request.words) for levels in found))


report = Report(_read, _files, _shown, nothing="run.nothing")
"""Writes ``levels.csv``."""
