"""What holds under rival theories: the sign of every effect and the order of policies, theory by theory.

Two kinds of ranges, never mixed: chance between replicates within a theory, and the span of means over theories.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.base.headlines import FORMS
from analysis.base.statistics import chance_of_lowest
from analysis.measures.summarise import MONTHS_A_YEAR, SINCE_START, Pair, Row, row

JUDGED = (*FORMS.values(), "true.recruited_sexual", "true.recruited_labour")
"""Outcomes for which the terminal shows under how many theories an effect holds, the two forms apart."""

NO_POLICY = "no policy"
"""Stands among the policies of a ranking, as it may be that no policy averts anything."""


@dataclass(frozen=True)
class Holding:
    """The effect of one policy on one outcome since its start, ``rows`` by theory, the reference theory first."""

    policy: str
    outcome: str
    rows: Mapping[str, Row]

    @property
    def reference(self) -> Row:
        """Return the effect under the reference theory."""
        return next(iter(self.rows.values()))

    def with_sign(self, sign: int | None) -> list[str]:
        """Return the theories under which the effect has a sign; 0 is for effects that cannot be told from zero."""
        return [theory for theory, each in self.rows.items() if each.sign == sign]

    @property
    def same(self) -> list[str]:
        """Return the theories, reference included, with the sign of the effect under the reference, if it has one."""
        return self.with_sign(self.reference.sign) if self.reference.sign else []

    @property
    def opposite(self) -> list[str]:
        """Return the theories with the opposite of the sign that the effect has under the reference."""
        return self.with_sign(-self.reference.sign) if self.reference.sign else []

    @property
    def unclear(self) -> list[str]:
        """Return the theories under which the effect cannot be told from zero."""
        return self.with_sign(0)

    @property
    def span(self) -> tuple[float, float]:
        """Return the lowest and the highest mean difference over theories."""
        means = [each.difference.mean for each in self.rows.values()]
        return min(means), max(means)


@dataclass(frozen=True)
class Ranking:
    """Policies under one theory, ranked by their change in one form per year, the largest fall first.

    ``rates`` holds arrays of shape (replicates,) by policy, zeros for ``NO_POLICY``.
    """

    theory: str
    form: str
    rates: Mapping[str, np.ndarray]

    @cached_property
    def order(self) -> list[str]:
        """Return the names, the largest fall first; "no policy" comes before policies that change nothing."""
        return sorted(self.rates, key=lambda name: float(self.rates[name].mean()))

    @cached_property
    def chance_of_best(self) -> dict[str, float]:
        """Return how often each is best in resamples of the replicates, which is chance within the theory."""
        return dict(zip(self.rates, chance_of_lowest(list(self.rates.values())).tolist(), strict=True))


def theories(pairs: Iterable[Pair]) -> list[str]:
    """Return the labels of the theories of pairs, in their order."""
    return list(dict.fromkeys(pair.theory for pair in pairs))


def of_theory(pairs: Sequence[Pair], theory: str) -> list[Pair]:
    """Return the pairs under one theory."""
    return [pair for pair in pairs if pair.theory == theory]


def holdings(pairs: Sequence[Pair], over_time: Mapping[str, str], outcomes: Sequence[str] = ()) -> list[Holding]:
    """Return the effect of every policy on every outcome, or those named, under every theory, policy by policy.

    Policies without a run under the reference theory, which comes first, are left out.
    """
    first = theories(pairs)[0]
    by_policy = {pair.name: [other for other in pairs if other.name == pair.name] for pair in of_theory(pairs, first)}
    return [
        Holding(name, outcome, {pair.theory: row(pair, outcome, SINCE_START, over_time) for pair in own})
        for name, own in by_policy.items()
        for outcome in outcomes or own[0].outcomes
    ]


def rankings(pairs: Sequence[Pair], over_time: Mapping[str, str]) -> list[Ranking]:
    """Return the order of policies for every form and theory that the pairs hold."""
    return [
        Ranking(theory, form, _rates(of_theory(pairs, theory), outcome, over_time))
        for form, outcome in FORMS.items()
        for theory in theories(pairs)
        if outcome in pairs[0].outcomes
    ]


def _rates(pairs: Sequence[Pair], outcome: str, over_time: Mapping[str, str]) -> dict[str, np.ndarray]:
    found = {pair.name: row(pair, outcome, SINCE_START, over_time) for pair in pairs}
    rates = {name: (each.values - each.against) * MONTHS_A_YEAR / each.months for name, each in found.items()}
    return {NO_POLICY: np.zeros(max(map(len, rates.values())))} | rates
