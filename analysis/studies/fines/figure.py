"""Three panels: bars and people in exploitation over the fine, and profit of a bar against the expected fine."""

from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.base.statistics import Interval
from analysis.base.style import POLICIES, QUIET, REFERENCE, STYLE, settle
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.figures.captions import Provenance, head_panel, people, write_foot, write_head
from analysis.studies.fines.arms import FINES, INSPECTIONS, arm_name
from analysis.studies.fines.measures import BARS, EXPECTED, PEOPLE, PROFIT, LastYears

SIZE = (12.0, 5.4)
MARKS = ("o", "s", "^")
STOCKS = {"bars": BARS, "people": PEOPLE}


def fines_figure(found: LastYears, provenance: Provenance, words: Words) -> Figure:
    """Draw the last year of every arm and of the world without fines."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=SIZE, layout="constrained")
        parts: Any = figure.subfigures(3, 1, height_ratios=[1.5, 6.6, 0.4])
        head, body, foot = parts
        write_head(head, words("fines.title"), _subtitle(found, provenance, words))
        left, middle, right = body.subplots(1, 3)
        for axes, (key, outcome) in zip((left, middle), STOCKS.items(), strict=True):
            _over_fine(axes, key, outcome, found, words)
        _rule(right, found, words)
        signs, labels = left.get_legend_handles_labels()
        signs.append(right.get_lines()[0])
        labels.append(words("fines.line"))
        body.legend(signs, labels, loc="outside lower left", ncols=5, frameon=False, fontsize=8)
        write_foot(foot, provenance, found.world.replicates, found.world.planned, words)
        return settle(figure)


def alt_text(found: LastYears, words: Words) -> str:
    """Return the figure's content in words: bars without fines and under the mildest and the hardest."""
    mild, hard = arm_name(INSPECTIONS[0], FINES[0]), arm_name(INSPECTIONS[-1], FINES[-1])
    numbers = {
        f"{which}_{key}": words.number(values[outcome].mean)
        for which, values in (("none", found.without), ("mild", found.fined[mild]), ("hard", found.fined[hard]))
        for key, outcome in STOCKS.items()
    }
    return words("fines.alt", **numbers)


def _subtitle(found: LastYears, provenance: Provenance, words: Words) -> str:
    year, n = found.world.dates[-1].year, found.world.replicates
    return words.by_replicates("fines.subtitle", n, year=year, n=n, people=people(provenance, words))


def _over_fine(axes: Axes, key: str, outcome: str, found: LastYears, words: Words) -> None:
    head_panel(axes, words(f"fines.{key}"), words(f"fines.{key}_unit"))
    mean, label = found.without[outcome].mean, words("fines.without")
    axes.axhline(mean, color=REFERENCE, linestyle="--", linewidth=1.2, label=label)
    for number, inspections in enumerate(INSPECTIONS):
        some = [found.fined[arm_name(inspections, fine)][outcome] for fine in FINES]
        label = words("fines.a_week", inspections=words.number(inspections))
        look: dict[str, Any] = {"color": POLICIES[number], "marker": MARKS[number], "markersize": 5, "capsize": 2}
        axes.errorbar(FINES, [each.mean for each in some], yerr=_whiskers(some), label=label, **look)
    axes.set(xscale="log", xlabel=words("fines.fine_axis"))
    axes.set_ylim(0, None)
    axes.set_xticks(FINES, [words.number(fine) for fine in FINES])
    axes.minorticks_off()
    number_ticks(axes.yaxis, words)


def _rule(axes: Axes, found: LastYears, words: Words) -> None:
    """Draw every arm in which bars stay by expected fine and profit, with the line on which both are equal."""
    head_panel(axes, words("fines.rule"), words("fines.rule_unit"))
    arms = [found.without, *found.fined.values()]
    everything = [values[name].mean for name in (EXPECTED, PROFIT) for values in arms]
    positive = [each for each in everything if each > 0]
    limits = max(10.0, 0.5 * min(positive)), 2.0 * max(positive)
    axes.plot(limits, limits, color=QUIET, linewidth=1.2, linestyle=":")
    for number, inspections in enumerate(INSPECTIONS):
        some = [found.fined[arm_name(inspections, fine)] for fine in FINES]
        profit = [each[PROFIT] for each in some]
        axes.errorbar(
            [each[EXPECTED].mean for each in some], [each.mean for each in profit], yerr=_whiskers(profit),
            color=POLICIES[number], marker=MARKS[number], markersize=5, capsize=2, linestyle="none",
        )  # fmt: skip
    axes.set(xscale="log", yscale="log", xlim=limits, ylim=limits, xlabel=words("fines.expected_axis"))
    for axis in (axes.xaxis, axes.yaxis):
        number_ticks(axis, words)
    axes.minorticks_off()


def _whiskers(some: list[Interval]) -> np.ndarray:
    """Return the distances of the limits from the means, 0 without limits."""
    distances = [(each.mean - each.low, each.high - each.mean) for each in some]
    return np.maximum(0.0, np.nan_to_num(np.array(distances).T))
