"""Elementary effects: how much each factor matters, and how far that depends on the others."""

from collections.abc import Callable
from math import isnan

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import FuncFormatter

from analysis.base.style import INK, QUIET
from analysis.figures.label_placement import place_labels
from analysis.figures.sensitivity_captions import FAMILY_COLOURS, FLOOR_PAPER, Sheet, content, finding, on_sheet
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.subject import DUMMY, Factors
from analysis.tables.show import short_number

HEIGHT = 6.4
WRAP = 120
"""Characters in a line of the note below."""

MARKS = {"lever": "s", "uncertainty": "o", "theory": "D", "price": "^", "dummy": "X"}
"""A shape for each family, so that the figure can be read without colour."""


def screening_figure(mu_star: Estimates, sigma: Estimates, sheet: Sheet) -> Figure:
    """Draw mean absolute elementary effects against their spread (Morris 1991; Campolongo and others 2007).

    Both are in the unit of the outcome over the whole range of a factor, shape (factors,), in the same order of names;
    limits of NaN draw no interval. What lies within the noise floor is shaded, and factors there are named below
    instead of at their points.
    """
    words, factors = sheet.words, sheet.factors

    def draw(body: SubFigure) -> Callable[[], None]:
        axes = body.add_subplot()
        _set_axes(axes, mu_star, sigma, sheet)
        for k, name in enumerate(mu_star.names):
            _draw_point(axes, mu_star, sigma, k, factors.family(name))
        _write_key(axes, mu_star, sheet)
        named = _named(mu_star, factors)
        colours = [FAMILY_COLOURS[factors.family(mu_star.names[k])] for k in named]
        labels = [factors.label(mu_star.names[k]) for k in named]
        points = np.stack([np.asarray(mu_star.value), np.asarray(sigma.value)], 1)
        return lambda: place_labels(axes, points[named], labels, colours, _occupied(axes, mu_star, sigma))

    says, intervals = words("sensitivity.screening_says"), words("sensitivity.intervals_trajectories")
    return on_sheet(sheet, finding(mu_star, sheet), says, intervals, HEIGHT, draw)


def _named(mu_star: Estimates, factors: Factors) -> list[int]:
    """Return the factors beyond the noise floor, the most important first."""
    floor = factors.floor(mu_star)
    beyond = [k for k, name in enumerate(mu_star.names) if not mu_star.value[k] <= floor]
    return sorted((k for k in beyond if factors.family(mu_star.names[k]) != DUMMY), key=lambda k: -mu_star.value[k])


def _occupied(axes: Axes, mu_star: Estimates, sigma: Estimates) -> np.ndarray:
    """Return what names must not cover (points, intervals, the line σ = μ*) as corners, shape (boxes, 2, 2)."""
    x, y = np.asarray(mu_star.value, float), np.asarray(sigma.value, float)
    across = [np.where(np.isfinite(each), each, x) for each in (mu_star.low, mu_star.high)]
    upward = [np.where(np.isfinite(each), each, y) for each in (sigma.low, sigma.high)]
    lines = [np.stack([across[0], y, across[1], y], 1), np.stack([x, upward[0], x, upward[1]], 1)]
    steps = np.linspace(0, min(axes.get_xlim()[1], axes.get_ylim()[1]), 80)
    return np.concatenate([*lines, np.stack([steps] * 4, 1)]).reshape(-1, 2, 2)


def _draw_point(axes: Axes, mu_star: Estimates, sigma: Estimates, k: int, family: str) -> None:
    x, y, colour = float(mu_star.value[k]), float(sigma.value[k]), FAMILY_COLOURS[family]
    axes.plot([mu_star.low[k], mu_star.high[k]], [y, y], color=colour, linewidth=0.9, alpha=0.7)
    axes.plot([x, x], [sigma.low[k], sigma.high[k]], color=colour, linewidth=0.9, alpha=0.7)
    axes.plot([x], [y], marker=MARKS[family], markersize=6, color=colour, linestyle="", zorder=4)


