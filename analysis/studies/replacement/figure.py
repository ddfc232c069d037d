"""After a removal: people fewer by form, the share of places taken again, and what policies avert."""

from collections.abc import Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import MaxNLocator

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval, mean_interval
from analysis.base.style import INK, POLICIES, QUIET, STYLE, settle
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.figures.captions import Provenance, head_panel, people, write_foot, write_head
from analysis.measures.summarise import MONTHS_A_YEAR, Pair
from analysis.studies.replacement.arms import FILLED, UNFILLED
from analysis.studies.replacement.measures import HALF, PLACES, YEARS, Averted, Recovery

SIZE = (11.0, 8.6)
MARKS = {FILLED: ("o", POLICIES[0]), UNFILLED: ("D", POLICIES[3])}
APART = 0.16
"""Distance of a point from the middle of its row if a policy has two."""
MOST_YEARS = 5
"""Years after the removal that are drawn."""
BAND = 0.2
"""Opacity of a range."""


def replacement_figure(pair: Pair, found: Recovery, averted: Averted, provenance: Provenance, words: Words) -> Figure:
    """Draw the recovery above and the policies below."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=SIZE, layout="constrained")
        parts: Any = figure.subfigures(4, 1, height_ratios=[1.2, 3.9, 3.3, 0.4])
        head, paths, policies, foot = parts
        about = {"people": people(provenance, words), "replicates": pair.replicates}
        subtitle = words.by_replicates("replacement.figure_subtitle", pair.replicates, **about)
        write_head(head, words("replacement.figure_title"), subtitle)
        _paths(paths, found, words)
        _policies(policies, averted, words)
        write_foot(foot, provenance, pair.replicates, pair.planned, words)
        return settle(figure)


def alt_text(found: Recovery, words: Words) -> str:
    """Return the figure's content in words."""
    ratio = found.per_removed("recruited", YEARS[0])
    mean, low, high = (words.number(value, 2) for value in (ratio.mean, ratio.low, ratio.high))
    months = words.number(found.half_time[0])
    n = len(found.removed)
    return words.by_replicates("replacement.alt", n, months=months, mean=mean, low=low, high=high)


def _paths(part: SubFigure, found: Recovery, words: Words) -> None:
    axes: Sequence[Axes] = part.subplots(1, len(found.gaps) + 1)
    for one, (form, gap) in zip(axes, found.gaps.items(), strict=False):
        _band(one, mean_interval(gap), POLICIES[0], words)
        one.set_ylim(top=max(one.get_ylim()[1], 0.05 * abs(one.get_ylim()[0])))
        head_panel(one, words(f"replacement.panel_{form}"), words("replacement.unit_people"))
    regained = tuple(100 * each for each in found.regained)
    _band(axes[-1], regained, POLICIES[1], words)
    axes[-1].axhline(100 * HALF, color=QUIET, linewidth=0.9, linestyle=(0, (4, 3)))
    axes[-1].axhline(100, color=QUIET, linewidth=0.9)
    axes[-1].set_ylim(bottom=min(0.0, float(np.nanmin(regained[0]))))
    head_panel(axes[-1], words("replacement.panel_regained"), words("replacement.unit_share"))


def _band(axes: Axes, values: Sequence[np.ndarray], colour: str, words: Words) -> None:
    mean, low, high = (each[: MOST_YEARS * MONTHS_A_YEAR] for each in values)
    years = (np.arange(len(mean)) + 1) / MONTHS_A_YEAR
    axes.fill_between(years, low, high, color=colour, alpha=BAND, linewidth=0)
    axes.plot(years, mean, color=colour)
    axes.axhline(0, color=INK, linewidth=0.9)
    axes.set_xlim(0, years[-1])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel("")
    number_ticks(axes.yaxis, words)


def _policies(part: SubFigure, averted: Averted, words: Words) -> None:
    axes: Sequence[Axes] = part.subplots(1, len(FORMS), sharey=True)
    names = list(dict.fromkeys(name for _, _, name in averted))
    shown = [places for places in PLACES if any(where == places for where, _, _ in averted)]
    for one, form in zip(axes, FORMS.values(), strict=True):
        for (places, what, name), found in averted.items():
            if what == form:
                _whisker(one, names.index(name) + _aside(shown, places), found, places)
        _set_axes(one, names, words)
        head_panel(one, words("replacement.averted", outcome=words.outcome(form)), words("replacement.unit_averted"))
    for places in shown:
        marker, colour = MARKS[places]
        axes[0].plot([], [], marker=marker, color=colour, linestyle="", label=words(f"replacement.{places}"))
    part.legend(*axes[0].get_legend_handles_labels(), loc="outside lower right", ncols=2, frameon=False, fontsize=8)


def _aside(shown: Sequence[str], places: str) -> float:
    return 0.0 if len(shown) < 2 else APART * (2 * shown.index(places) - 1)


def _whisker(axes: Axes, row: float, found: Interval, places: str) -> None:
    marker, colour = MARKS[places]
    axes.plot([found.low, found.high], [row, row], color=colour)
    axes.plot(found.mean, row, marker=marker, markersize=5.5, color=colour)


def _set_axes(axes: Axes, names: Sequence[str], words: Words) -> None:
    axes.axvline(0, color=INK, linewidth=0.9)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_yticks(range(len(names)), [words.scenario(name) for name in names])
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    number_ticks(axes.xaxis, words)
