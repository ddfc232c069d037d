"""What becomes of complaints, survivors and raids in one scenario, and what registers show of it.

Shares are ratios of sums over months, never means of monthly shares, as in most months there is nothing to divide by.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from analysis.base.parts import Sets, range_of_level, ratio_range
from analysis.base.statistics import Interval, binomial_interval
from analysis.measures.summarise import MONTHS_A_YEAR, Levels, Years, by_year, over_time, whole_period

LAG = 4
"""Years from the lodging of a complaint until it is counted what has become of it."""

COMPLAINTS = "recorded.cohort_complaints"
STAGES = ("lost", "shelved", "charged", "tried", "convicted", "open")
COHORTS = (COMPLAINTS, *(f"recorded.cohort_{stage}" for stage in STAGES))

ATTENTION = (
    "true.survivors_identified",
    "true.people_misidentified",
    "true.people_held_in_police_stations",
    "true.person_weeks_in_police_stations",
    "true.admitted_to_shelter",
    "true.refused_help",
    "true.left_shelter",
    "true.sent_home_unprepared",
    "true.shelter_places_open",
    "true.survivors_in_shelter",
    "true.survivors_in_shelter_against_their_wish",
    "true.entered_recovery",
    "true.survivors_in_recovery",
    "true.homes_prepared",
    "true.survivors_accompanied_at_home",
    "true.survivors_in_reintegration_jobs",
    "true.reintegrated",
    "true.returns_to_exploitation",
    "true.returns_after_recovery",
    "true.returns_without_recovery",
    "true.survivors_who_recruit",
    "true.survivors_who_own_bars",
)
"""The attention route, from identification to life after the return home."""

FORMS, SEXES, AGES = ("sexual", "labour"), ("female", "male"), ("under_18", "adult")
UNSERVED = tuple(f"true.unserved_{form}_{sex}_{age}" for form, sex, age in product(FORMS, SEXES, AGES))

RAIDS, EMPTY = "true.raids", "true.raids_empty"
IDENTIFYING = tuple(f"true.raids_identifying_{n}" for n in ("none", "1", "2_to_4", "5_to_9", "10_or_more"))
CAUSE = "true.raids_empty_"
"""Beginning of the names of outcomes that count empty raids by cause."""

REGISTERS = {
    "ratio.reta_complaints_to_complaints": ("recorded.reta_complaints", "true.complaints"),
    "ratio.reta_victims_to_people_identified": ("recorded.reta_victims", "true.survivors_identified"),
    "ratio.reta_victims_to_people_in_exploitation": ("recorded.reta_victims", "true.people_in_exploitation"),
    "ratio.sistra_victims_to_people_in_exploitation": ("recorded.sistra_victims", "true.people_in_exploitation"),
    "ratio.ngo_count_to_people_in_sexual_exploitation": (
        "recorded.ngo_people_counted",
        "true.people_in_sexual_exploitation",
    ),
}
"""Ratios of what is recorded to what happens: the outcome that gives each by month, and the two it compares."""

FILED = (
    "recorded.reta_complaints",
    "recorded.reta_duplicates",
    "recorded.sistra_cases",
    "recorded.in_both_registers",
    "recorded.double_counts",
    "recorded.shared_register_cases",
    "recorded.missing_persons",
    "recorded.missing_persons_linked",
)
"""What registers hold: entries, duplicates, cases in both registers, and what is filed apart."""

BEARING: dict[str, str | None] = {
    "complaints-shelved-share": "shelved",
    "d-tried-per-complaint": "tried",
    "d-convicted-per-complaint": "convicted",
    "reta-complaints-2004-2011": None,
    "reta-tried-2004-2011": None,
    "reta-convicted-2004-2011": None,
    "mdd-prosecutor-cases-since-2009": None,
}
"""Facts about the complaint route, each with the stage whose share it gives; None for counts."""

NATION = "Peru"


@dataclass(frozen=True)
class Known:
    """A known fact, with the grade of its source and the stage whose share it gives."""

    fact: Any
    grade: str
    stage: str | None

    @property
    def national(self) -> bool:
        """Tell whether it is about the whole country; the model is about one region."""
        return self.fact.place == NATION


def known(facts: Mapping[str, Any], grade: Callable[[str], str]) -> list[Known]:
    """Return the facts about the complaint route."""
    return [Known(facts[key], grade(key), stage) for key, stage in BEARING.items()]


def outcomes(declared: Iterable[str]) -> list[str]:
    """Return the declared outcomes that the routes need."""
    declared = list(declared)
    raids = (RAIDS, *IDENTIFYING, EMPTY, *causes(declared))
    compared = [name for both in REGISTERS.values() for name in both]
    wanted = (*COHORTS, *ATTENTION, *UNSERVED, *raids, *FILED, *compared, *REGISTERS)
    return [name for name in dict.fromkeys(wanted) if name in declared]


def causes(declared: Iterable[str]) -> list[str]:
    """Return the outcomes that count empty raids by cause."""
    return [name for name in declared if name.startswith(CAUSE)]


@dataclass(frozen=True)
class Cohort:
    """Complaints lodged in some years: their number, and the share that reached each stage within ``LAG`` years.

    Intervals of shares are binomial: of one region with so many complaints, not of the mean of replicates. With many
    parameter sets they are bands of runs, each of one region.
    """

    years: Sequence[int]
    complaints: Interval
    shares: Mapping[str, Interval]


def cohorts(levels: Levels, manifest: Mapping[str, Any]) -> list[Cohort]:
    """Return the complaints of each year; none if the model does not count cohorts."""
    return [_cohort([year], years, levels.sets) for years in _counted(levels, manifest) for year in years.years]


def cohorts_together(levels: Levels, manifest: Mapping[str, Any], groups: int = 1) -> list[Cohort]:
    """Return the complaints of all years together, or of several groups of consecutive years."""
    found = []
    for years in _counted(levels, manifest):
        parts = (part.tolist() for part in np.array_split(np.array(years.years), groups))
        found += [_cohort(part, years, levels.sets) for part in parts if part]
    return found


def _counted(levels: Levels, manifest: Mapping[str, Any]) -> list[Years]:
    """Return the cohorts by the year they are counted in, if the model counts them and a year is whole."""
    years = by_year(levels, manifest)
    return [years] if COMPLAINTS in years.values else []


def _cohort(counted_in: Sequence[int], years: Years, sets: Sets | None) -> Cohort:
    columns = [years.years.index(year) for year in counted_in]
    sums = {name: years.values[name][:, columns].sum(1) for name in COHORTS if name in years.values}
    whole = sums[COMPLAINTS]
    parts = {name.rpartition("_")[2]: part for name, part in sums.items() if name != COMPLAINTS}
    shares = {
        stage: ratio_range(part, whole, sets) if sets else binomial_interval(part, whole)
        for stage, part in parts.items()
    }
    return Cohort([year - LAG for year in counted_in], range_of_level(whole, sets), shares)


@dataclass(frozen=True)
class Share:
    """One part of a whole: its sum over the period and its share of the whole."""

    outcome: str
    total: Interval
    share: Interval


def shares(names: Iterable[str], whole: str, levels: Levels, manifest: Mapping[str, Any]) -> list[Share]:
    """Return the parts of a whole that the levels hold, over the whole period."""
    totals, sets = whole_period(levels, manifest), levels.sets
    parts = [name for name in names if name in totals and whole in totals]
    return [
        Share(name, range_of_level(totals[name], sets), ratio_range(totals[name], totals[whole], sets))
        for name in parts
    ]


@dataclass(frozen=True)
class Recorded:
    """What a register shows beside what happens, and the ratio of the two over the whole period.

    If a register counts events while the truth is a number of people, ``yearly`` is set and the register's number is
    that of an average year. ``last`` is the model's running ratio in the last whole year, if it declares one.
    """

    ratio: str
    recorded: tuple[str, Interval]
    true: tuple[str, Interval]
    value: Interval
    yearly: bool
    last: Interval | None


def registers(levels: Levels, manifest: Mapping[str, Any]) -> list[Recorded]:
    """Return every register beside the truth, as far as the levels hold both."""
    totals = whole_period(levels, manifest)
    return [
        _recorded(name, *both, totals, levels, manifest)
        for name, both in REGISTERS.items()
        if all(each in totals for each in both)
    ]


def _recorded(
    name: str, above: str, below: str, totals: Mapping[str, np.ndarray], levels: Levels, manifest: Mapping[str, Any]
) -> Recorded:
    how = over_time(manifest)
    yearly = how[above] == "sum" and how[below] != "sum"
    part = totals[above] * (MONTHS_A_YEAR / len(levels.dates) if yearly else 1.0)
    whole = totals[below]
    both = (above, range_of_level(part, levels.sets)), (below, range_of_level(whole, levels.sets))
    return Recorded(name, *both, ratio_range(part, whole, levels.sets), yearly, _last_year(name, levels, manifest))


def _last_year(name: str, levels: Levels, manifest: Mapping[str, Any]) -> Interval | None:
    values = by_year(levels, manifest).values
    return range_of_level(values[name][:, -1], levels.sets) if name in values else None
