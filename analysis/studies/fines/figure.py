"""Three panels: bars and people in exploitation over the fine, and profit of a bar against the expected fine."""

from collections.abc import Mapping
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from analysis.base.statistics import Interval
from analysis.base.style import POLICIES, QUIET, REFERENCE, STYLE, settle
from analysis.base.words import Words
from analysis.figures.captions import About, head_panel, people, write_foot, write_head
from analysis.measures.summarise import Levels
from analysis.studies.fines.arms import FINES, INSPECTIONS, arm_name

SIZE = (12.0, 5.4)
MARKS = ("o", "s", "^")
STOCKS = {"bars": "true.bars", "people": "true.people_in_sexual_exploitation"}
PROFIT, EXPECTED = "true.profit_of_a_bar", "true.expected_fine"
Found = Mapping[str, Mapping[str, Interval]]


def fines_figure(found: Found, without: Mapping[str, Interval], levels: Levels, made: About, text: Words) -> Figure:
    """Draw the last year of every arm and of the world ``without`` fines."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=SIZE, layout="constrained")
        parts: Any = figure.subfigures(3, 1, height_ratios=[1.5, 6.6, 0.4])
        head, body, foot = parts
        write_head(head, text("fines.title"), _subtitle(levels, made, text))
        left, middle, right = body.subplots(1, 3)
        for axes, (key, outcome) in zip((left, middle), STOCKS.items(), strict=True):
            _over_fine(axes, key, outcome, found, without, text)
        _rule(right, found, text)
        signs, labels = left.get_legend_handles_labels()
        signs.append(right.get_lines()[0])
        labels.append(text("fines.line"))
        body.legend(signs, labels, loc="outside lower left", ncols=5, frameon=False, fontsize=8)
        write_foot(foot, made, levels.replicates, levels.planned, text)
        return settle(figure)


def alt_text(found: Found, without: Mapping[str, Interval], text: Words) -> str:
    """Return the figure's content in words: bars without fines and under the mildest and the hardest."""
    mild, hard = arm_name(INSPECTIONS[0], FINES[0]), arm_name(INSPECTIONS[-1], FINES[-1])
    numbers = {
        f"{which}_{key}": text.number(values[outcome].mean)
        for which, values in (("none", without), ("mild", found[mild]), ("hard", found[hard]))
        for key, outcome in STOCKS.items()
    }
    return text("fines.alt", **numbers)


def _subtitle(levels: Levels, made: About, text: Words) -> str:
    year = levels.dates[-1].year
    return text("fines.subtitle", year=year, n=levels.replicates, people=people(made, text))


def _over_fine(axes: Axes, key: str, outcome: str, found: Found, without: Mapping[str, Interval], text: Words) -> None:
    head_panel(axes, text(f"fines.{key}"), text(f"fines.{key}_unit"))
    axes.axhline(without[outcome].mean, color=REFERENCE, linestyle="--", linewidth=1.2, label=text("fines.without"))
    for number, inspections in enumerate(INSPECTIONS):
        some = [found[arm_name(inspections, fine)][outcome] for fine in FINES]
        label = text("fines.a_week", inspections=text.number(inspections))
        look: dict[str, Any] = {"color": POLICIES[number], "marker": MARKS[number], "markersize": 5, "capsize": 2}
        axes.errorbar(FINES, [each.mean for each in some], yerr=_whiskers(some), label=label, **look)
    axes.set(xscale="log", xlabel=text("fines.fine_axis"))
    axes.set_ylim(0, None)
    axes.set_xticks(FINES, [text.number(fine) for fine in FINES])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: text.number(value)))


def _rule(axes: Axes, found: Found, text: Words) -> None:
    """Draw every arm by expected fine and profit, with the line on which both are equal."""
    head_panel(axes, text("fines.rule"), text("fines.rule_unit"))
    everything = [values[EXPECTED].mean for values in found.values()] + [found[name][PROFIT].mean for name in found]
    limits = max(10.0, 0.5 * min(each for each in everything if each > 0)), 2.0 * max(everything)
    axes.plot(limits, limits, color=QUIET, linewidth=1.2, linestyle=":")
    for number, inspections in enumerate(INSPECTIONS):
        some = [found[arm_name(inspections, fine)] for fine in FINES]
        profit = [each[PROFIT] for each in some]
        axes.errorbar(
            [each[EXPECTED].mean for each in some], [each.mean for each in profit], yerr=_whiskers(profit),
            color=POLICIES[number], marker=MARKS[number], markersize=5, capsize=2, linestyle="none",
        )  # fmt: skip
    axes.set(xscale="log", yscale="log", xlim=limits, ylim=limits, xlabel=text("fines.expected_axis"))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: text.number(value)))
    axes.minorticks_off()


def _whiskers(some: list[Interval]) -> np.ndarray:
    """Return the distances of the limits from the means, none where there are no limits."""
    distances = [(each.mean - each.low, each.high - each.mean) for each in some]
    return np.maximum(0.0, np.nan_to_num(np.array(distances).T))
