"""Heat maps of clerks by requirements: a column for each quantity, a row for each share of protected land opened."""

from collections.abc import Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.base.statistics import Interval
from analysis.base.style import INK, QUIET, STYLE, settle
from analysis.base.words import Words
from analysis.figures.captions import Provenance, people, write_foot, write_head
from analysis.measures.summarise import Levels
from analysis.studies.formalisation.measures import EXPLOITED, GRANTED, SHARE, WindowResult
from analysis.tables.show import limits, shown

SIZE = (16.0, 8.6)
FORMAL, LEGITIMACY = "true.miners_formal", "true.legitimacy"
PANELS = {SHARE: "%", FORMAL: "persons", LEGITIMACY: "1", EXPLOITED[0]: "persons", EXPLOITED[1]: "persons"}
"""Quantities shown, with their units."""
RISING, EITHER_WAY = "Blues", "RdBu_r"
DARK = 0.6
"""Share of a colour scale beyond which texts are white."""


def formalisation_figure(found: Sequence[WindowResult], usual: Levels, provenance: Provenance, words: Words) -> Figure:
    """Draw the grid; each cell shows mean and range."""
    with matplotlib.rc_context(STYLE | {"axes.grid": False}):
        figure = Figure(figsize=SIZE, layout="constrained")
        parts: Any = figure.subfigures(3, 1, height_ratios=[1.15, 8.2, 0.4])
        head, body, foot = parts
        write_head(head, words("formalisation.title"), _subtitle(usual, provenance, words))
        shares = list(dict.fromkeys(each.window.protected for each in found))
        axes = body.subplots(len(shares), len(PANELS), squeeze=False, sharex=True, sharey=True)
        for column, name in enumerate(PANELS):
            largest = max(abs(_value(each, name).mean) for each in found)
            for row, share in enumerate(shares):
                chosen = [each for each in found if each.window.protected == share]
                _heat_map(axes[row, column], chosen, name, largest, words)
        for column, name in enumerate(PANELS):
            axes[0, column].set_title(words(f"formalisation.panel_{name.rpartition('.')[2]}"), fontsize=9)
            axes[-1, column].set_xlabel(words("formalisation.requirements_axis"))
        for row, share in enumerate(shares):
            axes[row, 0].set_ylabel(words("formalisation.staff_axis", share=words.number(100 * share)))
        write_foot(foot, provenance, usual.replicates, usual.planned, words)
        return settle(figure)


def alt_text(found: Sequence[WindowResult], words: Words) -> str:
    """Return the figure's content in words: the window with fewest and that with most permits granted."""
    by_granted = sorted(found, key=lambda each: each.quantities[GRANTED].mean)
    ends = [words(f"formalisation.alt_{end}", **_told(each, words)) for end, each in _ends(by_granted)]
    return words("formalisation.alt", ends=" ".join(ends))


def _ends(found: Sequence[WindowResult]) -> list[tuple[str, WindowResult]]:
    return [("fewest", found[0]), ("most", found[-1])]


def _told(each: WindowResult, words: Words) -> dict[str, str]:
    return {
        "staff": words.number(each.window.staff),
        "requirements": words.number(each.window.requirements, 1),
        "protected": words.number(100 * each.window.protected),
        "granted": shown(words, each.quantities[GRANTED].mean, "persons"),
        "sexual": shown(words, each.quantities[EXPLOITED[0]].mean, "persons"),
    }


def _subtitle(usual: Levels, provenance: Provenance, words: Words) -> str:
    key = "formalisation.subtitle" if usual.replicates > 1 else "formalisation.subtitle_one"
    span = {"start": usual.dates[0].year, "stop": usual.dates[-1].year}
    return words(key, **span, people=people(provenance, words), n=usual.replicates, world=words.scenario(usual.name))


def _value(each: WindowResult, name: str) -> Interval:
    """Return a quantity as it is shown: a share in percent."""
    found = each.quantities[name]
    return Interval(100 * found.mean, 100 * found.low, 100 * found.high) if name == SHARE else found


def _heat_map(axes: Axes, found: Sequence[WindowResult], name: str, largest: float, words: Words) -> None:
    staff = list(dict.fromkeys(each.window.staff for each in found))
    requirements = list(dict.fromkeys(each.window.requirements for each in found))
    values = np.full((len(staff), len(requirements)), np.nan)
    lowest = -largest if name in EXPLOITED else 0.0
    for each in found:
        y, x = staff.index(each.window.staff), requirements.index(each.window.requirements)
        values[y, x] = _shown_as_colour(_value(each, name), name)
        shade = (values[y, x] - lowest) / (largest - lowest) if largest else 0.0
        _write(axes, x, y, _value(each, name), PANELS[name], _ink(shade, name), words)
    axes.imshow(
        values, cmap=EITHER_WAY if name in EXPLOITED else RISING, vmin=lowest, vmax=largest or 1.0, aspect="auto"
    )
    axes.set_xticks(range(len(requirements)), [words.number(each, 1) for each in requirements])
    axes.set_yticks(range(len(staff)), [words.number(each) for each in staff])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _shown_as_colour(value: Interval, name: str) -> float:
    """Return the value that colours a cell; 0 for a change that cannot be told from zero."""
    return 0.0 if name in EXPLOITED and value.covers_zero else value.mean


def _ink(shade: float, name: str) -> str:
    """Return the colour of texts on a cell: white on dark shades."""
    dark = abs(2 * shade - 1) > DARK if name in EXPLOITED else shade > DARK
    return "white" if dark else INK


def _write(axes: Axes, x: int, y: int, value: Interval, unit: str, ink: str, words: Words) -> None:
    """Write mean and range into a cell."""
    if np.isnan(value.mean):
        axes.text(x, y, words.number(np.nan), ha="center", va="center", color=QUIET)
        return
    axes.text(x, y - 0.13, shown(words, value.mean, unit), ha="center", va="center", color=ink, fontweight="bold")
    if not np.isnan(value.low):
        axes.text(x, y + 0.19, limits(words, value, unit), ha="center", va="center", color=ink, fontsize=6.5)
