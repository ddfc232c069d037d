"""The page of a figure for staff: title, subtitle, body, source; in print and as a slide, all measured in inches."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from analysis.base.style import INK, QUIET, STYLE
from analysis.base.words import MINUS

LINE = 1.3
"""Distance of two lines of text, as a multiple of the letters' size."""

CAPITAL = 0.73
"""Height of a capital, as a share of the letters' size."""

MOST_LINES, SMALLER = 2, 0.8
"""Lines of a title beyond which it is written smaller, and how much."""

POINTS = 72
"""Points of an inch."""

WIDEST_TICK = f"{MINUS}10,000"
"""Number that the room left of an axis is made for."""

WIDER = 1.02
"""Texts on the screen are a little wider than their outlines."""


@dataclass(frozen=True)
class Size:
    """How large a figure is: inches, and points of the smallest text, of text and of the title.

    Without a height the figure is as high as what it holds.
    """

    name: str
    width: float
    height: float
    margin: float
    small: float
    text: float
    title: float

    @property
    def slide(self) -> bool:
        """Tell whether it is a slide, which holds three numbers at most beside those of axes and source."""
        return bool(self.height)


PRINT = Size("print", 6.7, 0.0, 0.12, small=8.0, text=8.5, title=13.0)
"""As wide as the text of a page of paper of format A4."""

SLIDE = Size("slide", 40 / 3, 7.5, 0.45, small=12.0, text=15.0, title=28.0)
"""A slide of 16 : 9."""

SIZES = (PRINT, SLIDE)


@dataclass(frozen=True)
class Message:
    """What a figure says: its finding, what is measured, its content in words, and where it comes from."""

    title: str
    subtitle: str
    alt: str
    source: str


@dataclass(frozen=True)
class Box:
    """A place on a page, in inches from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right side."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """Return the upper side."""
        return self.bottom + self.height


@dataclass(frozen=True)
class Page:
    """A page with its texts around ``body``, which is free for what a figure draws."""

    figure: Figure
    size: Size
    body: Box

    def axes(self, box: Box) -> Axes:
        """Return axes at a place."""
        width, height = self.figure.get_size_inches()
        return self.figure.add_axes((box.left / width, box.bottom / height, box.width / width, box.height / height))

    def write(self, x: float, y: float, text: str, *, va: str = "center", **how: Any) -> None:
        """Write a text at a place in inches; its letters are those of text unless told otherwise.

        ``va`` says what lies at ``y``: the top, center or bottom of the text. Every line is a text of its own, as lines
        of one text are not equally far apart.
        """
        width, height = self.figure.get_size_inches()
        how = {"fontsize": self.size.text, "va": "baseline", "color": INK} | how
        letter = how["fontsize"] / POINTS
        top = y + {"top": 0.0, "center": 0.5, "bottom": 1.0}[va] * tall(text, how["fontsize"])
        for n, line in enumerate(text.split("\n")):
            baseline = top - (n * LINE + (LINE + CAPITAL) / 2) * letter
            self.figure.text(x / width, baseline / height, line, **how)


def open_page(message: Message, size: Size, height: float) -> Page:
    """Return a page with title, subtitle and source, and a body ``height`` inches high, on a slide what is left."""
    room = size.width - 2 * size.margin
    head = [
        (*_title(message.title, room, size), {"fontweight": "bold"}),
        (wrapped(message.subtitle, room, size.text), size.text, {"color": QUIET}),
    ]
    foot = wrapped(message.source, room, size.small)
    above = sum(tall(text, points) for text, points, _ in head) + 1.5 * size.margin
    below = tall(foot, size.small) + 0.5 * size.margin
    whole = size.height or above + height + below + 2 * size.margin
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(size.width, whole))
        page = Page(figure, size, Box(size.margin, size.margin + below, room, whole - above - below - 2 * size.margin))
        top = whole - size.margin
        for text, points, how in head:
            page.write(size.margin, top, text, fontsize=points, va="top", gid="head", **how)
            top -= tall(text, points) + 0.5 * size.margin
        page.write(size.margin, size.margin, foot, fontsize=size.small, va="bottom", color=QUIET, gid="source")
    return page


def apart(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return middles of texts near those wanted, in inches, that do not touch and lie between two ends if they can.

    ``heights`` are those of the texts, in the same order.
    """
    order = sorted(range(len(wanted)), key=lambda k: wanted[k])
    placed, floor = [0.0] * len(wanted), low
    for k in order:
        placed[k] = max(wanted[k], floor + heights[k] / 2)
        floor = placed[k] + heights[k] / 2
    ceiling = high
    for k in reversed(order):
        placed[k] = min(placed[k], ceiling - heights[k] / 2)
        ceiling = placed[k] - heights[k] / 2
    return placed


def _title(text: str, room: float, size: Size) -> tuple[str, float]:
    """Return a title in lines, and the size of its letters, smaller where it is long."""
    lines = wrapped(text, room, size.title, bold=True)
    if lines.count("\n") < MOST_LINES:
        return lines, size.title
    points = SMALLER * size.title
    return wrapped(text, room, points, bold=True), points


def tall(text: str, points: float) -> float:
    """Return the height of a text, in inches."""
    return (text.count("\n") + 1) * points * LINE / POINTS


def wide(text: str, points: float, *, bold: bool = False) -> float:
    """Return the width of the longest line of a text, in inches."""
    return max(_wide(line, points, bold) for line in text.split("\n"))


@cache
def _wide(line: str, points: float, bold: bool) -> float:
    font = FontProperties(family="DejaVu Sans", size=points, weight="bold" if bold else "normal")
    return WIDER * text_to_path.get_text_width_height_descent(line, font, ismath=False)[0] / POINTS


def wrapped(text: str, room: float, points: float, *, bold: bool = False) -> str:
    """Return a text broken into lines that are no wider than ``room`` inches, where its words allow that."""
    return "\n".join(line for part in text.split("\n") for line in _lines(part.split(" "), room, points, bold))


def _lines(words: Sequence[str], room: float, points: float, bold: bool) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if _wide(longer, points, bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
