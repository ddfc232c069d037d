"""Policies under rival theories: one panel a theory, one block a form, so that a change of sign is seen at once."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval
from analysis.base.style import INK, QUIET, STYLE, settle
from analysis.base.ticks import number_ticks
from analysis.base.words import Words
from analysis.figures.captions import Provenance, empty_figure, for_names, people, set_rows, write_foot, write_head
from analysis.measures.summarise import Pair, over_time
from analysis.measures.theories import Holding, holdings, theories
from analysis.tables.show import references
from analysis.tables.theories import conclusion

WIDTH, HEAD, FOOT = 14.0, 1.05, 0.4
ROW, AROUND = 0.25, 1.05
"""Height, in inches, of a policy, and of headings and axes around the policies of a form."""

MOST_PANELS = 8
"""More theories than this share one panel, as many small panels could not be read."""

SIGNS: Mapping[int, Mapping[str, Any]] = {
    -1: {"color": "#0072B2", "marker": "v", "markerfacecolor": "#0072B2"},
    1: {"color": "#D55E00", "marker": "^", "markerfacecolor": "#D55E00"},
    0: {"color": QUIET, "marker": "o", "markerfacecolor": "white"},
}
"""A shape for each sign, so that the figure can be read without colour (Okabe and Ito 2008)."""

NAMES = {-1: "lower", 1: "higher", 0: "unclear"}
SPREAD = 0.62
"""Height of all theories of one policy in a common panel, in rows."""


def theories_figure(pairs: Sequence[Pair], manifest: Mapping[str, Any], provenance: Provenance, words: Words) -> Figure:
    """Draw every policy's effect on person-years of each form under every theory, the reference theory first."""
    labels, found = theories(pairs), _by_form(pairs, manifest)
    policies = _ordered(next(iter(found.values())))
    body = ROW * len(policies) * (1 if len(labels) <= MOST_PANELS else 2.6) + AROUND
    heights = [HEAD, *(body for _ in found), FOOT]
    with matplotlib.rc_context(STYLE):
        figure = empty_figure(WIDTH + for_names(policies), sum(heights))
        parts: Any = figure.subfigures(len(heights), 1, height_ratios=heights)
        head, *blocks, foot = parts
        subtitle = _subtitle(pairs, provenance, words, policies=len(policies), n=len(labels))
        write_head(head, words("theories.figure_title"), subtitle)
        _explain(head, words)
        for block, (form, held) in zip(blocks, found.items(), strict=True):
            _draw_form(block, form, {each.policy: each for each in held}, policies, labels, words)
        write_foot(foot, provenance, min(p.replicates for p in pairs), max(p.planned for p in pairs), words)
        return settle(figure)


def alt_text(pairs: Sequence[Pair], manifest: Mapping[str, Any], words: Words) -> str:
    """Return the figure's content in words: under how many theories each effect holds."""
    held = [each for found in _by_form(pairs, manifest).values() for each in found]
    sentences = [
        words(
            "theories.alt_sentence",
            policy=words.scenario(each.policy),
            outcome=words.outcome(each.outcome),
            conclusion=conclusion(each, words),
        )
        for each in held
    ]
    return words("theories.alt", sentences=" ".join(sentences))


def _by_form(pairs: Sequence[Pair], manifest: Mapping[str, Any]) -> dict[str, list[Holding]]:
    found = holdings(pairs, over_time(manifest))
    return {
        form: [each for each in found if each.outcome == name]
        for form, name in FORMS.items()
        if name in pairs[0].outcomes
    }


def _ordered(found: Sequence[Holding]) -> list[str]:
    """Return the policies by their effect under the reference theory, the largest fall first."""
    return [each.policy for each in sorted(found, key=lambda each: each.reference.difference.mean)]


