"""Many policies side by side: effects at horizons, costs, harm; and apart what registers show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from textwrap import fill
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import MaxNLocator

from analysis.base import headlines
from analysis.base.statistics import Interval
from analysis.base.style import INK, QUIET, RECORDED_PAPER, STYLE, settle
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.figures.captions import (
    LEFT,
    Provenance,
    empty_figure,
    for_names,
    head_panel,
    people,
    set_rows,
    write_foot,
    write_head,
)
from analysis.figures.comparison import numbers, title
from analysis.figures.ranges import draw_range
from analysis.measures.harm import COSTS, LEDGER, Harm, Line, ledger
from analysis.measures.summarise import SINCE_START, Pair, horizons, over_time, row
from analysis.tables.show import by_sets, references, shown

WIDTH, HEAD, NOTE, FOOT = 15.0, 1.0, 0.36, 0.4
LETTERS = 190
"""Letters in a line of the note."""
ROW, AROUND = 0.42, 2.5
RECORDED_ROW, RECORDED_AROUND = 0.25, 1.0
"""Heights, in inches, of a policy and of what lies around all policies, in the upper part and in that of registers."""

RATIOS = (2.6, 2.6, 1.9)
"""Relative widths of the panels of the two forms and of cost. A column of harm is ``COLUMN`` wide."""

COLUMN = 0.29
SHADES = ("#56B4E9", "#0072B2", "#7B3F99", "#222222")
"""Colours of the horizons, the nearest first, from light to dark."""

MILLION = 1e6
PAYERS = {"true.cost_to_state": ("state", "#222222", "o"), "true.cost_to_ngos": ("ngos", "#009E73", "s")}
UNSPENT = "true.budget_unspent"
SIGNS: Mapping[Harm, Mapping[str, Any]] = {
    Harm.MORE: {"marker": "^", "s": 52, "color": "#D55E00"},
    Harm.LESS: {"marker": "v", "s": 52, "color": "#0072B2"},
    Harm.HIGHER: {"marker": "^", "s": 40, "facecolor": "none", "edgecolor": QUIET},
    Harm.LOWER: {"marker": "v", "s": 40, "facecolor": "none", "edgecolor": QUIET},
    Harm.UNCLEAR: {"marker": ".", "s": 16, "color": QUIET},
    Harm.UNKNOWN: {"marker": "s", "s": 14, "facecolor": "none", "edgecolor": QUIET},
}
"""A shape for each result, so that the figure can be read without colour (Okabe and Ito 2008); none for no change."""

KEYS = {
    Harm.MORE: "#D55E00",
    Harm.LESS: "#0072B2",
    Harm.HIGHER: QUIET,
    Harm.LOWER: QUIET,
    Harm.UNCLEAR: QUIET,
    Harm.SAME: QUIET,
}
"""Colours of the key of the ledger; where no line has a range, the key says that alone."""

KEY: Mapping[str, Any] = {"textcoords": "offset points", "fontsize": 8, "fontweight": "bold", "va": "bottom"}
Dot = tuple[float, Interval, str, str]
"""Height in rows, mean with interval, colour and marker."""


def policies_figure(pairs: Sequence[Pair], manifest: Mapping[str, Any], provenance: Provenance, words: Words) -> Figure:
    """Draw one row a policy, the largest fall of the first form on top."""
    pairs = _ordered(pairs, manifest)
    heights = [HEAD, ROW * len(pairs) + AROUND, NOTE, RECORDED_ROW * len(pairs) + RECORDED_AROUND, FOOT]
    with matplotlib.rc_context(STYLE):
        figure = empty_figure(WIDTH + for_names(words.scenario(pair.name) for pair in pairs), sum(heights))
        parts: Any = figure.subfigures(len(heights), 1, height_ratios=heights)
        head, true, note, recorded, foot = parts
        write_head(head, title(pairs, words), _subtitle(pairs, provenance, words))
        _true_panels(true, pairs, manifest, words)
        note.text(LEFT, 0.5, fill(_unmoved(pairs, manifest, words), LETTERS), fontsize=8, color=QUIET, va="center")
        _recorded_panels(recorded, pairs, manifest, words)
        runs = min(p.replicates for p in pairs), max(p.planned for p in pairs)
        write_foot(foot, provenance, *runs, words, by_sets("figure.source", pairs[0].sets))
        return settle(figure)


def alt_text(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> str:
    """Return the figure's content in words: the difference of every policy and form since its start."""
    sentences = (_sentence(pair, name, manifest, words) for pair in pairs for name in headlines.FORMS.values())
    fewest = min(pair.replicates for pair in pairs)
    key = by_sets("policies.alt", pairs[0].sets)
    return words(key, sentences=" ".join(sentences), n=len(pairs), replicates=fewest)


