"""Pair every policy with its reference, run by run under the same luck, and measure what differs."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from analysis.base.parts import Parts, Sets, mean_range, range_of, residuals, variance_parts
from analysis.base.statistics import Interval, variance_reduction
from experiments.base.cell import DEFAULT
from experiments.store.results import OVER_TIME
from experiments.store.store import Store

MONTHS_A_YEAR = 12
SINCE_START, LAST_YEAR = "since start", "last 12 months"
HORIZONS = (1, 3, 5, 10)
"""Years after a policy's start at which its effects are read."""


@dataclass(frozen=True)
class Pair:
    """A policy and its reference under the same luck.

    ``policy`` and ``against`` have shape (replicates, months, outcomes). ``dates`` are the first days of the months,
    ``planned`` is the number of replicates asked for, ``theory`` the label of the theory under which both run.
    ``luck`` are the places of the replicates among those planned; empty stands for the first ones.

    With ``sets``, replicates are runs of many parameter sets, each set with luck of its own; None stands for one set.
    """

    name: str
    reference: str
    policy_start: date
    dates: list[date]
    outcomes: list[str]
    policy: np.ndarray
    against: np.ndarray
    planned: int
    theory: str = DEFAULT
    luck: tuple[int, ...] = ()
    sets: Sets | None = None

    @property
    def replicates(self) -> int:
        """Return how many replicates, of all sets together, hold both runs."""
        return len(self.policy)

    @cached_property
    def first_month(self) -> int:
        """Return the position of the month in which the policy starts."""
        return sum(day < self.policy_start.replace(day=1) for day in self.dates)

    def values(self, outcome: str) -> tuple[np.ndarray, np.ndarray]:
        """Return one outcome of policy and reference, each of shape (replicates, months)."""
        column = self.outcomes.index(outcome)
        return self.policy[:, :, column], self.against[:, :, column]


@dataclass(frozen=True)
class Row:
    """The effect of one policy on one outcome over one span of time after its start.

    ``values`` and ``against`` are the outcome added up under policy and reference, shape (replicates,).
    """

    pair: Pair
    outcome: str
    span: str
    months: int
    values: np.ndarray
    against: np.ndarray

    @property
    def policy_mean(self) -> float:
        """Return the mean under the policy."""
        return float(self.values.mean())

    @property
    def reference_mean(self) -> float:
        """Return the mean under the reference."""
        return float(self.against.mean())

    @cached_property
    def difference(self) -> Interval:
        """Return the mean of policy minus reference with its interval or, for many parameter sets, the band of runs."""
        return range_of(self.values - self.against, self.pair.sets)

    @cached_property
    def parts(self) -> Parts | None:
        """Return where the difference between runs comes from; None for one parameter set, or for few."""
        return variance_parts(self.values - self.against, self.pair.sets) if self.pair.sets else None

    @property
    def share_lower(self) -> float:
        """Return the share of runs in which the policy is lower than the reference."""
        return float((self.values < self.against).mean())

    @cached_property
    def pairing(self) -> Interval:
        """Return how many times fewer replicates, of one parameter set, a paired comparison needs."""
        if self.pair.sets is None:
            return variance_reduction(self.values, self.against)
        rows = self.pair.sets.rows
        return variance_reduction(residuals(self.values, rows), residuals(self.against, rows))

    @property
    def sign(self) -> int | None:
        """Return 1 or -1 if the difference can be told from zero, 0 if not; None without an interval."""
        covers = self.difference.covers_zero
        return None if covers is None else 0 if covers else int(np.sign(self.difference.low))


def read_pairs(manifest: Mapping[str, Any], store: Store, outcomes: Sequence[str]) -> list[Pair]:
    """Return a pair for every compared arm and theory that has a replicate with both runs stored.

    They come theory by theory, in the order of the arms in the manifest.
    """
    arms = {arm["scenario"]: arm for arm in manifest["arms"]}
    compared = [(arm, arms[arm["reference"]]) for arm in arms.values() if arm["reference"]]
    stored = set(store.stored(outcomes))
    theories = range(max((len(arm["cells"]) for arm in arms.values()), default=0))
    pairs = (_pair(*both, theory, stored, store, list(outcomes)) for theory in theories for both in compared)
    return [replace(pair, sets=_sets(manifest, pair.luck)) for pair in pairs if pair is not None]


def _sets(manifest: Mapping[str, Any], places: Sequence[int]) -> Sets | None:
    """Return the parameter sets of the runs at some places of an arm's list of cells; None where there is one set."""
    sample = manifest.get("ensemble")
    if not sample:
        return None
    points = np.array(places, int) // len(manifest["replicates"])
    worth = sample.get("worth")
    return Sets(np.array(sample["rows"])[points], np.array(sample["rules"])[points], np.nan if worth is None else worth)


def _pair(
    arm: Mapping[str, Any],
    reference: Mapping[str, Any],
    place: int,
    stored: Collection[str],
    store: Store,
    outcomes: list[str],
) -> Pair | None:
    """Return the pair of two arms under the theory at a place in their lists; None if nothing of it is stored."""
    (theory, cells), (_, others) = (list(each["cells"].items())[place] for each in (arm, reference))
    planned = enumerate(zip(cells, others, strict=True))
    both = {place: two for place, two in planned if all(cell in stored for cell in two)}
    if not both:
        return None
    mine, theirs = (store.series(each, outcomes) for each in zip(*both.values(), strict=True))
    dates = [day for day in mine[0] if day in set(theirs[0])]
    policy, against = (_in_months(series, dates) for series in (mine, theirs))
    declared = arm["policy_start"]
    start = date.fromisoformat(declared) if declared else _first_difference(dates, policy, against)
    names, runs = (arm["scenario"], reference["scenario"]), (policy, against, len(cells), theory)
    return Pair(*names, start, dates, outcomes, *runs, tuple(both))