def _subtitle(pairs: Sequence[Pair], provenance: Provenance, words: Words, **counts: int) -> str:
    dates, fewest = pairs[0].dates, min(pair.replicates for pair in pairs)
    key = "theories.figure_subtitle" if fewest > 1 else "theories.figure_subtitle_one"
    span = {"start": dates[0].year, "stop": dates[-1].year, "people": people(provenance, words)}
    return words(key, **span, **counts, reference=references(pairs, words), replicates=fewest)


def _explain(head: SubFigure, words: Words) -> None:
    """Write what the shapes mean, at the right of the title."""
    for place, (sign, name) in enumerate(NAMES.items()):
        x = 0.58 + 0.145 * place
        head.text(x + 0.012, 0.87, words(f"theories.figure_{name}"), va="center", fontsize=8)
        mark = Line2D([x], [0.87], linestyle="", markersize=5.5, **SIGNS[sign])
        mark.set_transform(head.transSubfigure)
        head.add_artist(mark)


def _draw_form(
    part: SubFigure,
    form: str,
    held: Mapping[str, Holding],
    policies: Sequence[str],
    labels: Sequence[str],
    words: Words,
) -> None:
    title = words("audit.figure_truth", form=words(f"comparison.{form}"))
    part.suptitle(title, x=0.012, ha="left", fontsize=10, fontweight="bold")
    columns = [[label] for label in labels] if len(labels) <= MOST_PANELS else [list(labels)]
    panels = part.subplots(1, len(columns), sharex=True, squeeze=False)[0]
    for axes, column in zip(panels, columns, strict=True):
        _draw_panel(axes, column, held, policies)
        axes.set_title(words.theory(column[0]) if len(column) == 1 else words("theories.figure_all"), fontsize=8.5)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=4 if len(columns) > 1 else 8, integer=True))
        number_ticks(axes.xaxis, words)
    panels[0].set_yticks(range(len(policies)), [words.scenario(name) for name in policies])
    panels[0].set_xlabel(words("theories.figure_unit"), color=QUIET, fontsize=8, loc="left")
    _write_counts(panels[-1], held, policies, words)


def _draw_panel(axes: Axes, labels: Sequence[str], held: Mapping[str, Holding], policies: Sequence[str]) -> None:
    set_rows(axes, len(policies))
    axes.axvline(0, color=INK, linewidth=0.9)
    axes.margins(x=0.06)
    for place, name in enumerate(policies):
        rows = held[name].rows
        tick = held[name].reference.difference.mean
        axes.plot([tick, tick], [place - 0.36, place + 0.36], color="#9A9A9A", linewidth=1.2, zorder=1)
        for nth, label in enumerate(labels):
            aside = ((nth + 0.5) / len(labels) - 0.5) * SPREAD if len(labels) > 1 else 0.0
            if label in rows:
                draw_dot(
                    axes, rows[label].difference, place + aside, rows[label].sign, 5.5 if len(labels) == 1 else 2.5
                )


def draw_dot(axes: Axes, found: Interval, height: float, sign: int | None, size: float) -> None:
    """Draw a mean with its interval, shape and colour by the sign that can be told."""
    look = SIGNS[sign or 0]
    if sign is not None:
        axes.plot([found.low, found.high], [height, height], color=look["color"], linewidth=1.3 if size > 3 else 0.7)
    axes.plot([found.mean], [height], linestyle="", markersize=size, zorder=3, **look)


def _write_counts(axes: Axes, held: Mapping[str, Holding], policies: Sequence[str], words: Words) -> None:
    """Write at the right of the last panel under how many theories each effect holds."""
    where: Any = {"xycoords": axes.get_yaxis_transform(), "textcoords": "offset points", "va": "center"}
    axes.annotate(words("theories.figure_holds"), (1, -0.9), (8, 0), fontsize=7.5, color=QUIET, **where)
    for place, name in enumerate(policies):
        each = held[name]
        text = (
            words("theories.figure_of", k=len(each.same), n=len(each.rows))
            if each.reference.sign
            else words("theories.figure_open")
        )
        axes.annotate(text, (1, place), (8, 0), fontsize=8, annotation_clip=False, **where)
