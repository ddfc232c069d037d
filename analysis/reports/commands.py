"""Write an experiment's tables and figure beside its manifest, and return what the terminal shows."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Group
from rich.text import Text

from analysis.base import headlines
from analysis.base.words import Words, words
from analysis.measures import harm
from analysis.measures.audit import OUTCOMES as AUDITED
from analysis.measures.audit import audit
from analysis.measures.expected_directions import matrix, wanted
from analysis.measures.patterns import outcomes_of, score
from analysis.measures.routes import known, outcomes
from analysis.measures.summarise import Pair, present, read_levels, read_pairs
from analysis.measures.theories import of_theory, theories
from analysis.tables.audit import audit_csv, audit_tables, summary_csv
from analysis.tables.comparison import comparison_csv, comparison_table
from analysis.tables.expected_directions import signs_csv, signs_page, signs_tables
from analysis.tables.harm import harm_csv, harm_table
from analysis.tables.levels import level_tables, levels_csv
from analysis.tables.patterns import pattern_tables, patterns_csv
from analysis.tables.routes import routes_csv, routes_tables
from analysis.tables.theories import ranking_csv, theories_csv, theory_tables
from experiments.base.files import write_whole
from experiments.store.store import Store

SHOWN = (*headlines.TRUE, *headlines.RECORDED)
COMPARED = tuple(dict.fromkeys((*SHOWN, *harm.OUTCOMES)))


def report_run(folder: Path, manifest: Mapping[str, Any], store: Store, language: str = "en") -> Group | Text:
    """Write ``levels.csv`` into ``folder`` and return the tables of every scenario that has a run stored."""
    text = words(language)
    found = read_levels(manifest, store, present(SHOWN, manifest))
    for levels in found:
        write_whole(folder / "levels.csv", levels_csv(levels, manifest))
    return Group(*(level_tables(levels, manifest, text) for levels in found)) if found else Text(text("run.nothing"))


def report_comparison(folder: Path, manifest: Mapping[str, Any], store: Store, language: str = "en") -> Group | Text:
    """Write ``comparison`` as CSV, PNG and SVG and ``harm.csv`` into ``folder`` and return the tables.

    The tables and this figure are those of the first theory; the files hold every theory. Where there are more, write
    ``theories`` as CSV, PNG and SVG and ``theories_ranking.csv`` too. Where no policy has a replicate of which both
    runs are stored, write nothing and say so.
    """
    from analysis.figures import comparison, policies
    from analysis.figures.captions import about

    text = words(language)
    pairs = read_pairs(manifest, store, present(COMPARED, manifest))
    if not pairs:
        return Text(text("comparison.nothing"))
    write_whole(folder / "comparison.csv", comparison_csv(pairs, manifest, text))
    write_whole(folder / "harm.csv", harm_csv(pairs, manifest, text))
    labels = theories(pairs)
    first = of_theory(pairs, labels[0])
    if len(first) > comparison.MOST_POLICIES_NAMED:
        figure, described = (
            policies.policies_figure(first, manifest, about(manifest), text),
            policies.alt_text(first, manifest, text),
        )
    else:
        figure, described = comparison.comparison_figure(first, about(manifest), text), comparison.alt_text(first, text)
    write_figure(folder / "comparison", figure, comparison.title(first, text), described)
    tables = [
        part for pair in first for part in (comparison_table(pair, manifest, text), harm_table(pair, manifest, text))
    ]
    return Group(*tables, *([_report_theories(folder, manifest, pairs, text)] if len(labels) > 1 else []))


def _report_theories(folder: Path, manifest: Mapping[str, Any], pairs: Sequence[Pair], text: Words) -> Group:
    """Write what holds under how many theories as tables and figure; return the tables."""
    from analysis.figures.captions import about
    from analysis.figures.theories import alt_text, theories_figure

    write_whole(folder / "theories.csv", theories_csv(pairs, manifest, text))
    write_whole(folder / "theories_ranking.csv", ranking_csv(pairs, manifest))
    figure = theories_figure(pairs, manifest, about(manifest), text)
    described = alt_text(pairs, manifest, text)
    write_figure(folder / "theories", figure, text("theories.figure_title"), described)
    return theory_tables(pairs, manifest, text)


def report_patterns(
    folder: Path, manifest: Mapping[str, Any], store: Store, patterns: Sequence[Any], language: str = "en"
) -> Group | Text:
    """Write ``patterns.csv`` into ``folder`` and return the tables of patterns, failures first."""
    text = words(language)
    found = read_levels(manifest, store, present(outcomes_of(patterns), manifest))
    if not found:
        return Text(text("patterns.nothing"))
    scored = score(patterns, found[0])
    left_out = [pattern for pattern in patterns if not pattern.shown]
    write_whole(folder / "patterns.csv", patterns_csv(scored, left_out))
    return pattern_tables(scored, len(left_out), text)


def report_audit(folder: Path, manifest: Mapping[str, Any], store: Store, language: str = "en") -> Group | Text:
    """Write ``audit.csv``, ``audit_summary.csv``, ``audit.png`` and ``.svg`` into ``folder``; return the tables.

    Where no policy has a replicate of which both runs are stored, write nothing and say so.
    """
    from analysis.figures.audit import alt_text, audit_figure
    from analysis.figures.captions import about

    text = words(language)
    findings = audit(read_pairs(manifest, store, present(AUDITED, manifest)), manifest)
    if not findings:
        return Text(text("audit.nothing_yet"))
    write_whole(folder / "audit.csv", audit_csv(findings, manifest, text))
    write_whole(folder / "audit_summary.csv", summary_csv(findings, text))
    figure = audit_figure(findings, about(manifest), text)
    write_figure(folder / "audit", figure, text("audit.figure_title"), alt_text(findings, text))
    return audit_tables(findings, manifest, text)


def report_routes(
    folder: Path,
    manifest: Mapping[str, Any],
    store: Store,
    facts: Mapping[str, Any],
    grade: Callable[[str], str],
    language: str = "en",
) -> Group | Text:
    """Write ``routes.csv``, ``routes.png`` and ``.svg`` into ``folder`` and return the tables.

    ``facts`` are what is known by id, ``grade`` returns the grade of a fact's source.
    """
    from analysis.figures.captions import about
    from analysis.figures.routes import alt_text, routes_figure, title

    text = words(language)
    found = read_levels(manifest, store, outcomes(manifest["outcomes"]))
    if not found:
        return Text(text("routes.nothing"))
    levels, beside = found[0], known(facts, grade)
    write_whole(folder / "routes.csv", routes_csv(levels, manifest, beside))
    figure = routes_figure(levels, manifest, beside, about(manifest), text)
    write_figure(folder / "routes", figure, title(levels, text), alt_text(levels, manifest, text))
    return routes_tables(levels, manifest, beside, text)


def report_signs(
    folder: Path, manifest: Mapping[str, Any], store: Store, table: Any, language: str = "en"
) -> Group | Text:
    """Write ``signs.csv``, ``signs.png``, ``.svg`` and ``signs.md`` into ``folder`` and return the tables.

    ``table`` says what was expected of every lever (``model/evidence/expected_directions.py``).
    """
    from analysis.figures.captions import about
    from analysis.figures.expected_directions import alt_text, signs_figure

    text = words(language)
    pairs = read_pairs(manifest, store, present(wanted(table), manifest))
    if not pairs:
        return Text(text("signs.nothing_yet"))
    found = matrix(pairs, manifest, table)
    write_whole(folder / "signs.csv", signs_csv(found))
    write_whole(folder / "signs.md", signs_page(found, text).encode())
    figure = signs_figure(found, about(manifest), text)
    write_figure(folder / "signs", figure, text("signs.figure_title"), alt_text(found, text))
    return signs_tables(found, text)


def write_figure(path: Path, figure: Any, title: str, description: str) -> None:
    """Write a figure as PNG and SVG beside each other."""
    from analysis.base.style import as_png, as_svg

    described = {"title": title, "description": description}
    write_whole(path.with_suffix(".png"), as_png(figure, **described))
    write_whole(path.with_suffix(".svg"), as_svg(figure, **described))
