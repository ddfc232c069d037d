"""What policies change: the answer on one screen and, in full, two tables a policy and what holds under theories."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from rich.console import Group, RenderableType

from analysis.base import headlines
from analysis.base.words import Words
from analysis.measures import harm
from analysis.measures.effects import Results
from analysis.measures.summarise import Pair
from analysis.measures.theories import of_theory, theories
from analysis.reports.base import ExperimentRequest, File, Picture, Report
from analysis.tables.answer import answer
from analysis.tables.answer_json import answer_json
from analysis.tables.comparison import comparison_csv, comparison_table
from analysis.tables.harm import harm_csv, harm_table
from analysis.tables.theories import ranking_csv, theories_csv, theory_tables

ANSWER = "answer.json"
OUTCOMES = tuple(dict.fromkeys((*headlines.TRUE, *headlines.RECORDED, *harm.OUTCOMES)))


def _read(request: ExperimentRequest) -> list[Pair]:
    return request.pairs(OUTCOMES)


def _files(request: ExperimentRequest, pairs: list[Pair]) -> Iterator[File]:
    yield ANSWER, answer_json(pairs, request.manifest, request.words)
    yield "comparison.csv", comparison_csv(pairs, request.manifest, request.words)
    yield "harm.csv", harm_csv(pairs, request.manifest, request.words)
    yield "comparison", lambda: _picture(request, _under_first_theory(pairs))
    if _several_theories(pairs):
        yield "theories.csv", theories_csv(pairs, request.manifest, request.words)
        yield "theories_ranking.csv", ranking_csv(pairs, request.manifest)
        yield "theories", lambda: _picture_of_theories(request, pairs)


def _shown(request: ExperimentRequest, pairs: list[Pair]) -> RenderableType:
    return answer(pairs, request.manifest, request.words)


def _in_full(request: ExperimentRequest, pairs: list[Pair]) -> Group:
    asked = request.manifest, request.words
    tables = [table(pair, *asked) for pair in _under_first_theory(pairs) for table in (comparison_table, harm_table)]
    several = [theory_tables(pairs, *asked)] if _several_theories(pairs) else []
    return Group(answer(pairs, *asked), "", *tables, *several)


def _several_theories(pairs: list[Pair]) -> bool:
    return len(theories(pairs)) > 1


def _under_first_theory(pairs: list[Pair]) -> list[Pair]:
    return of_theory(pairs, theories(pairs)[0])


def _picture(request: ExperimentRequest, pairs: list[Pair]) -> Picture:
    """Return policies over time, or a small panel each where they are too many to tell lines apart."""
    from analysis.figures import comparison
    from analysis.figures.brief import portfolios

    words = request.words
    if len(pairs) > comparison.MOST_POLICIES_NAMED:
        results = Results(pairs, request.manifest, pairs[0].name)
        return _for_staff(portfolios.message, portfolios.portfolios_figure, results, words)
    figure = comparison.comparison_figure(pairs, request.provenance, words)
    return Picture(figure, comparison.title(pairs, words), comparison.alt_text(pairs, words))


def _picture_of_theories(request: ExperimentRequest, pairs: list[Pair]) -> Picture:
    from analysis.figures.brief import theories as drawn

    first = _under_first_theory(pairs)
    results = Results(first, request.manifest, first[0].name, pairs)
    return _for_staff(drawn.message, drawn.theories_figure, results, request.words)


def _for_staff(message: Callable, draw: Callable, results: Results, words: Words) -> Picture:
    """Return a figure for staff as it is printed."""
    from analysis.figures.brief.page import PRINT

    said = message(results, words)
    return Picture(draw(results, words, PRINT), said.title, said.alt)


report = Report(_read, _files, _shown, nothing="comparison.nothing")
full_report = replace(report, shown=_in_full)
"""Writes ``answer.json``, ``comparison`` (CSV, PNG, SVG), ``harm.csv``; under several theories ``theories``, too.

Tables and figure of the comparison are those of the first theory; the CSV files hold every theory.
"""
