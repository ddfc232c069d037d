"""The tornado: how the result changes at the low and at the high setting of one factor at a time."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.base.style import INK, QUIET
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
)
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.screening import OneAtATime
from analysis.tables.show import short_number, shown

AROUND = 1.0
"""Inches around the rows, for key and axis."""

SIDES = {"low": -0.19, "high": 0.19}
"""Distance of each bar from the middle of its row, as both may point the same way."""

THICK = 0.34
SHADES = {"low": 0.4, "high": 0.85}

MOST_TOLD = 8


def tornado_figure(
    effects: OneAtATime, settings: Mapping[str, tuple[float | str, float | str]], base: float, sheet: Sheet
) -> Figure:
    """Draw the change of the result from ``base`` at the low and high setting of each factor, the widest first.

    ``effects`` are in the unit of the outcome; ``settings`` holds the two settings of each factor. Bars that cannot be
    told from zero are hollow.
    """
    words, reach = sheet.words, larger_changes(effects)
    rows = rows_of([reach.names[k] for k in np.argsort(-reach.value, kind="stable")], sheet.factors)

    def draw(body: SubFigure) -> None:
        axes = body.add_subplot()
        set_family_rows(axes, rows, sheet)
        for found, side in ((effects.low, "low"), (effects.high, "high")):
            _draw_side(axes, found, side, rows, sheet)
        _set_axes(axes, rows, settings, base, sheet)

    says, section = words("sensitivity.tornado_says"), "ensemble" if sheet.subject.sets else "sensitivity"
    intervals = words(f"{section}.intervals_chance")
    return on_sheet(sheet, finding(reach, sheet), says, intervals, ROW * 1.2 * (rows.end + 0.6) + AROUND, draw)


def larger_changes(effects: OneAtATime) -> Estimates:
    """Return for every factor the larger change of the two, without its sign, with its interval, shape (factors,).

    The lower limit is below zero where the change cannot be told from zero.
    """
    at_low, at_high = effects.low, effects.high
    larger = np.abs(at_high.value) >= np.abs(at_low.value)
    value, low, high = (
        np.where(larger, getattr(at_high, part), getattr(at_low, part)) for part in ("value", "low", "high")
    )
    least, most = np.where(value < 0, -high, low), np.where(value < 0, -low, high)
    return Estimates(at_low.names, np.abs(value), least, most)


def _draw_side(axes: Axes, found: Estimates, side: str, rows: Rows, sheet: Sheet) -> None:
    for k, name in enumerate(found.names):
        colour, place = FAMILY_COLOURS[sheet.factors.family(name)], rows.places[name] + SIDES[side]
        value, low, high = found.at(k)
        known = low > 0 or high < 0
        (bar,) = axes.barh(place, value, height=THICK, color=colour, alpha=SHADES[side], linewidth=0)
        if not known:
            bar.set(facecolor="white", edgecolor=QUIET, linewidth=0.7, alpha=1.0)
        draw_whisker(axes, low, high, place, INK if known else QUIET)


def _set_axes(axes: Axes, rows: Rows, settings: Mapping[str, Any], base: float, sheet: Sheet) -> None:
    words, unit = sheet.words, sheet.subject.unit
    axes.axvline(0, color=INK, linewidth=0.9)
    axes.xaxis.set_major_locator(MaxNLocator(7))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short_number(words, value)))
    axes.set_xlabel(words("sensitivity.tornado_axis", unit=unit, base=shown(words, base, unit)), loc="left")
    handles = [
        Patch(color=QUIET, alpha=alpha, label=words(f"sensitivity.tornado_{side}")) for side, alpha in SHADES.items()
    ]
    handles.append(Patch(facecolor="white", edgecolor=QUIET, label=words("sensitivity.unclear")))
    axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, frameon=False, fontsize=8)
    where: Any = {"xycoords": axes.get_yaxis_transform(), "textcoords": "offset points", "va": "center"}
    axes.annotate(words("sensitivity.tornado_settings"), (1, 0), (8, 0), color=QUIET, fontsize=7.5, **where)
    for name, place in rows.places.items():
        axes.annotate(_settings(name, settings[name], sheet), (1, place), (8, 0), fontsize=8, **where)


def _settings(name: str, both: tuple[float | str, float | str], sheet: Sheet) -> str:
    low, high = (each if isinstance(each, str) else short_number(sheet.words, each) for each in both)
    unit = sheet.factors.units.get(name, "")
    return sheet.words("sensitivity.tornado_setting", low=low, high=high, unit=unit).rstrip()


def alt_text(effects: OneAtATime, sheet: Sheet) -> str:
    """Return the figure's content in words: the widest changes at both settings, with intervals."""
    reach = larger_changes(effects)
    order = np.argsort(-reach.value, kind="stable")[:MOST_TOLD]
    parts = [sheet.words("sensitivity.alt_told", k=int((reach.low > 0).sum()), n=len(reach.names))]
    parts += [_said(effects, int(k), sheet) for k in order]
    return content(sheet, finding(reach, sheet), parts)


def _said(effects: OneAtATime, k: int, sheet: Sheet) -> str:
    words, unit, texts = sheet.words, sheet.subject.unit, {}
    for side, found in (("low", effects.low), ("high", effects.high)):
        value, least, most = (shown(words, number, unit) for number in found.at(k))
        texts[side] = words("sensitivity.index_told", value=value, low=least, high=most)
    return words("sensitivity.tornado_alt", factor=sheet.factors.label(effects.low.names[k]), **texts)
