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
from experiments.engine.warm_starts import HISTORIES, Replicate, begin, fork, history, parting, world_of
from experiments.store.resolution import kept
from experiments.store.results import Failure, Result, scored
from experiments.store.store import Store

LONGEST_COMMAND = 1000
"""Letters of a command that is printed."""


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
    tree = _Tree(group)
    for number in range(len(tree.jobs)):
        yield tree.attempt(number)


SHARED, OWN, READING = "shared part", "own part", "reading the results"
"""Stages of a run, as failures name them."""


class _Tree:
    """The jobs of a group, those with the fewest interventions first: what several share is run by the first of them.

    A job is run on from the latest state that is known of its history, here or in an earlier group, and on its way
    keeps the states on the days on which later jobs part from it.
    """

    def __init__(self, group: Group) -> None:
        self.jobs = sorted(group.jobs, key=lambda job: len(job.scenario.interventions))
        self.world, self.replicate = world_of(self.jobs[0].scenario), group.replicate
        self.broken: list[tuple[Job, date, Exception]] = []

    def attempt(self, number: int) -> Result | Failure:
        """Run a job; what fails is a failure that names its stage."""
        job, stage, day = self.jobs[number], SHARED, date.min
        if known := self._error_shared_with(job):
            return _failure(job, SHARED, known)
        try:
            state = HISTORIES.latest(job.scenario, self.world, self.replicate)
            model = fork(state, job.scenario) if state else begin(job.scenario, self.replicate)
            for day in self._days(number, model.date):
                model.run_until(day)
                HISTORIES.keep(history(job.scenario, self.world, self.replicate, day), day, model.snapshot())
            stage = OWN
            model.run_until(job.scenario.stop)
            stage = READING
            return scored(job.cell, job.scenario, model.series())
        except Exception as error:
            if stage == SHARED:
                self.broken.append((job, day, error))
            return _failure(job, stage, error)

    def _days(self, number: int, since: date) -> list[date]:
        """Return the days after ``since`` on which later jobs part from one, in order."""
        mine = self.jobs[number].scenario
        days = (parting(mine, job.scenario) or mine.stop for job in self.jobs[number + 1 :])
        return sorted({min(day, mine.stop) for day in days if day > since})

    def _error_shared_with(self, job: Job) -> Exception | None:
        """Return the error of an earlier job that failed on what this one would run as well."""
        found = (
            error for earlier, day, error in self.broken if (parting(earlier.scenario, job.scenario) or date.max) >= day
        )
        return next(found, None)


def _failure(job: Job, stage: str, error: Exception) -> Failure:
    return Failure(job.cell, stage, f"{type(error).__name__}: {error}", command_for(job.cell, job.draw))


def short_command(command: str, place: str) -> str:
    """Return a command that can be printed or, where it names every parameter of a set, the place where it is kept."""
    return command if len(command) <= LONGEST_COMMAND else f"its command is {place}"


def command_for(cell: Cell, draw: Draw) -> str:
    """Return the command that runs one cell alone."""
    words = [*PROGRAM.split(), "run", cell.scenario]
    words += ["--seed", str(cell.seed), "--replicate", str(cell.replicate), "--scale", str(cell.scale)]
    words += [] if cell.theory == DEFAULT else ["--theory", cell.theory]
    words += [word for key, value in draw.changes for word in ("--set", f"{key}={value}")]
    return shlex.join(words)
