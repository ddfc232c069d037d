"""What holds under rival theories: a row for each policy, a column for each theory, both forms, never added up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from analysis.base.headlines import FORMS
from analysis.base.style import INK, QUIET, STYLE
from analysis.base.words import MINUS, Words
from analysis.figures.brief.looks import FAINT, look_of
from analysis.figures.brief.page import Box, Message, Page, Size, open_page, tall, wide, wrapped
from analysis.figures.brief.wording import capital, fitting, number, range_said, source, those
from analysis.measures.effects import Effect, Holds, Results, effect_of
from analysis.measures.summarise import over_time
from analysis.measures.theories import Holding, holdings, theories
from analysis.tables.show import references
from analysis.tables.theories import conclusion
from analysis.tables.verbs import FEW

MOST_NAMED = 8
"""More theories than this stand close together and without their names, as so many could not be read."""

NAMES, ROW, PAD = 0.27, 3.4, 0.9
"""Share of the width for names of policies; least height of a row and air in it, as multiples of the letters' size."""

ASIDE = 0.05
"""Share of a slide's width left free at the right, where the name of the last theory is wider than its column."""

ON_SLIDE = 4
"""Policies that a slide has room for."""

GAP, TICK = 0.1, f"{MINUS}100 %"
"""Inches between columns, and the text that the room left of the rows is made for."""


@dataclass(frozen=True)
class Rivals:
    """Results under every theory, form by form, the largest fall of sexual exploitation under the first one on top."""

    results: Results

    @cached_property
    def labels(self) -> list[str]:
        """Return the theories, the reference theory first."""
        return theories(self.results.rivals)

    @cached_property
    def forms(self) -> dict[str, list[Holding]]:
        """Return by form what holds for every policy."""
        found = holdings(self.results.rivals, over_time(self.results.manifest), tuple(FORMS.values()))
        by_form = {form: [each for each in found if each.outcome == name] for form, name in FORMS.items()}
        order = sorted(by_form["sexual"], key=lambda each: each.reference.difference.mean)
        places = {each.policy: place for place, each in enumerate(order)}
        return {form: sorted(held, key=lambda each: places[each.policy]) for form, held in by_form.items()}

    def effects(self, held: Holding) -> dict[str, Effect]:
        """Return a policy's effects by theory, in per cent of the reference under that theory."""
        unit = self.results.manifest["outcomes"][held.outcome]["unit"]
        return {label: effect_of(found, unit).relative() for label, found in held.rows.items()}


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw; empty where there is."""
    if len(theories(results.rivals)) < 2:
        return "figures_theories.lacks"
    return "" if results.has(*FORMS.values()) else "figures_common.lacks_outcomes"


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    rivals, every = Rivals(results), replace(results, pairs=results.rivals)
    title = _title(rivals, words)
    said = " ".join(_sentence(each, words) for held in rivals.forms.values() for each in held)
    alt = words("figures_theories.alt", title=title, sentences=said, range=range_said(words, results, _runs(rivals)))
    names = [each.policy for each in rivals.forms["sexual"]]
    reference = references(results.pairs, words)
    return Message(
        capital(title), words("figures_theories.subtitle", reference=reference), alt, source(words, every, names)
    )


def _runs(rivals: Rivals) -> int:
    return min(pair.replicates for pair in rivals.results.rivals)


def _sentence(held: Holding, words: Words) -> str:
    about = {"policy": words.scenario(held.policy), "outcome": words.outcome(held.outcome)}
    return words("figures_theories.sentence", **about, conclusion=conclusion(held, words))


def _title(rivals: Rivals, words: Words) -> str:
    """Return with which policies sexual exploitation goes one way under all theories, and with which it turns."""
    if _runs(rivals) < 2:
        return words("figures_theories.one_run")
    parts = words("figures_common.then").join(_parts(rivals, words))
    return words("figures_theories.title", parts=parts) if parts else words("figures_theories.none")


def _parts(rivals: Rivals, words: Words) -> Iterator[str]:
    """Yield what goes one way or turns; of chance alone nothing stronger than "probably" is said, of few runs less."""
    held, level = rivals.forms["sexual"], "perhaps" if _runs(rivals) < FEW else "likely"
    every = [each.policy for each in held]
    for sign, way in ((-1, "falls"), (1, "rises")):
        if names := [each.policy for each in held if len(each.with_sign(sign)) == len(rivals.labels)]:
            verb = words(f"brief.verb_{level}_{way}")
            yield words("figures_theories.all", verb=verb, names=those(words, names, every))
    if names := [each.policy for each in held if each.with_sign(-1) and each.with_sign(1)]:
        yield words("figures_theories.turns", names=those(words, names, every))


def theories_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw a small panel for each policy and form, all on one scale: a mean with its range under each theory.

    A slide has room for the first form alone.
    """
    rivals = Rivals(results)
    order = [each.policy for each in rivals.forms["sexual"]]
    names, note = fitting(words, order, ON_SLIDE if size.slide else len(order))
    forms = {form: [each for each in held if each.policy in names] for form, held in rivals.forms.items()}
    shown = {"sexual": forms["sexual"]} if size.slide else forms
    with matplotlib.rc_context(STYLE):
        grid = Grid.of(rivals, shown, size, words)
        page = open_page(message(results, words), size, grid.height)
        page.write(page.body.left, page.body.bottom, note, fontsize=size.small, va="bottom", color=QUIET)
        _head(page, rivals, grid, words)
        _draw_forms(page, rivals, grid, tall(note, size.small) if note else 0.0, words)
    return page.figure


