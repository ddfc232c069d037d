"""What a range is made of: chance between runs, parameters, theories."""

import matplotlib
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.base.headlines import FORMS
from analysis.base.parts import Parts
from analysis.base.style import INK, STYLE
from analysis.base.words import Words
from analysis.figures.brief.looks import PARTS
from analysis.figures.brief.page import Box, Message, Page, Size, open_page, tall, wide
from analysis.figures.brief.wording import capital, change, source
from analysis.measures.effects import Effect, Results

BAR, GAP = 0.42, 0.35
"""Inches in print: height of a bar, and what lies between two."""

NAMED = 0.08
"""Share of a bar from which on its part is named in it."""


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw; empty where there is."""
    if not results.has(*FORMS.values()):
        return "figures_common.lacks_outcomes"
    return "" if all(results.effect(name).parts for name in FORMS.values()) else "figures_doubt.lacks"


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    parts = _parts(results.effect(FORMS["sexual"]))
    policy = words.scenario(results.policy)
    largest = max(PARTS, key=lambda name: getattr(parts, name))
    title = words("figures_doubt.title", policy=policy, part=words(f"figures_doubt.most_{largest}"))
    said = " ".join(_sentence(form, results.effect(name), words) for form, name in FORMS.items())
    alt = words("figures_doubt.alt", title=title, sentences=said)
    return Message(capital(title), words("figures_doubt.subtitle"), alt, source(words, results))


def doubt_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw a bar a form, its parts the shares of the variance; names stand above the first bar."""
    scale = 2.0 if size.slide else 1.0
    bar, gap = BAR * scale, GAP * scale
    keys = 1.6 * tall("", size.text)
    with matplotlib.rc_context(STYLE):
        page = open_page(message(results, words), size, keys + len(FORMS) * (bar + gap))
        names = {form: words(f"comparison.{form}") for form in FORMS}
        left = max(wide(name, size.text) for name in names.values()) + 0.15
        x, width, top = page.body.left + left, page.body.width - left, page.body.top - keys
        _draw_keys(page, x, page.body.top - keys / 2, words)
        for form, outcome in FORMS.items():
            box = Box(x, top - bar, width, bar)
            page.write(x - 0.15, box.bottom + bar / 2, names[form], ha="right")
            _draw_bar(page, box, _parts(results.effect(outcome)), words)
            top -= bar + gap
    return page.figure


def _parts(found: Effect) -> Parts:
    if found.parts is None:
        raise ValueError(f"the range of {found.outcome} has no parts")
    return found.parts


def _draw_keys(page: Page, x: float, y: float, words: Words) -> None:
    """Write what the parts are, each behind a square of its paper."""
    letter = page.size.text / 72
    width, height = page.figure.get_size_inches()
    for name, paper in PARTS.items():
        corner = (x / width, (y - letter / 2) / height)
        page.figure.add_artist(Rectangle(corner, letter / width, letter / height, color=paper))
        text = words(f"figures_doubt.{name}")
        page.write(x + 1.5 * letter, y, text)
        x += wide(text, page.size.text) + 3.0 * letter


def _draw_bar(page: Page, box: Box, parts: Parts, words: Words) -> None:
    axes = page.axes(box)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_axis_off()
    start = 0.0
    for name, paper in PARTS.items():
        share = getattr(parts, name)
        axes.barh(0.5, share, height=1.0, left=start, color=paper, edgecolor="white", linewidth=1.5)
        if share >= NAMED and not page.size.slide:
            text = words("figures_doubt.share", number=words.number(100 * share))
            colour = "white" if name == "chance" else INK
            page.write(
                box.left + (start + share / 2) * box.width, box.bottom + box.height / 2, text, ha="center", color=colour
            )
        start += share


def _sentence(form: str, found: Effect, words: Words) -> str:
    shares = {name: words.number(100 * getattr(_parts(found), name)) for name in PARTS}
    return words(
        "figures_doubt.sentence", form=words(f"comparison.{form}"), **shares, change=change(words, found.relative())
    )
