"""The report of a screening: mean and spread of elementary effects."""

from collections.abc import Iterator

from rich.console import Group

from analysis.figures.screening import alt_text, screening_figure
from analysis.reports.base import File, Report
from analysis.reports.sensitivity.base import StudyRequest, picture, short, with_noise
from analysis.reports.sensitivity.results import ScreeningResult
from analysis.sensitivity.subject import Subject
from analysis.tables.sensitivity import Measure, sensitivity_csv, sensitivity_tables

METHOD = "Morris (1991), Campolongo and others (2007)"

type Screened = tuple[Subject, Measure, Measure]
"""What was screened, with mu* and sigma. The noise floor of mu* is what luck alone would reach."""


def _read(request: StudyRequest) -> ScreeningResult | None:
    return request.results.screening


def _screened(request: StudyRequest, found: ScreeningResult) -> Iterator[Screened]:
    for target, tables in (("difference", found.difference), ("level", found.level)):
        for outcome, table in tables.items():
            mu_star = Measure("mu_star", with_noise(table.mu_star, found.luck[outcome]))
            yield request.subject(outcome, found.runs, target, METHOD), mu_star, Measure("sigma", table.sigma)


def _files(request: StudyRequest, found: ScreeningResult) -> Iterator[File]:
    for subject, mu_star, sigma in _screened(request, found):
        name, sheet = f"screening_{subject.target}_{short(subject.outcome)}", request.sheet(subject)
        yield f"{name}.csv", sensitivity_csv([mu_star, sigma], subject, request.factors)
        drawn = mu_star.estimates, sigma.estimates, sheet
        yield name, picture(name, screening_figure, alt_text, *drawn)


def _shown(request: StudyRequest, found: ScreeningResult) -> Group:
    tables = (
        sensitivity_tables([mu_star, sigma], subject, request.factors, request.words)
        for subject, mu_star, sigma in _screened(request, found)
        if subject.target == "difference"
    )
    return Group(*tables)


report = Report(_read, _files, _shown)
"""Writes ``screening_TARGET_OUTCOME`` (CSV, PNG, SVG)."""
