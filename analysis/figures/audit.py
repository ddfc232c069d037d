"""Policies by indicators: what happens on the left, how each indicator moves beside it on the right."""

from collections.abc import Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.gridspec import GridSpec
from matplotlib.ticker import MaxNLocator

from analysis.base.parts import Sets
from analysis.base.style import INK, QUIET, RECORDED_PAPER, STYLE, settle
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.figures.captions import Provenance, for_names, people, set_rows, write_foot, write_head
from analysis.figures.ranges import draw_range
from analysis.measures.audit import FORMS, JUDGED, RECORDED, Effect, Finding, Summary, Verdict, summaries
from analysis.tables.audit import conclusion, heading, short
from analysis.tables.show import by_sets, references

WIDTH, HEAD, FOOT = 13.5, 1.0, 0.4
ROW, AROUND = 0.27, 1.6
"""Height, in inches, of a row, and of headings and axes around the rows."""

SIGNS: dict[Verdict, dict[str, Any]] = {
    Verdict.WITH: {"marker": "o", "s": 75, "facecolor": "#0072B2", "edgecolor": "#0072B2"},
    Verdict.AGAINST: {"marker": "X", "s": 95, "facecolor": "#D55E00", "edgecolor": "#D55E00"},
    Verdict.ALONE: {"marker": "D", "s": 42, "facecolor": "none", "edgecolor": "#8A6500", "linewidth": 1.5},
    Verdict.MISSES: {"marker": "o", "s": 65, "facecolor": "none", "edgecolor": "#0072B2", "linewidth": 1.5},
    Verdict.NOTHING: {"marker": ".", "s": 14, "facecolor": QUIET, "edgecolor": QUIET},
    Verdict.UNKNOWN: {"marker": "s", "s": 14, "facecolor": "none", "edgecolor": QUIET},
}
"""A shape for each verdict, so that the figure can be read without colour (Okabe and Ito 2008)."""

MOVING = (Verdict.WITH, Verdict.AGAINST, Verdict.ALONE)
ARROWS = {True: "↑", False: "↓"}
TRUTH, COLUMN, NARROWEST = 2.6, 0.75, 3.0
"""Relative widths: the panel of what happens, a column of signs, and the narrowest panel of signs."""

BESIDE = 0.2
"""Distance of an arrow from its sign, in columns."""


def audit_figure(findings: Sequence[Finding], provenance: Provenance, words: Words) -> Figure:
    """Draw one row a policy, the largest fall of the first form on top, and counts over policies below."""
    rows = _ordered(findings)
    lines = len(_judged(findings)) + 3
    heights = [HEAD, ROW * (len(rows) + lines) + AROUND, FOOT]
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH + for_names(rows), sum(heights)), layout="constrained")
        parts: Any = figure.subfigures(3, 1, height_ratios=heights)
        head, body, foot = parts
        write_head(head, words("audit.figure_title"), _subtitle(findings, provenance, words))
        grid = _grid(body, findings, [len(rows), lines])
        _body(body, grid, findings, rows, words)
        _counts(body, grid, findings, words)
        source = by_sets("figure.source", findings[0].pair.sets)
        write_foot(foot, provenance, *_replicates(findings), words, source)
        return settle(figure)


def alt_text(findings: Sequence[Finding], words: Words) -> str:
    """Return the figure's content in words: the conclusion of every form and indicator."""
    sentences = " ".join(conclusion(each, words) for each in summaries(findings))
    return words("audit.alt", sentences=sentences)


def _subtitle(findings: Sequence[Finding], provenance: Provenance, words: Words) -> str:
    pairs = [finding.pair for finding in findings]
    done, _ = _replicates(findings)
    span = {"start": pairs[0].dates[0].year, "stop": pairs[0].dates[-1].year}
    what = {"people": people(provenance, words), "reference": references(pairs, words), "n": len(_ordered(findings))}
    sets = min(pairs, key=lambda pair: pair.replicates).sets
    what |= {"sets": sets.count} if sets else {}
    key = "audit.figure_subtitle" if done > 1 else "audit.figure_subtitle_one"
    return words(by_sets(key, sets), **span, **what, replicates=done)


