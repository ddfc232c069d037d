"""Two levers together: contours of their effect, hatched where it cannot be told from zero, and of their cost."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap, TwoSlopeNorm
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.base.statistics import LEVEL
from analysis.base.style import INK, QUIET
from analysis.base.words import Words
from analysis.figures.sensitivity_captions import Sheet, content, on_sheet
from analysis.sensitivity.surface import Surface
from analysis.tables.show import short_number, shown

HEIGHT = 5.6
STEPS = 9
"""Number of colours, about."""

MORE_THAN_CHANCE = 2
"""The title names a share of combinations only where it is this many times what chance alone would give."""

EDGE = 0.02
"""Share of the axes, at their edges, where no cost is written, as it would be cut off."""

FALL_TO_RISE: Colormap = LinearSegmentedColormap.from_list("effect", ["#0072B2", "#FFFFFF", "#D55E00"])
"""Falls are blue, rises vermilion (Okabe and Ito 2008); neither is called good."""


def response_surface_figure(found: Surface, cost_unit: str, sheet: Sheet) -> Figure:
    """Draw the effect of two levers over their intensities (Box and Wilson 1951).

    ``cost_unit`` is the unit of ``found.cost``; costs of NaN draw no lines. Dots are the points of a grid. Nothing is
    drawn where there are no runs.
    """
    words = sheet.words

    def draw(body: SubFigure) -> None:
        axes = body.add_subplot()
        _draw_effect(body, axes, found, sheet)
        _draw_cost(axes, found, words)
        _set_axes(axes, found, sheet)
        axes.annotate(
            _best(found, cost_unit, sheet),
            (0, 0),
            (0, -42),
            xycoords="axes fraction",
            va="top",
            textcoords="offset points",
            fontsize=8.5,
        )

    priced = np.isfinite(found.cost).any()
    key = "sensitivity.surface_says" if priced else "sensitivity.surface_says_free"
    says = words(key, cost_unit=cost_unit) if priced else words(key)
    section = "ensemble" if sheet.subject.sets else "sensitivity"
    intervals = words("sensitivity.intervals_fitted" if found.degree else f"{section}.intervals_surface")
    return on_sheet(sheet, _title(found, words), says, intervals, HEIGHT, draw)


def _title(found: Surface, words: Words) -> str:
    known = found.told[np.isfinite(found.mean)]
    if known.all() or not known.any():
        return words("sensitivity.surface_title_all" if known.all() else "sensitivity.surface_title_none")
    share = float(known.mean())
    key = "sensitivity.surface_title" if share > MORE_THAN_CHANCE * (1 - LEVEL) else "sensitivity.surface_title_chance"
    return words(key, share=words.number(100 * share))


def _draw_effect(body: SubFigure, axes: Axes, found: Surface, sheet: Sheet) -> None:
    most = float(np.nanmax(np.abs(found.mean))) or 1.0
    low, high = min(0.0, float(np.nanmin(found.mean))), max(0.0, float(np.nanmax(found.mean)))
    levels = MaxNLocator(STEPS, symmetric=low < 0 < high and min(-low, high) > most / 3).tick_values(low, high)
    values = np.ma.masked_invalid(found.mean)
    norm = TwoSlopeNorm(0.0, -most, most)
    filled = axes.contourf(found.x, found.y, values, levels=levels, cmap=FALL_TO_RISE, norm=norm)
    if not found.told.all():
        unknown = np.ma.masked_array(np.where(found.told, 0.0, 1.0), values.mask)
        hatched = axes.contourf(found.x, found.y, unknown, levels=[0.5, 1.5], colors="none", hatches=["////"])
        hatched.set_edgecolor("#8A8A8A")
        hatched.set_linewidth(0.0)
    bar = body.colorbar(filled, ax=axes, pad=0.015, aspect=32)
    bar.ax.set_title(sheet.unit or sheet.subject.unit, fontsize=8, color=QUIET, pad=6)
    bar.ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short_number(sheet.words, value)))
    bar.outline.set_visible(False)


def _draw_cost(axes: Axes, found: Surface, words: Words) -> None:
    if not np.isfinite(found.cost).any() or np.nanmax(found.cost) == np.nanmin(found.cost):
        return
    costs = np.ma.masked_invalid(found.cost)
    lines = axes.contour(found.x, found.y, costs, levels=5, colors=INK, linewidths=0.7)
    for label in axes.clabel(lines, fmt=lambda value: short_number(words, value), fontsize=7.5):
        x, y = axes.transAxes.inverted().transform(axes.transData.transform(label.get_position()))
        label.set_visible(bool(EDGE < x < 1 - EDGE and EDGE < y < 1 - EDGE))


def _set_axes(axes: Axes, found: Surface, sheet: Sheet) -> None:
    axes.grid(visible=False)
    if not found.degree:
        across, along = np.meshgrid(found.x, found.y)
        axes.plot(across, along, linestyle="", marker="o", markersize=3, color=INK, clip_on=False, zorder=4)
    axes.set_xlabel(_axis(found.names[0], sheet), loc="left")
    axes.set_ylabel(_axis(found.names[1], sheet), loc="bottom")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(6))
        axis.set_major_formatter(FuncFormatter(lambda value, _: short_number(sheet.words, value)))


def _axis(name: str, sheet: Sheet) -> str:
    label, unit = sheet.factors.label(name), sheet.words.unit(sheet.factors.units.get(name, ""))
    return sheet.words("sensitivity.axis", label=label, unit=unit) if unit else label


def _best(found: Surface, cost_unit: str, sheet: Sheet) -> str:
    """Return where the effect is lowest among what can be told from zero, with its interval and cost."""
    words, unit = sheet.words, sheet.subject.unit
    if not found.told.any():
        return words("sensitivity.surface_nothing")
    row, column = np.unravel_index(np.argmin(np.where(found.told, found.mean, np.inf)), found.mean.shape)
    value, low, high = (shown(words, float(each[row, column]), unit) for each in (found.mean, found.low, found.high))
    places = zip(found.names, (found.x[column], found.y[row]), strict=True)
    x, y = (
        words("sensitivity.surface_at", lever=sheet.factors.label(name), value=short_number(words, at))
        for name, at in places
    )
    about: dict[str, Any] = {"value": value, "low": low, "high": high, "x": x, "y": y}
    if not np.isfinite(found.cost[row, column]):
        return words("sensitivity.surface_best_free", **about)
    cost = f"{short_number(words, float(found.cost[row, column]))} {cost_unit}"
    return words("sensitivity.surface_best", cost=cost, **about)


def alt_text(found: Surface, cost_unit: str, sheet: Sheet) -> str:
    """Return the figure's content in words: where the effect can be told, and where it is lowest."""
    parts = [_best(found, cost_unit, sheet)]
    return content(sheet, _title(found, sheet.words), parts)
