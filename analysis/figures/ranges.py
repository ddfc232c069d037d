"""Ranges as lines through a point: thin for all that a range holds, thick inside it for chance where it holds more."""

from matplotlib.axes import Axes

from analysis.base.parts import Band
from analysis.base.statistics import Interval

THICK = 2.8
"""Points of a line of chance, inside the thin one of all runs."""


def draw_range(axes: Axes, found: Interval, row: float, colour: str, width: float) -> None:
    """Draw a range along a row, if there is one, its line ``width`` points wide."""
    if found.covers_zero is None:
        return
    axes.plot([found.low, found.high], [row, row], color=colour, linewidth=width)
    if isinstance(found, Band) and found.chance == found.chance:
        within = [found.mean - found.chance, found.mean + found.chance]
        axes.plot(within, [row, row], color=colour, linewidth=THICK)
