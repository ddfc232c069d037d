"""Policies under rival theories: a panel a form, a row a theory, so that a change of sign is seen at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from analysis.figures.captions import LEFT, Provenance, empty_figure, for_names, people, write_foot, write_head
from analysis.measures.summarise import Pair, over_time
from analysis.measures.theories import Holding, holdings, theories
from analysis.tables.show import references
from analysis.tables.theories import conclusion

WIDTH, HEAD, FOOT = 11.0, 1.05, 0.4
ROW, AROUND = 0.19, 1.0
"""Height, in inches, of a row, and of headings and axes around all rows."""

MOST_NAMED = 8
"""More theories than this are drawn close together and without their names, as so many could not be read."""

SIGNS: Mapping[int, Mapping[str, Any]] = {
    -1: {"color": "#0072B2", "marker": "v", "markerfacecolor": "#0072B2"},
    1: {"color": "#D55E00", "marker": "^", "markerfacecolor": "#D55E00"},
    0: {"color": QUIET, "marker": "o", "markerfacecolor": "white"},
}
"""A shape for each sign, so that the figure can be read without colour (Okabe and Ito 2008)."""

NAMES = {-1: "lower", 1: "higher", 0: "unclear"}


@dataclass(frozen=True)
class Grid:
    """The rows of the figure: a heading a policy, and below it a row a theory."""

    policies: Sequence[str]
    labels: Sequence[str]

    @property
    def named(self) -> bool:
        """Tell whether theories are few enough to be named."""
        return len(self.labels) <= MOST_NAMED

    @property
    def step(self) -> float:
        """Return the distance of two theories, in rows."""
        return 1.0 if self.named else 0.35

    @property
    def block(self) -> float:
        """Return the height of a policy with its theories, in rows."""
        return 1.6 + len(self.labels) * self.step

    def heading(self, policy: int) -> float:
        """Return where the name of a policy stands."""
        return policy * self.block

    def place(self, policy: int, theory: int) -> float:
        """Return where a theory of a policy stands."""
        return self.heading(policy) + 1.0 + theory * self.step


def theories_figure(pairs: Sequence[Pair], manifest: Mapping[str, Any], provenance: Provenance, words: Words) -> Figure:
    """Draw every policy's effect on person-years under every theory, the reference theory first; a panel a form."""
    labels, found = theories(pairs), _by_form(pairs, manifest)
    grid = Grid(_ordered(next(iter(found.values()))), labels)
    heights = [HEAD, ROW * grid.block * len(grid.policies) + AROUND, FOOT]
    with matplotlib.rc_context(STYLE):
        figure = empty_figure(WIDTH + for_names(words.scenario(name) for name in grid.policies), sum(heights))
        parts: Any = figure.subfigures(len(heights), 1, height_ratios=heights)
        head, body, foot = parts
        subtitle = _subtitle(pairs, provenance, words, policies=len(grid.policies), n=len(labels))
        write_head(head, words("theories.figure_title"), subtitle)
        _explain(body, words)
        panels = body.subplots(1, len(found), sharey=True, squeeze=False)[0]
        for axes, (form, held) in zip(panels, found.items(), strict=True):
            _draw_form(axes, form, {each.policy: each for each in held}, grid, words)
        _name_rows(panels[0], grid, words)
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


def _explain(body: SubFigure, words: Words) -> None:
    """Write what the shapes mean, in a line of its own above the panels."""
    inch = body.figure.dpi / body.bbox.height
    body.suptitle(" ", fontsize=12)
    for place, (sign, name) in enumerate(NAMES.items()):
        x = LEFT + 0.01 + 0.24 * place
        body.text(x + 0.012, 1 - 0.1 * inch, words(f"theories.figure_{name}"), va="center", fontsize=8)
        mark = Line2D([x], [1 - 0.1 * inch], linestyle="", markersize=5.5, **SIGNS[sign])
        mark.set_transform(body.transSubfigure)
        body.add_artist(mark)


def _draw_form(axes: Axes, form: str, held: Mapping[str, Holding], grid: Grid, words: Words) -> None:
    """Draw the theories of every policy, with a line at the mean under the reference theory."""
    axes.axvline(0, color=INK, linewidth=0.9)
    for place, name in enumerate(grid.policies):
        rows, mean = held[name].rows, held[name].reference.difference.mean
        ends = [grid.place(place, 0) - 0.4, grid.place(place, len(grid.labels) - 1) + 0.4]
        axes.plot([mean, mean], ends, color="#9A9A9A", linewidth=1.2, zorder=1)
        for nth, label in enumerate(grid.labels):
            if label in rows:
                found = rows[label]
                draw_dot(axes, found.difference, grid.place(place, nth), found.sign, 5.0 if grid.named else 2.5)
        if place:
            axes.axhline(grid.heading(place) - 0.7, color="#DDDDDD", linewidth=0.8, zorder=0)
    _set_axes(axes, form, grid, words)
    _write_counts(axes, held, grid, words)


def _set_axes(axes: Axes, form: str, grid: Grid, words: Words) -> None:
    axes.set_title(
        words("audit.figure_truth", form=words(f"comparison.{form}")), fontsize=10, fontweight="bold", pad=18
    )
    axes.set_ylim(grid.heading(len(grid.policies)) - 0.7, -0.7)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    axes.margins(x=0.06)
    axes.set_xlabel(words("theories.figure_unit"), color=QUIET, fontsize=8, loc="left")
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    number_ticks(axes.xaxis, words)


def _name_rows(axes: Axes, grid: Grid, words: Words) -> None:
    """Write the names of policies and, where they are few, those of theories."""
    names = [(grid.heading(place), words.scenario(name), True) for place, name in enumerate(grid.policies)]
    for place in range(len(grid.policies)) if grid.named else ():
        names += [(grid.place(place, nth), words.theory(label), False) for nth, label in enumerate(grid.labels)]
    axes.set_yticks([place for place, _, _ in names], [name for _, name, _ in names])
    for text, (_, _, bold) in zip(axes.get_yticklabels(), names, strict=True):
        text.set(fontweight="bold" if bold else "normal", color=INK if bold else QUIET)


def draw_dot(axes: Axes, found: Interval, height: float, sign: int | None, size: float) -> None:
    """Draw a mean with its interval, shape and colour by the sign that can be told."""
    look = SIGNS[sign or 0]
    if sign is not None:
        axes.plot([found.low, found.high], [height, height], color=look["color"], linewidth=1.3 if size > 3 else 0.7)
    axes.plot([found.mean], [height], linestyle="", markersize=size, zorder=3, **look)


def _write_counts(axes: Axes, held: Mapping[str, Holding], grid: Grid, words: Words) -> None:
    """Write at the right of a panel under how many theories each effect holds."""
    where: Any = {"xycoords": axes.get_yaxis_transform(), "textcoords": "offset points", "va": "center", "ha": "right"}
    axes.annotate(words("theories.figure_holds"), (1, 1), (0, 8), fontsize=7.5, color=QUIET, xycoords="axes fraction",
                  textcoords="offset points", ha="right", va="center")  # fmt: skip
    for place, name in enumerate(grid.policies):
        each = held[name]
        text = (
            words("theories.figure_of", k=len(each.same), n=len(each.rows))
            if each.reference.sign
            else words("theories.figure_open")
        )
        axes.annotate(text, (1, grid.heading(place)), (0, 0), fontsize=8, annotation_clip=False, **where)
