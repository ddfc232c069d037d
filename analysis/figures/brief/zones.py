"""Where: what changes by the road, along rivers, in the corridor and in protected areas; types of zone, no places."""

from collections.abc import Callable, Mapping

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.base.style import INK, QUIET, STYLE
from analysis.base.words import Words
from analysis.figures.brief.looks import Look, look_of
from analysis.figures.brief.page import WIDEST_TICK, Box, Message, Page, Size, open_page, tall, wide, wrapped
from analysis.figures.brief.wording import capital, change, number, range_said, sorted_out, source
from analysis.measures.effects import BY_ZONE, Effect, Holds, Results

STRIP, PLOT = 0.75, 2.1
"""Inches in print: height of the drawn strip, and of the dots below."""

ROAD, WATER, LAND, LEAF = "#6B6B6B", "#8DB4CF", "#F1EFE8", "#A9BFA0"
TREES = 5


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw; empty where there is."""
    return "" if results.has(*BY_ZONE.values()) else "figures_common.lacks_outcomes"


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    found = _effects(results)
    named = {words(f"figures_zones.in_{zone}"): each for zone, each in found.items()}
    policy, reference = (words.scenario(name) for name in (results.policy, results.pair.reference))
    first = next(iter(found.values()))
    title = words("figures_zones.title", policy=policy, parts=sorted_out(words, named, "where"))
    said = " ".join(_sentence(zone, each, words) for zone, each in found.items())
    alt = words("figures_zones.alt", title=title, sentences=said, range=range_said(words, results, first.runs))
    return Message(capital(title), words("figures_zones.subtitle", reference=reference), alt, source(words, results))


def zones_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw a strip of road and rivers, and below each type of zone the change in people, with its range."""
    found = _effects(results)
    with matplotlib.rc_context(STYLE):
        lines = (2.2 if size.slide else 4.0) * tall("", size.text)
        page = open_page(message(results, words), size, STRIP + PLOT + lines)
        left = wide(WIDEST_TICK, size.small) + 0.1
        body = page.body
        strip = STRIP * (1.3 if size.slide else 1.0)
        column = (body.width - left) / len(found)
        _draw_strip(page, Box(body.left + left, body.top - strip, body.width - left, strip))
        _name_zones(page, found, body.left + left, body.top - strip, column, words)
        plot = Box(body.left + left, body.bottom + 0.08, body.width - left, body.height - strip - lines)
        _draw_dots(page, plot, found, words)
    return page.figure


def _effects(results: Results) -> dict[str, Effect]:
    return {zone: results.effect(name) for zone, name in BY_ZONE.items()}


def _name_zones(page: Page, found: Mapping[str, Effect], left: float, top: float, column: float, words: Words) -> None:
    """Write below the strip the name of each zone and, in print, its level and change."""
    size = page.size
    for n, (zone, each) in enumerate(found.items()):
        x = left + (n + 0.5) * column
        name = wrapped(words(f"figures_zones.{zone}"), column - 0.1, size.text, bold=True)
        page.write(x, top - 0.06, name, ha="center", va="top", fontweight="bold")
        if not size.slide:
            below = top - 0.06 - tall(name, size.text)
            text = wrapped(change(words, each), column - 0.05, size.text)
            page.write(x, below, text, ha="center", va="top", color=_look(each).colour)


def _draw_dots(page: Page, box: Box, found: Mapping[str, Effect], words: Words) -> None:
    axes, size = page.axes(box), page.size
    thick = size.text / 6
    for n, each in enumerate(found.values()):
        look = _look(each)
        axes.plot([n, n], [each.low, each.high], color=look.colour, linewidth=thick)
        if each.holds is Holds.ALL:
            axes.plot([n, n], [each.chance_low, each.chance_high], color=look.colour, linewidth=2.6 * thick)
        axes.plot([n], [each.mean], linestyle="", **look.marker(size.text))
    axes.axhline(0, color=INK, linewidth=1.0)
    axes.set_xlim(-0.5, len(found) - 0.5)
    axes.set_xticks([])
    axes.margins(y=0.1)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(words, value)))
    axes.tick_params(axis="y", labelsize=size.small, labelcolor=QUIET, color=QUIET)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)


def _look(found: Effect) -> Look:
    return look_of(found.sign, "lower")


def _draw_strip(page: Page, box: Box) -> None:
    """Draw land with, from left to right, a road, a river, the corridor between dashed lines, and trees."""
    axes = page.axes(box)
    axes.set_xlim(0, len(BY_ZONE))
    axes.set_ylim(0, 1)
    axes.set_axis_off()
    axes.add_patch(Rectangle((0, 0), len(BY_ZONE), 1, color=LAND, linewidth=0))
    scenes: Mapping[str, Callable[[Axes, float], None]] = {
        "roadside": _road, "river": _river, "corridor": _corridor, "protected": _forest,
    }  # fmt: skip
    for n, zone in enumerate(BY_ZONE):
        scenes[zone](axes, n)
        if n:
            axes.axvline(n, color="white", linewidth=3)


def _road(axes: Axes, left: float) -> None:
    axes.plot([left, left + 1], [0.5, 0.5], color=ROAD, linewidth=9, solid_capstyle="butt")
    axes.plot([left, left + 1], [0.5, 0.5], color="white", linewidth=1.2, linestyle=(0, (6, 5)))


def _river(axes: Axes, left: float) -> None:
    x = np.linspace(0, 1, 60)
    axes.plot(left + x, 0.5 + 0.22 * np.sin(2 * np.pi * x), color=WATER, linewidth=9, solid_capstyle="butt")


def _corridor(axes: Axes, left: float) -> None:
    for height in (0.18, 0.82):
        axes.plot([left, left + 1], [height, height], color=INK, linewidth=1.0, linestyle=(0, (4, 3)))
    axes.plot([left, left + 1], [0.5, 0.5], color=WATER, linewidth=5, solid_capstyle="butt")


def _forest(axes: Axes, left: float) -> None:
    for n in range(TREES):
        x, foot = left + (n + 0.5) / TREES, 0.18 + 0.18 * (n % 2)
        axes.add_patch(Polygon([(x - 0.08, foot), (x + 0.08, foot), (x, foot + 0.45)], color=LEAF, linewidth=0))


def _sentence(zone: str, found: Effect, words: Words) -> str:
    about = {"zone": words(f"figures_zones.{zone}"), "level": number(words, found.reference, found.unit)}
    return words("figures_zones.sentence", **about, change=change(words, found))
