"""Paths of miners, bars and exploitation by zone type: lines with operations, dashes without, presence shaded."""

from collections.abc import Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator, date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.base.statistics import mean_interval
from analysis.base.style import POLICIES, QUIET, STYLE, settle
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.figures.captions import Provenance, head_panel, people, write_foot, write_head
from analysis.measures.summarise import MONTHS_A_YEAR, Pair
from analysis.studies.interdiction.measures import FORCES, STOCKS, WEEKS, YEARS_AFTER, ZONES, effects, spells

SIZE = (11.0, 10.6)
COLOURS = dict(zip(ZONES, POLICIES, strict=False))
YEARS_BEFORE = 2
WITHOUT = (0, (4, 2))
"""Dashes of the same world without operations."""


def operations_figure(pairs: Sequence[Pair], provenance: Provenance, words: Words) -> Figure:
    """Draw the first variant of every world: one column a world, one row a stock."""
    drawn = first_of_each_world(pairs)
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=SIZE, layout="constrained")
        parts: Any = figure.subfigures(4, 1, height_ratios=[0.95, 9.0, 0.35, 0.4])
        head, body, keys, foot = parts
        fewest = min(pair.replicates for pair in drawn)
        about = {"people": people(provenance, words), "n": fewest}
        subtitle = words.by_replicates("operations.figure_subtitle", fewest, **about)
        write_head(head, words("operations.figure_title"), subtitle)
        panels = body.subplots(len(STOCKS), len(drawn), squeeze=False)
        for column, pair in zip(panels.T, drawn, strict=True):
            for axes, stock in zip(column, STOCKS, strict=True):
                _paths(axes, pair, stock, words)
        _keys(keys, words)
        write_foot(foot, provenance, fewest, max(pair.planned for pair in drawn), words)
        return settle(figure)


def first_of_each_world(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the first pair of every reference."""
    found: dict[str, Pair] = {}
    for pair in pairs:
        found.setdefault(pair.reference, pair)
    return list(found.values())


def alt_text(pairs: Sequence[Pair], words: Words) -> str:
    """Return the figure's content in words: relative differences in the region while forces are present."""
    sentences = [
        words(
            "operations.alt_sentence",
            outcome=words.outcome(each.outcome),
            world=words.scenario(pair.name),
            percent=words.number(100 * each.relative.mean),
        )
        for pair in first_of_each_world(pairs)
        for each in effects(pair)
        if each.phase == "presence" and each.outcome in STOCKS
    ]
    fewest = min(pair.replicates for pair in pairs)
    return words.by_replicates("operations.alt", fewest, sentences=" ".join(sentences), n=fewest)


def _window(pair: Pair) -> slice:
    """Return the months from two years before the first spell to three years after the last."""
    found = spells(pair)
    first = max(0, found[0].start - YEARS_BEFORE * MONTHS_A_YEAR) if found else 0
    last = found[-1].stop + YEARS_AFTER * MONTHS_A_YEAR if found else len(pair.dates)
    return slice(first, min(len(pair.dates), last))


def _paths(axes: Axes, pair: Pair, stock: str, words: Words) -> None:
    window = _window(pair)
    days = date2num(pair.dates[window])
    for zone, colour in COLOURS.items():
        policy, against = (each[:, window] for each in pair.values(f"{stock}_{zone}"))
        mean, low, high = mean_interval(policy)
        if not np.isnan(low).any():
            axes.fill_between(days, low, high, color=colour, alpha=0.22, linewidth=0)
        axes.plot(days, mean, color=colour)
        axes.plot(days, against.mean(0), color=colour, linestyle=WITHOUT, linewidth=1.0)
    _shade_presence(axes, pair, window)
    axes.set_ylim(0, None)
    axes.margins(x=0.0)
    unit = words("operations.unit_bars" if stock == "true.bars" else "operations.unit_people")
    heading = words("operations.panel", outcome=words.outcome(stock), world=words.scenario(pair.name))
    head_panel(axes, heading, unit)
    axes.xaxis.set_major_locator(YearLocator(1 if len(days) < 9 * MONTHS_A_YEAR else 2))
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6))
    number_ticks(axes.yaxis, words)


def _shade_presence(axes: Axes, pair: Pair, window: slice) -> None:
    """Shade months with forces, darker where more are there."""
    weeks = np.maximum(1.0, pair.values(WEEKS)[0].mean(0))
    there = pair.values(FORCES)[0].mean(0) / weeks
    most = there.max() or 1.0
    for month in range(window.start, window.stop - 1):
        if there[month] > 0.0:
            opacity = 0.12 + 0.28 * there[month] / most
            axes.axvspan(*date2num(pair.dates[month : month + 2]), color=QUIET, alpha=opacity, linewidth=0)


def _keys(part: Any, words: Words) -> None:
    signs: list[Any] = [Line2D([], [], color=colour) for colour in COLOURS.values()]
    signs += [Line2D([], [], color=QUIET), Line2D([], [], color=QUIET, linestyle=WITHOUT, linewidth=1.0)]
    signs += [Patch(facecolor=QUIET, alpha=0.3, linewidth=0)]
    names = [words(f"operations.{zone}") for zone in COLOURS]
    names += [words(f"operations.{key}") for key in ("with_operations", "without_operations", "forces_there")]
    part.legend(signs, names, loc="center", ncols=len(names), frameon=False, fontsize=8)
