"""The ledger of harm and benefit: who is better off and who worse, line by line, never added up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import matplotlib
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.base.style import QUIET, STYLE
from analysis.base.words import Words
from analysis.figures.brief.looks import BETTER, FAINT, WORSE, Kind, Look
from analysis.figures.brief.page import Box, Message, Page, Size, open_page, tall, wrapped
from analysis.figures.brief.wording import capital, change, range_said, source
from analysis.measures.answer import NO_HARM
from analysis.measures.effects import Effect, Results
from analysis.measures.harm import LEDGER, Harm, Line, ledger

COLUMNS = {Kind.BETTER: (Harm.LESS,), Kind.UNCLEAR: (Harm.UNCLEAR, Harm.UNKNOWN), Kind.WORSE: (Harm.MORE,)}
"""The columns of signs, and which results stand in each."""

NAMES, SIGNS = {False: 0.40, True: 0.55}, {False: 0.11, True: 0.15}
"""Shares of the width for names and for each column of signs, in print and on a slide; numbers have the rest."""

ON_SLIDE = 7
"""Lines that a slide has room for."""

PAD = 0.55
"""Air between two lines, as a multiple of the letters' size."""


@dataclass(frozen=True)
class Entry:
    """A line of the ledger, or the heading of a group where it has no sign."""

    text: str
    line: Line | None = None


def lacks(results: Results) -> str:
    """Return the key of why there is nothing to draw; empty where there is."""
    return "" if _lines(results) else "figures_common.lacks_outcomes"


def message(results: Results, words: Words) -> Message:
    """Return what the figure says."""
    policy, reference = (words.scenario(name) for name in (results.policy, results.pair.reference))
    title = words("figures_ledger.title", policy=policy, parts=_who(results, words))
    lines = _lines(results)
    said = " ".join(_sentence(line, results, words) for line in lines)
    alt = words("figures_ledger.alt", title=title, sentences=said, range=range_said(words, results, _runs(results)))
    return Message(capital(title), words("figures_ledger.subtitle", reference=reference), alt, source(words, results))


def ledger_figure(results: Results, words: Words, size: Size) -> Figure:
    """Draw a sign a line in the column of what it means; numbers at the right in print."""
    entries = list(_entries(results, words, size))
    room = size.width - 2 * size.margin
    note = wrapped(_left_out(results, words, size), room, size.small)
    heights = [_height(entry, size, room) for entry in entries]
    head, foot = 2.2 * size.text / 72, tall(note, size.small) + size.margin if note else 0.0
    with matplotlib.rc_context(STYLE):
        page = open_page(message(results, words), size, sum(heights) + head + foot)
        _head(page, head, words)
        stretch = min(1.6, (page.body.height - head - foot) / sum(heights))
        top = page.body.top - head
        for entry, height in zip(entries, heights, strict=True):
            _draw(
                page,
                entry,
                Box(page.body.left, top - height * stretch, page.body.width, height * stretch),
                results,
                words,
            )
            top -= height * stretch
        if note:
            page.write(page.body.left, page.body.bottom, note, fontsize=size.small, va="bottom", color=QUIET)
    return page.figure


def _lines(results: Results) -> list[Line]:
    """Return the lines of harm, money of the state and NGOs left out, as another figure shows it."""
    return [line for line in ledger(results.pair, results.manifest) if line.row.outcome not in NO_HARM]


def _harm(line: Line, results: Results) -> Harm:
    """Return what a line says, by the whole range of its effect, which may hold more than chance."""
    found = results.effect(line.row.outcome)
    if found.sign is None:
        return Harm.UNKNOWN
    if found.sign == 0:
        return Harm.SAME if found.mean == found.low == found.high == 0 else Harm.UNCLEAR
    if line.better == "neither":
        return Harm.HIGHER if found.sign > 0 else Harm.LOWER
    return Harm.MORE if (found.sign > 0) == (line.better == "lower") else Harm.LESS


def _runs(results: Results) -> int:
    return results.pair.replicates


def _who(results: Results, words: Words) -> str:
    """Return which groups have lines that are worse, and which have lines that are better."""
    parts = []
    for key, harm in (("worse", Harm.MORE), ("better", Harm.LESS)):
        groups = [
            group
            for group in LEDGER
            if any(line.group == group and _harm(line, results) is harm for line in _lines(results))
        ]
        if groups:
            parts.append(
                words(
                    f"figures_ledger.{key}_for",
                    names=words.joined([words(f"figures_ledger.who_{group}") for group in groups]),
                )
            )
    return words("figures_common.then").join(parts) or words("figures_ledger.nothing_told")