def _replicates(findings: Sequence[Finding]) -> tuple[int, int]:
    pairs = [finding.pair for finding in findings]
    return min(pair.replicates for pair in pairs), max(pair.planned for pair in pairs)


def _ordered(findings: Sequence[Finding]) -> list[str]:
    """Return the policies by what they change in the first form, the largest fall first."""
    first = {f.pair.name: f.truth.interval.mean for f in findings if f.form == findings[0].form}
    return sorted(first, key=lambda name: first[name])


def _forms(findings: Sequence[Finding]) -> list[str]:
    return [form for form in FORMS if any(finding.form == form for finding in findings)]


def _grid(part: SubFigure, findings: Sequence[Finding], heights: Sequence[int]) -> GridSpec:
    """Return the grid: policies above, counts below; columns of what happens by form, then of indicators by form."""
    forms = _forms(findings)
    wide = max(NARROWEST, COLUMN * len(summaries(findings)) / len(forms))
    ratios = [TRUTH] * len(forms) + [wide] * len(forms)
    return part.add_gridspec(2, 2 * len(forms), width_ratios=ratios, height_ratios=heights)


def _body(part: SubFigure, grid: GridSpec, findings: Sequence[Finding], rows: Sequence[str], words: Words) -> None:
    forms = _forms(findings)
    for place, form in enumerate(forms):
        truth, matrix = (part.add_subplot(grid[0, column]) for column in (place, len(forms) + place))
        chosen = [finding for finding in findings if finding.form == form]
        _draw_truth(truth, chosen, rows, words)
        _draw_matrix(matrix, chosen, rows, words)
        truth.set_title(words("audit.figure_truth", form=words(f"comparison.{form}")))
        matrix.set_title(words("audit.figure_matrix", form=words(f"comparison.{form}")), pad=32)
        if place == 0:
            truth.set_yticks(range(len(rows)), [words.scenario(name) for name in rows])


def _draw_truth(axes: Axes, findings: Sequence[Finding], rows: Sequence[str], words: Words) -> None:
    effects = {finding.pair.name: finding.truth for finding in findings}
    for row, name in enumerate(rows):
        _draw_effect(axes, row, effects[name])
    axes.axvline(0, color=INK, linewidth=1.0)
    axes.set_xlabel(words("audit.figure_truth_unit"), color=QUIET, fontsize=8)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    number_ticks(axes.xaxis, words)
    axes.margins(x=0.08)
    set_rows(axes, len(rows))


def _draw_effect(axes: Axes, row: int, effect: Effect) -> None:
    found = effect.interval
    shows = found.covers_zero is False
    draw_range(axes, found, row, INK if shows else QUIET, 1.4)
    face = INK if shows else "white"
    axes.plot(found.mean, row, marker="o", markersize=4.5, color=INK if shows else QUIET, markerfacecolor=face)


def _draw_matrix(axes: Axes, findings: Sequence[Finding], rows: Sequence[str], words: Words) -> None:
    names = _indicators(findings)
    for finding in findings:
        _draw_sign(axes, names.index(finding.indicator.outcome), rows.index(finding.pair.name), finding)
    set_rows(axes, len(rows))
    _set_columns(axes, names)
    axes.set_xticks(range(len(names)), [short(name, words) for name in names])
    axes.tick_params(top=True, bottom=False, labeltop=True, labelbottom=False, length=0)
    _name_headings(axes, names, words)


def _indicators(findings: Sequence[Finding]) -> list[str]:
    return list(dict.fromkeys(finding.indicator.outcome for finding in findings))


def _draw_sign(axes: Axes, column: int, row: int, finding: Finding) -> None:
    moves = finding.verdict in MOVING
    axes.scatter(column - BESIDE / 2 * moves, row, zorder=3, **SIGNS[finding.verdict])
    if moves:
        arrow = ARROWS[finding.indicator.interval.mean > 0]
        axes.text(column + BESIDE, row, arrow, ha="center", va="center", fontsize=9, color=INK)


