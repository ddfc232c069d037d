"""Four panels: stays by form, debt at exit, recoveries, and survivors years after they were identified."""

from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.base.headlines import FORMS
from analysis.base.style import INK, POLICIES, STYLE, settle
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.figures.captions import Provenance, head_panel, people, write_foot, write_head
from analysis.studies.stays.measures import Distribution, Stays
from analysis.studies.stays.table import class_words

SIZE = (12.0, 8.4)
WIDE = 0.8
"""Share of the space between two ticks that bars fill."""
ABOVE = 1.3
"""Height of the panel of stays over that of its bars, so that the legend has a place."""


def stays_figure(found: Stays, provenance: Provenance, words: Words) -> Figure:
    """Draw the share of every class."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=SIZE, layout="constrained")
        parts: Any = figure.subfigures(3, 1, height_ratios=[1.1, 7.6, 0.4])
        head, body, foot = parts
        write_head(head, words("stays.title"), _subtitle(found, provenance, words))
        (stays, debt), (recovery, states) = body.subplots(2, 2)
        _panel(stays, {form: found.found[form] for form in FORMS}, "stays", words)
        stays.set_ylim(0, ABOVE * stays.get_ylim()[1])
        stays.legend(loc="upper right", frameon=False, fontsize=8)
        for axes, key in ((debt, "debt"), (recovery, "recovery"), (states, "states")):
            _panel(axes, {key: found.found[key]}, key, words)
        write_foot(foot, provenance, found.world.replicates, found.world.planned, words)
        return settle(figure)


def alt_text(found: Stays, words: Words) -> str:
    """Return the figure's content in words: the middle of stays, what is owed, and what becomes of survivors."""
    share = {key: [words.number(100 * each.mean) for each in one.shares] for key, one in found.found.items()}
    return words(
        "stays.alt", short=share["sexual"][0], long=share["sexual"][-1], owing_nothing=share["debt"][0],
        owing_much=share["debt"][-1], completed=share["recovery"][-1], independent=share["states"][2],
        returned=share["states"][3],
    )  # fmt: skip


def _subtitle(found: Stays, provenance: Provenance, words: Words) -> str:
    span = {"start": found.world.dates[0].year, "stop": found.world.dates[-1].year}
    n = found.world.replicates
    return words.by_replicates("stays.subtitle", n, n=n, people=people(provenance, words), **span)


def _panel(axes: Axes, distributions: dict[str, Distribution], key: str, words: Words) -> None:
    """Draw distributions with the same classes side by side, in per cent, with whiskers where there are limits."""
    head_panel(axes, words(f"stays.panel_{key}"), words(f"stays.unit_{key}"))
    width = WIDE / len(distributions)
    for place, (name, each) in enumerate(distributions.items()):
        mean, low, high = (
            100 * np.array([getattr(one, end) for one in each.shares]) for end in ("mean", "low", "high")
        )
        at = np.arange(len(mean)) + (place - (len(distributions) - 1) / 2) * width
        axes.bar(at, mean, width=0.92 * width, color=POLICIES[place], label=words(f"stays.{name}"))
        whiskers = np.maximum(0.0, np.nan_to_num(np.array([mean - low, high - mean])))
        axes.errorbar(at, mean, yerr=whiskers, fmt="none", ecolor=INK, elinewidth=1.0, capsize=2)
    ticks = class_words(next(iter(distributions)), words)
    axes.set_xticks(range(len(ticks)), [tick.replace(" ", "\n", 1) if key == "states" else tick for tick in ticks])
    axes.tick_params(axis="x", length=0)
    axes.set_ylim(0, None)
    number_ticks(axes.yaxis, words)
