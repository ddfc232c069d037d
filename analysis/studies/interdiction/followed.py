"""One operation followed month by month: the zone type that it hits beside all others, with it and without."""

from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator, date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from analysis.base.provenance import Provenance
from analysis.base.style import POLICIES, QUIET, STYLE, settle
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.figures.captions import head_panel, people, write_foot, write_head
from analysis.measures.summarise import MONTHS_A_YEAR, Pair
from analysis.studies.interdiction.measures import ELSEWHERE, FOLLOWED, HIT, YEARS_AFTER, followed, spells

SIZE = (11.0, 12.4)
SIDES = {"hit": HIT, "elsewhere": ELSEWHERE}
COLOURS = dict(zip(SIDES, POLICIES, strict=False))
SHOWN_PER = {"equipped": 0.01, "gold": 1.0e3, "takings": 1.0e6}
"""What one unit of a panel is in the outcome's unit; 1 where it is not listed."""
WITHOUT = (0, (4, 2))


def followed_figure(pair: Pair, provenance: Provenance, words: Words) -> Figure:
    """Draw a row for everything followed: at the left where the operation strikes, at the right elsewhere."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=SIZE, layout="constrained")
        parts: Any = figure.subfigures(4, 1, height_ratios=[0.85, 11.0, 0.35, 0.4])
        head, body, keys, foot = parts
        about = {"people": people(provenance, words), "n": pair.replicates}
        subtitle = words.by_replicates("operations.followed_subtitle", pair.replicates, **about)
        write_head(head, words("operations.followed_title"), subtitle)
        panels = body.subplots(len(FOLLOWED), len(SIDES), squeeze=False)
        for line, row in zip(panels, FOLLOWED, strict=True):
            for axes, side in zip(line, SIDES, strict=True):
                _path(axes, pair, row, side, words)
        _keys(keys, words)
        write_foot(foot, provenance, pair.replicates, pair.planned, words)
        return settle(figure)


def followed_alt_text(pair: Pair, words: Words) -> str:
    """Return the figure's content in words: what differs while forces are there."""
    told = {side: "; ".join(_told(pair, row, side, words) for row in FOLLOWED) for side in SIDES}
    return words.by_replicates("operations.followed_alt", pair.replicates, n=pair.replicates, **told)


def _told(pair: Pair, row: str, side: str, words: Words) -> str:
    spell = (spells(pair) or [slice(0, len(pair.dates))])[0]
    with_forces, without = (each[:, spell].mean() for each in followed(pair, row, SIDES[side]))
    change = 100.0 * (with_forces / without - 1.0) if without else float("nan")
    return f"{words(f'operations.row_{row}')} {words.number(change)}"


def _window(pair: Pair) -> slice:
    """Return the months from a year before the first spell with forces to three years after it."""
    spell = (spells(pair) or [slice(0, 0)])[0]
    last = spell.stop + YEARS_AFTER * MONTHS_A_YEAR
    return slice(max(0, spell.start - MONTHS_A_YEAR), min(len(pair.dates), last))


def _path(axes: Axes, pair: Pair, row: str, side: str, words: Words) -> None:
    window, unit = _window(pair), SHOWN_PER.get(row, 1.0)
    days, colour = date2num(pair.dates[window]), COLOURS[side]
    with_forces, without = (each[:, window] / unit for each in followed(pair, row, SIDES[side]))
    axes.fill_between(days, with_forces.min(0), with_forces.max(0), color=colour, alpha=0.22, linewidth=0)
    axes.plot(days, with_forces.mean(0), color=colour)
    axes.plot(days, without.mean(0), color=colour, linestyle=WITHOUT, linewidth=1.0)
    for spell in spells(pair)[:1]:
        end = min(spell.stop, len(pair.dates) - 1)
        axes.axvspan(*date2num([pair.dates[spell.start], pair.dates[end]]), color=QUIET, alpha=0.2, linewidth=0)
    axes.set_ylim(0, None)
    axes.margins(x=0.0)
    heading = words(f"operations.followed_{side}", row=words(f"operations.row_{row}"))
    head_panel(axes, heading, words(f"operations.unit_{'people_held' if row == 'people' else row}"))
    axes.xaxis.set_major_locator(YearLocator(1))
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    number_ticks(axes.yaxis, words)


def _keys(part: Any, words: Words) -> None:
    signs: list[Any] = [Line2D([], [], color=QUIET), Line2D([], [], color=QUIET, linestyle=WITHOUT, linewidth=1.0)]
    signs += [Patch(facecolor=QUIET, alpha=0.2, linewidth=0)]
    names = [words(f"operations.{key}") for key in ("with_operations", "without_operations", "followed_forces")]
    part.legend(signs, names, loc="center", ncols=len(names), frameon=False, fontsize=8)
