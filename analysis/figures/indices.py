"""Sobol indices: the share of the variance that goes with each factor, alone and with all its interactions."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from analysis.base.style import INK, QUIET
from analysis.figures.captions import head_panel
from analysis.figures.sensitivity_captions import (
    FAMILY_COLOURS,
    ROW,
    Rows,
    Sheet,
    content,
    draw_whisker,
    finding,
    on_sheet,
    rows_of,
    set_family_rows,
    shade_floor,
)
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.subject import told
from analysis.tables.sensitivity_wording import index, index_in_words

AROUND = 0.85
"""Inches around the rows, for headings and axes."""

MOST_TOLD = 8
"""Most factors that the alternative text names."""


def indices_figure(first: Estimates, total: Estimates, sheet: Sheet) -> Figure:
    """Draw first and total indices (Sobol 2001; Homma and Saltelli 1996), one block a family, the largest total first.

    Both are shares of the variance, shape (factors,), in the same order of names. What cannot be told from zero or
    from noise is drawn as an interval with a hollow dot, never as a bar.
    """
    words = sheet.words
    order = sorted(range(len(total.names)), key=lambda k: -total.value[k])
    rows = rows_of([total.names[k] for k in order], sheet.factors)

    def draw(body: SubFigure) -> None:
        panels: Any = body.subplots(1, 2, sharex=True)
        for axes, found, name in zip(panels, (first, total), ("first", "total"), strict=True):
            _draw(axes, found, rows, sheet, named=name == "first")
            head_panel(axes, words(f"sensitivity.{name}"), words(f"sensitivity.{name}_says"))
        _write_values(panels[1], total, rows, sheet)
        panels[0].set_xlim(min(0, *first.low, *total.low) - 0.01, max(1e-3, *first.high, *total.high) * 1.04)

    says, intervals = words("sensitivity.indices_says"), words("sensitivity.intervals")
    return on_sheet(sheet, finding(total, sheet), says, intervals, ROW * (rows.end + 0.6) + AROUND, draw)


def _draw(axes: Axes, found: Estimates, rows: Rows, sheet: Sheet, *, named: bool) -> None:
    floor = sheet.factors.floor(found)
    set_family_rows(axes, rows, sheet, named=named)
    shade_floor(axes, floor, sheet)
    axes.axvline(0, color=QUIET, linewidth=0.9)
    for k, name in enumerate(found.names):
        _draw_index(axes, found, k, rows.places[name], FAMILY_COLOURS[sheet.factors.family(name)], floor)
    if floor == floor:
        text = sheet.words("sensitivity.floor_value", value=index(sheet.words, floor))
        axes.annotate(text, (floor, rows.end), (3, 3), textcoords="offset points", fontsize=7.5, color=QUIET)


def _draw_index(axes: Axes, found: Estimates, k: int, place: float, colour: str, floor: float) -> None:
    value, low, high = found.at(k)
    if told(value, low, floor):
        axes.barh(place, value, height=0.62, color=colour, alpha=0.75, linewidth=0)
        draw_whisker(axes, low, high, place)
    else:
        draw_whisker(axes, low, high, place, QUIET)
        axes.plot([value], [place], marker="o", markersize=4, color=QUIET, markerfacecolor="white", zorder=4)


def _write_values(axes: Axes, found: Estimates, rows: Rows, sheet: Sheet) -> None:
    """Write each index with its interval right of a panel, or that it cannot be told from zero."""
    floor, where = sheet.factors.floor(found), axes.get_yaxis_transform()
    for k, name in enumerate(found.names):
        value, low, high = found.at(k)
        limits = {"low": index(sheet.words, low), "high": index(sheet.words, high)}
        short = sheet.words("sensitivity.unknown", **limits) if low <= 0 else ""
        text = short or index_in_words(value, low, high, floor, sheet.words)
        colour = INK if told(value, low, floor) else QUIET
        axes.text(1.01, rows.places[name], text, transform=where, va="center", fontsize=7.5, color=colour)


def alt_text(first: Estimates, total: Estimates, sheet: Sheet) -> str:
    """Return the figure's content in words: the largest total indices with their intervals, and the noise floor."""
    words, floor = sheet.words, sheet.factors.floor(total)
    order = sorted(range(len(total.names)), key=lambda k: -total.value[k])
    known = [k for k in order if told(total.value[k], total.low[k], floor)]
    parts = [words("sensitivity.alt_told", k=len(known), n=len(total.names))]
    parts += [_said(total, k, sheet) for k in known[:MOST_TOLD]]
    if floor == floor:
        parts.append(words("sensitivity.alt_floor", value=index(words, floor)))
    return content(sheet, finding(total, sheet), parts)


def _said(found: Estimates, k: int, sheet: Sheet) -> str:
    text = index_in_words(*found.at(k), sheet.factors.floor(found), sheet.words)
    return sheet.words("sensitivity.alt_index", factor=sheet.factors.label(found.names[k]), text=text)