def _sentence(pair: Pair, outcome: str, manifest: Mapping[str, Any], words: Words) -> str:
    found = _since(pair, outcome, manifest)
    mean, low, high = (shown(words, value, "person-years") for value in (found.mean, found.low, found.high))
    about = {"policy": words.scenario(pair.name), "outcome": words.outcome(outcome)}
    return words(by_sets("policies.alt_sentence", pair.sets), **about, difference=mean, low=low, high=high)


def _since(pair: Pair, outcome: str, manifest: Mapping[str, Any], span: str = SINCE_START) -> Interval:
    return row(pair, outcome, span, over_time(manifest)).difference


def _ordered(pairs: Sequence[Pair], manifest: Mapping[str, Any]) -> list[Pair]:
    first = next(iter(headlines.FORMS.values()))
    return sorted(pairs, key=lambda pair: _since(pair, first, manifest).mean)


def _subtitle(pairs: Sequence[Pair], provenance: Provenance, words: Words) -> str:
    dates, fewest = pairs[0].dates, min(pair.replicates for pair in pairs)
    span = {"start": dates[0].year, "stop": dates[-1].year, "people": people(provenance, words)}
    key = by_sets("policies.subtitle" if fewest > 1 else "policies.subtitle_one", pairs[0].sets)
    runs = numbers(pairs)
    about = {"reference": references(pairs, words), "replicates": runs.pop("n"), "n": len(pairs), **runs}
    return words(key, **span, **about)


def _true_panels(part: SubFigure, pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> None:
    part.suptitle(words("policies.true"), x=0.012, ha="left", fontsize=10, fontweight="bold")
    lines = {pair.name: _harm_lines(pair, manifest) for pair in pairs}
    columns = _columns(lines)
    panels = part.subplots(1, 4, width_ratios=[*RATIOS, max(1.0, COLUMN * len(columns))])
    for axes, (form, outcome) in zip(panels, headlines.FORMS.items(), strict=False):
        _draw_horizons(axes, form, outcome, pairs, manifest, words)
    _draw_costs(panels[2], pairs, manifest, words)
    _draw_harm(panels[3], lines, columns, words)
    _name_rows(panels[0], pairs, words)


def _name_rows(axes: Axes, pairs: Sequence[Pair], words: Words) -> None:
    axes.set_yticks(range(len(pairs)), [words.scenario(pair.name) for pair in pairs])


def _draw_horizons(
    axes: Axes, form: str, outcome: str, pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words
) -> None:
    """Draw the effect in the year that ends at each horizon or, if no year is whole, over the whole period."""
    within = sorted({years for pair in pairs for years in horizons(pair)})
    dots = [
        (
            _height(place, within.index(years), len(within)),
            _since(pair, outcome, manifest, f"year {years}"),
            colour,
            "o",
        )
        for place, pair in enumerate(pairs)
        for years, colour in zip(within, SHADES, strict=False)
        if years in horizons(pair)
    ]
    if not within:
        dots = [(place, _since(pair, outcome, manifest), INK, "o") for place, pair in enumerate(pairs)]
    _draw_dots(axes, dots, len(pairs), words)
    head_panel(
        axes, words(f"comparison.{form}").capitalize(), words("policies.year_unit" if within else "policies.whole_unit")
    )
    keys = [(words("policies.horizon", number=years), colour) for years, colour in zip(within, SHADES, strict=False)]
    _write_keys(axes, [(words("policies.after"), QUIET), *keys] if within else [])


def _height(place: int, nth: int, n: int) -> float:
    """Return the height of the nth of n dots that share a row."""
    return place + ((nth + 0.5) / n - 0.5) * 0.7


def _draw_dots(axes: Axes, dots: Sequence[Dot], n: int, words: Words) -> None:
    set_rows(axes, n)
    axes.axvline(0, color=INK, linewidth=1.0)
    for height, found, colour, marker in dots:
        face = "white" if found.covers_zero is not False else colour
        draw_range(axes, found, height, colour, 1.2)
        axes.plot([found.mean], [height], marker=marker, markersize=4.2, color=colour, markerfacecolor=face)
    axes.margins(x=0.06)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=4))
    number_ticks(axes.xaxis, words)


def _write_keys(
    axes: Axes,
    keys: Sequence[tuple[str, str]],
    at: tuple[float, float] = (0.0, 0.0),
    offset: tuple[float, float] = (0, -34),
) -> None:
    """Write what the colours mean in one line, from a place in the axes and an offset in points."""
    beside: Any = "axes fraction"
    for text, colour in keys:
        note = axes.annotate(text, at, offset, xycoords=beside, color=colour, **KEY)
        beside, at, offset = note, (1.0, 0.0), (7, 0)


