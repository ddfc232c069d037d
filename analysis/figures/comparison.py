"""What policies change over time: paired differences, levels below them, and apart what registers show."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator, date2num
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import MaxNLocator

from analysis.base import headlines
from analysis.base.rounding import public
from analysis.base.statistics import mean_interval
from analysis.base.style import INK, QUIET, RECORDED_PAPER, STYLE, colours, label_ends, settle
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.figures.captions import Provenance, for_names, head_panel, people, write_foot, write_head
from analysis.measures.summarise import MONTHS_A_YEAR, Pair
from analysis.tables.show import references

End = tuple[float, str, str]
"""A label at the end of a line: value, text and colour."""

SIZE, COLUMNS = (11.0, 10.2), 2
"""Inches, and columns of panels, each with names at its right."""
ASIDE = 0.12
"""Distance in years between the points of policies, so that whiskers do not cover each other."""

ROOM_FOR_START = 0.3
"""Share of the axes left of a start that its label needs; nearer to the left edge it stands right of the start."""
MOST_YEARS_MARKED = 8
MOST_POLICIES_NAMED = 3
BANDS = {0.90: 0.16, 0.50: 0.30}
"""Opacity of each band by its coverage."""


def comparison_figure(pairs: Sequence[Pair], provenance: Provenance, words: Words) -> Figure:
    """Draw policies against their references, in the outcomes that ``headlines`` names."""
    with matplotlib.rc_context(STYLE):
        beside = COLUMNS * for_names(pair.name for pair in pairs)
        figure = Figure(figsize=(SIZE[0] + beside, SIZE[1]), layout="constrained")
        names = colours(list(dict.fromkeys(pair.reference for pair in pairs)), [pair.name for pair in pairs])
        parts: Any = figure.subfigures(4, 1, height_ratios=[0.9, 6.1, 2.9, 0.4])
        head, true, recorded, foot = parts
        write_head(head, title(pairs, words), _subtitle(pairs, provenance, words))
        _true_panels(true, pairs, names, words)
        _recorded_panels(recorded, pairs, names, words)
        write_foot(foot, provenance, min(p.replicates for p in pairs), max(p.planned for p in pairs), words)
        return settle(figure)


def alt_text(pairs: Sequence[Pair], words: Words) -> str:
    """Return the figure's content in words: the difference in the last 12 months, by policy and form."""
    sentences = [_sentence(pair, name, words) for pair in pairs for name in headlines.PICTURED]
    return words("figure.alt", sentences=" ".join(sentences), n=min(pair.replicates for pair in pairs))


def _sentence(pair: Pair, outcome: str, words: Words) -> str:
    values = mean_interval(_past_year(_difference(pair, outcome))[:, -1])
    difference, low, high = (_people(float(value), words) for value in values)
    names = {"policy": words.scenario(pair.name), "reference": words.scenario(pair.reference)}
    label = words.outcome(outcome)
    return words("figure.alt_sentence", outcome=label, **names, difference=difference, low=low, high=high)


def title(pairs: Sequence[Pair], words: Words) -> str:
    """Return the figure's title."""
    if len(pairs) > MOST_POLICIES_NAMED:
        return words("figure.title_many", n=len(pairs))
    return words("figure.title", policies=words.joined([words.scenario(pair.name) for pair in pairs]))


def _subtitle(pairs: Sequence[Pair], provenance: Provenance, words: Words) -> str:
    dates, fewest = pairs[0].dates, min(pair.replicates for pair in pairs)
    span = {"start": dates[0].year, "stop": dates[-1].year, "people": people(provenance, words)}
    key = "figure.subtitle" if fewest > 1 else "figure.subtitle_one"
    return words(key, **span, reference=references(pairs, words), n=fewest)


def _true_panels(part: SubFigure, pairs: Sequence[Pair], names: Mapping[str, str], words: Words) -> None:
    part.suptitle(words("figure.true_title"), x=0.012, ha="left", fontsize=10, fontweight="bold")
    panels = part.subplots(2, len(headlines.PICTURED), sharex=True, height_ratios=[1.15, 1])
    for (above, below), outcome in zip(panels.T, headlines.PICTURED, strict=True):
        _draw_differences(above, outcome, pairs, names, words)
        _draw_levels(below, outcome, pairs, names, words)


def _draw_differences(axes: Axes, outcome: str, pairs: Sequence[Pair], names: Mapping[str, str], words: Words) -> None:
    ends = []
    for pair in pairs:
        mean = _band(axes, pair.dates, _past_year(_difference(pair, outcome)), names[pair.name])
        ends.append((mean, _end(pair.name, mean, words), names[pair.name]))
    axes.axhline(0, color=INK, linewidth=1.2)
    axes.margins(y=0.08)
    heading = _about_difference("figure.difference", pairs, words, outcome=words.outcome(outcome))
    head_panel(axes, heading, words("figure.unit_past_year"))
    _mark_starts(axes, pairs, names, words)
    _finish(axes, ends, words)


def _draw_levels(axes: Axes, outcome: str, pairs: Sequence[Pair], names: Mapping[str, str], words: Words) -> None:
    ends = []
    for name, pair, values in _levels(pairs, outcome):
        mean = _band(axes, pair.dates, values, names[name])
        ends.append((mean, _end(name, mean, words), names[name]))
    axes.set_ylim(0, None)
    head_panel(axes, words("figure.level", outcome=words.outcome(outcome)), words("figure.unit_stock"))
    axes.xaxis.set_major_locator(_year_ticks(pairs))
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))
    _finish(axes, ends, words)


