"""What figures for staff show: an effect with its range and what that range holds, and the same over time.

Ranges of one parameter set hold chance between runs and nothing else; those of many sets hold parameters and theories
as well. ``effect_of`` and ``track_of`` are the only places that tell which.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
from scipy.special import stdtr

from analysis.base.headlines import FORMS, RECORDED, TRUE
from analysis.base.parts import Band, Parts, band_limits, chance_of_one_set, mean_range, range_of
from analysis.base.statistics import Interval
from analysis.measures import harm
from analysis.measures.summarise import SINCE_START, Pair, Row, difference_of, over_time, past_year, row

ZONES = ("roadside", "river", "corridor", "protected")
"""Types of zone, always in this order, which is no ranking."""

BY_ZONE = {zone: f"true.people_in_sexual_exploitation_{zone}" for zone in ZONES}
GROUPS = ("all", "female", "under_18")
BY_GROUP = {
    form: {group: f"true.people_in_{form}_exploitation{'' if group == 'all' else f'_{group}'}" for group in GROUPS}
    for form in FORMS
}
"""People in each form: all, women and girls, under 18."""

OUTCOMES = tuple(
    dict.fromkeys(
        (
            *TRUE,
            *RECORDED,
            *harm.OUTCOMES,
            *BY_ZONE.values(),
            *(name for groups in BY_GROUP.values() for name in groups.values()),
        )
    )
)


class Holds(StrEnum):
    """What a range holds: chance between runs alone, or parameters and theories as well."""

    CHANCE = "chance"
    ALL = "all"


@dataclass(frozen=True)
class Effect:
    """What a policy changes in an outcome over a span, in the outcome's unit, with its 90 % range.

    ``reference`` is the level without the policy. ``low`` and ``high`` limit the whole band, ``chance_low`` and
    ``chance_high`` the part of it that is chance between runs; where ``holds`` is chance they are the same.
    """

    policy: str
    outcome: str
    unit: str
    reference: float
    mean: float
    low: float
    high: float
    chance_low: float
    chance_high: float
    holds: Holds
    runs: int
    parts: Parts | None = None
    """Shares of the variance, where they can be told."""
    lower: float = float("nan")
    """Probability, as far as the range goes, that the policy lowers the outcome."""
    own: Band | None = None
    """The change in per cent of each run's own reference; only for many sets, and where its range has ends."""

    @property
    def interval(self) -> Interval:
        """Return the mean with the whole band."""
        return Interval(self.mean, self.low, self.high)

    @property
    def sign(self) -> int | None:
        """Return 1 or -1 if the effect can be told from zero, 0 if not; None without a range."""
        covers = self.interval.covers_zero
        return None if covers is None else 0 if covers else int(np.sign(self.mean))

    @property
    def share(self) -> float:
        """Return the effect as a share of the reference; NaN where the reference is zero."""
        return self.mean / self.reference if self.reference else float("nan")

    def relative(self) -> "Effect":
        """Return the same effect in per cent of the reference's mean level.

        Parameter sets differ much in that level, so that a band of many is that of the change in per cent of each run's
        own reference, as far as it agrees with the effect on what can be told from zero.
        """
        factor = 100 / self.reference if self.reference else float("nan")
        names = ("mean", "low", "high", "chance_low", "chance_high")
        numbers = {name: getattr(self, name) * factor for name in names}
        if self.own is not None and self.own.covers_zero == self.interval.covers_zero:
            mean, chance = numbers["mean"], self.own.chance
            numbers |= {"low": min(self.own.low, mean), "high": max(self.own.high, mean)}
            numbers |= {"chance_low": mean - chance, "chance_high": mean + chance}
        return replace(self, unit="%", reference=100.0, **numbers)


@dataclass(frozen=True)
class Track:
    """An effect month by month, each the mean of the past 12 months, with its 90 % bands; arrays of shape (months,)."""

    dates: Sequence[date]
    mean: np.ndarray
    low: np.ndarray
    high: np.ndarray
    chance_low: np.ndarray
    chance_high: np.ndarray
    holds: Holds


