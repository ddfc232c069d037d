"""The causal picture of the model: what drives what, where the state acts, and what stands against it."""

from collections.abc import Mapping
from dataclasses import dataclass

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from analysis.base.style import INK, QUIET, STYLE
from analysis.base.words import Words
from analysis.figures.brief.looks import BETTER, WORSE
from analysis.figures.brief.page import Message, Page, Size, open_page, tall, wrapped
from analysis.figures.brief.wording import capital
from analysis.measures.effects import Results

HEIGHT = 3.9
WIDE, LINES = 0.205, 3.0
"""Width of a box as a share of the picture's, and its height in lines of text."""

ASIDE = 0.06
"""How far arrows that go both ways between two boxes stand from the middle, as a share of the picture's width."""


@dataclass(frozen=True)
class Node:
    """A box: where its middle stands, as shares of the picture's sides, and the colour of its edge."""

    x: float
    y: float
    colour: str = INK


DRIVES, ACTS, AGAINST = INK, BETTER, WORSE
NODES: Mapping[str, Node] = {
    "price": Node(0.11, 0.90),
    "miners": Node(0.37, 0.90),
    "bars": Node(0.63, 0.90),
    "recruiters": Node(0.89, 0.90),
    "origin": Node(0.89, 0.50),
    "exploited": Node(0.63, 0.50),
    "survivors": Node(0.63, 0.10),
    "adaptation": Node(0.37, 0.50, AGAINST),
    "state": Node(0.11, 0.50, ACTS),
    "corruption": Node(0.11, 0.10, AGAINST),
    "shelters": Node(0.37, 0.10, ACTS),
    "prevention": Node(0.89, 0.10, ACTS),
}


@dataclass(frozen=True)
class Arrow:
    """An arrow from one box to another, drawn aside of the middle where told; dashed ones lower what they point at."""

    start: str
    end: str
    lowers: bool = False
    aside: float = 0.0


ARROWS = (
    Arrow("price", "miners"),
    Arrow("miners", "bars"),
    Arrow("bars", "recruiters"),
    Arrow("recruiters", "exploited"),
    Arrow("origin", "exploited"),
    Arrow("exploited", "survivors", aside=-ASIDE),
    Arrow("survivors", "exploited", aside=ASIDE),
    Arrow("state", "bars", lowers=True),
    Arrow("corruption", "state", lowers=True),
    Arrow("adaptation", "state", lowers=True),
    Arrow("bars", "adaptation"),
    Arrow("shelters", "survivors"),
    Arrow("prevention", "origin", lowers=True),
)
"""What raises or lowers what in the rules of the model; docs/odd.md describes each."""


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw: nothing is ever missing, as it shows the rules."""
    return ""


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    arrows = "; ".join(_arrow(arrow, words) for arrow in ARROWS)
    title = words("figures_causes.title")
    return Message(
        capital(title),
        words("figures_causes.subtitle"),
        words("figures_causes.alt", title=title, arrows=arrows),
        _source(results, words),
    )


def causes_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw boxes and arrows; solid arrows raise, dashed ones lower what they point at."""
    with matplotlib.rc_context(STYLE):
        page = open_page(message(results, words), size, HEIGHT)
        axes = page.axes(page.body)
        axes.set_xlim(0, page.body.width)
        axes.set_ylim(0, page.body.height)
        axes.set_axis_off()
        for name, node in NODES.items():
            _draw_node(axes, page, node, words(f"figures_causes.{name}"))
        for arrow in ARROWS:
            _draw_arrow(axes, page, arrow)
    return page.figure


def _source(results: Results, words: Words) -> str:
    return words("figures_causes.source", version=results.manifest["model_version"])


def _arrow(arrow: Arrow, words: Words) -> str:
    key = "lowers" if arrow.lowers else "raises"
    start, end = (words(f"figures_causes.{name}") for name in (arrow.start, arrow.end))
    return words(f"figures_causes.{key}", start=start, end=end)


def _place(page: Page, node: Node) -> tuple[float, float]:
    return node.x * page.body.width, node.y * page.body.height


def _draw_node(axes: Axes, page: Page, node: Node, text: str) -> None:
    (x, y), width, height = _place(page, node), WIDE * page.body.width, LINES * tall("", page.size.text)
    corner = (x - width / 2, y - height / 2)
    box = FancyBboxPatch(
        corner, width, height, boxstyle="round,pad=0,rounding_size=0.08", facecolor="white", edgecolor=node.colour
    )
    box.set_linewidth(page.size.text / 6)
    axes.add_patch(box)
    lines = wrapped(text, width - 0.1, page.size.text)
    page.write(page.body.left + x, page.body.bottom + y, lines, ha="center", color=node.colour)


def _draw_arrow(axes: Axes, page: Page, arrow: Arrow) -> None:
    ends = [_edge(page, NODES[a], NODES[b]) for a, b in ((arrow.start, arrow.end), (arrow.end, arrow.start))]
    ends = [(x + arrow.aside * page.body.width, y) for x, y in ends]
    colour = QUIET if NODES[arrow.start].colour == INK else NODES[arrow.start].colour
    patch = FancyArrowPatch(
        ends[0], ends[1], arrowstyle="-|>", mutation_scale=page.size.text * 1.2, color=colour,
        linewidth=page.size.text / 6, linestyle="--" if arrow.lowers else "-",
        shrinkA=1, shrinkB=1,
    )  # fmt: skip
    axes.add_patch(patch)


def _edge(page: Page, node: Node, other: Node) -> tuple[float, float]:
    """Return where the line from a box towards another leaves the box."""
    (x, y), (to_x, to_y) = _place(page, node), _place(page, other)
    half_width, half_height = WIDE * page.body.width / 2, LINES * tall("", page.size.text) / 2
    across, up = to_x - x, to_y - y
    share = min(
        half_width / abs(across) if across else float("inf"),
        half_height / abs(up) if up else float("inf"),
    )
    return x + share * across, y + share * up
