"""Find how many replicates are needed: add some until the paired difference is known precisely enough.

The rule stops on the width of the interval, not on whether it excludes zero, so that looking often does not make
chance look like an effect (Chow and Robbins 1965). An interval from such a search covers the mean slightly less often
than its level says, and the less often, the fewer replicates the search starts with.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import stdtrit

from experiments.base.errors import ExperimentError
from experiments.base.intervals import LEVEL, Interval, interval
from experiments.engine.batch import Ended, Execution, run_plan
from experiments.engine.plan import Keep, Place, Plan
from experiments.store.store import Store

PILOT_POINTS = 8
"""Points of a design on which the number of replicates is found."""
FASTEST = 2
"""Largest factor by which replicates grow from one look to the next, as the first widths are rough."""
PERIOD = "period"


@dataclass(frozen=True, kw_only=True)
class Until:
    """Stop once the 90 % interval of an outcome's paired difference, over the period, is this narrow.

    ``half_width`` is in the outcome's unit; ``first`` replicates are run before the first look, ``most`` at most.
    """

    outcome: str
    half_width: float
    first: int = 4
    most: int = 40


@dataclass(frozen=True)
class ReplicateSearch:
    """What a search ended with: replicates, and the paired difference of each policy at each point, by name."""

    replicates: int
    until: Until
    differences: dict[str, Interval]
    ended: Ended

    @property
    def widest(self) -> float:
        """Return the largest half-width."""
        return max((half_width(each) for each in self.differences.values()), default=math.nan)

    @property
    def reached(self) -> bool:
        """Tell whether every difference is known as precisely as was asked for."""
        return self.widest <= self.until.half_width

    def lines(self) -> list[str]:
        """Return what was found, in plain words."""
        asked = f"{'' if self.reached else 'NOT '}the {self.until.half_width:g} asked for"
        head = f"{self.replicates} replicates: {self.until.outcome} is known to within {self.widest:.3g}, {asked}"
        return [head, *(self._line(name, each) for name, each in self.differences.items())]

    def _line(self, name: str, difference: Interval) -> str:
        numbers = f"{difference.mean:.4g} (90 % interval {difference.low:.4g} to {difference.high:.4g})"
        if not difference.covers_zero:
            return f"{name}: {numbers}; told from zero"
        needed = would_need(difference, self.replicates)
        more = f"would need about {needed:,}" if needed else "no number would do at this difference"
        return f"{name}: {numbers}; cannot be separated with {self.replicates} replicates, {more}"


def half_width(difference: Interval) -> float:
    """Return half the width of an interval."""
    return (difference.high - difference.low) / 2


def would_need(difference: Interval, n: int) -> int | None:
    """Return about how many replicates would tell a difference of this size from zero, when n did not.

    None where the mean is zero. The spread found with few replicates is itself rough.
    """
    if not difference.mean:
        return None
    spread = half_width(difference) * math.sqrt(n) / stdtrit(n - 1, 0.5 + LEVEL / 2)
    return max(n + 1, math.ceil((stdtrit(1000, 0.5 + LEVEL / 2) * spread / abs(difference.mean)) ** 2))


def find_replicates(plan: Plan, until: Until, folder: Path, how: Execution) -> ReplicateSearch:
    """Run growing numbers of replicates of a plan's first points until the rule is met.

    Raise ExperimentError where nothing is compared.
    """
    if not any(arm.reference for arm in plan.arms):
        raise ExperimentError("nothing is compared, so there is no paired difference; name what to compare with")
    if until.outcome not in plan.keep.names():
        plan = replace(plan, keep=Keep((*plan.keep.names(), until.outcome), plan.keep.resolution))
    n = min(until.first, until.most)
    while True:
        looked = replace(plan, points=plan.points[:PILOT_POINTS], replicates=range(n))
        ended = run_plan(looked, folder, how)
        found = ReplicateSearch(n, until, dict(differences(looked, Store(folder), until.outcome)), ended)
        if ended.interrupted or ended.failures or found.reached or n >= until.most:
            return found
        n = min(until.most, next_number(n, found.widest, until.half_width))


def next_number(n: int, width: float, wanted: float) -> int:
    """Return how many replicates to run before the next look: as many as the present width suggests, within limits."""
    asked = math.ceil(n * (width / wanted) ** 2) if math.isfinite(width) else n + 1
    return max(n + 1, min(FASTEST * n, asked))


def differences(plan: Plan, store: Store, outcome: str) -> Iterator[tuple[str, Interval]]:
    """Yield a name and the interval of the paired difference for every policy, point and theory of a plan."""
    names = [arm.scenario.name for arm in plan.arms]
    stored = store.stored([outcome], PERIOD)
    for theory in range(len(plan.theories)):
        for point in range(len(plan.points)):
            for number, arm in enumerate(plan.arms):
                if arm.reference:
                    both = (_cells(plan, each, point, theory) for each in (number, names.index(arm.reference)))
                    pairs = [pair for pair in zip(*both, strict=True) if all(cell in stored for cell in pair)]
                    yield _name(plan, arm, point, theory), _difference(store, pairs, outcome)


def _cells(plan: Plan, arm: int, point: int, theory: int) -> list[str]:
    return [plan.cell(Place(arm, point, theory, replicate)).id for replicate in plan.replicates]


def _difference(store: Store, pairs: list[tuple[str, str]], outcome: str) -> Interval:
    if not pairs:
        return Interval(math.nan, math.nan, math.nan)
    values = {cell: numbers[0, 0] for cell, _, numbers in store.each({c for p in pairs for c in p}, [outcome], PERIOD)}
    return interval(np.array([values[policy] - values[reference] for policy, reference in pairs]))


def _name(plan: Plan, arm: Any, point: int, theory: int) -> str:
    words = [f"{arm.scenario.name} against {arm.reference}"]
    words += [f"point {point}"] if len(plan.points) > 1 else []
    words += [f"theory {plan.theories[theory].label}"] if len(plan.theories) > 1 else []
    return ", ".join(words)
