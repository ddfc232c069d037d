"""The report of indices: of difference, level and ranking, by year, and of pairs of factors."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rich.console import Group, RenderableType

from analysis.figures import indices as indices_figures
from analysis.figures import indices_over_time, second_order
from analysis.reports.base import File, Report
from analysis.reports.sensitivity.base import StudyRequest, picture, short, with_noise
from analysis.reports.sensitivity.results import IndicesResult
from analysis.sensitivity.subject import Subject
from analysis.tables.sensitivity import Measure, pairs_table, sensitivity_csv, sensitivity_tables

SOBOL = "Sobol (2001) on a Gaussian process, Saltelli's design"
PAWN = "PAWN, Pianosi and Wagener (2018)"


@dataclass(frozen=True)
class Indexed:
    """The indices of one output, each with its noise floor."""

    subject: Subject
    first: Measure
    total: Measure
    pawn: Measure
    second: Measure | None

    @property
    def with_pairs(self) -> bool:
        """Tell whether pairs of factors are shown: not for levels, as choices rest on differences."""
        return self.second is not None and self.subject.target != "level"


def _read(request: StudyRequest) -> IndicesResult | None:
    return request.results.indices


def _all_indexed(request: StudyRequest, found: IndicesResult) -> Iterator[Indexed]:
    for outcome in request.results.study.subject.outcomes:
        for target in ("difference", "level", "ranking"):
            if f"{target} {outcome}" in found.outputs:
                yield _indexed(found, request.subject(outcome, found.runs, target, SOBOL))


def _indexed(found: IndicesResult, subject: Subject) -> Indexed:
    place, orders = found.place(f"{subject.target} {subject.outcome}"), found.sobol.indices
    first, total = (with_noise(each.output(place), found.noise(each)) for each in (orders.first, orders.total))
    second = Measure("second", orders.second.output(place)) if orders.second else None
    pawn = Measure("pawn", found.pawn.output(place), PAWN)
    return Indexed(subject, Measure("first", first), Measure("total", total), pawn, second)


def _files(request: StudyRequest, found: IndicesResult) -> Iterator[File]:
    for each in _all_indexed(request, found):
        yield from _files_of_output(request, each)
    for outcome in request.results.study.subject.outcomes:
        yield from _files_over_time(request, found, outcome)


def _files_of_output(request: StudyRequest, each: Indexed) -> Iterator[File]:
    subject, sheet = each.subject, request.sheet(each.subject)
    name = f"{subject.target}_{short(subject.outcome)}"
    measures = [each.first, each.total, each.pawn, *([each.second] if each.second else [])]
    yield f"indices_{name}.csv", sensitivity_csv(measures, subject, request.factors)
    drawn = each.first.estimates, each.total.estimates, sheet
    title = f"indices_{name}"
    yield title, picture(title, indices_figures.indices_figure, indices_figures.alt_text, *drawn)
    if each.second and each.with_pairs:
        pairs = each.second.estimates, sheet
        title = f"second_order_{name}"
        yield title, picture(title, second_order.second_order_figure, second_order.alt_text, *pairs)


def _files_over_time(request: StudyRequest, found: IndicesResult, outcome: str) -> Iterator[File]:
    years, total = found.runs.years, found.sobol.indices.total
    places = [found.place(f"{outcome} {year}") for year in years]
    yearly = replace(total, value=total.value[:, places], low=total.low[:, places], high=total.high[:, places])
    subject, name = request.subject(outcome, found.runs, "difference", SOBOL), f"indices_over_time_{short(outcome)}"
    drawn = yearly, years, request.sheet(subject)
    yield name, picture(name, indices_over_time.indices_over_time_figure, indices_over_time.alt_text, *drawn)
    measures = [Measure(f"total {year}", yearly.output(n)) for n, year in enumerate(years)]
    yield f"{name}.csv", sensitivity_csv(measures, subject, request.factors)


def _shown(request: StudyRequest, found: IndicesResult) -> Group:
    shown = (each for each in _all_indexed(request, found) if each.subject.target != "level")
    return Group(*(table for each in shown for table in _tables(request, each)))


def _tables(request: StudyRequest, each: Indexed) -> Iterator[RenderableType]:
    about = each.subject, request.factors, request.words
    yield sensitivity_tables([each.first, each.total], *about)
    if each.second and each.with_pairs:
        yield pairs_table(each.second, *about)


report = Report(_read, _files, _shown)
"""Writes ``indices_TARGET_OUTCOME``, ``second_order_TARGET_OUTCOME`` and ``indices_over_time_OUTCOME``."""
