"""Warm starts: what several cells share is run once, kept as a snapshot, and forked."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

Snapshot = dict[str, np.ndarray]
MOST_HISTORIES = 16
"""Snapshots kept by a process, about 1.5 MB each: more than a group has days on which its runs part."""


@dataclass(frozen=True)
class Replicate:
    """Luck and size of a run, the same for every scenario: seed, replicate, persons per agent."""

    seed: int
    replicate: int
    scale: int


@dataclass(frozen=True)
class History:
    """All that the state of a run on a day depends on: the world, the interventions begun before, the luck."""

    world: str
    begun: tuple[Any, ...]
    replicate: Replicate


class Histories:
    """Snapshots for runs with the same history, kept by a long-lived worker; the oldest are dropped first."""

    def __init__(self) -> None:
        """Begin without any snapshot."""
        self._kept: dict[tuple[History, date], Snapshot] = {}

    def latest(self, scenario: Any, world: str, one: Replicate) -> Snapshot | None:
        """Return the latest state that is kept of what a scenario goes through before its end."""
        days = {day for _, day in self._kept if day <= scenario.stop}
        states = (self._kept.get((history(scenario, world, one, day), day)) for day in sorted(days, reverse=True))
        return next((state for state in states if state), None)

    def at(self, found: History, day: date) -> Snapshot | None:
        """Return the state of a history on a day, if it is kept."""
        return self._kept.get((found, day))

    def keep(self, found: History, day: date, snapshot: Snapshot) -> Snapshot:
        """Keep a state, and return it."""
        self._kept[found, day] = snapshot
        while len(self._kept) > MOST_HISTORIES:
            del self._kept[next(iter(self._kept))]
        return snapshot


HISTORIES = Histories()
"""The snapshots that this process keeps for later cells."""


def history(scenario: Any, world: str, one: Replicate, day: date) -> History:
    """Return the history of a scenario up to a day; ``world`` is the fingerprint of its world."""
    return History(world, tuple(policy for policy in scenario.interventions if policy.start < day), one)


def model_class() -> Any:
    """Return the model. It is imported late because that takes seconds."""
    from model.goldrush import GoldRush

    return GoldRush


def without_interventions(scenario: Any) -> Any:
    """Return the scenario without interventions."""
    return replace(scenario, interventions=())


def world_of(scenario: Any) -> str:
    """Return the fingerprint of a scenario without interventions."""
    return without_interventions(scenario).fingerprint()


def parting(one: Any, other: Any) -> date | None:
    """Return the day on which two scenarios of one world part: the first on which other interventions have begun."""
    days = sorted({policy.start for policy in (*one.interventions, *other.interventions)})
    return next((day for day in days if _begun(one, day) != _begun(other, day)), None)


def _begun(scenario: Any, day: date) -> list[Any]:
    return [policy for policy in scenario.interventions if policy.start <= day]


def begin(scenario: Any, one: Replicate) -> Any:
    """Return a model at the start of a scenario; if the scenario continues another world, that world is run first."""
    if scenario.before is None:
        return model_class()(scenario, seed=one.seed, replicate=one.replicate, scale=one.scale)
    found = history(scenario.before, world_of(scenario.before), one, scenario.start)
    state = HISTORIES.at(found, scenario.start)
    if state is None:
        earlier = begin(scenario.before, one)
        earlier.run_until(scenario.start)
        state = HISTORIES.keep(found, scenario.start, earlier.snapshot())
    return fork(state, scenario)


def fork(snapshot: Snapshot, scenario: Any) -> Any:
    """Return a model that goes on from a snapshot under another scenario."""
    return model_class().from_snapshot(snapshot, scenario)
