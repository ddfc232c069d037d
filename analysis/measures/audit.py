"""Whether the indicators that agencies are judged by move with what happens, policy by policy.

The truth is person-years of exploitation, the two forms apart. An indicator is what a register shows, or the police's
own count of their work. Both are differences from the reference since the policy's start, under the same luck.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from analysis.base.headlines import FORMS
from analysis.base.parts import Sets, range_of
from analysis.base.statistics import LEVEL, Interval, kendall_tau_b, rank_agreement
from analysis.measures.summarise import SINCE_START, Pair, added, over_time, shared_runs, spans

RECORDED = (
    "recorded.reta_complaints",
    "recorded.sistra_cases",
    "recorded.reta_victims",
    "recorded.convictions",
)
"""What registers show: complaints, cases, people rescued, convictions."""

ACTIVITY = ("true.raids",)
"""What the police count of their own work. It happens and is no register, so it has a heading of its own."""

OUTCOMES = (*FORMS.values(), *RECORDED, *ACTIVITY)
SURE = 0.99
"""Coverage of the intervals behind conclusions over many policies, as at 90 % chance alone would give some.

Bands of runs at many parameter sets need no wider ones: what has no effect leaves zero inside nearly always.
"""

CHANCE_OF_ONE_SIDE = (1 - LEVEL) / 2
"""How often the interval of an indicator that does not respond lies on a given side of zero."""


class Verdict(StrEnum):
    """How an indicator moves when a policy moves the truth, or does not move it."""

    WITH = "with"
    AGAINST = "against"
    ALONE = "alone"
    MISSES = "misses"
    NOTHING = "nothing"
    UNKNOWN = "unknown"


JUDGED = (Verdict.WITH, Verdict.AGAINST, Verdict.ALONE, Verdict.MISSES, Verdict.NOTHING)
"""The verdicts that need an interval; ``UNKNOWN`` is for a single replicate."""


def verdict(indicator: Interval, truth: Interval) -> Verdict:
    """Return how an indicator moves beside the truth; something moves if its interval excludes zero."""
    if indicator.covers_zero is None or truth.covers_zero is None:
        return Verdict.UNKNOWN
    if indicator.covers_zero:
        return Verdict.NOTHING if truth.covers_zero else Verdict.MISSES
    if truth.covers_zero:
        return Verdict.ALONE
    return Verdict.WITH if (indicator.low > 0) == (truth.low > 0) else Verdict.AGAINST


@dataclass(frozen=True)
class Effect:
    """What a policy changes in one outcome since its start: ``differences`` of shape (replicates,).

    ``sets`` are the parameter sets of the replicates, None where all have one.
    """

    outcome: str
    months: int
    differences: np.ndarray
    sets: Sets | None = None

    @cached_property
    def interval(self) -> Interval:
        """Return the mean difference with its interval or, for many parameter sets, the band of runs."""
        return range_of(self.differences, self.sets)

    @cached_property
    def sure(self) -> Interval:
        """Return the mean difference with the range on which conclusions rest."""
        return self.interval if self.sets else range_of(self.differences, None, SURE)

    @property
    def rates(self) -> np.ndarray:
        """Return the differences per month, so that policies of different length compare; shape (replicates,)."""
        return self.differences / self.months


@dataclass(frozen=True)
class Finding:
    """One policy, form and indicator."""

    pair: Pair
    form: str
    truth: Effect
    indicator: Effect

    @property
    def verdict(self) -> Verdict:
        """Return how the indicator moves beside the truth."""
        return verdict(self.indicator.interval, self.truth.interval)

    @property
    def sure_verdict(self) -> Verdict:
        """Return how the indicator moves beside the truth, by the wider intervals."""
        return verdict(self.indicator.sure, self.truth.sure)


@dataclass(frozen=True)
class Summary:
    """One indicator and form over all policies."""

    indicator: str
    form: str
    findings: Sequence[Finding]

    @cached_property
    def counts(self) -> Mapping[Verdict, int]:
        """Return how many policies have each verdict."""
        found = Counter(finding.verdict for finding in self.findings)
        return {each: found[each] for each in Verdict}

    def surely(self, wanted: Verdict) -> list[str]:
        """Return the names of the policies that have a verdict by the wider intervals."""
        return [finding.pair.name for finding in self.findings if finding.sure_verdict is wanted]

    @cached_property
    def agreement(self) -> Interval:
        """Return Kendall's tau-b over policies between the rates of indicator and truth, with its interval.

        For many parameter sets it is that of each run, with the band of runs.
        """
        indicator = [finding.indicator.rates for finding in self.findings]
        truth = [finding.truth.rates for finding in self.findings]
        sets = self.findings[0].pair.sets
        return rank_agreement(indicator, truth) if sets is None else self._agreement_of_runs(indicator, truth, sets)

    def _agreement_of_runs(self, indicator: list[np.ndarray], truth: list[np.ndarray], sets: Sets) -> Interval:
        runs = shared_runs([finding.pair for finding in self.findings])
        both = (np.stack([rates[own] for rates, own in zip(each, runs, strict=True)], 1) for each in (indicator, truth))
        tau = kendall_tau_b(*both)
        told = np.isfinite(tau)
        return range_of(tau[told], sets.at(np.array(runs[0], int)[told])) if told.any() else Interval(*[np.nan] * 3)

    @property
    def misleads(self) -> bool:
        """Tell whether its sign differs between policies, or it only goes against the truth."""
        return self.conclusion in ("either", "against")

    @property
    def conclusion(self) -> str:
        """Return what the verdicts by the wider intervals say together, in a word.

        ``either``: it goes with the truth under some policies and against it under others. ``against``: only against
        it. ``follows``: only with it. ``silent``: the two never move together. ``unknown``: there are no intervals.
        """
        if self.counts[Verdict.UNKNOWN]:
            return "unknown"
        rises, falls = bool(self.surely(Verdict.WITH)), bool(self.surely(Verdict.AGAINST))
        return {(True, True): "either", (False, True): "against", (True, False): "follows"}.get(
            (rises, falls), "silent"
        )


def audit(pairs: Iterable[Pair], manifest: Mapping[str, Any]) -> list[Finding]:
    """Return a finding for every policy, form and indicator that the pairs hold, in the order of each."""
    how = over_time(manifest)
    found = [(pair, {name: effect(pair, name, how[name]) for name in pair.outcomes}) for pair in pairs]
    return [
        Finding(pair, form, effects[truth], effects[name])
        for form, truth in FORMS.items()
        for pair, effects in found
        for name in (*RECORDED, *ACTIVITY)
        if name in effects and truth in effects
    ]


def effect(pair: Pair, outcome: str, how: str) -> Effect:
    """Return what a policy changes in an outcome since its start."""
    months = spans(pair)[SINCE_START]
    policy, against = added(pair, outcome, months, how)
    return Effect(outcome, months.stop - months.start, policy - against, pair.sets)


def summaries(findings: Sequence[Finding]) -> list[Summary]:
    """Return a summary of every form and indicator, in the order of the findings."""
    keys = dict.fromkeys((finding.form, finding.indicator.outcome) for finding in findings)
    return [
        Summary(name, form, [f for f in findings if (f.form, f.indicator.outcome) == (form, name)])
        for form, name in keys
    ]


def shows(findings: Iterable[Finding], form: str) -> int:
    """Return under how many policies the truth of a form can be told from zero."""
    truths = {finding.pair.name: finding.truth.interval.covers_zero for finding in findings if finding.form == form}
    return sum(covers is False for covers in truths.values())
