"""True against recorded: what happens at the left, what registers would show at the right, on axes of their own."""

import matplotlib
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.base.headlines import FORMS, RECORDED
from analysis.base.style import RECORDED_PAPER, STYLE
from analysis.base.words import Words
from analysis.figures.brief.looks import Kind, Look, look_of
from analysis.figures.brief.page import Box, Message, Page, Size, open_page, tall, wrapped
from analysis.figures.brief.rows import Dot, draw_rows, height_of
from analysis.figures.brief.wording import capital, change, range_said, source
from analysis.measures.effects import Effect, Results

COMPLAINTS = RECORDED[0]
ON_SLIDE = (COMPLAINTS, "recorded.convictions")
"""Registers that a slide has room for."""

HEADING = 1.8
"""Lines above the rows of each part, as a multiple of a line."""


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw; empty where there is."""
    return "" if results.has(*FORMS.values(), *RECORDED) else "figures_common.lacks_outcomes"


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    happens, shown = results.effect(FORMS["sexual"]), results.effect(COMPLAINTS)
    policy, reference = (words.scenario(name) for name in (results.policy, results.pair.reference))
    title = words(f"figures_recorded.title_{_agree(happens, shown)}", policy=policy)
    said = {
        part: " ".join(_sentence(each, words) for each in found)
        for part, found in (
            ("true", _relative(results, tuple(FORMS.values()))),
            ("recorded", _relative(results, RECORDED)),
        )
    }
    alt = words("figures_recorded.alt", title=title, **said, range=range_said(words, results, happens.runs))
    return Message(capital(title), words("figures_recorded.subtitle", reference=reference), alt, source(words, results))


def _agree(happens: Effect, shown: Effect) -> str:
    """Return how complaints move beside exploitation: alike, opposite, alone, still, or neither can be told."""
    if not happens.sign or not shown.sign:
        return "alone" if shown.sign else "still" if happens.sign else "unclear"
    return "alike" if happens.sign == shown.sign else "opposite"


def recorded_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw the change of both forms and, apart and on grey paper, that of each register."""
    happens = [Dot(words.outcome(each.outcome), each, look_of(each.sign, "lower")) for each in _true(results)]
    shown = [Dot(words.outcome(each.outcome), each, _plain(each)) for each in _relative(results, ON_SLIDE if size.slide else RECORDED)]
    room = size.width - 2 * size.margin
    heading = HEADING * tall("", size.text)
    heights = [height_of(dots, size, room - 2 * size.margin) + heading for dots in (happens, shown)]
    with matplotlib.rc_context(STYLE):
        page = open_page(message(results, words), size, sum(heights) + 3 * size.margin)
        body, share = page.body, heights[1] / sum(heights)
        lower = Box(body.left, body.bottom, body.width, share * (body.height - size.margin))
        upper_bottom = lower.top + size.margin
        upper = Box(body.left, upper_bottom, body.width, body.top - upper_bottom)
        _grey(page, lower)
        for box, dots, key in ((upper, happens, "true"), (lower, shown, "recorded")):
            _draw_part(page, box, dots, words(f"figures_recorded.{key}"), words)
    return page.figure


def _draw_part(page: Page, box: Box, dots: list[Dot], heading: str, words: Words) -> None:
    size = page.size
    text = wrapped(heading, box.width - 2 * size.margin, size.text, bold=True)
    page.write(box.left + size.margin, box.top - 0.5 * size.margin, text, fontweight="bold", va="top")
    above = tall(text, size.text) + size.margin
    inner = Box(box.left + size.margin, box.bottom, box.width - 2 * size.margin, box.height - above)
    draw_rows(page, inner, dots, words, told=not size.slide)


def _grey(page: Page, box: Box) -> None:
    width, height = page.figure.get_size_inches()
    corner = (box.left / width, box.bottom / height)
    paper = Rectangle(corner, box.width / width, box.height / height, color=RECORDED_PAPER, zorder=-1)
    page.figure.add_artist(paper)


def _true(results: Results) -> list[Effect]:
    return _relative(results, tuple(FORMS.values()))


def _relative(results: Results, names: tuple[str, ...]) -> list[Effect]:
    found = [results.effect(name) for name in names]
    return [each.relative() for each in found if each.reference]


def _plain(found: Effect) -> Look:
    return Look(Kind.NEITHER if found.sign else Kind.UNCLEAR, found.sign)


def _sentence(found: Effect, words: Words) -> str:
    return words("figures_common.alt_sentence", outcome=words.outcome(found.outcome), change=change(words, found))
