"""Calibration in figures: prior against posterior, targets beside the ensemble, progress, pairs."""

from collections.abc import Callable, Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import MaxNLocator

from analysis.base.provenance import Provenance
from analysis.base.style import INK, POLICIES, QUIET, STYLE, settle
from analysis.base.words import Words
from analysis.calibration.summary import Pair, Predicted, Progress, Told
from analysis.figures.captions import empty_figure, write_foot, write_head
from analysis.tables.show import short_number

WIDTH, HEAD, FOOT, ROW = 10.5, 1.0, 0.35, 0.26
MOST_ROWS = 28
BESIDE = 0.2
"""Inches left free beside names and values, whose width varies a little with how a figure is saved."""
PRIOR, POSTERIOR = "#BBBBBB", POLICIES[0]
BAND = "#E6F0E6"
BEFORE, AFTER = 2.5, 3.5
"""How far before its low and after its high end a range is drawn, in widths of the range."""
ACROSS = 3
"""Panels in a row of the figure of pairs."""


def priors_figure(told: Sequence[Told], provenance: Provenance, words: Words) -> Figure:
    """Draw for each informed parameter where in its prior the posterior lies: 5, 50 and 95 %, the narrowest on top."""
    rows = sorted(told, key=lambda one: one.width)[:MOST_ROWS]

    def draw(axes: Axes) -> None:
        for place, one in enumerate(rows):
            low, middle, high = 100 * one.places
            axes.plot([5, 95], [place, place], color=PRIOR, linewidth=5, solid_capstyle="butt")
            axes.plot([low, high], [place, place], color=POSTERIOR, linewidth=2.2, solid_capstyle="butt")
            axes.plot([middle], [place], marker="o", color=POSTERIOR, markersize=4.5)
            _beside(axes, place, _values(one, words))
        _rows(axes, [one.name for one in rows])
        axes.set(xlim=(0, 100), xlabel=words("calibration.figure_priors_axis"))

    about = {"shown": len(rows), "n": len(told)}
    texts = (words("calibration.figure_priors"), words("calibration.figure_priors_says", **about))
    return _figure(texts, ROW * len(rows) + 0.9, draw, provenance, words)


def priors_alt_text(told: Sequence[Told], words: Words) -> str:
    """Return the figure's content in words: each informed parameter, before and after."""
    parts = "; ".join(
        f"{one.name}: {_values(one, words)}" for one in sorted(told, key=lambda one: one.width)[:MOST_ROWS]
    )
    return words("calibration.figure_alt", title=words("calibration.figure_priors"), parts=parts)


def _values(one: Told, words: Words) -> str:
    low, high = (short_number(words, float(one.prior[end]), 2) for end in (0, 2))
    least, most = (short_number(words, float(one.posterior[end]), 2) for end in (0, 2))
    unit = words.unit(one.unit)
    return words("calibration.figure_values", low=low, high=high, least=least, most=most, unit=unit).rstrip()


def predictive_figure(predicted: Sequence[Predicted], provenance: Provenance, words: Words) -> Figure:
    """Draw for each target the accepted range, and the runs of prior and ensemble beside it: 5, 50 and 95 %."""
    rows = sorted(predicted, key=lambda one: (one.agrees, one.name))

    def draw(axes: Axes) -> None:
        axes.axvspan(0, 1, color=BAND, zorder=0)
        for place, one in enumerate(rows):
            _bar(axes, place + 0.18, one.places(one.prior), PRIOR)
            _bar(axes, place - 0.18, one.places(one.posterior), POSTERIOR)
            low, high = (short_number(words, value) for value in (one.low, one.high))
            _beside(axes, place, words("comparison.to", low=low, high=high))
        _rows(axes, [one.name for one in rows])
        axes.set(xlim=(-BEFORE, AFTER), xlabel=words("calibration.figure_predictive_axis"))
        axes.set_xticks([0, 1], [words("calibration.figure_low"), words("calibration.figure_high")])

    passed = sum(one.agrees for one in predicted)
    title = words("calibration.figure_predictive", passed=passed, n=len(predicted))
    texts = (title, words("calibration.figure_predictive_says"))
    return _figure(texts, 1.35 * ROW * len(rows) + 0.9, draw, provenance, words)


def predictive_alt_text(predicted: Sequence[Predicted], words: Words) -> str:
    """Return the figure's content in words: each target's range and the ensemble's median."""
    parts = "; ".join(
        f"{one.name}: {short_number(words, float(one.posterior[1]))} "
        f"({short_number(words, one.low)} {short_number(words, one.high)})"
        for one in predicted
    )
    return words("calibration.figure_alt", title=words("calibration.figure_predictive_says"), parts=parts)


