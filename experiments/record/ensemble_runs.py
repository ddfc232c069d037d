"""Run scenarios at the parameter sets of an ensemble."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from experiments.base.cell import digest
from experiments.engine.plan import Plan
from experiments.record.ensembles import RULE, Ensemble
from experiments.record.result_array import read_result_array
from experiments.store.store import Store

SEED = 1
"""Which sets are taken where not all are run; luck has a seed of its own."""


@dataclass(frozen=True)
class DrawnRuns:
    """One scenario at many parameter sets: ``values`` has shape (draws, replicates, months, outcomes), none missing.

    ``rules`` holds the rule of decision of each of these draws.
    """

    dates: list[date]
    outcomes: list[str]
    values: np.ndarray
    rules: np.ndarray
    planned: int


def with_ensemble(plan: Plan, ensemble: Ensemble, draws: int) -> Plan:
    """Return a plan that runs every arm at ``draws`` sets of an ensemble, with the same luck at each."""
    points = tuple(ensemble.sample(draws, SEED).draws())
    return replace(plan, name=f"{plan.name}-ensemble-{digest([p.label for p in points])[:10]}", points=points)


def read_drawn(plan: Plan, store: Store, outcomes: Sequence[str]) -> DrawnRuns:
    """Return the runs of the first arm of a plan by month; draws of which a replicate is missing are left out."""
    found = read_result_array(plan, store, outcomes, "month")
    values = found.values[0, :, 0]
    there = np.isfinite(values).all(axis=(1, 2, 3))
    rules = np.array([dict(point.changes)[RULE] for point in plan.points], dtype=object)
    return DrawnRuns(found.dates, found.outcomes, values[there], rules[there], len(plan.points))
