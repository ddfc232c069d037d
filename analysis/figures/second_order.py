"""Second-order indices: what two factors explain only together."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.figure import Figure, SubFigure
from matplotlib.patches import Rectangle

from analysis.base.style import INK, QUIET
from analysis.figures.sensitivity_captions import FAMILY_COLOURS, LONGEST_TITLE, Sheet, capital, content, on_sheet
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.subject import DUMMY, Factors, pair_of, told
from analysis.tables.sensitivity_wording import index, index_in_words

CELL, AROUND, LOWEST = 0.36, 0.4, 3.4
"""Inches: height of a row, of what lies around the rows, and of the texts at the right at least."""

LINE = 13.0
"""Height of a line of text, in points."""

MOST_TOLD = 8
LIGHTEST = 0.18
"""Share of the full colour of the smallest index told from zero, so that it is not read as none."""

SHADES: Colormap = LinearSegmentedColormap.from_list("shades", ["#FFFFFF", "#0072B2", "#00304D"])


def second_order_figure(found: Estimates, sheet: Sheet) -> Figure:
    """Draw second-order indices (Sobol 2001) as a triangle of pairs, factors by family.

    ``found`` are of pairs of factors, as shares of the variance, shape (pairs,). A pair without colour cannot be told
    from zero, or lies below the highest upper limit of a pair with the dummy. A pair that is missing is crossed out.
    """
    words = sheet.words
    order = [name for members in sheet.factors.grouped(names_of(found)).values() for name in members]

    def draw(body: SubFigure) -> None:
        axes = body.add_subplot()
        _draw_cells(axes, found, order, sheet)
        _set_axes(axes, order, sheet)
        _write_key(axes, found, order, sheet)

    says, intervals = words("sensitivity.second_says"), words("sensitivity.intervals")
    return on_sheet(sheet, _title(found, sheet), says, intervals, max(CELL * len(order) + AROUND, LOWEST), draw)


def names_of(found: Estimates) -> list[str]:
    """Return the factors of all pairs, each once, in the order of their first pair."""
    return list(dict.fromkeys(name for pair in found.names for name in pair_of(pair)))


def noise(found: Estimates, factors: Factors) -> float:
    """Return the highest upper limit of a pair with a dummy; NaN where there is none."""
    with_dummy = [DUMMY in {factors.family(name) for name in pair_of(pair)} for pair in found.names]
    highs = [float(high) for high, dummy in zip(found.high, with_dummy, strict=True) if dummy]
    return max(highs, default=float("nan"))


def _known(found: Estimates, factors: Factors) -> list[int]:
    """Return which pairs can be told from zero, the largest index first."""
    floor = noise(found, factors)
    known = [k for k in range(len(found.names)) if told(found.value[k], found.low[k], floor)]
    return sorted(known, key=lambda k: -found.value[k])


def _title(found: Estimates, sheet: Sheet) -> str:
    words, known = sheet.words, _known(found, sheet.factors)
    if not known:
        return words("sensitivity.second_title_none")
    level = [k for k in known if found.high[k] >= found.low[known[0]]]
    if len(level) > 1:
        return words("sensitivity.second_title_many", n=len(level))
    title = capital(words("sensitivity.second_title_one", pair=_pair(found.names[known[0]], sheet)))
    return title if len(title) <= LONGEST_TITLE else words("sensitivity.second_title_long")


def _pair(name: Sequence[str] | str, sheet: Sheet) -> str:
    one, other = (sheet.factors.label(factor) for factor in pair_of(name))
    return sheet.words("sensitivity.pair", one=one, other=other)


def _draw_cells(axes: Axes, found: Estimates, order: list[str], sheet: Sheet) -> None:
    known, top = _known(found, sheet.factors), max([*found.value, 1e-9])
    missing = {(row, column) for row in range(len(order)) for column in range(row)}
    for k, pair in enumerate(found.names):
        column, row = sorted(order.index(name) for name in pair_of(pair))
        missing.discard((row, column))
        shade = LIGHTEST + (1 - LIGHTEST) * found.value[k] / top if k in known else 0.0
        _draw_cell(axes, row, column, shade, index(sheet.words, found.value[k]) if k in known else "")
    for row, column in missing:
        axes.plot([column - 0.2, column + 0.2], [row - 0.2, row + 0.2], color="#BBBBBB", linewidth=0.8)


def _draw_cell(axes: Axes, row: int, column: int, shade: float, text: str) -> None:
    face = SHADES(shade) if shade else "white"
    axes.add_patch(Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=face, edgecolor="#D5D5D5", linewidth=0.7))
    axes.text(column, row, text, ha="center", va="center", fontsize=8, color="white" if shade > 0.4 else INK)


def _set_axes(axes: Axes, order: list[str], sheet: Sheet) -> None:
    """Write the names of rows with a number at the left, and the number of each column at its step of the triangle."""
    n = len(order)
    axes.set(xlim=(-0.5, n + 5.5), ylim=(n - 0.5, -0.5))
    axes.set_yticks(range(n), [f"{sheet.factors.label(name)}  {k + 1}" for k, name in enumerate(order)])
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.grid(visible=False)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    for k, (name, label) in enumerate(zip(order, axes.get_yticklabels(), strict=True)):
        colour = FAMILY_COLOURS[sheet.factors.family(name)]
        label.set_color(colour)
        axes.text(k, k, str(k + 1), ha="center", va="center", fontsize=8, fontweight="bold", color=colour)


def _write_key(axes: Axes, found: Estimates, order: list[str], sheet: Sheet) -> None:
    """Write at the right what the colours mean, and the largest pairs by their numbers."""
    words, families = sheet.words, sheet.factors.grouped(order)
    lines = [(words(f"sensitivity.family_{family}"), FAMILY_COLOURS[family]) for family in families]
    known = _known(found, sheet.factors)[:MOST_TOLD]
    lines += [("", INK), (words("sensitivity.second_list"), QUIET)] if known else []
    lines += [(_numbered(found, k, order, sheet), INK) for k in known]
    where: Any = {"xycoords": "axes fraction", "textcoords": "offset points", "ha": "right", "va": "top"}
    for place, (text, colour) in enumerate(lines):
        axes.annotate(text, (1, 1), (-4, -4 - LINE * place), fontsize=8, color=colour, **where)


def _numbered(found: Estimates, k: int, order: list[str], sheet: Sheet) -> str:
    one, other = sorted(order.index(name) + 1 for name in pair_of(found.names[k]))
    text = index_in_words(*found.at(k), noise(found, sheet.factors), sheet.words)
    return sheet.words("sensitivity.second_pair", one=one, other=other, text=text)


def _said(found: Estimates, k: int, sheet: Sheet) -> str:
    text = index_in_words(*found.at(k), noise(found, sheet.factors), sheet.words)
    return sheet.words("sensitivity.alt_index", factor=_pair(found.names[k], sheet), text=text)


def alt_text(found: Estimates, sheet: Sheet) -> str:
    """Return the figure's content in words: the largest indices of pairs with their intervals."""
    words, known = sheet.words, _known(found, sheet.factors)
    parts = [words("sensitivity.second_alt", k=len(known), n=len(found.names))]
    parts += [_said(found, k, sheet) for k in known[:MOST_TOLD]]
    return content(sheet, _title(found, sheet), parts)