def _draw_costs(axes: Axes, pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> None:
    """Draw the additional cost to state and NGOs and, if the model counts it, what is left of a budget."""
    known = [name for name in COSTS if name in pairs[0].outcomes]
    dots = [
        (_height(place, nth, len(known)), _in_millions(_since(pair, name, manifest)), *PAYERS[name][1:])
        for place, pair in enumerate(pairs)
        for nth, name in enumerate(known)
    ]
    _draw_dots(axes, dots, len(pairs), words)
    head_panel(axes, words("policies.cost"), words("policies.cost_unit"))
    keys = [(words(f"policies.{PAYERS[name][0]}"), PAYERS[name][1]) for name in known]
    if UNSPENT in pairs[0].outcomes:
        for place, pair in enumerate(pairs):
            left = _in_millions(_since(pair, UNSPENT, manifest)).mean
            axes.plot([left], [place], marker="D", markersize=5, color="#8A6500", markerfacecolor="white", zorder=1)
        keys.append((words("policies.unspent"), "#8A6500"))
    _write_keys(axes, keys)


def _in_millions(found: Interval) -> Interval:
    scaled = {each.name: getattr(found, each.name) / MILLION for each in fields(found)}
    return type(found)(**scaled)


def _harm_lines(pair: Pair, manifest: Mapping[str, Any]) -> list[Line]:
    """Return the lines of the ledger without the money of state and NGOs, which has a panel of its own."""
    apart = (*COSTS, UNSPENT, "true.budget_spent")
    return [line for line in ledger(pair, manifest) if line.row.outcome not in apart]


def _columns(lines: Mapping[str, Sequence[Line]]) -> list[tuple[str, str]]:
    """Return the (group, outcome) of every column, without those in which no policy changes anything."""
    moved = {_column(line) for of_policy in lines.values() for line in of_policy if line.harm is not Harm.SAME}
    return [column for line in next(iter(lines.values())) if (column := _column(line)) in moved]


def _column(line: Line) -> tuple[str, str]:
    return line.group, line.row.outcome


def _unmoved(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> str:
    """Return which lines have no column, as no policy changes anything in them."""
    lines = {pair.name: _harm_lines(pair, manifest) for pair in pairs}
    columns = _columns(lines)
    left = [line.row.outcome for line in next(iter(lines.values())) if _column(line) not in columns]
    names = [words(f"harm.short_{name.partition('.')[2]}") for name in left]
    return words("policies.unmoved", names=words.joined(names)) if names else ""


def _draw_harm(
    axes: Axes, lines: Mapping[str, Sequence[Line]], columns: Sequence[tuple[str, str]], words: Words
) -> None:
    set_rows(axes, len(lines))
    axes.set_xlim(-0.5, max(len(columns), 1) - 0.5)
    axes.tick_params(axis="x", length=0, pad=1)
    for place, of_policy in enumerate(lines.values()):
        for line in of_policy:
            if line.harm in SIGNS:
                axes.scatter(columns.index(_column(line)), place, zorder=3, **SIGNS[line.harm])
    labels = [words(f"harm.short_{name.partition('.')[2]}") for _, name in columns]
    axes.set_xticks(range(len(columns)), labels, rotation=90, fontsize=7.5)
    head_panel(axes, words("policies.harm"), "")
    for text, first, last in _groups(columns, words):
        _head_group(axes, text, first, last)
    told = {line.harm for of_policy in lines.values() for line in of_policy} != {Harm.UNKNOWN}
    keys = KEYS if told else {Harm.UNKNOWN: QUIET}
    texts = [(words(f"policies.key_{harm}"), colour) for harm, colour in keys.items()]
    _write_keys(axes, texts, (0.0, 1.0), (0, 36))


def _groups(columns: Sequence[tuple[str, str]], words: Words) -> Iterator[tuple[str, int, int]]:
    """Yield the heading of each group with its first and last column."""
    for group in LEDGER:
        places = [place for place, (other, _) in enumerate(columns) if other == group]
        if places:
            yield words(f"harm.heading_{group}"), places[0], places[-1]


def _head_group(axes: Axes, text: str, first: int, last: int) -> None:
    where: Any = {"xycoords": axes.get_xaxis_transform(), "textcoords": "offset points"}
    axes.annotate(text, (first - 0.4, 1), (0, 4), color=QUIET, fontsize=6.5, fontweight="bold", **where)
    axes.axvline(last + 0.5, color="#DDDDDD", linewidth=1.2)


def _recorded_panels(part: SubFigure, pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> None:
    part.set_facecolor(RECORDED_PAPER)
    part.suptitle(words("policies.recorded"), x=0.012, ha="left", fontsize=10, fontweight="bold")
    known = [name for name in headlines.RECORDED if name in pairs[0].outcomes]
    panels = part.subplots(1, len(known), squeeze=False)[0]
    for axes, name in zip(panels, known, strict=True):
        dots = [(float(place), _since(pair, name, manifest), INK, "o") for place, pair in enumerate(pairs)]
        _draw_dots(axes, dots, len(pairs), words)
        axes.set_title(words.outcome(name), fontsize=8.5)
    _name_rows(panels[0], pairs, words)
