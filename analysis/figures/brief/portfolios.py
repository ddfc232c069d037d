"""Policies side by side: the same difference over time, a small panel each, on one scale."""

import math
from collections.abc import Mapping, Sequence

import matplotlib
import matplotlib.dates
import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import date2num, num2date
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator, FuncFormatter, MaxNLocator

from analysis.base.headlines import FORMS, PICTURED
from analysis.base.style import INK, QUIET, STYLE
from analysis.base.words import Words
from analysis.figures.brief.looks import BAND, CORE, look_of
from analysis.figures.brief.page import WIDEST_TICK, Box, Message, Page, Size, open_page, tall, wide, wrapped
from analysis.figures.brief.wording import by_verb, capital, change, fitting, number, range_said, source, those
from analysis.measures.effects import Effect, Holds, Results
from analysis.tables.show import references
from analysis.tables.verbs import UNCLEAR, verb, verb_key

OUTCOME, TOTAL = PICTURED[0], FORMS["sexual"]
PANEL, NARROWEST = 1.25, 1.7
"""Their height in inches in print, and inches that one takes at least."""

ON_SLIDE = 5
"""Panels that a slide has room for, side by side; in print a page is as high as its panels."""

GAP = 0.22
"""Inches between two panels."""


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw; empty where there is."""
    if not results.has(OUTCOME, TOTAL):
        return "figures_common.lacks_outcomes"
    return "" if len(results.pairs) > 1 else "figures_portfolios.lacks"


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    names = _ordered(results)
    found = {name: results.effect(TOTAL, policy=name) for name in names}
    title = _title(found, words)
    said = " ".join(
        words("figures_portfolios.sentence", policy=words.scenario(name), change=change(words, each.relative()))
        for name, each in found.items()
    )
    runs = min(each.runs for each in found.values())
    alt = words("figures_portfolios.alt", title=title, sentences=said, range=range_said(words, results, runs))
    reference = references(results.pairs, words)
    return Message(
        capital(title), words("figures_portfolios.subtitle", reference=reference), alt, source(words, results, names)
    )


def _title(found: Mapping[str, Effect], words: Words) -> str:
    """Return what the policies do, one by one or, where the verb is one, all of them together."""
    verbs = {verb_key(each) for each in found.values()}
    if verbs == {UNCLEAR}:
        return words("figures_portfolios.all_unclear")
    if len(verbs) == 1:
        return words("figures_portfolios.all", verb=verb(next(iter(found.values())), words))
    parts = [
        words("figures_common.with", verb=said, names=those(words, names, list(found)))
        for said, names in by_verb(words, found).items()
    ]
    return words("figures_portfolios.title", parts=words("figures_common.then").join(parts))


def portfolios_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw policies, the largest fall first; all panels share both scales. A slide names those it has no room for."""
    order = _ordered(results)
    names, note = fitting(words, order, ON_SLIDE if size.slide else len(order))
    columns = ON_SLIDE if size.slide else int(size.width / NARROWEST)
    down = math.ceil(len(names) / columns)
    across = math.ceil(len(names) / down)
    left, axis = wide(WIDEST_TICK, size.small) + 0.06, 2.2 * size.small / 72
    width = (size.width - 2 * size.margin - left - (across - 1) * GAP) / across
    heads = _heads(names, width, size, words)
    with matplotlib.rc_context(STYLE):
        page = open_page(message(results, words), size, down * (PANEL + heads + axis))
        foot = tall(note, size.small) + size.margin if note else 0.0
        page.write(page.body.left, page.body.bottom, note, fontsize=size.small, va="bottom", color=QUIET)
        body, height = page.body, (page.body.height - foot) / down
        for n, name in enumerate(names):
            row, column = divmod(n, across)
            top = body.top - row * height
            x = body.left + left + column * (width + GAP)
            axes = page.axes(Box(x, top - height + axis, width, height - heads - axis))
            _head(page, Box(x, top - heads, width, heads), name, results, words)
            _draw(axes, name, results)
            _set_axes(axes, page, _limits(results, names), words, numbered=not column)
    return page.figure


def _heads(names: Sequence[str], width: float, size: Size, words: Words) -> float:
    """Return the height of the highest name of a panel, in inches, in print with the change below it."""
    lines = max(tall(wrapped(words.scenario(name), width, size.text, bold=True), size.text) for name in names)
    return lines + (0.3 * size.text / 72 if size.slide else 1.3 * tall("", size.small))


def _ordered(results: Results) -> list[str]:
    found = {pair.name: results.effect(TOTAL, policy=pair.name).mean for pair in results.pairs}
    return sorted(found, key=lambda name: found[name])


def _head(page: Page, box: Box, name: str, results: Results, words: Words) -> None:
    """Write the name of a policy and, in print, its change since the start."""
    found = results.effect(TOTAL, policy=name)
    text = wrapped(words.scenario(name), box.width, page.size.text, bold=True)
    page.write(box.left, box.top, text, va="top", fontweight="bold")
    if not page.size.slide:
        colour = look_of(found.sign, "lower").colour
        y = box.top - tall(text, page.size.text)
        page.write(box.left, y, change(words, found.relative()), va="top", color=colour, fontsize=page.size.small)


def _draw(axes: Axes, name: str, results: Results) -> None:
    track = results.track(OUTCOME, name)
    days = date2num(track.dates)
    if track.holds is Holds.ALL:
        axes.fill_between(days, track.low, track.high, color=BAND, linewidth=0)
    if not np.isnan(track.chance_low).any():
        axes.fill_between(days, track.chance_low, track.chance_high, color=CORE, linewidth=0)
    axes.plot(days, track.mean, color=look_of(results.effect(TOTAL, policy=name).sign, "lower").colour, linewidth=1.8)
    axes.axhline(0, color=INK, linewidth=1.0)
    axes.margins(x=0)


def _limits(results: Results, names: Sequence[str]) -> tuple[float, float]:
    """Return the scale that all panels share."""
    tracks = [results.track(OUTCOME, name) for name in names]
    ends = [getattr(track, part) for track in tracks for part in ("mean", "low", "high")]
    low, high = (
        float(limit([limit(values[np.isfinite(values)], initial=0.0) for values in ends])) for limit in (np.min, np.max)
    )
    room = 0.08 * (high - low)
    return low - room, high + room


def _set_axes(axes: Axes, page: Page, limits: tuple[float, float], words: Words, *, numbered: bool) -> None:
    size = page.size
    axes.set_ylim(*limits)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=3))
    shown = FuncFormatter(lambda value, _: number(words, value))
    axes.yaxis.set_major_formatter(shown if numbered else FuncFormatter(lambda value, _: ""))
    first, last = axes.get_xlim()
    years = num2date(first).year, num2date(last).year
    axes.xaxis.set_major_locator(FixedLocator([first + 0.12 * (last - first), first + 0.88 * (last - first)]))
    axes.xaxis.set_major_formatter(FixedFormatter([str(year) for year in years]))
    axes.tick_params(labelsize=size.small, labelcolor=QUIET, color=QUIET, length=2)
    axes.tick_params(axis="x", length=0)
    axes.spines["left"].set_visible(False)
