"""How the places of people who leave are filled again, and what policies avert with and without that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval, interval, mean_interval, ratio_of_differences
from analysis.measures.audit import effect
from analysis.measures.summarise import MONTHS_A_YEAR, Pair, over_time
from analysis.studies.replacement.arms import FILLED, UNFILLED

PEOPLE = {
    "sexual": "true.people_in_sexual_exploitation",
    "labour": "true.people_in_labour_exploitation",
}
REMOVED = "true.exits_by_removed"
STREAMS = {
    "recruited": "true.recruited",
    "returned": "true.returns_to_exploitation",
    "entered_by_debt": "true.entered_exploitation_by_debt",
}
"""Ways into exploitation that may make up for the people removed."""
EXITS = "true.exits"
STAYED = "stayed"
"""Exits that did not happen, because the people who would have left had been removed."""
WAYS = (*STREAMS, STAYED)
YEARS = (1, 3)
HALF = 0.5
OUTCOMES = (*PEOPLE.values(), REMOVED, EXITS, *STREAMS.values(), *FORMS.values())
PLACES = (FILLED, UNFILLED)
"""The worlds in which policies are ranked: places of people who leave are filled again, or never."""

type Averted = Mapping[tuple[str, str, str], Interval]
"""Person-years averted since a policy's start, by whether places are filled, outcome and policy."""


@dataclass(frozen=True)
class Recovery:
    """Differences from the world without the removal, in each month after the month of the removal.

    ``gaps`` holds more (or, below zero, fewer) people by form, shape (replicates, months); ``removed`` the people
    removed, shape (replicates,); ``streams`` the additional people by each way, added up since the removal, shape
    (replicates, months).
    """

    gaps: Mapping[str, np.ndarray]
    removed: np.ndarray
    streams: Mapping[str, np.ndarray]

    @property
    def missing(self) -> np.ndarray:
        """Return the gap of both forms together, shape (replicates, months)."""
        return np.sum([*self.gaps.values()], axis=0)

    @property
    def regained(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return mean and limits, by month, of the share of places that are taken again."""
        return mean_interval(1.0 + self.missing / self.removed[:, None])

    @property
    def half_time(self) -> tuple[float, float, float]:
        """Return the first month in which half of the places are taken again: by the mean, earliest and latest.

        The earliest month is read from the upper limits, the latest from the lower; infinite if it never comes.
        """
        mean, low, high = self.regained
        return _first(mean), _first(high), _first(low)

    def per_removed(self, way: str, years: int) -> Interval:
        """Return how many people one way made up for, per person removed, over some years."""
        return ratio_of_differences(self.streams[way][:, years * MONTHS_A_YEAR - 1], self.removed)


def _first(share: np.ndarray) -> float:
    """Return the first month, counted from 1, with a share of at least one half; infinite if there is none."""
    reached = np.flatnonzero(share >= HALF)
    return float(reached[0] + 1) if reached.size else float("inf")


def recovery(pair: Pair) -> Recovery:
    """Return what follows a removal. The month of the removal is left out, as people are missing in part of it only."""
    start = pair.first_month
    names = (*PEOPLE.values(), REMOVED, EXITS, *STREAMS.values())
    differences = {name: np.subtract(*pair.values(name))[:, start:] for name in names}
    added = {name: values.cumsum(axis=1)[:, 1:] for name, values in differences.items()}
    removed = added[REMOVED][:, 0]
    streams = {way: added[name] for way, name in STREAMS.items()}
    streams[STAYED] = added[REMOVED] - added[EXITS]
    return Recovery({form: differences[name][:, 1:] for form, name in PEOPLE.items()}, removed, streams)


def averted_by(pairs: Mapping[str, Pair], manifest: Mapping[str, Any]) -> Averted:
    """Return the person-years of each form that each policy averts since its start."""
    how = over_time(manifest)
    return {
        (places, outcome, name.removesuffix(f"_{places}")): interval(-effect(pair, outcome, how[outcome]).differences)
        for places in PLACES
        for outcome in FORMS.values()
        for name, pair in pairs.items()
        if pair.reference == places
    }


def by_policy(averted: Averted, places: str, outcome: str) -> dict[str, Interval]:
    """Return the person-years averted by policy, the most first."""
    found = {name: each for (where, what, name), each in averted.items() if (where, what) == (places, outcome)}
    return dict(sorted(found.items(), key=lambda one: -one[1].mean))
