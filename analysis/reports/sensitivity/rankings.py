"""The report of what would flip a ranking: boxes of conditions."""

from collections.abc import Iterator

from rich.console import Group

from analysis.figures.boxes import alt_text, boxes_figure
from analysis.reports.base import File, Report
from analysis.reports.sensitivity.base import StudyRequest, picture, short
from analysis.sensitivity.discovery import Discovery
from analysis.sensitivity.subject import Subject
from analysis.tables.sensitivity import boxes_csv, boxes_text

METHOD = "PRIM, Friedman and Fisher (1999)"

type Flips = dict[tuple[str, tuple[str, str]], Discovery]
"""What would flip a ranking, by outcome and pair of policies."""


def _read(request: StudyRequest) -> Flips:
    return {key: found for key, found in request.flips.items() if found}


def _subject(request: StudyRequest, outcome: str) -> Subject:
    assert request.results.indices
    return request.subject(outcome, request.results.indices.runs, "ranking", METHOD)


def _files(request: StudyRequest, flips: Flips) -> Iterator[File]:
    for (outcome, pair), found in flips.items():
        subject, name = _subject(request, outcome), f"flips_{'_'.join(pair)}_{short(outcome)}"
        yield f"{name}.csv", boxes_csv(found, subject, request.factors)
        yield name, picture(name, boxes_figure, alt_text, found, request.sheet(subject))


def _shown(request: StudyRequest, flips: Flips) -> Group:
    texts = (
        boxes_text(found, _subject(request, outcome), request.factors, request.words)
        for (outcome, _), found in flips.items()
    )
    return Group(*texts)


report = Report(_read, _files, _shown)
"""Writes ``flips_POLICY_POLICY_OUTCOME`` (CSV, PNG, SVG)."""
