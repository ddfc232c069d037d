"""The answer of a comparison: what each package does to whom, and how packages differ under the same luck."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from analysis.base.headlines import FORMS
from analysis.base.parts import range_of
from analysis.base.statistics import Interval
from analysis.measures.harm import Harm, ledger
from analysis.measures.summarise import Pair, over_time, shared_runs
from analysis.measures.theories import NO_POLICY
from experiments.store.results import OVER_TIME

MONEY = ("true.cost_to_state", "true.cost_to_ngos")
SPENT, UNSPENT = "true.budget_spent", "true.budget_unspent"
NO_HARM = (*MONEY, SPENT, UNSPENT, "true.fines_paid")
"""Lines of the ledger that an answer shows as money."""


@dataclass(frozen=True)
class Between:
    """How ``second`` differs from ``first`` in one form, in person-years since the first of the two starts.

    ``share_lower`` is the share of runs in which it is lower.
    """

    first: str
    second: str
    form: str
    replicates: int
    difference: Interval
    share_lower: float


@dataclass(frozen=True)
class Best:
    """In which share of ``runs`` each package lowers one form most, by name; ``NO_POLICY`` where none lowers it."""

    form: str
    reference: str
    runs: int
    shares: Mapping[str, float]


@dataclass(frozen=True)
class Harms:
    """The lines of a group's ledger that can be told from zero and are worse or better, by outcome."""

    group: str
    worse: tuple[str, ...]
    better: tuple[str, ...]
    lines: int


def between(pairs: Sequence[Pair], manifest: Mapping[str, Any]) -> list[Between]:
    """Return the differences between packages that have one reference and period, replicate by replicate."""
    how = over_time(manifest)
    return [
        found
        for first, second in combinations(pairs, 2)
        if first.reference == second.reference and first.dates == second.dates
        for form, outcome in FORMS.items()
        if outcome in first.outcomes and (found := _between(first, second, form, how[outcome]))
    ]


def _between(first: Pair, second: Pair, form: str, how: str) -> Between | None:
    """Return how two packages differ in the replicates that both have; None if they share none."""
    runs = shared_runs([first, second])
    if not len(runs[0]):
        return None
    months = slice(min(first.first_month, second.first_month), len(first.dates))
    one, other = (_added(pair, form, own, months, how)[0] for pair, own in zip((first, second), runs, strict=True))
    found = range_of(other - one, first.sets and first.sets.at(runs[0]))
    return Between(first.name, second.name, form, len(one), found, float((other < one).mean()))


def best(pairs: Sequence[Pair], manifest: Mapping[str, Any]) -> list[Best]:
    """Return how often each package is best since the first start of all, for each form and reference.

    Packages are taken together where they have one reference and period; of equal ones the first counts, and no policy
    comes first of all.
    """
    how = over_time(manifest)
    groups = dict.fromkeys((pair.reference, pair.dates[0], len(pair.dates)) for pair in pairs)
    alike = [[p for p in pairs if (p.reference, p.dates[0], len(p.dates)) == group] for group in groups]
    return [
        _best(form, own, how[outcome])
        for own in alike
        for form, outcome in FORMS.items()
        if outcome in own[0].outcomes and len(shared_runs(own)[0])
    ]


def _best(form: str, pairs: Sequence[Pair], how: str) -> Best:
    months = slice(min(pair.first_month for pair in pairs), len(pairs[0].dates))
    both = [_added(pair, form, runs, months, how) for pair, runs in zip(pairs, shared_runs(pairs), strict=True)]
    changes = np.stack([policy - against for policy, against in both])
    changes = np.concatenate([np.zeros((1, changes.shape[1])), changes])
    shares = np.bincount(changes.argmin(0), minlength=len(changes)) / changes.shape[1]
    named = dict(zip([NO_POLICY, *(pair.name for pair in pairs)], shares.tolist(), strict=True))
    return Best(form, pairs[0].reference, changes.shape[1], named)


def _added(pair: Pair, form: str, runs: Sequence[int], months: slice, how: str) -> tuple[np.ndarray, np.ndarray]:
    """Return a form under policy and reference, added up over some months, in some runs; each of shape (runs,)."""
    policy, against = (OVER_TIME[how](each[runs][:, months].T) for each in pair.values(FORMS[form]))
    return policy, against


def harms(pair: Pair, manifest: Mapping[str, Any]) -> Iterator[Harms]:
    """Yield what a package does to each group that has lines of harm, money left out."""
    lines = [line for line in ledger(pair, manifest) if line.row.outcome not in NO_HARM]
    for group in dict.fromkeys(line.group for line in lines):
        own = [line for line in lines if line.group == group]
        worse, better = (
            tuple(line.row.outcome for line in own if line.harm == harm) for harm in (Harm.MORE, Harm.LESS)
        )
        yield Harms(group, worse, better, len(own))
