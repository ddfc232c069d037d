"""Pair every policy with its reference, replicate by replicate, and measure what differs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from analysis.statistics import Interval, interval, variance_reduction
from experiments.results import OVER_TIME
from experiments.store import Store

MONTHS_A_YEAR = 12
SINCE_START, LAST_YEAR = "since start", "last 12 months"


@dataclass(frozen=True)
class Pair:
    """A policy and its reference under the same luck.

    ``policy`` and ``against`` have shape (replicates, months, outcomes); ``dates`` are the first days of the
    months and ``planned`` the number of replicates asked for.
    """

    name: str
    reference: str
    policy_start: date
    dates: list[date]
    outcomes: list[str]
    policy: np.ndarray
    against: np.ndarray
    planned: int

    @property
    def replicates(self) -> int:
        """Return how many replicates hold both runs."""
        return len(self.policy)

    @property
    def first_month(self) -> int:
        """Return the position of the month in which the policy starts."""
        return sum(day < self.policy_start.replace(day=1) for day in self.dates)

    def values(self, outcome: str) -> tuple[np.ndarray, np.ndarray]:
        """Return one outcome of policy and reference, each of shape (replicates, months)."""
        column = self.outcomes.index(outcome)
        return self.policy[:, :, column], self.against[:, :, column]


@dataclass(frozen=True)
class Row:
    """The effect of one policy on one outcome over one span of time after its start."""

    policy: str
    reference: str
    outcome: str
    span: str
    months: int
    replicates: int
    reference_mean: float
    policy_mean: float
    difference: Interval
    pairing: Interval


def read_pairs(manifest: Mapping[str, Any], store: Store, outcomes: Sequence[str]) -> list[Pair]:
    """Return a pair for every compared arm that has at least one replicate with both runs stored."""
    arms = {arm["scenario"]: arm for arm in manifest["arms"]}
    compared = [arm for arm in arms.values() if arm["reference"]]
    pairs = (_pair(arm, arms[arm["reference"]], store, list(outcomes)) for arm in compared)
    return [pair for pair in pairs if pair is not None]


def _pair(arm: Mapping[str, Any], reference: Mapping[str, Any], store: Store, outcomes: list[str]) -> Pair | None:
    stored = store.stored(outcomes)
    both = [two for two in zip(arm["cells"], reference["cells"], strict=True) if all(c in stored for c in two)]
    if not both:
        return None
    mine, others = (store.series(cells, outcomes) for cells in zip(*both, strict=True))
    dates = [day for day in mine[0] if day in set(others[0])]
    policy, against = (_in_months(series, dates) for series in (mine, others))
    declared = arm["policy_start"]
    start = date.fromisoformat(declared) if declared else _first_difference(dates, policy, against)
    name, planned = arm["scenario"], len(arm["cells"])
    return Pair(name, reference["scenario"], start, dates, outcomes, policy, against, planned)


def _first_difference(dates: Sequence[date], policy: np.ndarray, against: np.ndarray) -> date:
    """Return the first month in which anything differs; runs with the same luck are identical before."""
    differ = ((policy != against) & ~(np.isnan(policy) & np.isnan(against))).any(axis=(0, 2))
    return dates[int(differ.argmax())]


def _in_months(series: tuple[list[date], np.ndarray], months: Sequence[date]) -> np.ndarray:
    dates, values = series
    return values[:, [dates.index(month) for month in months]]


def present(outcomes: Iterable[str], manifest: Mapping[str, Any]) -> list[str]:
    """Return those of ``outcomes`` that the experiment's model declares."""
    return [name for name in outcomes if name in manifest["outcomes"]]


def spans(pair: Pair) -> dict[str, slice]:
    """Return the spans that effects are read over: since the start, each whole year, the last 12 months."""
    first, end = pair.first_month, len(pair.dates)
    years = range((end - first) // MONTHS_A_YEAR)
    found = {SINCE_START: slice(first, end)}
    found |= {f"year {k + 1}": slice(first + 12 * k, first + 12 * (k + 1)) for k in years}
    return found | ({LAST_YEAR: slice(end - MONTHS_A_YEAR, end)} if years else {})


def rows(pair: Pair, over_time: Mapping[str, str]) -> Iterator[Row]:
    """Yield the effects on every outcome over every span; ``over_time`` says how months add up."""
    for outcome in pair.outcomes:
        for span, months in spans(pair).items():
            a, b = added(pair, outcome, months, over_time[outcome])
            length = months.stop - months.start
            means = float(b.mean()), float(a.mean())
            about = (pair.name, pair.reference, outcome, span, length, pair.replicates)
            yield Row(*about, *means, interval(a - b), variance_reduction(a, b))


def added(pair: Pair, outcome: str, months: slice, how: str) -> tuple[np.ndarray, np.ndarray]:
    """Return an outcome of policy and reference over some months, each of shape (replicates,)."""
    policy, against = (OVER_TIME[how](each[:, months].T) for each in pair.values(outcome))
    return policy, against


def over_time(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return how the months of each outcome add up, as the manifest declares."""
    return {name: about["over_time"] for name, about in manifest["outcomes"].items()}


@dataclass(frozen=True)
class Levels:
    """One scenario by itself: ``values`` of shape (replicates, months, outcomes)."""

    name: str
    dates: list[date]
    outcomes: list[str]
    values: np.ndarray
    planned: int

    @property
    def replicates(self) -> int:
        """Return how many replicates are stored."""
        return len(self.values)


@dataclass(frozen=True)
class Years:
    """Whole calendar years, and each outcome's values of shape (replicates, years)."""

    years: list[int]
    values: dict[str, np.ndarray]


def read_levels(manifest: Mapping[str, Any], store: Store, outcomes: Sequence[str]) -> list[Levels]:
    """Return every arm that has at least one replicate stored."""
    stored = store.stored(outcomes)
    found = []
    for arm in manifest["arms"]:
        cells = [cell for cell in arm["cells"] if cell in stored]
        if cells:
            dates, values = store.series(cells, outcomes)
            found.append(Levels(arm["scenario"], dates, list(outcomes), values, len(arm["cells"])))
    return found


def by_year(levels: Levels, manifest: Mapping[str, Any]) -> Years:
    """Return each outcome by whole calendar year, months added up as the outcome declares."""
    months_of = {year: [i for i, day in enumerate(levels.dates) if day.year == year] for year in _years(levels.dates)}
    whole = {year: months for year, months in months_of.items() if len(months) == MONTHS_A_YEAR}
    how = over_time(manifest)
    values = {
        name: np.stack([_added(levels, name, months, how[name]) for months in whole.values()], axis=1)
        for name in (levels.outcomes if whole else ())
    }
    return Years(list(whole), values)


def whole_period(levels: Levels, manifest: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Return each outcome over the whole period scored, shape (replicates,)."""
    months, how = list(range(len(levels.dates))), over_time(manifest)
    return {name: _added(levels, name, months, how[name]) for name in levels.outcomes}


def _added(levels: Levels, outcome: str, months: Sequence[int], how: str) -> np.ndarray:
    return OVER_TIME[how](levels.values[:, months, levels.outcomes.index(outcome)].T)


def _years(dates: Sequence[date]) -> list[int]:
    return sorted({day.year for day in dates})
