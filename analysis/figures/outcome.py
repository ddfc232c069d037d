"""One outcome over time: what scenarios change, where they are compared, and its level."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from analysis.base.parts import mean_range
from analysis.base.rounding import public
from analysis.base.style import INK, RECORDED_PAPER, STYLE, colours, settle
from analysis.base.words import Words
from analysis.figures.captions import Provenance, head_panel, people, write_foot, write_head
from analysis.figures.over_time import band, finish, levels_of, mark_starts, year_ticks
from analysis.measures.summarise import MONTHS_A_YEAR, Levels, Pair, difference_of, past_year
from analysis.tables.show import by_sets, references, short_number

WIDTH, HEAD, PANEL, FOOT = 11.0, 1.3, 3.0, 0.4
LETTERS = 150
"""Letters in a line of the subtitle."""


@dataclass(frozen=True)
class Drawn:
    """What is drawn: an outcome with its definition and unit, pairs where scenarios are compared, else levels."""

    outcome: str
    about: Mapping[str, str]
    pairs: Sequence[Pair]
    levels: Sequence[Levels]

    def series(self) -> list[tuple[str, Pair | Levels, np.ndarray]]:
        """Return name, source and monthly values, shape (replicates, months), of every line of the level."""
        if self.pairs:
            return list(levels_of(self.pairs, self.outcome))
        return [(each.name, each, each.values[:, :, each.outcomes.index(self.outcome)]) for each in self.levels]

    def smooth(self, months: np.ndarray) -> np.ndarray:
        """Return the past year of each month: sums of flows, means of stocks; months as they are where some lack."""
        if np.isnan(months).any():
            return months
        return past_year(months) * (MONTHS_A_YEAR if self.about["over_time"] == "sum" else 1)

    def unit(self, words: Words) -> str:
        """Return what the axis shows."""
        missing = any(np.isnan(values).any() for _, _, values in self.series())
        key = "month" if missing else "sum" if self.about["over_time"] == "sum" else "mean"
        return words(f"plot.{key}", unit=words.unit(self.about["unit"]) or self.about["unit"])


def outcome_figure(drawn: Drawn, provenance: Provenance, words: Words) -> Figure:
    """Draw an outcome: the difference from the reference, if any, above the level."""
    rows = 2 if drawn.pairs else 1
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, HEAD + PANEL * rows + FOOT), layout="constrained")
        parts: Any = figure.subfigures(3, 1, height_ratios=[HEAD, PANEL * rows, FOOT])
        head, middle, foot = parts
        write_head(head, title(drawn, words), _subtitle(drawn, provenance, words), below=0.6)
        if drawn.outcome.startswith("recorded."):
            middle.set_facecolor(RECORDED_PAPER)
        panels = np.atleast_1d(middle.subplots(rows, 1, sharex=True))
        names = _colours(drawn)
        if drawn.pairs:
            _draw_differences(panels[0], drawn, names, words)
        _draw_levels(panels[-1], drawn, names, words)
        sources = [source for _, source, _ in drawn.series()]
        done, planned = min(each.replicates for each in sources), max(each.planned for each in sources)
        write_foot(foot, provenance, done, planned, words, by_sets("figure.source", sources[0].sets))
        return settle(figure)


def title(drawn: Drawn, words: Words) -> str:
    """Return the figure's title."""
    return words("plot.title", label=words.label(drawn.outcome))


def _subtitle(drawn: Drawn, provenance: Provenance, words: Words) -> str:
    sources = [source for _, source, _ in drawn.series()]
    dates, n = sources[0].dates, min(each.replicates for each in sources)
    span = {"start": dates[0].year, "stop": dates[-1].year, "people": people(provenance, words), "n": n}
    sets = sources[0].sets
    span |= {"sets": sets.count} if sets else {}
    key = by_sets("plot.subtitle" if n > 1 else "plot.subtitle_one", sets)
    text = words(key, definition=drawn.about["definition"], **span)
    return "\n".join(line for part in text.splitlines() for line in textwrap.wrap(part, LETTERS))


def _colours(drawn: Drawn) -> dict[str, str]:
    return colours(list(dict.fromkeys(pair.reference for pair in drawn.pairs)), [name for name, _, _ in drawn.series()])


def _draw_differences(axes: Axes, drawn: Drawn, names: Mapping[str, str], words: Words) -> None:
    ends = []
    for pair in drawn.pairs:
        values = drawn.smooth(difference_of(pair, drawn.outcome))
        ends.append(_end(axes, pair.name, pair, values, names, drawn, words))
    axes.axhline(0, color=INK, linewidth=1.2)
    axes.margins(y=0.08)
    head_panel(axes, words("plot.difference", reference=references(drawn.pairs, words)), drawn.unit(words))
    mark_starts(axes, drawn.pairs, names, words)
    _finish(axes, ends, words)


def _draw_levels(axes: Axes, drawn: Drawn, names: Mapping[str, str], words: Words) -> None:
    ends = [
        _end(axes, name, source, drawn.smooth(values), names, drawn, words) for name, source, values in drawn.series()
    ]
    if axes.get_ylim()[0] > 0:
        axes.set_ylim(0, None)
    head_panel(axes, words("plot.level"), drawn.unit(words))
    axes.xaxis.set_major_locator(year_ticks([source for _, source, _ in drawn.series()]))
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))
    _finish(axes, ends, words)


def _end(
    axes: Axes,
    name: str,
    source: Pair | Levels,
    values: np.ndarray,
    names: Mapping[str, str],
    drawn: Drawn,
    words: Words,
) -> tuple[float, str, str]:
    """Draw one line and return the label at its end."""
    mean = band(axes, source.dates, values, names[name], source.sets)
    text = words("plot.end", name=words.scenario(name), value=_value(mean, drawn, words))
    return (0.0 if np.isnan(mean) else mean), text, names[name]


def _finish(axes: Axes, ends: Sequence[tuple[float, str, str]], words: Words) -> None:
    finish(axes, ends, words)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: short_number(words, value)))


def _value(value: float, drawn: Drawn, words: Words) -> str:
    return short_number(words, public(value, drawn.about["unit"]))


def alt_text(drawn: Drawn, words: Words) -> str:
    """Return the figure's content in words: the values at the end, by scenario."""
    n = min(source.replicates for _, source, _ in drawn.series())
    key = by_sets("plot.alt", drawn.series()[0][1].sets)
    return words(key, label=words.label(drawn.outcome), parts="; ".join(_parts(drawn, words)), n=n)


def _parts(drawn: Drawn, words: Words) -> Iterator[str]:
    for pair in drawn.pairs:
        value = _last(drawn.smooth(difference_of(pair, drawn.outcome)), pair, drawn, words)
        names = {"name": words.scenario(pair.name), "reference": words.scenario(pair.reference)}
        yield words("plot.alt_difference", value=value, **names)
    for name, source, values in drawn.series():
        yield words(
            "plot.alt_level", name=words.scenario(name), value=_last(drawn.smooth(values), source, drawn, words)
        )


def _last(values: np.ndarray, source: Pair | Levels, drawn: Drawn, words: Words) -> str:
    """Return the value of the last month with its range, if there is one."""
    mean, low, high = (_value(float(limit[-1]), drawn, words) for limit in mean_range(values, source.sets))
    if len(values) < 2:
        return mean
    return words("answer.range", mean=mean, range=words("comparison.to", low=low, high=high))