def progress_figure(stages: Sequence[Progress], targets: int, provenance: Provenance, words: Words) -> Figure:
    """Draw stage by stage how many targets a parameter set meets."""

    def draw(axes: Axes) -> None:
        places = range(len(stages))
        low, middle, high = np.array([one.met for one in stages]).T
        axes.hlines(places, low, high, color=PRIOR, linewidth=5)
        axes.plot(middle, places, color=POSTERIOR, marker="o", linewidth=1.2, markersize=4.5)
        for place, one in zip(places, stages, strict=True):
            if one.power:
                _beside(axes, place, words("calibration.figure_share", share=short_number(words, 100 * one.power, 2)))
        _rows(axes, [one.name for one in stages])
        axes.set(xlim=(0, targets), xlabel=words("calibration.figure_progress_axis"))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))

    texts = (words("calibration.figure_progress"), words("calibration.figure_progress_says", n=targets))
    return _figure(texts, ROW * len(stages) + 0.9, draw, provenance, words)


def progress_alt_text(stages: Sequence[Progress], words: Words) -> str:
    """Return the figure's content in words: how many targets a set meets in each stage."""
    parts = "; ".join(f"{one.name}: {short_number(words, float(one.met[1]))}" for one in stages)
    return words("calibration.figure_alt", title=words("calibration.figure_progress"), parts=parts)


def pairs_figure(pairs: Sequence[Pair], provenance: Provenance, words: Words) -> Figure:
    """Draw the most correlated pairs of parameters: a dot a set, its area its weight."""
    down = -(-len(pairs) // ACROSS)

    def draw_all(body: SubFigure) -> None:
        for place, pair in enumerate(pairs):
            axes = body.add_subplot(down, ACROSS, place + 1)
            sizes = 60 * pair.weights / pair.weights.max()
            axes.scatter(100 * pair.x, 100 * pair.y, s=sizes, color=POSTERIOR, alpha=0.55, linewidth=0)
            axes.set(xlim=(0, 100), ylim=(0, 100))
            axes.set_xlabel(pair.names[0], fontsize=7.5)
            axes.set_ylabel(pair.names[1], fontsize=7.5)
            axes.set_title(words("calibration.figure_correlation", r=words.number(pair.correlation, 2)))

    texts = (words("calibration.figure_pairs"), words("calibration.figure_pairs_says"))
    return _sheet(texts, 2.7 * down, draw_all, provenance, words)


def pairs_alt_text(pairs: Sequence[Pair], words: Words) -> str:
    """Return the figure's content in words: each pair and its correlation."""
    parts = "; ".join(f"{' / '.join(pair.names)}: {words.number(pair.correlation, 2)}" for pair in pairs)
    return words("calibration.figure_alt", title=words("calibration.figure_pairs"), parts=parts)


def _bar(axes: Axes, place: float, places: np.ndarray, colour: str) -> None:
    low, middle, high = np.clip(places, -BEFORE, AFTER)
    axes.plot([low, high], [place, place], color=colour, linewidth=3, solid_capstyle="butt")
    axes.plot([middle], [place], marker="o", color=colour, markersize=4.5, markeredgecolor=INK, markeredgewidth=0.4)


def _beside(axes: Axes, place: float, text: str) -> None:
    where: Any = {"xycoords": axes.get_yaxis_transform(), "textcoords": "offset points", "va": "center"}
    axes.annotate(text, (1, place), (8, 0), fontsize=7.5, color=QUIET, **where)


def _rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names, fontsize=7.5)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.grid(False)


def _figure(
    texts: tuple[str, str], height: float, draw: Callable[[Axes], None], provenance: Provenance, words: Words
) -> Figure:
    return _sheet(texts, height, lambda body: draw(body.add_subplot()), provenance, words)


def _sheet(
    texts: tuple[str, str], height: float, draw: Callable[[SubFigure], None], provenance: Provenance, words: Words
) -> Figure:
    """Return a figure with title, subtitle and source around what is drawn."""
    heights = [HEAD, height, FOOT]
    with matplotlib.rc_context(STYLE):
        figure = empty_figure(WIDTH, sum(heights))
        engine: Any = figure.get_layout_engine()
        engine.set(w_pad=BESIDE)
        parts: Any = figure.subfigures(3, 1, height_ratios=heights)
        head, body, foot = parts
        write_head(head, *texts)
        draw(body)
        write_foot(foot, provenance, 1, 1, words, "calibration.figure_source")
        return settle(figure)
