"""What probes change in person-years: a panel a form, a row a probe, with the sign expected beside it."""

from collections.abc import Sequence
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.base.style import INK, POLICIES, QUIET, STYLE, settle
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.figures.captions import Provenance, head_panel, people, set_rows, write_foot, write_head
from analysis.measures.expected_directions import Verdict
from analysis.studies.probes.measures import COLUMNS, Probed
from analysis.studies.probes.table import expected

WIDTH, HEAD, ROW, AROUND, FOOT = 11.5, 1.05, 0.36, 0.95, 0.35
"""Inches: the figure, its head, a row, what stands around rows, and the foot."""
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
"""Behind numbers, so that lines do not cross them."""
BESIDE = 1.05
"""Place of the sign expected, as a share of the panel's width."""


def probes_figure(found: Sequence[Probed], provenance: Provenance, words: Words) -> Figure:
    """Draw mean and range of every probe; a frame around the sign expected says that the result disagrees."""
    heights = [HEAD, ROW * len(found) + AROUND, FOOT]
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, sum(heights)), layout="constrained")
        parts: Any = figure.subfigures(3, 1, height_ratios=heights)
        head, body, foot = parts
        write_head(head, words("probes.figure_title"), _subtitle(found, provenance, words))
        panels: Sequence[Axes] = body.subplots(1, len(COLUMNS))
        for axes, outcome in zip(panels, COLUMNS, strict=True):
            _draw(axes, outcome, found, words)
        panels[0].set_yticklabels([each.changes for each in found])
        pair = found[0].pair
        write_foot(foot, provenance, pair.replicates, pair.planned, words)
        return settle(figure)


def alt_text(found: Sequence[Probed], words: Words) -> str:
    """Return the figure's content in words."""
    outcome = next(iter(COLUMNS))
    told = (
        words("probes.alt_one", changes=each.changes, percent=words.number(each.found[outcome].percent.mean, 1))
        for each in found
    )
    return words("probes.alt", probes=" ".join(told))


def _subtitle(found: Sequence[Probed], provenance: Provenance, words: Words) -> str:
    dates, n = found[0].pair.dates, found[0].pair.replicates
    about = {"start": dates[0].year, "stop": dates[-1].year, "n": n, "people": people(provenance, words)}
    return words.by_replicates("probes.subtitle", n, **about)


def _draw(axes: Axes, outcome: str, found: Sequence[Probed], words: Words) -> None:
    set_rows(axes, len(found))
    axes.axvline(0, color=INK, linewidth=0.9)
    for row, each in enumerate(found):
        change = each.found[outcome].percent
        axes.plot([change.low, change.high], [row, row], color=POLICIES[0])
        axes.plot(change.mean, row, marker="o", markersize=5, color=POLICIES[0])
        axes.annotate(words.number(change.mean, 1), (change.mean, row), (0, 5), textcoords="offset points",
                      ha="center", color=INK, fontsize=7, bbox=PAPER)  # fmt: skip
        _write_expected(axes, row, each, outcome, words)
    axes.grid(visible=True, axis="x")
    number_ticks(axes.xaxis, words)
    head_panel(axes, words.outcome(outcome), words("probes.unit"))
    axes.annotate(words("probes.expected"), (BESIDE, 1), (0, 5), xycoords="axes fraction",
                  textcoords="offset points", ha="center", color=QUIET, fontsize=8)  # fmt: skip


def _write_expected(axes: Axes, row: int, each: Probed, outcome: str, words: Words) -> None:
    disagrees = each.verdict(outcome) is Verdict.DISAGREES
    frame = {"boxstyle": "square,pad=0.25", "facecolor": "none", "edgecolor": INK if disagrees else "none"}
    axes.text(BESIDE, row, expected(each, outcome, words), transform=axes.get_yaxis_transform(), ha="center",
              va="center", color=INK if disagrees else QUIET, fontsize=8, bbox=frame)  # fmt: skip
