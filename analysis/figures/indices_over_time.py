"""Total indices by year: what matters early need not matter late."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure
from matplotlib.ticker import MaxNLocator

from analysis.base.style import POLICIES, QUIET, label_ends
from analysis.figures.sensitivity_captions import FLOOR_PAPER, Sheet, capital, content, on_sheet
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.subject import DUMMY, Factors, leaders, told
from analysis.tables.sensitivity_wording import index, index_in_words

HEIGHT = 5.0
MOST = 6
"""Factors in colour, as more colours cannot be told apart."""


def indices_over_time_figure(total: Estimates, years: Sequence[int], sheet: Sheet) -> Figure:
    """Draw total indices (Homma and Saltelli 1996) by year as lines with 90 % bands, named at their ends.

    They are shares of the variance of the result of each year, shape (factors, years). The MOST factors with the
    highest index of any year have colours, the others are grey. What lies below the noise floor is shaded.
    """
    words, factors = sheet.words, sheet.factors
    ahead, rest = _order(total, factors)

    def draw(body: SubFigure) -> None:
        axes = body.add_subplot()
        _set_axes(axes, total, years, sheet)
        for k in rest:
            axes.plot(years, _known(total, k, floors(total, factors)), color="#BDBDBD", linewidth=0.9, zorder=1)
        for k, colour in zip(ahead, POLICIES, strict=False):
            axes.fill_between(years, total.low[k], total.high[k], color=colour, alpha=0.16, linewidth=0)
            axes.plot(years, total.value[k], color=colour, zorder=3)
        label_ends(axes, [_end(total, k, colour, sheet) for k, colour in zip(ahead, POLICIES, strict=False)])
        _write_note(axes, total, rest, sheet)

    says, intervals = words("sensitivity.time_says"), words("sensitivity.intervals")
    return on_sheet(sheet, _title(total, sheet), says, intervals, HEIGHT, draw)


def _order(total: Estimates, factors: Factors) -> tuple[list[int], list[int]]:
    """Return the factors in colour, the highest index of any year first, and those in grey."""
    real = [k for k, name in enumerate(total.names) if factors.family(name) != DUMMY]
    order = sorted(real, key=lambda k: -float(total.value[k].max()))
    floor = floors(total, factors)
    ahead = [k for k in order if _told_ever(total, k, floor)][:MOST]
    return ahead, [k for k in order if k not in ahead]


def floors(total: Estimates, factors: Factors) -> np.ndarray:
    """Return the noise floor of every year, shape (years,): the dummy's upper limit; NaN without a dummy."""
    dummies = [k for k, name in enumerate(total.names) if factors.family(name) == DUMMY]
    return np.asarray(total.high)[dummies].max(0) if dummies else np.full(total.value.shape[1], np.nan)


def _told_ever(total: Estimates, k: int, floor: np.ndarray) -> bool:
    return any(told(*both) for both in zip(total.value[k], total.low[k], floor, strict=True))


def _known(total: Estimates, k: int, floor: np.ndarray) -> np.ndarray:
    """Return the index by year, shape (years,); NaN where it cannot be told, as grey lines have no band."""
    known = [told(*both) for both in zip(total.value[k], total.low[k], floor, strict=True)]
    return np.where(known, total.value[k], np.nan)


def _end(total: Estimates, k: int, colour: str, sheet: Sheet) -> tuple[float, str, str]:
    value, low = float(total.value[k][-1]), float(total.low[k][-1])
    known = told(value, low, float(floors(total, sheet.factors)[-1]))
    label, words = sheet.factors.label(total.names[k]), sheet.words
    key = "sensitivity.end_value" if known else "sensitivity.end_unknown"
    return value, words(key, name=label, value=index(words, value)), colour


def _set_axes(axes: Axes, total: Estimates, years: Sequence[int], sheet: Sheet) -> None:
    floor = floors(total, sheet.factors)
    axes.set_xlim(years[0], years[-1])
    axes.set_ylim(min(0.0, float(np.min(total.value)) - 0.01), float(np.max(total.high)) * 1.03)
    axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    axes.set_ylabel(sheet.words("sensitivity.time_axis"), loc="bottom")
    if np.isfinite(floor).all():
        axes.fill_between(years, 0, floor, color=FLOOR_PAPER, linewidth=0, zorder=0)
        axes.annotate(
            sheet.words("sensitivity.floor"),
            (years[0], floor[0] / 2),
            (4, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
            color=QUIET,
        )


def _write_note(axes: Axes, total: Estimates, rest: Sequence[int], sheet: Sheet) -> None:
    if not rest:
        return
    value = index(sheet.words, max(float(total.value[k].max()) for k in rest))
    text = sheet.words("sensitivity.time_others", n=len(rest), value=value)
    axes.annotate(
        text, (0, 0), (0, -28), xycoords="axes fraction", textcoords="offset points", va="top", color=QUIET, fontsize=8
    )


def _title(total: Estimates, sheet: Sheet) -> str:
    words, (ahead, _) = sheet.words, _order(total, sheet.factors)
    if not ahead:
        return words("sensitivity.time_title_none")
    years = (total.output(year) for year in range(total.value.shape[1]))
    firsts = [set(leaders(each, sheet.factors)) for each in years]
    common = set.intersection(*firsts)
    if not common:
        return words("sensitivity.time_title_change")
    if any(len(each) > 1 for each in firsts):
        return words("sensitivity.time_title_unclear")
    return capital(words("sensitivity.time_title_same", factor=sheet.factors.label(common.pop())))


def alt_text(total: Estimates, years: Sequence[int], sheet: Sheet) -> str:
    """Return the figure's content in words: the leading factors in the first and in the last year."""
    parts = [_said(total, k, years, sheet) for k in _order(total, sheet.factors)[0]]
    return content(sheet, _title(total, sheet), parts)


def _said(total: Estimates, k: int, years: Sequence[int], sheet: Sheet) -> str:
    floor, words = floors(total, sheet.factors), sheet.words
    first, last = (index_in_words(*total.output(year).at(k), float(floor[year]), words) for year in (0, -1))
    ends = {"start": years[0], "stop": years[-1], "first": first, "last": last}
    return words("sensitivity.time_alt", factor=sheet.factors.label(total.names[k]), **ends)