@dataclass(frozen=True)
class Grid:
    """Where rows and columns lie, in inches: heights of head, heading and rows of a form; ends of the columns."""

    shown: Mapping[str, Sequence[Holding]]
    head: float
    heading: float
    rows: Sequence[float]
    left: float
    right: float

    @classmethod
    def of(cls, rivals: Rivals, shown: Mapping[str, Sequence[Holding]], size: Size, words: Words) -> "Grid":
        """Return the places for what is shown."""
        room = size.width - 2 * size.margin
        names = [_label(each, room, size, words) for each in shown["sexual"]]
        rows = [max(tall(name, size.small), ROW * size.small / 72) + PAD * size.small / 72 for name in names]
        left = NAMES * room + wide(TICK, size.small) + 2 * GAP
        counts = [_held(each, words) for held in shown.values() for each in held]
        beside = ASIDE * room if size.slide else max(wide(text, size.small) for text in counts) + GAP
        grid = cls(shown, 0.0, 1.6 * tall("", size.text), rows, left, room - beside)
        lines = [tall(text, size.small) for text in _columns(rivals, grid, size, words)]
        return replace(grid, head=max(lines[::2]) + max(lines[1::2], default=0.0) + 0.08)

    @property
    def fixed(self) -> float:
        """Return the height of all that does not grow with the page."""
        return self.head + len(self.shown) * self.heading

    @property
    def height(self) -> float:
        """Return the height of the body."""
        return self.fixed + len(self.shown) * sum(self.rows)

    def column(self, n: int, of: int) -> float:
        """Return the middle of a column, in inches from the left of the body."""
        return self.left + (n + 0.5) / of * (self.right - self.left)


def _label(held: Holding, room: float, size: Size, words: Words) -> str:
    return wrapped(words.scenario(held.policy), NAMES * room, size.small)


def _columns(rivals: Rivals, grid: Grid, size: Size, words: Words) -> list[str]:
    """Return the names of theories in lines; of many theories one text for all of them."""
    if len(rivals.labels) > MOST_NAMED:
        text = words("figures_theories.many", n=len(rivals.labels))
        return [wrapped(text, grid.right - grid.left, size.small)]
    room = 2 * (grid.right - grid.left) / len(rivals.labels) - GAP
    return [wrapped(words.theory(label), room, size.small) for label in rivals.labels]


def _head(page: Page, rivals: Rivals, grid: Grid, words: Words) -> None:
    """Write the names of theories in turn on a lower and an upper line, so that each has twice its column's width."""
    names, size = _columns(rivals, grid, page.size, words), page.size
    bottom, lower = page.body.top - grid.head + 0.02, max(tall(text, size.small) for text in names[::2])
    for n, text in enumerate(names):
        x, y = page.body.left + grid.column(n, len(names)), bottom + (lower + 0.04) * (n % 2)
        page.write(x, y, text, va="bottom", ha="center", fontsize=size.small, color=QUIET)
        if n % 2:
            width, whole = page.figure.get_size_inches()
            ends = [bottom / whole, (bottom + lower) / whole]
            page.figure.add_artist(Line2D([x / width] * 2, ends, color=QUIET, linewidth=0.5))