def _year_ticks(pairs: Sequence[Pair]) -> YearLocator:
    """Return a locator with a tick every year, or every few years in a long period."""
    years = len(max((pair.dates for pair in pairs), key=len)) / MONTHS_A_YEAR
    return YearLocator(max(1, math.ceil(years / MOST_YEARS_MARKED)))


def _recorded_panels(part: SubFigure, pairs: Sequence[Pair], names: Mapping[str, str], words: Words) -> None:
    part.set_facecolor(RECORDED_PAPER)
    part.suptitle(words("figure.recorded_title"), x=0.012, ha="left", fontsize=10, fontweight="bold")
    if not all(_whole_years(pair.dates) for pair in pairs):
        part.text(0.012, 0.5, words("figure.recorded_too_short"), color=QUIET)
        return
    left, right = part.subplots(1, 2)
    fewest = min(pair.replicates for pair in pairs)
    outcome, unit = headlines.PICTURED_RECORDED, words.by_replicates("figure.recorded_unit", fewest)
    ends = _draw_years(left, [(pair.name, pair, _difference(pair, outcome)) for pair in pairs], names, words)
    left.axhline(0, color=INK, linewidth=1.2)
    left.margins(y=0.12)
    head_panel(left, _about_difference("figure.recorded_difference", pairs, words), unit)
    _finish(left, ends, words)
    ends = _draw_years(right, _levels(pairs, outcome), names, words)
    right.set_ylim(0, None)
    head_panel(right, words("figure.recorded_level"), unit)
    _finish(right, ends, words)


def _draw_years(
    axes: Axes, series: Sequence[tuple[str, Pair, np.ndarray]], names: Mapping[str, str], words: Words
) -> list[End]:
    ends = []
    for place, (name, pair, months) in enumerate(series):
        years, totals = _by_year(pair.dates, months)
        mean, low, high = mean_interval(totals)
        aside = (place - (len(series) - 1) / 2) * ASIDE
        whisker = None if np.isnan(low).any() else [mean - low, high - mean]
        axes.errorbar(years + aside, mean, yerr=whisker, color=names[name], marker="o", markersize=3.5, linewidth=1)
        ends.append((float(mean[-1]), _end(name, float(mean[-1]), words), names[name]))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=MOST_YEARS_MARKED))
    return ends


def _by_year(dates: Sequence[date], months: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the whole calendar years, and the sums over them, shape (replicates, years)."""
    whole, each = _whole_years(dates), np.array([day.year for day in dates])
    return np.array(whole), np.stack([months[:, each == year].sum(1) for year in whole], axis=1)


def _whole_years(dates: Sequence[date]) -> list[int]:
    counts = Counter(day.year for day in dates)
    return [year for year, months in counts.items() if months == MONTHS_A_YEAR]


def _band(axes: Axes, dates: Sequence[date], values: np.ndarray, colour: str) -> float:
    """Draw the mean over replicates with its intervals; return the mean of the last month."""
    days, mean = date2num(dates), values.mean(0)
    for level, opacity in BANDS.items():
        _, low, high = mean_interval(values, level)
        if not np.isnan(low).any():
            axes.fill_between(days, low, high, color=colour, alpha=opacity, linewidth=0)
    axes.plot(days, mean, color=colour)
    return float(mean[-1])


def _difference(pair: Pair, outcome: str) -> np.ndarray:
    policy, against = pair.values(outcome)
    return policy - against


def _past_year(months: np.ndarray) -> np.ndarray:
    """Return for each month the mean of the 12 months that end with it, or of fewer at the start; last axis months.

    Single months differ mostly by chance. The last value equals that of the table for the last 12 months.
    """
    sums = np.cumsum(np.pad(months, ((0, 0), (1, 0))), axis=1)
    ends = np.arange(1, sums.shape[1])
    begins = np.maximum(ends - MONTHS_A_YEAR, 0)
    return (sums[:, ends] - sums[:, begins]) / (ends - begins)


def _levels(pairs: Sequence[Pair], outcome: str) -> list[tuple[str, Pair, np.ndarray]]:
    """Return (name, pair, values) of every reference once, then of every policy."""
    found = {pair.reference: (pair.reference, pair, pair.values(outcome)[1]) for pair in pairs}
    found |= {pair.name: (pair.name, pair, pair.values(outcome)[0]) for pair in pairs}
    return list(found.values())


def _about_difference(key: str, pairs: Sequence[Pair], words: Words, **values: str) -> str:
    if len({pair.reference for pair in pairs}) > 1:
        return words(f"{key}_references", **values)
    return words(key, reference=references(pairs, words), **values)


def _mark_starts(axes: Axes, pairs: Sequence[Pair], names: Mapping[str, str], words: Words) -> None:
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


def _finish(axes: Axes, ends: Sequence[End], words: Words) -> None:
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6))
    number_ticks(axes.yaxis, words)
    axes.margins(x=0.02)
    label_ends(axes, ends)


def _end(name: str, value: float, words: Words) -> str:
    return words("figure.end_value", name=words.scenario(name), value=_people(value, words))


def _people(value: float, words: Words) -> str:
    return words.number(public(value, "persons"))
