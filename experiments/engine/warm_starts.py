"""Warm starts: what several cells share is run once, kept as a snapshot, and forked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

Snapshot = dict[str, np.ndarray]
MOST_HISTORIES = 8
"""Snapshots kept by a process: about 1.5 MB each."""


@dataclass(frozen=True)
class Replicate:
    """Luck and size of a run, the same for every scenario: seed, replicate, persons per agent."""

    seed: int
    replicate: int
    scale: int


class Histories:
    """Snapshots for chunks with the same history, kept by a long-lived worker; the oldest are dropped first."""

    def __init__(self) -> None:
        """Begin without any snapshot."""
        self._kept: dict[tuple[Any, date], Snapshot] = {}

    def at(self, history: Any, day: date) -> Snapshot | None:
        """Return the state of a history on a day, if it is kept."""
        return self._kept.get((history, day))

    def latest(self, history: Any, until: date) -> Snapshot | None:
        """Return the latest state that is kept of a history, not after the day ``until``."""
        days = [day for mine, day in self._kept if mine == history and day <= until]
        return self._kept[history, max(days)] if days else None

    def keep(self, history: Any, day: date, snapshot: Snapshot) -> Snapshot:
        """Keep a state, and return it."""
        self._kept[history, day] = snapshot
        while len(self._kept) > MOST_HISTORIES:
            del self._kept[next(iter(self._kept))]
        return snapshot


HISTORIES = Histories()
"""The snapshots that this process keeps for later cells."""


def model_class() -> Any:
    """Return the model. It is imported late because that takes seconds."""
    from model.goldrush import GoldRush

    return GoldRush


def without_interventions(scenario: Any) -> Any:
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
    """Return a model at the start of a scenario; if the scenario continues another world, that world is run first."""
    if scenario.before is None:
        return model_class()(scenario, seed=one.seed, replicate=one.replicate, scale=one.scale)
    history = (scenario.before.fingerprint(), one)
    state = HISTORIES.at(history, scenario.start)
    if state is None:
        earlier = begin(scenario.before, one)
        earlier.run_until(scenario.start)
        state = HISTORIES.keep(history, scenario.start, earlier.snapshot())
    return fork(state, scenario)


def fork(snapshot: Snapshot, scenario: Any) -> Any:
    """Return a model that goes on from a snapshot under another scenario."""
    return model_class().from_snapshot(snapshot, scenario)
