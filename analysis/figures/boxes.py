"""Boxes of scenario discovery: which part of each factor's range goes with failure."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from analysis.base.style import INK, QUIET
from analysis.base.words import Words
from analysis.figures.captions import head_panel
from analysis.figures.sensitivity_captions import (
    FAMILY_COLOURS,
    Rows,
    Sheet,
    content,
    on_sheet,
    rows_of,
    set_family_rows,
)
from analysis.sensitivity.boxes import Box, Limit, Ranges
from analysis.sensitivity.discovery import Discovery
from analysis.tables.sensitivity_wording import box_in_words, check_in_words
from analysis.tables.show import short_number

ROW, AROUND, EMPTY = 0.36, 0.75, 0.3
"""Inches: height of a row, of what lies around the rows of a panel, and of a sheet without a box."""

THICK, THIN = 5.0, 1.2
SMALLEST_P = 0.001


def boxes_figure(found: Discovery, sheet: Sheet) -> Figure:
    """Draw one panel a box, with each factor that any box restricts: its whole range, and the part in the box.

    Options of a factor are words, bold in the box. Without any box the figure says so.
    """
    boxes, words = found.boxes, sheet.words
    rows = rows_of(list(dict.fromkeys(limit.factor for box in boxes for limit in box.limits)), sheet.factors)
    panel = ROW * (rows.end + 0.6) + AROUND

    def draw(body: SubFigure) -> None:
        panels: Any = body.subplots(len(boxes), 1, squeeze=False) if boxes else []
        for k, (axes,) in enumerate(panels):
            _draw_box(axes, boxes[k], found.ranges, rows, sheet)
            checked = check_in_words(found.check, words) if found.check and k == 0 else ""
            head_panel(axes, _heading(k, boxes[k], words), checked)

    says = f"{words('sensitivity.boxes_says')} {words('sensitivity.boxes_failing', failing=found.failing)}"
    height = panel * len(boxes) if boxes else EMPTY
    return on_sheet(sheet, _title(boxes, words), says, _intervals(found, words), height, draw)


def _title(boxes: Sequence[Box], words: Words) -> str:
    if not boxes:
        return words("sensitivity.boxes_title_none")
    n, density = len(boxes[0].limits), words.number(100 * boxes[0].density)
    return words("sensitivity.boxes_title" if n > 1 else "sensitivity.boxes_title_single", density=density, n=n)


def _heading(k: int, box: Box, words: Words) -> str:
    shares = {name: words.number(100 * getattr(box, name)) for name in ("coverage", "density", "mass")}
    return words("sensitivity.boxes_heading", k=k + 1, **shares)


def _intervals(found: Discovery, words: Words) -> str:
    if not found.boxes:
        return words("sensitivity.boxes_none")
    return words("sensitivity.intervals_halves" if found.check else "sensitivity.intervals_no_halves")


def _draw_box(axes: Axes, box: Box, ranges: Ranges, rows: Rows, sheet: Sheet) -> None:
    set_family_rows(axes, rows, sheet)
    axes.set(xlim=(-0.01, 1.01))
    axes.set_xticks([])
    held = {limit.factor: limit for limit in box.limits}
    for name, place in rows.places.items():
        limit = held.get(name, Limit(name))
        if isinstance(ranges[name][0], str):
            _draw_options(axes, limit, ranges[name], place, sheet)
        else:
            _draw_range(axes, limit, ranges[name], place, sheet)
        _write_p(axes, limit, place, sheet.words)
    axes.annotate(
        sheet.words("sensitivity.boxes_p"),
        (1, 0),
        (10, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        fontsize=7.5,
        color=QUIET,
    )


def _draw_range(axes: Axes, limit: Limit, whole: tuple[Any, ...], place: float, sheet: Sheet) -> None:
    least, most = (float(end) for end in whole)
    low, high = max(limit.low, least), min(limit.high, most)
    inner, outer = (0.1, 0.9)
    span = (most - least) or 1.0
    left, right = (inner + (outer - inner) * (end - least) / span for end in (low, high))
    axes.plot([inner, outer], [place, place], color="#B5B5B5", linewidth=THIN, zorder=2)
    for end, x, side in ((least, inner, "right"), (most, outer, "left")):
        axes.annotate(
            short_number(sheet.words, end),
            (x, place),
            (-6 if side == "right" else 6, 0),
            ha=side,
            va="center",
            textcoords="offset points",
            fontsize=8,
            color=QUIET,
        )
    if not limit.sides:
        return
    colour = FAMILY_COLOURS[sheet.factors.family(limit.factor)]
    axes.plot([left, right], [place, place], color=colour, linewidth=THICK, solid_capstyle="butt", zorder=3)
    _write_limits(axes, limit, (left, right), place, colour, sheet)


def _write_limits(axes: Axes, limit: Limit, ends: tuple[float, float], place: float, colour: str, sheet: Sheet) -> None:
    """Write the value of each limit, with its unit, above its end of the line."""
    unit = sheet.words.unit(sheet.factors.units.get(limit.factor, ""))
    for x, side in zip(ends, ("low", "high"), strict=True):
        if side in limit.sides:
            text = f"{short_number(sheet.words, getattr(limit, side))} {unit}".strip()
            both = len(limit.sides) > 1
            align = ("right" if side == "low" else "left") if both else ("left" if side == "low" else "right")
            axes.annotate(
                text, (x, place), (0, 4), textcoords="offset points", ha=align, va="bottom", fontsize=7.5, color=colour
            )


def _draw_options(axes: Axes, limit: Limit, whole: tuple[Any, ...], place: float, sheet: Sheet) -> None:
    colour = FAMILY_COLOURS[sheet.factors.family(limit.factor)]
    for k, option in enumerate(whole):
        text = axes.text(0.1 + 0.8 * (k + 0.5) / len(whole), place, sheet.factors.label(option), fontsize=8)
        text.set(ha="center", va="center", color=QUIET)
        if option in limit.options:
            text.set(color=colour, fontweight="bold")
        elif limit.options:
            text.set(color="#9A9A9A")


def _write_p(axes: Axes, limit: Limit, place: float, words: Words) -> None:
    text = words("sensitivity.boxes_free")
    if limit.sides:
        small = limit.quasi_p < SMALLEST_P
        text = words("sensitivity.boxes_p_below") if small else words.number(limit.quasi_p, 3)
    axes.annotate(
        text,
        (1, place),
        (10, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center",
        fontsize=7.5,
        color=INK if limit.sides else QUIET,
    )


def alt_text(found: Discovery, sheet: Sheet) -> str:
    """Return the figure's content in words: a sentence a box."""
    parts = [box_in_words(box, found.failing, sheet.factors, sheet.words) for box in found.boxes]
    return content(sheet, _title(found.boxes, sheet.words), parts)
