"""Four panels: complaints beside known facts, raids by what they find, empty raids by cause, survivors unserved."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import MaxNLocator

from analysis.base.parts import range_of_level
from analysis.base.statistics import Interval
from analysis.base.style import INK, POLICIES, QUIET, RECORDED_PAPER, REFERENCE, STYLE, settle
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.figures.captions import Provenance, head_panel, people, write_foot, write_head
from analysis.measures.routes import EMPTY, FORMS, LAG, RAIDS, STAGES, UNSERVED, Cohort, Known, cohorts_together, shares
from analysis.measures.summarise import Levels, whole_period
from analysis.tables.routes import percent_and_limits, raid_parts, value_and_limits, who_unserved
from analysis.tables.show import by_sets

SIZE = (12.0, 9.6)
GROUPS = 3
"""Number of groups of years for complaints."""

SHADES = ("#9ECAE1", "#4A98C9", "#0B559F")
HATCHES = {"sexual": "", "labour": "///"}
MARKS = ("D", "s", "^", "v")
LEGEND: Mapping[str, Any] = {"frameon": False, "fontsize": 8}
WIDE = 0.8
"""Share of the space between two ticks that bars fill."""


def routes_figure(
    levels: Levels, manifest: Mapping[str, Any], facts: Sequence[Known], provenance: Provenance, words: Words
) -> Figure:
    """Draw one scenario; what is recorded has a background of its own."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=SIZE, layout="constrained")
        parts: Any = figure.subfigures(3, 1, height_ratios=[1.0, 8.2, 0.4])
        head, body, foot = parts
        write_head(head, title(levels, words), _subtitle(levels, provenance, words))
        panels: Any = body.subfigures(2, 2, wspace=0.02, hspace=0.02)
        _attrition(panels[0, 0], levels, manifest, facts, words)
        for part, (key, names, whole) in zip((panels[0, 1], panels[1, 0]), raid_parts(levels), strict=True):
            found = shares(names, whole, levels, manifest)
            bars = [(_tick(key, each.outcome, words), each.total) for each in found]
            _raids(part, key, bars, words)
        _unserved(panels[1, 1], levels, manifest, words)
        source = by_sets("figure.source", levels.sets)
        write_foot(foot, provenance, levels.replicates, levels.planned, words, source)
        return settle(figure)


def title(levels: Levels, words: Words) -> str:
    """Return the figure's title."""
    return words("routes.figure_title", scenario=words.scenario(levels.name))


def alt_text(levels: Levels, manifest: Mapping[str, Any], words: Words) -> str:
    """Return the figure's content in words: shares of complaints, and how many raids find nobody."""
    totals, dash = whole_period(levels, manifest), words.number(np.nan)
    raids, empty = (
        value_and_limits(words, range_of_level(totals[name], levels.sets), "raids") if name in totals else dash
        for name in (RAIDS, EMPTY)
    )
    complaints, stages = dash, dash
    for cohort in cohorts_together(levels, manifest):
        complaints = value_and_limits(words, cohort.complaints, "complaints")
        stages = words.joined(list(_stages_in_words(cohort, words)))
    return words("routes.alt", complaints=complaints, stages=stages, raids=raids, empty=empty)


def _stages_in_words(cohort: Cohort, words: Words) -> Iterator[str]:
    for stage, share in cohort.shares.items():
        yield words("routes.alt_stage", stage=words(f"routes.{stage}"), share=percent_and_limits(words, share))


def _subtitle(levels: Levels, provenance: Provenance, words: Words) -> str:
    key = "routes.figure_subtitle" if levels.replicates > 1 else "routes.figure_subtitle_one"
    span = {"start": levels.dates[0].year, "stop": levels.dates[-1].year}
    about = span | {"people": people(provenance, words), "n": levels.replicates}
    if levels.sets and levels.replicates > 1:
        return words("ensemble.routes_figure", **about, sets=levels.sets.count)
    return words(key, **about)


def _attrition(
    part: SubFigure, levels: Levels, manifest: Mapping[str, Any], facts: Sequence[Known], words: Words
) -> None:
    part.set_facecolor(RECORDED_PAPER)
    axes = part.subplots()
    head_panel(axes, words("routes.figure_attrition", lag=LAG), words("routes.figure_attrition_unit"))
    groups = cohorts_together(levels, manifest, GROUPS)
    if not groups:
        return _say_missing(axes, words)
    for place, cohort in enumerate(groups):
        found = [_in_percent(cohort.shares[stage]) for stage in STAGES]
        years = words("comparison.to", low=cohort.years[0], high=cohort.years[-1])
        _bars(axes, found, place, len(groups), color=SHADES[place], label=years)
    _mark_facts(axes, facts, words)
    axes.set_xticks(range(len(STAGES)), [words(f"routes.{stage}") for stage in STAGES])
    part.legend(*_bars_first(axes, len(groups)), loc="outside lower left", ncols=2, **LEGEND)
    return _finish(axes, words)


