"""What the figures of sensitivity share: the sheet around the panels, rows of factors by family, whiskers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from analysis.base.style import INK, QUIET, RECORDED_PAPER, STYLE, settle
from analysis.base.words import Words
from analysis.figures.captions import LEFT, Provenance, empty_figure, people, write_foot, write_head
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.subject import Factors, Subject, leaders
from analysis.tables.sensitivity_wording import kind, measured_in

WIDTH, HEAD, FOOT, HEADING = 11.0, 1.35, 0.36, 0.3
"""Inches: width of a sheet, and heights of the title with subtitle, of the source, and of the line that says whether
the outcome happens or is recorded."""

ROW = 0.27
"""Height of a row, in inches."""

AIR = 0.2
"""Inches beside panels: texts in the file are a little wider than the layout expects."""

LONGEST_TITLE = 84
"""Characters of a title that fit a sheet."""

FAMILY_COLOURS = {
    "lever": "#0072B2",
    "uncertainty": "#00765A",
    "theory": "#B0548C",
    "price": "#B36B00",
    "dummy": QUIET,
}
"""Colours that colour-blind readers can tell apart, darker than those of Okabe and Ito (2008), as text has them too.
Headings say the same."""

FLOOR_PAPER = "#E4E4E0"


@dataclass(frozen=True)
class Sheet:
    """What stands around the panels: what was measured, on which factors, how it was made, and the words for it."""

    subject: Subject
    factors: Factors
    provenance: Provenance
    words: Words

    @property
    def unit(self) -> str:
        """Return the unit of the outcome as printed; empty where its label says it."""
        return self.words.unit(self.subject.unit)


def on_sheet(
    sheet: Sheet, title: str, says: str, intervals: str, height: float, draw: Callable[[SubFigure], Any]
) -> Figure:
    """Return a figure with panels that ``draw`` puts into the body, of a height in inches.

    ``says`` says what is shown, ``intervals`` what the intervals contain. If ``draw`` returns a function, it is called
    once the figure is laid out.
    """
    heights = [HEAD, HEADING, height, FOOT]
    with matplotlib.rc_context(STYLE):
        figure = empty_figure(WIDTH, sum(heights))
        engine: Any = figure.get_layout_engine()
        engine.set(w_pad=AIR)
        parts: Any = figure.subfigures(len(heights), 1, height_ratios=heights)
        head, heading, body, foot = parts
        write_head(head, title, "\n".join((_where(sheet), says, _how(sheet), intervals)), below=0.67)
        heading.text(LEFT, 0.5, kind(sheet.subject, sheet.words), fontsize=9, fontweight="bold", va="center")
        if sheet.subject.recorded:
            heading.set_facecolor(RECORDED_PAPER)
        finish = draw(body)
        write_foot(foot, sheet.provenance, 1, 1, sheet.words, source="sensitivity.source")
        settle(figure)
        if finish:
            finish()
        return figure


def _where(sheet: Sheet) -> str:
    words, subject = sheet.words, sheet.subject
    unit = words("sensitivity.unit", unit=sheet.unit) if sheet.unit else ""
    span = {"start": subject.start, "stop": subject.stop, "people": people(sheet.provenance, words)}
    text = words("sensitivity.where", measured=measured_in(subject, words), unit=unit, **span)
    partial = subject.runs < subject.planned
    return words("sensitivity.partial", runs=subject.runs, planned=subject.planned) + text if partial else text


def _how(sheet: Sheet) -> str:
    subject = sheet.subject
    key = ("ensemble" if subject.sets else "sensitivity") + (".how" if subject.replicates > 1 else ".how_one")
    counts = {"runs": sheet.words.number(subject.runs), "replicates": subject.replicates}
    return sheet.words(key, method=subject.method, **counts)


def finding(found: Estimates, sheet: Sheet) -> str:
    """Return the title: which factor leads, that several do, or that none can be told from noise."""
    first = leaders(found, sheet.factors)
    if not first:
        return sheet.words("sensitivity.title_none")
    if len(first) > 1:
        return sheet.words("sensitivity.title_many", n=len(first))
    return capital(sheet.words("sensitivity.title_one", factor=sheet.factors.label(first[0])))


def capital(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Rows:
    """Where factors stand: a row each, below the heading of their family. Rows count from the top."""

    places: dict[str, float]
    headings: dict[str, float]
    end: float


def rows_of(names: Sequence[str], factors: Factors) -> Rows:
    """Return rows for names by family, in the order given, with some space before each heading."""
    places, headings, place = {}, {}, 0.0
    for family, members in factors.grouped(names).items():
        headings[family] = place
        for name in members:
            place += 1.0
            places[name] = place
        place += 1.3
    return Rows(places, headings, place - 0.8)


def set_family_rows(axes: Axes, rows: Rows, sheet: Sheet, *, named: bool = True) -> None:
    """Set axes to the rows, with thin lines between them and, if ``named``, headings of families in their colours."""
    axes.set_ylim(rows.end, -0.6)
    axes.set_yticks(list(rows.places.values()), [sheet.factors.label(name) if named else "" for name in rows.places])
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False)
    axes.grid(visible=True, axis="x")
    for place in rows.places.values():
        axes.axhline(place - 0.5, color="#E6E6E6", linewidth=0.6, zorder=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    if named:
        _write_headings(axes, rows, sheet)


def _write_headings(axes: Axes, rows: Rows, sheet: Sheet) -> None:
    where = axes.get_yaxis_transform()
    for family, place in rows.headings.items():
        look: Any = {"color": FAMILY_COLOURS[family], "fontsize": 7.5, "fontweight": "bold"}
        text = axes.text(0.004, place, sheet.words(f"sensitivity.family_{family}"), transform=where, **look)
        text.set(va="center", zorder=5, bbox={"facecolor": "white", "linewidth": 0, "pad": 2})


def draw_whisker(axes: Axes, low: float, high: float, place: float, colour: str = INK) -> None:
    """Draw an interval as a thin line with short ends."""
    axes.plot([low, high], [place, place], color=colour, linewidth=0.9, marker="|", markersize=4, zorder=3)


def shade_floor(axes: Axes, floor: float, sheet: Sheet) -> None:
    """Shade what lies below the noise floor; nothing where none is known."""
    if floor == floor:
        axes.axvspan(0, floor, color=FLOOR_PAPER, zorder=-1, linewidth=0)
        axes.axvline(floor, color=QUIET, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1)


def content(sheet: Sheet, title: str, sentences: Sequence[str]) -> str:
    """Return the content of a figure in words: kind of outcome, what was measured, title, and some sentences."""
    about = {"kind": kind(sheet.subject, sheet.words), "measured": measured_in(sheet.subject, sheet.words)}
    text = " ".join(sentence for sentence in sentences if sentence)
    return sheet.words("sensitivity.alt", title=title, sentences=text, **about)
