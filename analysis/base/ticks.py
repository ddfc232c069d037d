"""Labels of ticks: numbers with as many decimals as tell them apart, and none that touch."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axis import Axis, Tick
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter
from matplotlib.transforms import Bbox
from numpy.typing import ArrayLike

from analysis.base.words import Words

APART = 3.0
"""Pixels that stay free between the labels of two ticks."""
MOST_DECIMALS = 12
EXACT = 1e-3
"""Share of the distance between two ticks by which a label may differ from its tick."""


def number_ticks(axis: Axis, words: Words) -> None:
    """Label ticks with numbers of a language: whole ones without decimals, others with as many as tell all apart."""

    def label(value: float, _: int | None = None) -> str:
        return words.number(value, 0 if value == round(value) else _decimals(axis.get_majorticklocs()))

    axis.set_major_formatter(FuncFormatter(label))


def _decimals(ticks: ArrayLike) -> int:
    """Return the fewest decimals with which every tick is told from its neighbours."""
    places = np.unique(np.asarray(ticks, float))
    room = EXACT * float(np.diff(places).min()) if places.size > 1 else 0.0
    exact = (n for n in range(MOST_DECIMALS) if np.abs(np.round(places, n) - places).max() <= room)
    return next(exact, MOST_DECIMALS)


def thin_labels(figure: Figure) -> None:
    """Leave out ticks of numbers and dates along the x axis whose labels touch, in a panel and between neighbours.

    Call it once the figure is laid out.
    """
    earlier: list[Bbox] = []
    for axis in (axes.xaxis for axes in figure.axes if not isinstance(axes.xaxis.get_major_locator(), FixedLocator)):
        ticks = _shown(axis)
        step = next((n for n in range(1, len(ticks)) if not _touching(_every(ticks, n), [])), max(1, len(ticks)))
        kept = _every(ticks, step)
        while kept and _touching(kept[:1], earlier):
            kept = kept[1:]
        if len(kept) < len(ticks):
            axis.set_major_locator(FixedLocator([tick.get_loc() for tick in kept]))
        earlier += [tick.label1.get_window_extent() for tick in kept]


def _shown(axis: Axis) -> list[Tick]:
    """Return the major ticks within the view that have a label, from left to right."""
    low, high = sorted(axis.get_view_interval())
    shown = [tick for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high and tick.label1.get_text()]
    return sorted((tick for tick in shown if tick.label1.get_visible()), key=lambda tick: tick.get_loc())


def _every(ticks: Sequence[Tick], step: int) -> list[Tick]:
    """Return every so many ticks, zero among them if it is there."""
    first = next((place for place, tick in enumerate(ticks) if tick.get_loc() == 0), 0) % step
    return [*ticks[first::step]]


def _touching(ticks: Sequence[Tick], others: Sequence[Bbox]) -> bool:
    """Return whether labels touch each other or others, which are boxes in pixels."""
    boxes = [tick.label1.get_window_extent().padded(APART / 2) for tick in ticks]
    return any(one.overlaps(other) for n, one in enumerate(boxes) for other in (*boxes[n + 1 :], *others))
