"""What is written around the panels of every figure: title, subtitle, source, headings of panels."""

from collections.abc import Iterable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.text import Text

from analysis.base.provenance import Provenance
from analysis.base.style import QUIET
from analysis.base.words import Words

LEFT = 0.012
"""Where the texts begin, as a share of the figure's width."""

MARGIN = 0.1
"""Inches left free beside panels."""

SMALLEST, SMALLER = 5.0, 0.96
"""Points of the smallest title, and the step towards it."""

NAME, LETTER = 28, 0.065
"""Letters of a policy's name that find room, and the width of each further letter, in inches."""


def empty_figure(width: float, height: float) -> Figure:
    """Return a figure without panels, its size in inches, with margins at both sides for names of rows and counts."""
    figure = Figure(figsize=(width, height), layout="constrained")
    engine: Any = figure.get_layout_engine()
    engine.set(w_pad=MARGIN)
    return figure


def for_names(names: Iterable[str]) -> float:
    """Return by how many inches a column of names of policies is wider than usual."""
    return LETTER * max(0, max(map(len, names)) - NAME)


def write_head(part: SubFigure, title: str, subtitle: str, below: float = 0.52) -> None:
    """Write the title and, with its top at ``below`` (a share of the part's height), the subtitle."""
    _fit(part, part.text(LEFT, 0.93, title, fontsize=14, fontweight="bold", va="top"))
    _fit(part, part.text(LEFT, below, subtitle, fontsize=9, color=QUIET, va="top", linespacing=1.5))


def _fit(part: SubFigure, text: Text) -> None:
    """Write a text smaller where it would leave the figure, as with the names of several long policies."""
    room, size = part.bbox.width * (1 - 2 * LEFT), float(text.get_fontsize())
    while text.get_window_extent().width > room and size > SMALLEST:
        size *= SMALLER
        text.set_fontsize(size)


def write_foot(
    part: SubFigure, provenance: Provenance, done: int, planned: int, words: Words, source: str = "figure.source"
) -> None:
    """Write source, model version and seed; say so if the result is partial."""
    text = words(source, version=provenance.model_version, seed=provenance.seed)
    if done < planned:
        text = words("figure.partial", done=done, planned=planned) + text
    part.text(LEFT, 0.5, text, fontsize=8, color=QUIET, va="center")


def people(provenance: Provenance, words: Words) -> str:
    """Return how many miners an agent stands for."""
    return words("figure.scale_full") if provenance.scale == 1 else words("figure.scale", scale=provenance.scale)


def head_panel(axes: Axes, heading: str, unit: str) -> None:
    """Write the heading of a panel and, below it, the unit."""
    axes.set_title(heading, pad=17)
    axes.annotate(unit, (0, 1), (0, 5), xycoords="axes fraction", textcoords="offset points", color=QUIET, fontsize=8)


def set_rows(axes: Axes, n: int) -> None:
    """Set axes to n rows, the first on top, with thin lines between them and no grid."""
    axes.set_ylim(n - 0.5, -0.5)
    axes.set_yticks(range(n), [""] * n)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False)
    for row in range(n + 1):
        axes.axhline(row - 0.5, color="#DDDDDD", linewidth=0.6, zorder=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
