"""Run cells. Cells that share luck and world form a group: what they share is run once and forked."""

import shlex
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from experiments.base.cell import DEFAULT, Cell, Draw
from experiments.base.errors import ExperimentError
from experiments.base.program import PROGRAM
from experiments.engine.warm_starts import HISTORIES, Replicate, Snapshot, begin, fork, fork_day, trunk_of
from experiments.store.resolution import kept
from experiments.store.results import Failure, Result, scored
from experiments.store.store import Store


@dataclass(frozen=True)
class Job:
    """A cell with the scenario it runs, and the changes that led to that from the scenario's file."""

    cell: Cell
    scenario: Any
    draw: Draw


@dataclass(frozen=True)
class Group:
    """Jobs with one world, parameters, theory and luck, which differ in interventions only."""

    jobs: tuple[Job, ...]

    @property
    def replicate(self) -> Replicate:
        """Return the luck and size that all jobs share."""
        cell = self.jobs[0].cell
        return Replicate(cell.seed, cell.replicate, cell.scale)


@dataclass(frozen=True)
class Chunk:
    """Groups that a worker runs one after another and writes as one part."""

    groups: tuple[Group, ...]

    def jobs(self) -> list[Job]:
        """Return the jobs of all groups."""
        return [job for group in self.groups for job in group.jobs]


@dataclass
class Report:
    """How the cells of one chunk ended: the ids of those that finished, the failures, and the seconds it took."""

    finished: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    seconds: float = 0.0


def run_chunk(chunk: Chunk, folder: Path, keep: Any) -> Report:
    """Run every job of a chunk and write what came of it, as ``keep`` says, into the store in ``folder``.

    A run that fails becomes a row of the failures; trouble with writing raises StoreError.
    """
    started = time.monotonic()
    ended = [end for group in chunk.groups for end in _ended(group)]
    store = Store(folder)
    results = [end for end in ended if isinstance(end, Result)]
    failures = [end for end in ended if isinstance(end, Failure)]
    store.add([kept(result, keep.names(), keep.resolution) for result in results], keep.resolution)
    store.add_failures(failures)
    return Report([result.cell.id for result in results], failures, time.monotonic() - started)


def results_of(chunk: Chunk) -> list[Result]:
    """Run every job of a chunk and return its results, storing nothing; raise ExperimentError for one that fails."""
    ended = [end for group in chunk.groups for end in _ended(group)]
    for end in ended:
        if isinstance(end, Failure):
            raise ExperimentError(f"a run fails, {end.stage}: {end.message}; to see it again: {end.command}")
    return [end for end in ended if isinstance(end, Result)]


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
        return Failure(job.cell, stage, f"{type(error).__name__}: {error}", command_for(job.cell, job.draw))


class _Trunk:
    """The common part of a group: begun when first needed, run on from fork to fork, or taken from an earlier group."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.scenario = trunk_of([job.scenario for job in group.jobs])
        self.history = (self.scenario.fingerprint(), group.replicate)
        self.model: Any = None
        self.error: Exception | None = None

    def leaves(self, job: Job) -> date:
        """Return the day on which a job leaves the trunk; the day after the end for the trunk itself."""
        day = fork_day(self.scenario, job.scenario)
        return date.max if day is None else min(day, job.scenario.stop)

    def model_for(self, job: Job) -> Any:
        """Return a model ready to run to the end of the job's period."""
        day = self.leaves(job)
        if day == date.max:
            return self._guarded(lambda: self._begun(day))
        return fork(self._guarded(lambda: self._snapshot(day)), job.scenario)

    def _begun(self, until: date) -> Any:
        """Return the model of the trunk, begun where an earlier group with the same history has come to."""
        if self.model is None:
            known = HISTORIES.latest(self.history, until)
            self.model = fork(known, self.scenario) if known else begin(self.scenario, self.group.replicate)
        return self.model

    def _snapshot(self, day: date) -> Snapshot:
        known = HISTORIES.at(self.history, day)
        if known is None:
            model = self._begun(day)
            model.run_until(day)
            known = HISTORIES.keep(self.history, day, model.snapshot())
        return known

    def _guarded(self, step: Any) -> Any:
        """Do a step of the common part; once one has failed, every later job fails for the same reason."""
        if self.error is not None:
            raise self.error
        try:
            return step()
        except Exception as error:
            self.error = error
            raise


def command_for(cell: Cell, draw: Draw) -> str:
    """Return the command that runs one cell alone."""
    words = [*PROGRAM.split(), "run", cell.scenario]
    words += ["--seed", str(cell.seed), "--replicate", str(cell.replicate), "--scale", str(cell.scale)]
    words += [] if cell.theory == DEFAULT else ["--theory", cell.theory]
    words += [word for key, value in draw.changes for word in ("--set", f"{key}={value}")]
    return shlex.join(words)
