"""Run cells. Cells that share luck and world form a group: what they share is run once and forked."""

import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.cell import DEFAULT, Cell, Draw, digest
from experiments.results import Failure, Result, scored
from experiments.store import Store
from experiments.worlds import Replicate, Snapshot, bare, begin, fork, fork_day, trunk_of


@dataclass(frozen=True)
class Job:
    """A cell with the scenario it runs."""

    cell: Cell
    scenario: Any


@dataclass(frozen=True)
class Group:
    """Jobs with one world, draw, theory and luck, which differ in interventions only."""

    jobs: tuple[Job, ...]
    draw: Draw

    @property
    def replicate(self) -> Replicate:
        """Return the luck and size that all jobs share."""
        cell = self.jobs[0].cell
        return Replicate(cell.seed, cell.replicate, cell.scale)


@dataclass
class Report:
    """How the cells of one group ended: the ids of those that finished, and the failures."""

    finished: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def grouped(jobs: Iterable[Job], draw: Draw) -> list[Group]:
    """Return the jobs in groups, in order of replicate, so that whole replicates finish first."""
    found: dict[tuple[int, str], list[Job]] = {}
    for job in jobs:
        found.setdefault((job.cell.replicate, _shared(job)), []).append(job)
    return [Group(tuple(found[key]), draw) for key in sorted(found)]


def _shared(job: Job) -> str:
    cell = job.cell
    return digest([bare(job.scenario).fingerprint(), cell.draw, cell.theory, cell.seed, cell.scale])


def run_group(group: Group, folder: Path) -> Report:
    """Run every job of a group and write what came of it into the store in ``folder``.

    A run that fails becomes a row of the failures; trouble with writing raises StoreError.
    """
    ended = list(_ended(group))
    store = Store(folder)
    results = [end for end in ended if isinstance(end, Result)]
    failures = [end for end in ended if isinstance(end, Failure)]
    store.add(results)
    store.add_failures(failures)
    return Report([result.cell.id for result in results], failures)


def _ended(group: Group) -> Iterator[Result | Failure]:
    trunk = _Trunk(group)
    for job in sorted(group.jobs, key=trunk.leaves):
        yield _attempt(trunk, job)


def _attempt(trunk: "_Trunk", job: Job) -> Result | Failure:
    stage = "shared part"
    try:
        model = trunk.model_for(job)
        stage = "own part"
        model.run_until(job.scenario.stop)
        stage = "reading the results"
        return scored(job.cell, job.scenario, model.series())
    except Exception as error:
        return Failure(job.cell, stage, f"{type(error).__name__}: {error}", command(job.cell, trunk.group.draw))


class _Trunk:
    """The common part of a group: begun when first needed, run on from fork to fork."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.scenario = trunk_of([job.scenario for job in group.jobs])
        self.snapshots: dict[date, Snapshot] = {}
        self.error: Exception | None = None

    def leaves(self, job: Job) -> date:
        """Return the day on which a job leaves the trunk; the day after the end for the trunk itself."""
        day = fork_day(self.scenario, job.scenario)
        return date.max if day is None else min(day, job.scenario.stop)

    def model_for(self, job: Job) -> Any:
        """Return a model ready to run to the end of the job's period."""
        day = self.leaves(job)
        if day == date.max:
            return self._guarded(lambda: self.model)
        return fork(self._guarded(lambda: self._snapshot(day)), job.scenario)

    @cached_property
    def model(self) -> Any:
        return begin(self.scenario, self.group.replicate)

    def _snapshot(self, day: date) -> Snapshot:
        if day not in self.snapshots:
            self.model.run_until(day)
            self.snapshots = {day: self.model.snapshot()}
        return self.snapshots[day]

    def _guarded(self, step: Any) -> Any:
        """Do a step of the common part; once one has failed, every later job fails for the same reason."""
        if self.error is not None:
            raise self.error
        try:
            return step()
        except Exception as error:
            self.error = error
            raise


def command(cell: Cell, draw: Draw) -> str:
    """Return the command that runs one cell alone."""
    words = ["python", "run.py", "run", cell.scenario]
    words += ["--seed", str(cell.seed), "--replicate", str(cell.replicate), "--scale", str(cell.scale)]
    words += [] if cell.theory == DEFAULT else ["--theory", cell.theory]
    words += [word for key, value in draw.changes for word in ("--set", f"{key}={value}")]
    return shlex.join(words)
