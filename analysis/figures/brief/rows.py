"""Rows of dots with ranges, the names at their left and the numbers at their right."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.base.style import INK, QUIET
from analysis.base.words import Words
from analysis.figures.brief.looks import FAINT, Look
from analysis.figures.brief.page import Box, Page, Size, tall, wide, wrapped
from analysis.figures.brief.wording import change, number
from analysis.measures.effects import Effect, Holds

MOST_LABEL = 0.36
"""Share of the width that names of rows may take."""

PAD = 0.9
"""Air between two rows, as a multiple of the letters' size."""

GAP = 0.12
"""Inches between columns."""

TICKS = 0.45
"""Inches below rows for the axis, in print."""


@dataclass(frozen=True)
class Dot:
    """A row: its name, the effect, and how it is drawn.

    ``heading`` stands above it where a group of rows begins; ``text`` at its right in place of change and range.
    """

    label: str
    found: Effect
    look: Look
    heading: str = ""
    text: str = ""


def height_of(dots: Sequence[Dot], size: Size, width: float) -> float:
    """Return how high rows are, in inches, with the axis below."""
    return sum(_height(dot, size, width) for dot in dots) + _axis(size)


def _axis(size: Size) -> float:
    return TICKS * size.small / 8.0


def _height(dot: Dot, size: Size, width: float) -> float:
    text = wrapped(dot.label, MOST_LABEL * width, size.text)
    above = tall(dot.heading, size.text) if dot.heading else 0.0
    return tall(text, size.text) + PAD * size.text / 72 + above


def draw_rows(page: Page, box: Box, dots: Sequence[Dot], words: Words, *, told: bool = True) -> Axes:
    """Draw rows into a place, spread over its height; where ``told``, numbers stand at the right. Return their axes."""
    size = page.size
    labels = [wrapped(dot.label, MOST_LABEL * box.width, size.text) for dot in dots]
    headings = [wide(dot.heading, size.text, bold=True) for dot in dots]
    left = box.left + max(*headings, *(wide(label, size.text) for label in labels)) + GAP
    numbers = [dot.text or change(words, dot.found) for dot in dots] if told else [""] * len(dots)
    right = box.right - (max(wide(text, size.text) for text in numbers) + GAP if told else GAP)
    bottom = box.bottom + _axis(size)
    axes = page.axes(Box(left, bottom, right - left, box.top - bottom))
    stretch = (box.top - bottom) / sum(_height(dot, size, box.width) for dot in dots)
    top = box.top
    for dot, label, text in zip(dots, labels, numbers, strict=True):
        high = _height(dot, size, box.width) * stretch
        above = tall(dot.heading, size.text) if dot.heading else 0.0
        middle = top - above - (high - above) / 2
        if dot.heading:
            page.write(box.left, top - 0.6 * above, dot.heading, fontweight="bold")
        page.write(left - GAP, middle, label, ha="right")
        page.write(right + GAP, middle, text)
        draw_dot(axes, dot, (middle - bottom), size)
        axes.axhline(top - high - bottom, color=FAINT, linewidth=0.6, zorder=0)
        top -= high
    set_scale(axes, page, words)
    axes.set_ylim(0, box.top - bottom)
    return axes


def draw_dot(axes: Axes, dot: Dot, height: float, size: Size) -> None:
    """Draw a mean with its range; where the range holds more than chance, chance is its thick part."""
    thick, found = size.text / 6, dot.found
    axes.plot([found.low, found.high], [height, height], color=dot.look.colour, linewidth=thick, zorder=2)
    if found.holds is Holds.ALL:
        chance = [found.chance_low, found.chance_high]
        axes.plot(chance, [height, height], color=dot.look.colour, linewidth=2.6 * thick, zorder=2)
    axes.plot([found.mean], [height], linestyle="", zorder=3, **dot.look.marker(size.text * 0.8))


def set_scale(axes: Axes, page: Page, words: Words) -> None:
    """Set the axis below rows: zero marked, few ticks, no frame."""
    axes.axvline(0, color=INK, linewidth=1.0, zorder=1)
    axes.set_yticks([])
    axes.grid(visible=False)
    for side in ("left", "bottom", "top", "right"):
        axes.spines[side].set_visible(False)
    axes.margins(x=0.06)
    axes.tick_params(axis="x", labelsize=page.size.small, color=QUIET, labelcolor=QUIET)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(words, value)))
