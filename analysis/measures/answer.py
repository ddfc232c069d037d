"""The answer of a comparison: what each package does to whom, and how packages differ under the same luck."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval, interval
from analysis.measures.harm import Harm, ledger
from analysis.measures.summarise import Pair, over_time
from experiments.store.results import OVER_TIME

MONEY = ("true.cost_to_state", "true.cost_to_ngos")
SPENT, UNSPENT = "true.budget_spent", "true.budget_unspent"
NO_HARM = (*MONEY, SPENT, UNSPENT, "true.fines_paid")
"""Lines of the ledger that an answer shows as money."""


@dataclass(frozen=True)
class Between:
    """How ``second`` differs from ``first`` in one form, in person-years since the first of the two starts."""

    first: str
    second: str
    form: str
    replicates: int
    difference: Interval


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
    places = [pair.luck or tuple(range(pair.replicates)) for pair in (first, second)]
    shared = sorted(set(places[0]) & set(places[1]))
    if not shared:
        return None
    months = slice(min(first.first_month, second.first_month), len(first.dates))
    both = zip((first, second), places, strict=True)
    one, other = (_added(pair, FORMS[form], [own.index(place) for place in shared], months, how) for pair, own in both)
    return Between(first.name, second.name, form, len(shared), interval(other - one))


def _added(pair: Pair, outcome: str, runs: Sequence[int], months: slice, how: str) -> np.ndarray:
    values, _ = pair.values(outcome)
    return OVER_TIME[how](values[runs][:, months].T)


def harms(pair: Pair, manifest: Mapping[str, Any]) -> Iterator[Harms]:
    """Yield what a package does to each group that has lines of harm, money left out."""
    lines = [line for line in ledger(pair, manifest) if line.row.outcome not in NO_HARM]
    for group in dict.fromkeys(line.group for line in lines):
        own = [line for line in lines if line.group == group]
        worse, better = (
            tuple(line.row.outcome for line in own if line.harm == harm) for harm in (Harm.MORE, Harm.LESS)
        )
        yield Harms(group, worse, better, len(own))