def _bars_first(axes: Axes, bars: int) -> tuple[list, list]:
    """Return signs and labels of the legend, bars before facts."""
    signs, labels = axes.get_legend_handles_labels()
    return signs[-bars:] + signs[:-bars], labels[-bars:] + labels[:-bars]


def _in_percent(share: Interval) -> Interval:
    return Interval(100 * share.mean, 100 * share.low, 100 * share.high)


def _mark_facts(axes: Axes, facts: Sequence[Known], words: Words) -> None:
    """Mark the facts that give a share, with one shape for each period and place."""
    labels: dict[str, str] = {}
    for each in (each for each in facts if each.stage):
        about = words(
            "routes.figure_known",
            place=words.said("facts", each.fact.place),
            period=words.said("facts", each.fact.period),
            scope=_scope_in_short(each, words),
        )
        marker = labels.setdefault(about, MARKS[len(labels) % len(MARKS)])
        first = marker not in [line.get_marker() for line in axes.get_lines()]
        where = STAGES.index(each.stage), 100 * each.fact.value
        axes.plot(
            *where,
            marker=marker,
            color=REFERENCE,
            markeredgecolor="white",
            linestyle="none",
            markersize=8,
            label=about if first else "_",
            zorder=4,
        )


def _scope_in_short(each: Known, words: Words) -> str:
    return words("routes.scope_national" if each.national else "routes.scope_regional")


def _bars(axes: Axes, found: Sequence[Interval], place: int, of: int, **look: Any) -> None:
    """Draw one of several sets of bars side by side, with whiskers where there are limits."""
    width = WIDE / of
    at = np.arange(len(found)) + (place - (of - 1) / 2) * width
    mean, low, high = (np.array([getattr(each, name) for each in found]) for name in ("mean", "low", "high"))
    axes.bar(at, mean, width=width * 0.92, **look)
    if not np.isnan(low).all():
        whiskers = np.nan_to_num([mean - low, high - mean])
        axes.errorbar(at, mean, yerr=np.maximum(whiskers, 0.0), fmt="none", ecolor=INK, elinewidth=1.0, capsize=2)


def _tick(key: str, outcome: str, words: Words) -> str:
    if key == "identifying":
        return words(f"routes.tick_{outcome.partition('identifying_')[2]}")
    return words.outcome(outcome).replace(" ", "\n", 1)


def _raids(part: SubFigure, key: str, bars: Sequence[tuple[str, Interval]], words: Words) -> None:
    axes = part.subplots()
    head_panel(axes, words(f"routes.figure_{key}"), words("routes.figure_raids_unit"))
    if not bars:
        return _say_missing(axes, words)
    names, found = zip(*bars, strict=True)
    _bars(axes, found, 0, 1, color=POLICIES[0])
    axes.set_xticks(range(len(names)), names)
    return _finish(axes, words)


def _unserved(part: SubFigure, levels: Levels, manifest: Mapping[str, Any], words: Words) -> None:
    axes = part.subplots()
    head_panel(axes, words("routes.figure_unserved"), words("routes.figure_unserved_unit"))
    totals = whole_period(levels, manifest)
    if not set(UNSERVED) <= totals.keys():
        return _say_missing(axes, words)
    for place, form in enumerate(FORMS):
        found = [range_of_level(totals[f"true.unserved_{form}_{who}"], levels.sets) for who in who_unserved()]
        look = {"color": POLICIES[place], "hatch": HATCHES[form], "edgecolor": "white"}
        _bars(axes, found, place, len(FORMS), label=words(f"comparison.{form}"), **look)
    axes.set_xticks(range(len(who_unserved())), [words(f"routes.{who}") for who in who_unserved()])
    part.legend(loc="outside lower left", ncols=len(FORMS), **LEGEND)
    return _finish(axes, words)


def _finish(axes: Axes, words: Words) -> None:
    axes.set_ylim(0, None)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    number_ticks(axes.yaxis, words)
    axes.tick_params(axis="x", length=0)


def _say_missing(axes: Axes, words: Words) -> None:
    axes.set_axis_off()
    axes.text(0.0, 0.5, words("routes.figure_missing"), color=QUIET, transform=axes.transAxes)