def _set_axes(axes: Axes, mu_star: Estimates, sigma: Estimates, sheet: Sheet) -> None:
    words, unit = sheet.words, sheet.unit or sheet.subject.unit
    right = float(np.nanmax([*mu_star.value, *mu_star.high])) * 1.05 or 1.0
    top = float(np.nanmax([*sigma.value, *sigma.high])) * 1.08 or 1.0
    axes.set(xlim=(0, right), ylim=(0, top))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: short_number(words, value)))
    axes.set_xlabel(words("sensitivity.screening_x", unit=unit), loc="left")
    axes.set_ylabel(words("sensitivity.screening_y", unit=unit), loc="bottom")
    end = min(right, top)
    axes.plot([0, end], [0, end], color=QUIET, linewidth=0.8, linestyle=(0, (1, 2)), zorder=1)
    axes.annotate(
        words("sensitivity.screening_line"),
        (end, end),
        (-18, 0),
        textcoords="offset points",
        ha="right",
        fontsize=7.5,
        color=QUIET,
    )
    floor = sheet.factors.floor(mu_star)
    if floor == floor:
        axes.axvspan(0, floor, color=FLOOR_PAPER, zorder=-1, linewidth=0)
        axes.axvline(floor, color=QUIET, linewidth=0.9, linestyle=(0, (4, 2)), zorder=1)
        text = words("sensitivity.floor_value", value=short_number(words, floor))
        axes.annotate(text, (floor, top), (3, -2), textcoords="offset points", va="top", fontsize=7.5, color=QUIET)


def _write_key(axes: Axes, mu_star: Estimates, sheet: Sheet) -> None:
    """Write above the axes what the shapes mean, and below which factors lie within noise."""
    families = sheet.factors.grouped(mu_star.names)
    for family in families:
        label = sheet.words(f"sensitivity.family_{family}").partition(":")[0].capitalize()
        axes.plot([], [], marker=MARKS[family], color=FAMILY_COLOURS[family], linestyle="", label=label)
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=len(families),
        frameon=False,
        fontsize=8,
        handletextpad=0.1,
        columnspacing=1.4,
        borderaxespad=0.2,
    )
    axes.annotate(
        _note(mu_star, sheet),
        (0, 0),
        (0, -38),
        xycoords="axes fraction",
        textcoords="offset points",
        fontsize=8,
        color=INK,
        va="top",
        linespacing=1.4,
    )


def _note(mu_star: Estimates, sheet: Sheet) -> str:
    from textwrap import fill

    if isnan(sheet.factors.floor(mu_star)):
        return sheet.words("sensitivity.note_no_floor")
    named = {*_named(mu_star, sheet.factors)}
    within = [name for k, name in enumerate(mu_star.names) if k not in named and sheet.factors.family(name) != DUMMY]
    if not within:
        return sheet.words("sensitivity.screening_none_within")
    labels = "; ".join(sheet.factors.label(name) for name in within)
    return fill(sheet.words("sensitivity.screening_within", factors=labels), WRAP)


def alt_text(mu_star: Estimates, sigma: Estimates, sheet: Sheet) -> str:
    """Return the figure's content in words: factors beyond the noise floor with μ* and σ, and factors within it."""
    parts = [_said(mu_star, sigma, k, sheet) for k in _named(mu_star, sheet.factors)]
    parts.append(_note(mu_star, sheet).replace("\n", " "))
    return content(sheet, finding(mu_star, sheet), parts)


def _said(mu_star: Estimates, sigma: Estimates, k: int, sheet: Sheet) -> str:
    words = sheet.words
    numbers = {"mu": mu_star.value[k], "low": mu_star.low[k], "high": mu_star.high[k], "sigma": sigma.value[k]}
    texts = {name: short_number(words, float(value)) for name, value in numbers.items()}
    return words("sensitivity.screening_alt", factor=sheet.factors.label(mu_star.names[k]), **texts)
