"""Spells with forces present, and what differs before, during and after them from the same world without forces."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analysis.base.statistics import Interval, interval, ratio_interval
from analysis.measures.summarise import MONTHS_A_YEAR, Pair

FORCES, WEEKS = "true.forces_present", "true.weeks_of_operations"
ZONES = ("roadside", "river", "corridor", "protected")
STOCKS = ("true.miners", "true.bars", "true.people_in_sexual_exploitation")
PATHS = tuple(f"{stock}{zone}" for stock in STOCKS for zone in ("", *(f"_{zone}" for zone in ZONES)))
"""Stocks that are followed, each in the region and then by zone type."""
HIT, ELSEWHERE = ZONES[:1], ZONES[1:]
"""Zone types of the operation that is followed month by month, and all others."""
FOLLOWED = {
    "miners": ("true.miners", ""),
    "equipped": ("true.miners_equipped", "true.miners"),
    "gold": ("true.gold_extracted", ""),
    "takings": ("true.bar_spending", ""),
    "people": ("true.people_in_sexual_exploitation", ""),
}
"""What is followed: an outcome by zone type, and what it is a share of, if it is one."""
BY_ZONE = tuple(dict.fromkeys(f"{name}_{zone}" for row in FOLLOWED.values() for name in row if name for zone in ZONES))
"""Outcomes that following an operation reads."""
EVENTS = (
    "true.equipment_destroyed",
    "true.equipment_destroyed_authorised",
    "true.equipment_replaced",
    "true.clashes",
    "true.deaths_in_clashes",
    "true.people_identified_in_operations",
    "true.people_misidentified",
    "true.recruited_sexual",
    "true.cost_to_state",
)
"""Outcomes of the whole period that are shown beside the paths."""
LONGEST_GAP = 12
"""Months without forces that still belong to one spell of operations."""
YEARS_AFTER = 3


@dataclass(frozen=True)
class Effect:
    """One outcome in one phase of one spell: means, paired difference, and difference relative to the reference."""

    pair: Pair
    spell: int
    phase: str
    months: slice
    outcome: str
    reference_mean: float
    policy_mean: float
    difference: Interval
    relative: Interval


def spells(pair: Pair) -> list[slice]:
    """Return the months from the first to the last with forces, for operations that follow each other closely."""
    there = np.flatnonzero(pair.values(FORCES)[0].mean(0) > 0.0)
    if not there.size:
        return []
    breaks = [i + 1 for i, (one, other) in enumerate(pairwise(there)) if other - one > LONGEST_GAP]
    return [slice(int(part[0]), int(part[-1]) + 1) for part in np.split(there, breaks)]


def phases(pair: Pair) -> Iterator[tuple[int, str, slice]]:
    """Yield number of spell, phase and months: the year before, the spell itself, and each of three years after it.

    Years that are not complete, or reach into the next spell, are left out.
    """
    found = spells(pair)
    ends = [spell.start for spell in found[1:]] + [len(pair.dates)]
    for number, (spell, end) in enumerate(zip(found, ends, strict=True), start=1):
        yield number, "before", slice(max(0, spell.start - MONTHS_A_YEAR), spell.start)
        yield number, "presence", spell
        for year in range(YEARS_AFTER):
            first = spell.stop + year * MONTHS_A_YEAR
            if first + MONTHS_A_YEAR <= end:
                yield number, f"after_{year + 1}", slice(first, first + MONTHS_A_YEAR)


def effects(pair: Pair) -> Iterator[Effect]:
    """Yield the effect on every path in every phase that has months."""
    for number, phase, months in phases(pair):
        for outcome in PATHS:
            with_forces, without = (each[:, months].mean(1) for each in pair.values(outcome))
            if months.start < months.stop:
                apart = ratio_interval_of_difference(with_forces, without)
                means = float(without.mean()), float(with_forces.mean())
                yield Effect(pair, number, phase, months, outcome, *means, interval(with_forces - without), apart)


def followed(pair: Pair, row: str, zones: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray]:
    """Return a row of FOLLOWED in some zone types, with forces and without, shape (replicates, months) each."""
    over, under = FOLLOWED[row]
    with_forces, without = summed(pair, over, zones)
    if not under:
        return with_forces, without
    whole = summed(pair, under, zones)
    return with_forces / np.maximum(1.0, whole[0]), without / np.maximum(1.0, whole[1])


def summed(pair: Pair, name: str, zones: tuple[str, ...]) -> np.ndarray:
    """Return an outcome added up over zone types, with forces and without, shape (2, replicates, months)."""
    return np.sum([pair.values(f"{name}_{zone}") for zone in zones], axis=0)


def ratio_interval_of_difference(with_forces: np.ndarray, without: np.ndarray) -> Interval:
    """Return (with - without) / without over replicates, both of shape (replicates,), with its interval."""
    found = ratio_interval(with_forces, without)
    return Interval(found.mean - 1.0, found.low - 1.0, found.high - 1.0)