def _entries(results: Results, words: Words, size: Size) -> Iterator[Entry]:
    """Yield the lines of the figure, in print below the headings of their groups."""
    lines = _differing(results)
    if size.slide:
        yield from (Entry(words.outcome(line.row.outcome).strip(), line) for line in _chosen(lines, results))
        return
    for group in dict.fromkeys(line.group for line in lines):
        yield Entry(capital(words(f"figures_ledger.{group}")))
        yield from (Entry(words.outcome(line.row.outcome).strip(), line) for line in lines if line.group == group)


def _differing(results: Results) -> list[Line]:
    """Return the lines that differ at all and of which one direction is better."""
    return [line for line in _lines(results) if _harm(line, results) is not Harm.SAME and line.better != "neither"]


def _chosen(lines: Sequence[Line], results: Results) -> list[Line]:
    """Return lines for a slide: one a group and result, then further ones, what can be told before what cannot."""
    told = [line for line in lines if _harm(line, results) in (Harm.MORE, Harm.LESS)]
    first = list({(line.group, _harm(line, results)): line for line in reversed(told)}.values())
    wanted = [*first, *told, *lines]
    kept = list({line.row.outcome: line for line in wanted}.values())[:ON_SLIDE]
    return [line for line in lines if line in kept]


def _left_out(results: Results, words: Words, size: Size) -> str:
    """Return which lines are not drawn: those that do not differ at all, on a slide also those without room."""
    if size.slide:
        more = len(_differing(results)) - ON_SLIDE
        return words("figures_ledger.more", n=more) if more > 0 else ""
    names = [words.outcome(line.row.outcome).strip() for line in _lines(results) if _harm(line, results) is Harm.SAME]
    return words("figures_ledger.same", names=words.joined(names)) if names else ""


def _height(entry: Entry, size: Size, room: float) -> float:
    return tall(_label(entry, size, room), size.text) + PAD * size.text / 72


def _label(entry: Entry, size: Size, room: float) -> str:
    return wrapped(entry.text, NAMES[size.slide] * room - 0.1, size.text) if entry.line else entry.text


def _centres(page: Page) -> dict[Kind, float]:
    """Return where the columns of signs stand, in inches."""
    slide, width = page.size.slide, page.body.width
    return {kind: page.body.left + (NAMES[slide] + (n + 0.5) * SIGNS[slide]) * width for n, kind in enumerate(COLUMNS)}


def _head(page: Page, height: float, words: Words) -> None:
    for kind, x in _centres(page).items():
        colour = {Kind.BETTER: BETTER, Kind.WORSE: WORSE}.get(kind, QUIET)
        text = wrapped(
            words(f"figures_ledger.{kind}"), SIGNS[page.size.slide] * page.body.width - 0.04, page.size.text, bold=True
        )
        page.write(x, page.body.top, text, ha="center", va="top", color=colour, fontweight="bold")


def _draw(page: Page, entry: Entry, box: Box, results: Results, words: Words) -> None:
    y = box.bottom + box.height / 2
    if entry.line is None:
        page.write(page.body.left, y, entry.text, fontweight="bold")
        return
    page.write(page.body.left + 0.1, y, _label(entry, page.size, page.body.width))
    found = results.effect(entry.line.row.outcome)
    kind = next((kind for kind, harms in COLUMNS.items() if _harm(entry.line, results) in harms), Kind.UNCLEAR)
    _mark(page, _centres(page)[kind], box, Look(kind, found.sign if kind is not Kind.UNCLEAR else 0))
    if not page.size.slide:
        page.write(
            page.body.left + (NAMES[False] + len(COLUMNS) * SIGNS[False]) * page.body.width, y, _change(found, words)
        )


def _change(found: Effect, words: Words) -> str:
    """Return the change in per cent of the reference, or in its own unit where the reference is nothing."""
    return change(words, found.relative() if found.reference else found)


def _mark(page: Page, x: float, box: Box, look: Look) -> None:
    """Draw the sign of a line into its column, and a thin rule below the line."""
    width, height = page.figure.get_size_inches()
    marker = look.marker(page.size.text)
    page.figure.add_artist(Line2D([x / width], [(box.bottom + box.height / 2) / height], linestyle="", **marker))
    ends, under = [box.left / width, box.right / width], box.bottom / height
    page.figure.add_artist(Line2D(ends, [under, under], color=FAINT, linewidth=0.5, zorder=0))


def _sentence(line: Line, results: Results, words: Words) -> str:
    found = results.effect(line.row.outcome)
    about = {"outcome": words.outcome(line.row.outcome).strip(), "result": words(f"harm.{_harm(line, results)}")}
    return words("figures_ledger.sentence", **about, change=_change(found, words))