def _first_difference(dates: Sequence[date], policy: np.ndarray, against: np.ndarray) -> date:
    """Return the first month in which anything differs. Before it, runs with the same luck are identical."""
    differ = ((policy != against) & ~(np.isnan(policy) & np.isnan(against))).any(axis=(0, 2))
    return dates[int(differ.argmax())]


def _in_months(series: tuple[list[date], np.ndarray], months: Sequence[date]) -> np.ndarray:
    dates, values = series
    return values[:, [dates.index(month) for month in months]]


def shared_runs(pairs: Sequence[Pair]) -> list[list[int]]:
    """Return for each pair the positions of the runs that all pairs have, in the same order."""
    places = [pair.luck or tuple(range(pair.replicates)) for pair in pairs]
    shared = sorted(set(places[0]).intersection(*places[1:]))
    return [[own.index(place) for place in shared] for own in places]


def present(outcomes: Iterable[str], manifest: Mapping[str, Any]) -> list[str]:
    """Return those of ``outcomes`` that the model of the experiment declares."""
    return [name for name in outcomes if name in manifest["outcomes"]]


def spans(pair: Pair) -> dict[str, slice]:
    """Return the spans over which effects are read.

    These are the time since the start, the year that ends at each horizon, all years up to it, and the last 12 months.
    """
    first, end = pair.first_month, len(pair.dates)
    within = horizons(pair)
    found = {SINCE_START: slice(first, end)}
    found |= {f"year {k}": slice(first + MONTHS_A_YEAR * (k - 1), first + MONTHS_A_YEAR * k) for k in within}
    found |= {f"first {k} years": slice(first, first + MONTHS_A_YEAR * k) for k in within if k > 1}
    return found | ({LAST_YEAR: slice(end - MONTHS_A_YEAR, end)} if within else {})


def horizons(pair: Pair) -> list[int]:
    """Return those of ``HORIZONS``, in years, that fit into the period after the policy's start."""
    return [years for years in HORIZONS if years * MONTHS_A_YEAR <= len(pair.dates) - pair.first_month]


def up_to(years: int) -> str:
    """Return the span of all years from the start up to a horizon."""
    return f"first {years} years" if years > 1 else "year 1"


def rows(pair: Pair, over_time: Mapping[str, str]) -> Iterator[Row]:
    """Yield the effects on every outcome over every span; ``over_time`` says how months add up."""
    return (row(pair, outcome, span, over_time) for outcome in pair.outcomes for span in spans(pair))


def row(pair: Pair, outcome: str, span: str, over_time: Mapping[str, str]) -> Row:
    """Return the effect on one outcome over one span."""
    months = spans(pair)[span]
    return Row(pair, outcome, span, months.stop - months.start, *added(pair, outcome, months, over_time[outcome]))


def months_until_told(pair: Pair, outcome: str) -> int | None:
    """Return the month from which on the effect can be told from zero until the end; None if there is none.

    It can be told if the 90 % range of the paired difference, added up since the policy's start, excludes zero on the
    side on which it ends.
    """
    policy, against = (each[:, pair.first_month :] for each in pair.values(outcome))
    mean, low, high = mean_range(np.cumsum(policy - against, axis=1), pair.sets)
    sides = np.where(low > 0, 1, np.where(high < 0, -1, 0))
    others = np.flatnonzero((sides != np.sign(mean[-1])) | (sides == 0))
    told = int(others[-1]) + 1 if others.size else 0
    return told + 1 if told < sides.size else None


def difference_of(pair: Pair, outcome: str) -> np.ndarray:
    """Return policy minus reference, month by month, shape (replicates, months)."""
    policy, against = pair.values(outcome)
    return policy - against


def past_year(months: np.ndarray) -> np.ndarray:
    """Return for each month the mean of the 12 months that end with it, or of fewer at the start; last axis months.

    Single months differ mostly by chance. The last value equals that of the table for the last 12 months.
    """
    sums = np.cumsum(np.pad(months, ((0, 0), (1, 0))), axis=1)
    ends = np.arange(1, sums.shape[1])
    begins = np.maximum(ends - MONTHS_A_YEAR, 0)
    return (sums[:, ends] - sums[:, begins]) / (ends - begins)


def added(pair: Pair, outcome: str, months: slice, how: str) -> tuple[np.ndarray, np.ndarray]:
    """Return an outcome of policy and reference, added up over some months, each of shape (replicates,)."""
    policy, against = (OVER_TIME[how](each[:, months].T) for each in pair.values(outcome))
    return policy, against


def over_time(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Return how the months of each outcome add up, as the manifest declares."""
    return {name: about["over_time"] for name, about in manifest["outcomes"].items()}


@dataclass(frozen=True)
class Levels:
    """One scenario by itself: ``values`` of shape (replicates, months, outcomes); ``sets`` as for a pair."""

    name: str
    dates: list[date]
    outcomes: list[str]
    values: np.ndarray
    planned: int
    sets: Sets | None = None

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
    """Return every arm that has at least one replicate stored, under its first theory."""
    stored = store.stored(outcomes)
    found = []
    for arm in manifest["arms"]:
        planned = next(iter(arm["cells"].values()))
        places = [place for place, cell in enumerate(planned) if cell in stored]
        if places:
            dates, values = store.series([planned[place] for place in places], outcomes)
            sets = _sets(manifest, places)
            found.append(Levels(arm["scenario"], dates, list(outcomes), values, len(planned), sets))
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
