"""The headline: how a policy changes sexual exploitation over time, with the band and its parts."""

import math

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, YearLocator, date2num
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.base.headlines import FORMS, PICTURED
from analysis.base.style import INK, QUIET, STYLE
from analysis.base.words import Words
from analysis.figures.brief.looks import BAND, BETTER, CORE
from analysis.figures.brief.page import WIDEST_TICK, Box, Message, Page, Size, apart, open_page, tall, wide, wrapped
from analysis.figures.brief.wording import capital, change, lasting, number, range_said, signed, source, verdict
from analysis.measures.effects import Holds, Results, Track

OUTCOME, TOTAL = PICTURED[0], FORMS["sexual"]
HEIGHT, ASIDE = 2.9, 0.25
"""Inches: height of the panel in print, and share of the width for labels at its right."""

MOST_YEARS = 7


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw; empty where there is."""
    return "" if results.has(OUTCOME, TOTAL) else "figures_common.lacks_outcomes"


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    found, pair = results.effect(TOTAL), results.pair
    names = {"policy": words.scenario(pair.name), "reference": words.scenario(pair.reference)}
    title = words("figures_headline.title", **names, verdict=verdict(words, found))
    title += lasting(words, results, TOTAL)
    numbers = {"relative": change(words, found.relative()), "absolute": change(words, found)}
    alt = words("figures_headline.alt", title=title, **numbers, range=range_said(words, results, found.runs))
    return Message(capital(title), words("figures_headline.subtitle", **names), alt, source(words, results))


def headline_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw the difference in people in sexual exploitation, each point the mean of the past 12 months."""
    page = open_page(message(results, words), size, HEIGHT)
    track, body = results.track(OUTCOME), page.body
    with matplotlib.rc_context(STYLE):
        left = wide(WIDEST_TICK, size.small) + 0.08
        below = 2 * size.small / 72
        width = body.width * (1 - ASIDE) - left
        axes = page.axes(Box(body.left + left, body.bottom + below, width, body.height - below))
        _draw_band(axes, track)
        _set_axes(axes, page, track, words)
        _mark_start(axes, page, results, words)
        _label_ends(axes, page, results, track, words)
    return page.figure


def _draw_band(axes: Axes, track: Track) -> None:
    days = date2num(track.dates)
    if track.holds is Holds.ALL:
        axes.fill_between(days, track.low, track.high, color=BAND, linewidth=0)
    if not np.isnan(track.chance_low).any():
        axes.fill_between(days, track.chance_low, track.chance_high, color=CORE, linewidth=0)
    axes.plot(days, track.mean, color=BETTER, linewidth=2.2)
    axes.axhline(0, color=INK, linewidth=1.0)


def _set_axes(axes: Axes, page: Page, track: Track, words: Words) -> None:
    axes.margins(x=0.0, y=0.08)
    step = max(1, math.ceil(len(track.dates) / 12 / MOST_YEARS))
    axes.xaxis.set_major_locator(YearLocator(step))
    axes.xaxis.set_major_formatter(DateFormatter("%Y"))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(words, value)))
    axes.tick_params(labelsize=page.size.small, labelcolor=QUIET, color=QUIET)
    axes.spines["left"].set_visible(False)
    last = axes.get_xlim()[1]
    axes.set_xlim(right=last + 1)


def _mark_start(axes: Axes, page: Page, results: Results, words: Words) -> None:
    day = float(date2num(results.pair.policy_start))
    first, last = axes.get_xlim()
    axes.axvline(day, color=QUIET, linewidth=0.9, linestyle=(0, (3, 3)))
    where, side = axes.get_xaxis_transform(), "left" if day < (first + last) / 2 else "right"
    axes.text(
        day,
        1.0,
        f" {words('figure.starts')} ",
        transform=where,
        ha=side,
        va="top",
        fontsize=page.size.small,
        color=QUIET,
    )


def _label_ends(axes: Axes, page: Page, results: Results, track: Track, words: Words) -> None:
    """Write at the right what the ends of line, band and zero are, apart from each other."""
    room = page.body.width * ASIDE - 0.2
    ends = [(track.mean[-1], _end(track, words), BETTER), (0.0, words.scenario(results.pair.reference), INK)]
    low, high = axes.get_ylim()
    box, tall_page = axes.get_position(), page.figure.get_size_inches()[1]
    lines = [wrapped(text, room, page.size.text, bold=True) for _, text, _ in ends]
    wanted = [(box.y0 + (value - low) / (high - low) * box.height) * tall_page for value, _, _ in ends]
    heights = [tall(text, page.size.text) for text in lines]
    middles = apart(wanted, heights, box.y0 * tall_page, box.y1 * tall_page)
    for middle, text, (_, _, colour) in zip(middles, lines, ends, strict=True):
        page.write(page.body.right - room, middle, text, color=colour, fontweight="bold")


def _end(track: Track, words: Words) -> str:
    """Return the mean of the last 12 months with its range."""
    mean, low, high = (signed(words, value[-1], "persons") for value in (track.mean, track.low, track.high))
    if math.isnan(track.low[-1]):
        return words("figures_headline.end_alone", mean=mean)
    return words("figures_headline.end", mean=mean, low=low, high=high)
