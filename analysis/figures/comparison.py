"""What policies change over time: paired differences, levels below them, and apart what registers show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import MaxNLocator

from analysis.base import headlines
from analysis.base.parts import chance_of_one_set, mean_range
from analysis.base.rounding import public
from analysis.base.style import INK, QUIET, RECORDED_PAPER, STYLE, colours, settle
from analysis.base.words import Words
from analysis.figures.captions import Provenance, for_names, head_panel, people, write_foot, write_head
from analysis.figures.over_time import (
    MOST_YEARS_MARKED,
    End,
    band,
    finish,
    levels_of,
    mark_starts,
    year_ticks,
)
from analysis.figures.ranges import THICK
from analysis.measures.summarise import MONTHS_A_YEAR, Pair, difference_of, past_year
from analysis.tables.show import by_sets, references

SIZE, COLUMNS = (11.0, 10.2), 2
"""Inches, and columns of panels, each with names at its right."""
ASIDE = 0.12
"""Distance in years between the points of policies, so that whiskers do not cover each other."""

MOST_POLICIES_NAMED = 3


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
        runs = min(p.replicates for p in pairs), max(p.planned for p in pairs)
        write_foot(foot, provenance, *runs, words, by_sets("figure.source", pairs[0].sets))
        return settle(figure)


def alt_text(pairs: Sequence[Pair], words: Words) -> str:
    """Return the figure's content in words: the difference in the last 12 months, by policy and form."""
    sentences = [_sentence(pair, name, words) for pair in pairs for name in headlines.PICTURED]
    key = by_sets("figure.alt", pairs[0].sets)
    return words(key, sentences=" ".join(sentences), n=min(pair.replicates for pair in pairs))


def _sentence(pair: Pair, outcome: str, words: Words) -> str:
    values = mean_range(past_year(difference_of(pair, outcome))[:, -1], pair.sets)
    difference, low, high = (_people(float(value), words) for value in values)
    names = {"policy": words.scenario(pair.name), "reference": words.scenario(pair.reference)}
    label = words.outcome(outcome)
    key = by_sets("figure.alt_sentence", pair.sets)
    return words(key, outcome=label, **names, difference=difference, low=low, high=high)


def numbers(pairs: Sequence[Pair]) -> dict[str, int]:
    """Return the fewest runs of a pair and, where they are of many parameter sets, how many sets these are."""
    fewest = min(pairs, key=lambda pair: pair.replicates)
    return {"n": fewest.replicates} | ({"sets": fewest.sets.count} if fewest.sets else {})


def title(pairs: Sequence[Pair], words: Words) -> str:
    """Return the figure's title."""
    if len(pairs) > MOST_POLICIES_NAMED:
        return words("figure.title_many", n=len(pairs))
    return words("figure.title", policies=words.joined([words.scenario(pair.name) for pair in pairs]))


def _subtitle(pairs: Sequence[Pair], provenance: Provenance, words: Words) -> str:
    dates, fewest = pairs[0].dates, min(pair.replicates for pair in pairs)
    span = {"start": dates[0].year, "stop": dates[-1].year, "people": people(provenance, words)}
    key = "figure.subtitle" if fewest > 1 else "figure.subtitle_one"
    return words(by_sets(key, pairs[0].sets), **span, reference=references(pairs, words), **numbers(pairs))


def _true_panels(part: SubFigure, pairs: Sequence[Pair], names: Mapping[str, str], words: Words) -> None:
    part.suptitle(words("figure.true_title"), x=0.012, ha="left", fontsize=10, fontweight="bold")
    panels = part.subplots(2, len(headlines.PICTURED), sharex=True, height_ratios=[1.15, 1])
    for (above, below), outcome in zip(panels.T, headlines.PICTURED, strict=True):
        _draw_differences(above, outcome, pairs, names, words)
        _draw_levels(below, outcome, pairs, names, words)


def _draw_differences(axes: Axes, outcome: str, pairs: Sequence[Pair], names: Mapping[str, str], words: Words) -> None:
    ends = []
    for pair in pairs:
        mean = band(axes, pair.dates, past_year(difference_of(pair, outcome)), names[pair.name], pair.sets)
        ends.append((mean, _end(pair.name, mean, words), names[pair.name]))
    axes.axhline(0, color=INK, linewidth=1.2)
    axes.margins(y=0.08)
    heading = _about_difference("figure.difference", pairs, words, outcome=words.outcome(outcome))
    head_panel(axes, heading, words("figure.unit_past_year"))
    mark_starts(axes, pairs, names, words)
    finish(axes, ends, words)


def _draw_levels(axes: Axes, outcome: str, pairs: Sequence[Pair], names: Mapping[str, str], words: Words) -> None:
    ends = []
    for name, pair, values in levels_of(pairs, outcome):
        mean = band(axes, pair.dates, values, names[name], pair.sets)
        ends.append((mean, _end(name, mean, words), names[name]))
    axes.set_ylim(0, None)
    head_panel(axes, words("figure.level", outcome=words.outcome(outcome)), words("figure.unit_stock"))
    axes.xaxis.set_major_locator(year_ticks(pairs))
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))
    finish(axes, ends, words)


def _recorded_panels(part: SubFigure, pairs: Sequence[Pair], names: Mapping[str, str], words: Words) -> None:
    part.set_facecolor(RECORDED_PAPER)
    part.suptitle(words("figure.recorded_title"), x=0.012, ha="left", fontsize=10, fontweight="bold")
    if not all(_whole_years(pair.dates) for pair in pairs):
        part.text(0.012, 0.5, words("figure.recorded_too_short"), color=QUIET)
        return
    left, right = part.subplots(1, 2)
    fewest = min(pair.replicates for pair in pairs)
    outcome = headlines.PICTURED_RECORDED
    unit = words.by_replicates(by_sets("figure.recorded_unit", pairs[0].sets), fewest)
    ends = _draw_years(left, [(pair.name, pair, difference_of(pair, outcome)) for pair in pairs], names, words)
    left.axhline(0, color=INK, linewidth=1.2)
    left.margins(y=0.12)
    head_panel(left, _about_difference("figure.recorded_difference", pairs, words), unit)
    finish(left, ends, words)
    ends = _draw_years(right, levels_of(pairs, outcome), names, words)
    right.set_ylim(0, None)
    head_panel(right, words("figure.recorded_level"), unit)
    finish(right, ends, words)


def _draw_years(
    axes: Axes, series: Sequence[tuple[str, Pair, np.ndarray]], names: Mapping[str, str], words: Words
) -> list[End]:
    ends = []
    for place, (name, pair, months) in enumerate(series):
        years, totals = _by_year(pair.dates, months)
        mean, low, high = mean_range(totals, pair.sets)
        at = years + (place - (len(series) - 1) / 2) * ASIDE
        axes.plot(at, mean, color=names[name], marker="o", markersize=3.5, linewidth=1)
        if not np.isnan(low).any():
            axes.vlines(at, low, high, color=names[name], linewidth=1)
        if pair.sets and not np.isnan(half := chance_of_one_set(totals, pair.sets)).any():
            axes.vlines(at, mean - half, mean + half, color=names[name], linewidth=THICK)
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


def _about_difference(key: str, pairs: Sequence[Pair], words: Words, **values: str) -> str:
    if len({pair.reference for pair in pairs}) > 1:
        return words(f"{key}_references", **values)
    return words(key, reference=references(pairs, words), **values)


def _end(name: str, value: float, words: Words) -> str:
    return words("figure.end_value", name=words.scenario(name), value=_people(value, words))


def _people(value: float, words: Words) -> str:
    return words.number(public(value, "persons"))
