"""Add the months of a run up to the resolution that is kept: months, calendar years, or the whole period."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from experiments.base.outcomes import declared_outcomes
from experiments.store.results import OVER_TIME, Result

RESOLUTIONS = ("month", "year", "period")
"""From fine to coarse; results stored at one of them can be added up to any coarser one."""


def holds(stored: str, wanted: str) -> bool:
    """Tell whether results stored at one resolution can be added up to another."""
    return RESOLUTIONS.index(stored) <= RESOLUTIONS.index(wanted)


def at_resolution(
    dates: Sequence[date], values: np.ndarray, over_time: Sequence[str], stored: str, wanted: str
) -> tuple[list[date], np.ndarray]:
    """Return dates and values, shape (spans, outcomes), of a coarser resolution than the stored one.

    ``over_time`` says how each outcome's months add up ("sum", "mean" or "last"). A year that the period holds in
    part adds up the part; its date is its first month. Years of equal length are assumed where stored years add up
    to a period, as a mean of means; store months where they are not.
    """
    if stored == wanted:
        return list(dates), values
    groups = _groups(dates, wanted)
    added = [_added(values[group], over_time) for group in groups]
    return [dates[group.start] for group in groups], np.array(added)


def kept(result: Result, outcomes: Sequence[str], resolution: str) -> Result:
    """Return some outcomes of a run at a resolution."""
    declared = declared_outcomes()
    columns = [result.names.index(name) for name in outcomes]
    how = [declared[name].over_time for name in outcomes]
    dates, values = at_resolution(result.dates, result.values[:, columns], how, RESOLUTIONS[0], resolution)
    return Result(result.cell, dates, list(outcomes), values)


def _groups(dates: Sequence[date], wanted: str) -> list[slice]:
    """Return where each span of a resolution lies among dates in order."""
    if wanted == "period":
        return [slice(0, len(dates))]
    firsts = [n for n, day in enumerate(dates) if n == 0 or day.year != dates[n - 1].year]
    return [slice(first, stop) for first, stop in zip(firsts, [*firsts[1:], len(dates)], strict=True)]


def _added(rows: np.ndarray, over_time: Sequence[str]) -> list[float]:
    return [OVER_TIME[how](column) for how, column in zip(over_time, rows.T, strict=True)]
