"""Run scenarios at the parameter sets of an ensemble."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from experiments.base.cell import digest
from experiments.base.errors import ExperimentError
from experiments.design.designs import SWITCH
from experiments.design.priors import PREFIX
from experiments.engine.plan import Plan, Sample
from experiments.record.ensembles import FILE, RULE, load_ensemble
from experiments.record.result_array import read_result_array
from experiments.store.store import Store

SEED = 1
"""Which sets are taken where not all are run; luck has a seed of its own."""
CHECKSUM = 16
"""Digits of the checksum of a file."""


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


def with_ensemble(plan: Plan, draws: int, path: Path | None = None) -> Plan:
    """Return a plan that runs every arm at ``draws`` sets of the ensemble in a file, that of the project by default.

    What a scenario sets itself, in its file or by a change of the plan, wins over the sets. Raise ExperimentError for a
    file that is no ensemble, and where the rules of decision would not have equal shares.
    """
    path = FILE if path is None else path
    ensemble = load_ensemble(path)
    _refuse_unequal_shares(draws, len(set(ensemble.rules.tolist())))
    rows = ensemble.sampled_rows(draws, SEED)
    points = ensemble.at(rows).draws()
    arms = tuple(replace(arm, keeps=frozenset(own_settings(arm.scenario, plan))) for arm in plan.arms)
    own_rule = all(RULE in arm.keeps for arm in arms)
    rules = [RULE] * draws if own_rule else ensemble.rules[rows].tolist()
    worth = ensemble.about.get("independent")
    sample = Sample(Path(path).name, checksum_of(path), tuple(rows.tolist()), tuple(rules), worth)
    name = f"{plan.name}-ensemble{draws}-{digest([point.label for point in points])[:10]}"
    return replace(plan, name=name, arms=arms, points=tuple(points), sample=sample)


def checksum_of(path: Path) -> str:
    """Return the checksum by which a record names the file of its sets."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:CHECKSUM]


def _refuse_unequal_shares(draws: int, rules: int) -> None:
    if draws % rules:
        low = draws - draws % rules
        either = f"{low} or {low + rules}" if low else f"{rules}"
        raise ExperimentError(
            f"--draws {draws}: each of the {rules} rules of decision in the ensemble has an equal share; give {either}"
        )


def own_settings(scenario: Any, plan: Plan) -> Iterator[str]:
    """Yield the keys of parameters and switches of theory that a scenario sets itself.

    These are the changes of the plan, and in its file what departs from the declared values.
    """
    from model.parameters import Parameters
    from model.parameters.declaring import declared
    from model.scenario.theories import REFERENCE

    yield from dict(plan.draw.changes)
    usual = {one.key: one.value for one in declared(Parameters().groups())}
    found = declared(scenario.parameters.groups())
    yield from (f"{PREFIX}{one.key}" for one in found if one.value != usual[one.key])
    yield from (f"{SWITCH}{name}" for name, option in vars(scenario.theory).items() if option != vars(REFERENCE)[name])


def read_drawn(plan: Plan, store: Store, outcomes: Sequence[str]) -> DrawnRuns:
    """Return the runs of the first arm of a plan by month; draws of which a replicate is missing are left out."""
    found = read_result_array(plan, store, outcomes, "month")
    values = found.values[0, :, 0]
    there = np.isfinite(values).all(axis=(1, 2, 3))
    rules = np.array(plan.sample.rules if plan.sample else [], dtype=object)
    return DrawnRuns(found.dates, found.outcomes, values[there], rules[there], len(plan.points))
