"""The report of one factor at a time, over whole ranges and near the defaults: files only."""

from collections.abc import Iterator

from rich.console import Group

from analysis.figures.tornado import alt_text, tornado_figure
from analysis.reports.base import Drawing, File, Report
from analysis.reports.sensitivity.base import StudyRequest, picture, short
from analysis.reports.sensitivity.results import OneAtATimeResult
from analysis.tables.show import as_csv

METHOD = "One factor at a time"
COLUMNS = ("outcome", "target", "factor", "family", "setting", "effect", "low", "high")


def _read(request: StudyRequest) -> dict[str, OneAtATimeResult]:
    found = {"one_at_a_time": request.results.one_at_a_time, "near": request.results.near}
    return {name: result for name, result in found.items() if result}


def _files(request: StudyRequest, found: dict[str, OneAtATimeResult]) -> Iterator[File]:
    for stage, result in found.items():
        for outcome in result.difference:
            name = f"{stage}_{short(outcome)}"
            yield f"{name}.csv", as_csv(COLUMNS, _rows(result, outcome))
            yield name, _picture(request, result, outcome, name)


def _rows(result: OneAtATimeResult, outcome: str) -> Iterator[list[str]]:
    """Yield the effects on difference and level at both settings of each factor."""
    for target, effects in (("difference", result.difference[outcome]), ("level", result.level[outcome])):
        for n, factor in enumerate(result.factors):
            for setting, side in ((factor.low, effects.low), (factor.high, effects.high)):
                numbers = (f"{number:.6g}" for number in side.at(n))
                yield [outcome, target, factor.name, factor.family, f"{setting:.6g}", *numbers]


def _picture(request: StudyRequest, result: OneAtATimeResult, outcome: str, name: str) -> Drawing:
    sheet = request.sheet(request.subject(outcome, result.runs, "difference", METHOD))
    settings = {factor.name: (factor.low, factor.high) for factor in result.factors}
    effects = result.difference[outcome]
    base = result.base[outcome]
    return picture(name, lambda: tornado_figure(effects, settings, base, sheet), lambda: alt_text(effects, sheet))


def _shown(request: StudyRequest, found: dict[str, OneAtATimeResult]) -> Group:
    return Group()


report = Report(_read, _files, _shown)
"""Writes ``one_at_a_time_OUTCOME`` and ``near_OUTCOME`` (CSV, PNG, SVG)."""