def effect_of(found: Row, unit: str) -> Effect:
    """Return the effect that paired runs show: chance alone for one parameter set, the whole band for many."""
    about, sets = found.difference, found.pair.sets
    names = (found.pair.name, found.outcome, unit, found.reference_mean, about.mean, about.low, about.high)
    if not isinstance(about, Band):
        lower = probability_lower(found.values - found.against)
        return Effect(*names, about.low, about.high, Holds.CHANCE, found.pair.replicates, lower=lower)
    luck = (about.mean - about.chance, about.mean + about.chance)
    parts = found.parts.shares if sets and found.parts else None
    return Effect(*names, *luck, Holds.ALL, found.pair.replicates, parts, found.share_lower, _own(found))


BEYOND = 1e15
"""Per cent that stand for a change from nothing to something."""


def _own(found: Row) -> Band | None:
    """Return the change in per cent of each run's own reference; None where its range is without end.

    A run with nothing under either changes by nothing; one with something under the policy alone, beyond any share.
    """
    from_nothing = np.where(found.values > 0, BEYOND, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        change = np.where(found.against > 0, 100 * (found.values / found.against - 1), from_nothing)
    low, high = (float(limit) for limit in band_limits(change))
    if found.pair.sets is None or not high < BEYOND / 1e6:
        return None
    kept = np.clip(change, low, high)
    return Band(float(kept.mean()), low, high, float(chance_of_one_set(kept, found.pair.sets)))


def probability_lower(differences: np.ndarray) -> float:
    """Return the probability that the mean of paired differences, shape (runs,), is below zero; NaN for one run.

    It is that of Student's t, as is the 90 % interval: chance between runs and nothing else.
    """
    n = len(differences)
    if n < 2:
        return float("nan")
    mean, error = differences.mean(), differences.std(ddof=1) / np.sqrt(n)
    return float(stdtr(n - 1, -mean / error)) if error else float((1 - np.sign(mean)) / 2)


def track_of(pair: Pair, outcome: str) -> Track:
    """Return the effect that paired runs show over time, with bands as those of an effect."""
    months = past_year(difference_of(pair, outcome))
    mean, low, high = mean_range(months, pair.sets)
    if pair.sets is None:
        return Track(pair.dates, mean, low, high, low, high, Holds.CHANCE)
    chance = chance_of_one_set(months, pair.sets)
    return Track(pair.dates, mean, low, high, mean - chance, mean + chance, Holds.ALL)


@dataclass(frozen=True)
class Results:
    """What a stored comparison holds for figures: its pairs under the first theory, and the policy in the foreground.

    ``manifest`` is that of the record; ``rivals`` are the pairs under every theory, the first one included.
    """

    pairs: Sequence[Pair]
    manifest: Mapping[str, Any]
    policy: str
    rivals: Sequence[Pair] = ()

    @cached_property
    def pair(self) -> Pair:
        """Return the pair of the policy in the foreground."""
        return next(pair for pair in self.pairs if pair.name == self.policy)

    def has(self, *outcomes: str) -> bool:
        """Tell whether all these outcomes were read."""
        return all(name in self.pair.outcomes for name in outcomes)

    def effect(self, outcome: str, span: str = SINCE_START, policy: str = "") -> Effect:
        """Return the effect of a policy, by default the one in the foreground."""
        found = row(self._pair(policy), outcome, span, over_time(self.manifest))
        return effect_of(found, self.manifest["outcomes"][outcome]["unit"])

    def later(self, outcome: str, early: str, late: str) -> Interval:
        """Return by how much the effect over a later span differs from that over an earlier one of equal length."""
        first, last = (row(self.pair, outcome, span, over_time(self.manifest)) for span in (early, late))
        return range_of((last.values - last.against) - (first.values - first.against), self.pair.sets)

    def track(self, outcome: str, policy: str = "") -> Track:
        """Return the effect of a policy over time, by default of the one in the foreground."""
        return track_of(self._pair(policy), outcome)

    def better(self, outcome: str) -> str:
        """Return which direction of an outcome is better: ``lower``, ``higher`` or ``neither``."""
        return self.manifest["outcomes"][outcome]["better"]

    def _pair(self, policy: str) -> Pair:
        return next(pair for pair in self.pairs if pair.name == (policy or self.policy))
