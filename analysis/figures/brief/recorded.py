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
from analysis.figures.brief.wording import capital, change, range_said, source, verdict
from analysis.measures.effects import Effect, Results

COMPLAINTS = RECORDED[0]
ON_SLIDE = (COMPLAINTS, "recorded.convictions")
"""Registers that a slide has room for."""

PAD = 0.12
"""Inches around each part."""

HEADING = 1.8
"""Lines above the rows of each part, as a multiple of a line."""


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw; empty where there is."""
    return "" if results.has(*FORMS.values(), *RECORDED) else "figures_common.lacks_outcomes"


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    happens, shown = results.effect(FORMS["sexual"]), results.effect(COMPLAINTS)
    policy, reference = (words.scenario(name) for name in (results.policy, results.pair.reference))
    found = {"policy": policy, "true": verdict(words, happens), "recorded": verdict(words, shown)}
    opposite = happens.sign and shown.sign and happens.sign != shown.sign
    title = words("figures_recorded.title_opposite" if opposite else "figures_recorded.title", **found)
    said = {
        part: " ".join(_sentence(each, words) for each in found)
        for part, found in (
            ("true", _relative(results, tuple(FORMS.values()))),
            ("recorded", _relative(results, RECORDED)),
        )
    }
    alt = words("figures_recorded.alt", title=title, **said, range=range_said(words, results, happens.runs))
    return Message(capital(title), words("figures_recorded.subtitle", reference=reference), alt, source(words, results))


def recorded_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw the change of both forms and, apart and on grey paper, that of each register."""
    happens = [Dot(words.outcome(each.outcome), each, look_of(each.sign, "lower")) for each in _true(results)]
    shown = [
        Dot(words.outcome(each.outcome), each, _plain(each))
        for each in _relative(results, ON_SLIDE if size.slide else RECORDED)
    ]
    room = size.width - 2 * size.margin
    heading = HEADING * tall("", size.text)
    heights = [height_of(dots, size, room - 2 * PAD) + heading for dots in (happens, shown)]
    with matplotlib.rc_context(STYLE):
        page = open_page(message(results, words), size, sum(heights) + 4 * PAD)
        true, recorded = _halves(page.body) if size.slide else _above(page.body, heights[1] / sum(heights))
        _grey(page, recorded)
        _draw_part(page, true, happens, words("figures_recorded.true"), words)
        _draw_part(page, recorded, shown, words("figures_recorded.recorded"), words)
    return page.figure


def _halves(body: Box) -> tuple[Box, Box]:
    """Return places side by side."""
    width = (body.width - PAD) / 2
    return Box(body.left, body.bottom, width, body.height), Box(body.right - width, body.bottom, width, body.height)


def _above(body: Box, share: float) -> tuple[Box, Box]:
    """Return places one above the other, the lower one with a share of the height."""
    lower = Box(body.left, body.bottom, body.width, share * (body.height - PAD))
    return Box(body.left, lower.top + PAD, body.width, body.top - lower.top - PAD), lower


def _draw_part(page: Page, box: Box, dots: list[Dot], heading: str, words: Words) -> None:
    size = page.size
    text = wrapped(heading, box.width - 2 * PAD, size.text, bold=True)
    page.write(box.left + PAD, box.top - 0.5 * PAD, text, fontweight="bold", va="top")
    above = tall(text, size.text) + PAD
    inner = Box(box.left + PAD, box.bottom + 0.5 * PAD, box.width - 2 * PAD, box.height - above - 0.5 * PAD)
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
