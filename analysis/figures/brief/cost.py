"""Cost against effect: what each policy costs state and NGOs, and what it changes in sexual exploitation, in doubt."""

from collections.abc import Mapping
from dataclasses import replace

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import ConnectionPatch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval, interval
from analysis.base.style import INK, QUIET, STYLE
from analysis.base.words import Words
from analysis.figures.brief.looks import look_of
from analysis.figures.brief.page import WIDEST_TICK, Box, Message, Page, Size, apart, open_page, tall, wide, wrapped
from analysis.figures.brief.wording import capital, change, number, quoted, range_said, sorted_out, source
from analysis.measures.answer import between
from analysis.measures.effects import Effect, Holds, Results
from analysis.measures.harm import COSTS
from analysis.measures.summarise import SINCE_START, Pair, over_time, row

TOTAL = FORMS["sexual"]
HEIGHT, MILLION = 3.3, 1e6
"""Inches of the panel in print, and soles of a unit of its axis."""

ASIDE, GAP = 0.27, 0.2
"""Share of the width for names, and inches between them and the panel."""


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw; empty where there is."""
    if not results.has(TOTAL, *COSTS):
        return "figures_common.lacks_outcomes"
    return "" if any(_cost(results, pair).mean for pair in results.pairs) else "figures_cost.lacks"


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    names = [pair.name for pair in results.pairs]
    said = " ".join(_sentence(pair, results, words) for pair in results.pairs)
    title = _title(results, words)
    runs = min(pair.replicates for pair in results.pairs)
    alt = words("figures_cost.alt", title=title, sentences=said, range=range_said(words, results, runs))
    reference = words.scenario(results.pair.reference)
    return Message(
        capital(title), words("figures_cost.subtitle", reference=reference), alt, source(words, results, names)
    )


def cost_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw a point a policy with its range both ways; the name stands beside it."""
    page = open_page(message(results, words), size, HEIGHT)
    with matplotlib.rc_context(STYLE):
        left, below = wide(WIDEST_TICK, size.small) + 0.1, 4.2 * size.small / 72
        body = page.body
        width = (1 - ASIDE) * body.width - left
        axes = page.axes(Box(body.left + left, body.bottom + below, width, body.height - below))
        found = {pair.name: (_cost(results, pair), results.effect(TOTAL, policy=pair.name)) for pair in results.pairs}
        for cost, effect in found.values():
            _draw(axes, cost, effect, size)
        _set_axes(axes, page, words)
        _name(axes, page, found, words)
    return page.figure


def _cost(results: Results, pair: Pair) -> Interval:
    """Return what a policy costs state and NGOs beyond the reference, in million soles."""
    found = [row(pair, name, SINCE_START, over_time(results.manifest)) for name in COSTS]
    return interval(sum((each.values - each.against for each in found), np.zeros(pair.replicates)) / MILLION)


def _title(results: Results, words: Words) -> str:
    """Return which policy lowers exploitation most, if that can be told, and whether it costs most."""
    if len(results.pairs) == 1:
        found = {quoted(words, results.policy): results.effect(TOTAL)}
        return words("figures_cost.title_signs", parts=sorted_out(words, found, "with"))
    lowest = _lowest(results)
    if lowest is None:
        return words("figures_cost.title_unclear")
    costs = {pair.name: _cost(results, pair).mean for pair in results.pairs}
    key = "title_dearest" if max(costs, key=lambda name: costs[name]) == lowest else "title_lowest"
    return words(f"figures_cost.{key}", policy=words.scenario(lowest))


def _lowest(results: Results) -> str | None:
    """Return the policy told to be below the reference and below every other policy; None where none is.

    Where ranges hold more than chance, differences under the same luck do not, so ranges must lie apart.
    """
    effects = {pair.name: results.effect(TOTAL, policy=pair.name) for pair in results.pairs}
    if results.effect(TOTAL).holds is Holds.ALL:
        first, *others = sorted(effects.values(), key=lambda each: each.mean)
        return first.policy if first.sign == -1 and all(first.high < each.low for each in others) else None
    found = [each for each in between(results.pairs, results.manifest) if each.form == "sexual"]
    for pair in results.pairs:
        own = [each for each in found if pair.name in (each.first, each.second)]
        below = [
            each.difference.covers_zero is False and each.difference.mean * (1 if each.first == pair.name else -1) > 0
            for each in own
        ]
        if len(own) == len(results.pairs) - 1 and all(below) and effects[pair.name].sign == -1:
            return pair.name
    return None


def _draw(axes: Axes, cost: Interval, effect: Effect, size: Size) -> None:
    look, thick = look_of(effect.sign, "lower"), size.text / 7
    axes.plot([cost.low, cost.high], [effect.mean, effect.mean], color=look.colour, linewidth=thick)
    axes.plot([cost.mean, cost.mean], [effect.low, effect.high], color=look.colour, linewidth=thick)
    axes.plot([cost.mean], [effect.mean], linestyle="", zorder=3, **look.marker(size.text * 0.9))


def _set_axes(axes: Axes, page: Page, words: Words) -> None:
    axes.margins(x=0.06, y=0.12)
    axes.axhline(0, color=INK, linewidth=1.0)
    axes.axvline(0, color=QUIET, linewidth=0.6)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=5))
        axis.set_major_formatter(FuncFormatter(lambda value, _: number(words, value)))
    axes.tick_params(labelsize=page.size.small, labelcolor=QUIET, color=QUIET)
    axes.set_xlabel(words("figures_cost.axis"), fontsize=page.size.small, color=QUIET, loc="left")


def _name(axes: Axes, page: Page, found: Mapping[str, tuple[Interval, Effect]], words: Words) -> None:
    """Write the names in a column at the right, apart from each other, each joined to its point by a thin line."""
    width, height = page.figure.get_size_inches()
    box, room = axes.get_position(), ASIDE * page.body.width - GAP
    texts = [wrapped(words.scenario(name), room, page.size.text) for name in found]
    low, high = axes.get_ylim()
    wanted = [(box.y0 + (effect.mean - low) / (high - low) * box.height) * height for _, effect in found.values()]
    middles = apart(wanted, [tall(text, page.size.text) for text in texts], box.y0 * height, box.y1 * height)
    for text, middle, (cost, effect) in zip(texts, middles, found.values(), strict=True):
        colour, x = look_of(effect.sign, "lower").colour, page.body.right - room
        page.write(x, middle, text, color=colour)
        ends = axes.transAxes.inverted().transform(
            page.figure.transFigure.transform(((x - 0.05) / width, middle / height))
        )
        start = axes.transAxes.inverted().transform(axes.transData.transform((cost.mean, effect.mean)))
        line = ConnectionPatch(tuple(start), tuple(ends), "axes fraction", axesA=axes, axesB=axes)
        line.set(color=QUIET, linewidth=0.6, zorder=1)
        page.figure.add_artist(line)


def _sentence(pair: Pair, results: Results, words: Words) -> str:
    effect = results.effect(TOTAL, policy=pair.name)
    spent = _cost(results, pair)
    shown = change(words, replace(effect, unit="", mean=spent.mean, low=spent.low, high=spent.high))
    about = {"policy": words.scenario(pair.name), "cost": shown}
    return words("figures_cost.sentence", **about, change=change(words, effect.relative()))
