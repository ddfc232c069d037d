"""Warm states: what several cells share is run once, kept as a snapshot and forked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

Snapshot = dict[str, np.ndarray]


@dataclass(frozen=True)
class Replicate:
    """Luck and size of a run, the same for every scenario: seed, replicate, persons per agent."""

    seed: int
    replicate: int
    scale: int


def model_class() -> Any:
    """Return the model. It is imported late because that takes seconds."""
    from model.goldrush import GoldRush

    return GoldRush


def bare(scenario: Any) -> Any:
    """Return the scenario without interventions."""
    return replace(scenario, interventions=())


def trunk_of(scenarios: Sequence[Any]) -> Any:
    """Return the first scenario with only those interventions that open the list of every scenario."""
    lists = [scenario.interventions for scenario in scenarios]
    shared = 0
    while all(len(found) > shared and found[shared] == lists[0][shared] for found in lists):
        shared += 1
    return replace(scenarios[0], interventions=lists[0][:shared])


def fork_day(trunk: Any, scenario: Any) -> date | None:
    """Return the first day on which a scenario departs from its trunk, or None if it never does."""
    own = scenario.interventions[len(trunk.interventions) :]
    return min((intervention.start for intervention in own), default=None)


def begin(scenario: Any, one: Replicate) -> Any:
    """Return a model at the start of a scenario, with the state of the world before it where there is one."""
    if scenario.before is None:
        return model_class()(scenario, seed=one.seed, replicate=one.replicate, scale=one.scale)
    earlier = begin(scenario.before, one)
    earlier.run_until(scenario.start)
    return fork(earlier.snapshot(), scenario)


def fork(snapshot: Snapshot, scenario: Any) -> Any:
    """Return a model that goes on from a snapshot under another scenario."""
    return model_class().from_snapshot(snapshot, scenario)
