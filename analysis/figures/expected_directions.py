"""Levers by what they move: the sign found is a shape, the sign expected stands beside it."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.patches import Rectangle

from analysis.base.style import INK, QUIET, RECORDED_PAPER, STYLE, settle
from analysis.base.words import Words
from analysis.figures.captions import LEFT, Provenance, people, write_foot, write_head
from analysis.measures.expected_directions import UNMOVED, Cell, Matrix, Verdict
from analysis.tables.expected_directions import expected, heading, of_kind, replicates

WIDTH, HEAD, FOOT = 13.5, 1.0, 0.85
ROW, AROUND = 0.25, 1.1
"""Height, in inches, of a row, and of the headings above all rows."""
SHAPES = {"+": "^", "-": "v"}
"""Up and down have no colour: blue and orange mean better and worse in the other figures."""
ASIDE = 0.28
"""Distance of the sign expected from the shape, in columns."""
HEADINGS = 38
"""Degrees by which headings of columns are turned."""


def directions_figure(found: Matrix, provenance: Provenance, words: Words) -> Figure:
    """Draw one row a lever and one column an outcome, in groups. Disagreements have a frame."""
    heights = [HEAD, ROW * len(found.kinds) + AROUND, FOOT]
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, sum(heights)), layout="constrained")
        parts: Any = figure.subfigures(3, 1, height_ratios=heights)
        head, body, foot = parts
        write_head(head, words("signs.figure_title"), _subtitle(found, provenance, words))
        _draw(body.add_subplot(), found, words)
        key, below = foot.subfigures(2, 1)
        _write_key(key, words)
        write_foot(below, provenance, *replicates(found), words)
        return settle(figure)


def alt_text(found: Matrix, words: Words) -> str:
    """Return the figure's content in words."""
    return words("signs.alt", **{str(each): found.counts[each] for each in Verdict})


def _subtitle(found: Matrix, provenance: Provenance, words: Words) -> str:
    dates, (done, _) = found.pairs[0].dates, replicates(found)
    span = {"start": dates[0].year, "stop": dates[-1].year, "n": len(found.kinds)}
    about = {"people": people(provenance, words), "replicates": done}
    return words.by_replicates("signs.figure_subtitle", done, **about, **span)


def _draw(axes: Axes, found: Matrix, words: Words) -> None:
    places = _places(found.columns)
    for row, kind in enumerate(found.kinds):
        for place, cell in zip(places, of_kind(found, kind), strict=True):
            _draw_cell(axes, place, row, cell, words)
    _set_axes(axes, found, places, words)


def _places(columns: Sequence[Any]) -> list[float]:
    """Return the places of columns, with a gap between parts."""
    found, place = [], 0.0
    for _, group in groupby(columns, key=lambda column: column.part):
        for _ in group:
            found.append(place)
            place += 1.0
        place += 0.4
    return found


def _draw_cell(axes: Axes, place: float, row: int, cell: Cell, words: Words) -> None:
    axes.text(place - ASIDE, row, expected(cell, words), ha="center", va="center", fontsize=7.5, color=QUIET)
    draw_sign(axes, place + 0.1, row, cell.sign, cell.is_sure)
    if cell.verdict is Verdict.DISAGREES:
        axes.add_patch(Rectangle((place - 0.47, row - 0.44), 0.94, 0.88, fill=False, edgecolor=INK, linewidth=1.3))


def draw_sign(axes: Axes, x: float, y: float, sign: str, sure: bool) -> None:
    """Draw one sign: a triangle, filled if it is sure; a dot for no sign; a dash without a range."""
    if sign in SHAPES:
        face = INK if sure else "white"
        axes.scatter(x, y, marker=SHAPES[sign], s=46, facecolor=face, edgecolor=INK, linewidth=1.3, zorder=3)
    else:
        axes.scatter(x, y, marker="." if sign == UNMOVED else "_", s=20, color=QUIET, zorder=3)


def _set_axes(axes: Axes, found: Matrix, places: Sequence[float], words: Words) -> None:
    axes.set_ylim(len(found.kinds) - 0.5, -0.5)
    axes.set_xlim(-0.6, places[-1] + 0.6)
    axes.set_yticks(range(len(found.kinds)), [words.named(kind) for kind in found.kinds])
    labels = [heading(column, words) for column in found.columns]
    axes.set_xticks(places, labels, rotation=HEADINGS, ha="left", rotation_mode="anchor")
    axes.tick_params(top=True, bottom=False, labeltop=True, labelbottom=False, length=0)
    axes.grid(visible=False)
    for row in range(len(found.kinds) + 1):
        axes.axhline(row - 0.5, color="#DDDDDD", linewidth=0.6, zorder=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    recorded = [place for place, column in zip(places, found.columns, strict=True) if column.part == "recorded"]
    axes.axvspan(min(recorded) - 0.5, max(recorded) + 0.5, color=RECORDED_PAPER, zorder=-1)


def _write_key(part: SubFigure, words: Words) -> None:
    axes = part.add_axes((LEFT, 0.0, 1 - 2 * LEFT, 1.0))
    axes.set_axis_off()
    axes.set(xlim=(0, 100), ylim=(-1, 1))
    for x, sign, key in ((0.5, "+", "rises"), (6, "-", "falls"), (11.5, UNMOVED, "unmoved"), (26, "", "none")):
        draw_sign(axes, x, 0.45, sign, sure=True)
        axes.text(x + 1, 0.45, words(f"signs.key_{key}"), va="center", fontsize=8)
    axes.text(34, 0.45, words("signs.key_sure"), va="center", fontsize=8)
    axes.text(0, -0.65, words("signs.key_expected"), va="center", fontsize=8)
    axes.add_patch(Rectangle((41, -0.95), 1.2, 0.7, fill=False, edgecolor=INK, linewidth=1.3))
    axes.text(43, -0.65, words("signs.key_disagrees"), va="center", fontsize=8)