def _set_columns(axes: Axes, names: Sequence[str]) -> None:
    """Set axes to columns, with what registers show on a background of its own."""
    axes.set_xlim(-0.5, len(names) - 0.5)
    recorded = sum(name in RECORDED for name in names)
    axes.axvspan(-0.5, recorded - 0.5, color=RECORDED_PAPER, zorder=-1)
    axes.axvline(recorded - 0.5, color="white", linewidth=4, zorder=1)


def _name_headings(axes: Axes, names: Sequence[str], words: Words) -> None:
    for kind in dict.fromkeys(heading(name) for name in names):
        first = next(place for place, name in enumerate(names) if heading(name) == kind)
        where: dict[str, Any] = {"xycoords": axes.get_xaxis_transform(), "textcoords": "offset points"}
        text = words(f"audit.{kind}")
        axes.annotate(text, (first - 0.42, 1), (0, 20), color=QUIET, fontsize=7.5, fontweight="bold", **where)


def _judged(findings: Sequence[Finding]) -> Sequence[Verdict]:
    return JUDGED if any(finding.verdict is not Verdict.UNKNOWN for finding in findings) else (Verdict.UNKNOWN,)


def _counts(part: SubFigure, grid: GridSpec, findings: Sequence[Finding], words: Words) -> None:
    """Draw how many policies have each verdict, with labels that explain the signs."""
    forms, judged = _forms(findings), _judged(findings)
    _label_counts(part.add_subplot(grid[1, : len(forms)]), judged, findings[0].pair.sets, words)
    for place, form in enumerate(forms):
        axes = part.add_subplot(grid[1, len(forms) + place])
        found = [each for each in summaries(findings) if each.form == form]
        _set_count_rows(axes, len(judged) + 3)
        _set_columns(axes, [each.indicator for each in found])
        for column, summary in enumerate(found):
            _write_counts(axes, column, summary, judged, words)


def _set_count_rows(axes: Axes, n: int) -> None:
    set_rows(axes, n)
    axes.tick_params(axis="x", length=0, labelbottom=False)


def _label_counts(axes: Axes, judged: Sequence[Verdict], sets: Sets | None, words: Words) -> None:
    _set_count_rows(axes, len(judged) + 3)
    axes.set_xlim(0, 1)
    texts = [*(f"audit.count_{each}" for each in judged), "audit.count_agreement", "audit.count_range"]
    result = by_sets("audit.count_result", sets)
    texts = [by_sets(key, sets) if key == "audit.count_range" else key for key in texts]
    for row, key in enumerate([*texts, result]):
        bold = "bold" if key == result else "normal"
        axes.text(0.93, row, words(key), ha="right", va="center", fontsize=8.5, fontweight=bold)
    for row, each in enumerate(judged):
        axes.scatter(0.965, row, **SIGNS[each])
    axes.text(0, 0, words("audit.figure_counts"), va="center", fontweight="bold", fontsize=8.5)
    axes.text(0, 1, words("audit.arrows"), va="center", fontsize=8, color=QUIET)


def _write_counts(axes: Axes, column: int, summary: Summary, judged: Sequence[Verdict], words: Words) -> None:
    found, after = summary.agreement, len(judged)
    for row, each in enumerate(judged):
        _write(axes, column, row, words.number(summary.counts[each]), 8.5)
    mean, low, high = (words.number(value, 2) for value in (found.mean, found.low, found.high))
    _write(axes, column, after, mean, 8.5)
    limits = words.number(np.nan) if found.covers_zero is None else words("audit.two_lines", low=low, high=high)
    _write(axes, column, after + 1, limits, 6.5)
    bold = "bold" if summary.misleads else "normal"
    _write(axes, column, after + 2, words(f"audit.short_{summary.conclusion}"), 6.8, bold)


def _write(axes: Axes, column: int, row: int, text: str, size: float, weight: str = "normal") -> None:
    axes.text(column, row, text, ha="center", va="center", fontsize=size, fontweight=weight, linespacing=1.05)