def _draw_forms(page: Page, rivals: Rivals, grid: Grid, foot: float, words: Words) -> None:
    """Draw the rows of every form below its name, spread over the page."""
    stretch = (page.body.height - foot - grid.fixed) / (len(grid.shown) * sum(grid.rows))
    top, limits = page.body.top - grid.head, _limits(rivals, grid)
    for form, held in grid.shown.items():
        _write_heading(page, top - grid.heading / 2, form, words)
        top -= grid.heading
        for each, row in zip(held, grid.rows, strict=True):
            box = Box(page.body.left, top - row * stretch, page.body.width, row * stretch)
            axes = page.axes(Box(box.left + grid.left, box.bottom, grid.right - grid.left, box.height))
            _draw(axes, rivals, each, page.size)
            _set_axes(axes, box.height, limits, page.size, words)
            _write_beside(page, box, each, words)
            top = box.bottom


def _write_heading(page: Page, y: float, form: str, words: Words) -> None:
    """Write a form above its rows and, in print, what stands at their right."""
    page.write(page.body.left, y, capital(words(f"comparison.{form}")), fontweight="bold")
    if not page.size.slide:
        text = words("figures_theories.holds")
        page.write(page.body.right, y, text, ha="right", fontsize=page.size.small, color=QUIET)


def _limits(rivals: Rivals, grid: Grid) -> tuple[float, float]:
    """Return the scale that all rows share."""
    found = [each for held in grid.shown.values() for one in held for each in rivals.effects(one).values()]
    ends = np.array([0.0, *(value for each in found for value in (each.mean, each.low, each.high))])
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    room = 0.2 * ((high - low) or 1.0)
    return low - room, high + room


def _write_beside(page: Page, box: Box, held: Holding, words: Words) -> None:
    """Write the name of a policy at the left and, in print, under how many theories its effect holds at the right."""
    size, middle = page.size, box.bottom + box.height / 2
    page.write(box.left, middle, _label(held, box.width, size, words), fontsize=size.small)
    if not size.slide:
        page.write(box.right, middle, _held(held, words), ha="right", fontsize=size.small)


def _held(held: Holding, words: Words) -> str:
    """Return under how many theories the effect holds, if it can be told under the reference theory."""
    if not held.reference.sign:
        return words("figures_theories.open")
    return words("figures_theories.of", k=len(held.same), n=len(held.rows))


def _draw(axes: Axes, rivals: Rivals, held: Holding, size: Size) -> None:
    """Draw means with their ranges; where a range holds more than chance, chance is its thick part."""
    points = size.small * (0.75 if len(rivals.labels) <= MOST_NAMED else 0.4)
    for label, found in rivals.effects(held).items():
        place = rivals.labels.index(label)
        look, thick = look_of(found.sign, "lower"), points / 5
        axes.axvline(place, color=FAINT, linewidth=0.5, zorder=0)
        axes.plot([place, place], [found.low, found.high], color=look.colour, linewidth=thick)
        if found.holds is Holds.ALL:
            chance = [found.chance_low, found.chance_high]
            axes.plot([place, place], chance, color=look.colour, linewidth=2.6 * thick)
        axes.plot([place], [found.mean], linestyle="", zorder=3, **look.marker(points))
    axes.set_xlim(-0.5, len(rivals.labels) - 0.5)


def _set_axes(axes: Axes, height: float, limits: tuple[float, float], size: Size, words: Words) -> None:
    """Set the scale of a row that is so many inches high: zero marked, and what else has room beside it."""
    low, high = limits
    axes.set_ylim(low, high)
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.axhline(0, color=INK, linewidth=0.9, zorder=1)
    ticks = MaxNLocator(nbins=2, steps=[1, 2, 5, 10]).tick_values(low, high)
    apart = 1.4 * size.small / 72 / height * (high - low)
    inside = [value for value in ticks if low + apart / 2 < value < high - apart / 2 and abs(value) > apart]
    axes.yaxis.set_major_locator(FixedLocator([0.0, *inside]))
    shown = FuncFormatter(lambda value, _: number(words, value) + words("figures_common.percent"))
    axes.yaxis.set_major_formatter(shown)
    axes.tick_params(axis="y", labelsize=size.small, labelcolor=QUIET, length=0)
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
