"""Lines over time with bands around them: what figures of policies by month share."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import YearLocator, date2num
from matplotlib.ticker import MaxNLocator

from analysis.base.parts import Sets, chance_of_one_set, mean_range
from analysis.base.statistics import mean_interval
from analysis.base.style import QUIET, label_ends
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.measures.summarise import MONTHS_A_YEAR, Levels, Pair

End = tuple[float, str, str]
"""A label at the end of a line: value, text and colour."""

ROOM_FOR_START = 0.3
"""Share of the axes left of a start that its label needs; nearer to the left edge it stands right of the start."""
MOST_YEARS_MARKED = 8
BANDS = {0.90: 0.16, 0.50: 0.30}
"""Opacity of each band by its coverage; the second also of chance within the band of runs."""


def year_ticks(series: Iterable[Pair | Levels]) -> YearLocator:
    """Return a locator with a tick every year, or every few years in a long period."""
    years = max(len(each.dates) for each in series) / MONTHS_A_YEAR
    return YearLocator(max(1, math.ceil(years / MOST_YEARS_MARKED)))


def band(axes: Axes, dates: Sequence[date], values: np.ndarray, colour: str, sets: Sets | None = None) -> float:
    """Draw the mean over replicates with its intervals; return the mean of the last month.

    With runs of many parameter sets, draw the band of runs and, darker inside it, what chance alone would give.
    """
    days, mean = date2num(dates), values.mean(0)
    for low, high, opacity in _bands(values, sets):
        if not np.isnan(low).any():
            axes.fill_between(days, low, high, color=colour, alpha=opacity, linewidth=0)
    axes.plot(days, mean, color=colour)
    return float(mean[-1])


def _bands(values: np.ndarray, sets: Sets | None) -> Iterator[tuple[np.ndarray, np.ndarray, float]]:
    """Yield the limits and the opacity of every band, the widest first."""
    wide, narrow = BANDS.values()
    if sets is None:
        yield from ((*mean_interval(values, level)[1:], opacity) for level, opacity in BANDS.items())
        return
    mean, low, high = mean_range(values, sets)
    yield low, high, wide
    half = chance_of_one_set(values, sets)
    yield mean - half, mean + half, narrow


def levels_of(pairs: Sequence[Pair], outcome: str) -> list[tuple[str, Pair, np.ndarray]]:
    """Return (name, pair, values) of every reference once, then of every policy."""
    found = {pair.reference: (pair.reference, pair, pair.values(outcome)[1]) for pair in pairs}
    found |= {pair.name: (pair.name, pair, pair.values(outcome)[0]) for pair in pairs}
    return list(found.values())


def mark_starts(axes: Axes, pairs: Sequence[Pair], names: Mapping[str, str], words: Words) -> None:
    """Mark where policies start: one labelled line if all start together, else a line in the colour of each."""
    starts = {pair.name: float(date2num(pair.policy_start)) for pair in pairs}
    shared = len(set(starts.values())) == 1
    for name, day in starts.items():
        axes.axvline(day, color=QUIET if shared else names[name], linewidth=0.9, linestyle=(0, (3, 3)))
    if shared:
        day, (first, last) = starts[pairs[0].name], sorted(axes.get_xlim())
        side = "left" if day < first + ROOM_FOR_START * (last - first) else "right"
        label = axes.text(day, 0.015, f" {words('figure.starts')} ", color=QUIET, fontsize=8)
        label.set(horizontalalignment=side, transform=axes.get_xaxis_transform())


def finish(axes: Axes, ends: Sequence[End], words: Words) -> None:
    """Set ticks in whole numbers and write the names of lines at their ends."""
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6))
    number_ticks(axes.yaxis, words)
    axes.margins(x=0.02)
    label_ends(axes, ends)
