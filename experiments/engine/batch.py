"""Run what is missing of a plan, keep what is done, and say how it ended."""

import json
import signal
import threading
import time
from collections import Counter as Tally
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from experiments.base.files import append_line
from experiments.base.progress import Counter, say
from experiments.engine.backend import Backend, Done, Lost
from experiments.engine.chunks import WHOLE, Shard, Sketch, chunk_of, groups_of, missing_chunks
from experiments.engine.local import Local
from experiments.engine.plan import Plan, model_version
from experiments.engine.runner import Chunk, Group, Job, Report, command_for, run_chunk
from experiments.engine.size import LOG, size_of, weeks_a_run
from experiments.store.results import Failure
from experiments.store.store import Store

DEATHS = 2
"""After this many deaths of its worker a cell is run alone; after as many more it is given up."""


@dataclass
class Ended:
    """How a batch ended: cells planned, stored before and finished now, failures, and whether it was interrupted.

    ``failed_before`` counts cells left alone because they failed earlier.
    """

    planned: int
    already_stored: int
    failed_before: int = 0
    finished: int = 0
    failures: list[Failure] = field(default_factory=list)
    interrupted: bool = False

    @property
    def complete(self) -> bool:
        """Tell whether every planned cell is stored."""
        return self.already_stored + self.finished == self.planned

    @property
    def to_do(self) -> int:
        """Return how many cells the batch is to run."""
        return self.planned - self.already_stored - self.failed_before


@dataclass(frozen=True, kw_only=True)
class Execution:
    """How a batch is run: on which backend, what it says and where.

    ``retry_failed`` also runs what failed earlier; ``quiet`` shows no progress; ``large`` runs what is beyond the size
    that is asked about first (``Size.refuse_large``).
    """

    backend: Backend
    console: Console
    retry_failed: bool = True
    quiet: bool = False
    large: bool = False


def run_plan(plan: Plan, folder: Path, how: Execution, shard: Shard = WHOLE) -> Ended:
    """Run the cells of a plan's shard that the store in ``folder`` does not hold yet.

    Ctrl-C finishes the runs in hand and keeps them; a second Ctrl-C stops at once. Raise StoreError when results cannot
    be written.
    """
    size_of(plan, folder, plan.most_runs() // shard.of).refuse_large(how.large)
    store = Store(folder)
    store.prepare()
    for damage in store.set_aside_damaged():
        say(how.console, f"{damage.path} {damage.reason}; moved to damaged/, its cells run again")
    batch = _Batch(plan, store, shard, how.retry_failed)
    for line in [] if how.quiet else batch.opening():
        say(how.console, line)
    counter = Counter(batch.ended.to_do, how.console, quiet=how.quiet)
    with counter, _interruptible(batch.ended, how.console):
        batch.run(how.backend, counter)
    batch.log()
    return batch.ended


def local_backend(jobs: int) -> Backend:
    """Return the backend with ``jobs`` workers on this machine; a single worker is this process."""
    return Local(jobs)


class _Batch:
    """What is left of a plan, and what has become of the rest."""

    def __init__(self, plan: Plan, store: Store, shard: Shard, retry_failed: bool) -> None:
        self.plan, self.store = plan, store
        stored, groups = self._stored(), list(groups_of(plan, shard))
        planned = {cell for group in groups for _, cell in group}
        given_up = set() if retry_failed else planned & {row["cell"] for row in store.failures()} - stored
        self.ended = Ended(len(planned), len(planned & stored), len(given_up))
        self.queue = deque[Sketch | Chunk](missing_chunks(groups, stored | given_up))
        self.suspects = deque[Sketch | Chunk]()
        self.chunks, self.others = len(self.queue), other_versions(store)
        self.deaths, self.deaths_alone = Tally[str](), Tally[str]()
        self.started, self.seconds = time.monotonic(), 0.0

    def opening(self) -> list[str]:
        """Return what is to be said before anything runs."""
        ended = self.ended
        stored = f"{ended.planned} runs planned, {ended.already_stored} already stored"
        lines = [f"{stored}, {ended.to_do} to do in {self.chunks} chunk{'' if self.chunks == 1 else 's'}"]
        if ended.to_do:
            lines.append(f"about {size_of(self.plan, self.store.folder, ended.to_do).effort()}")
        if ended.failed_before:
            lines.append(f"{ended.failed_before} failed earlier and are left alone; --retry-failed runs them again")
        return [*lines, *self.others, *_price_tables(self.plan)]

    def run(self, backend: Backend, counter: Counter) -> None:
        """Run until nothing is left, or until it is interrupted."""
        while self.queue and not self.ended.interrupted:
            self._take(backend, self.queue, counter, self._after_death)
        while self.suspects and not self.ended.interrupted:
            self._take(backend.one_by_one(), self.suspects, counter, self._after_death_alone)

    def log(self) -> None:
        """Add a line about this batch to the store's log, if it ran anything."""
        ended = self.ended
        if not ended.finished:
            return
        wall = round(time.monotonic() - self.started, 3)
        line = {
            "when": datetime.now(UTC).isoformat(timespec="seconds"),
            "experiment": self.plan.name,
            "model_version": model_version(),
            "scale": self.plan.scale,
            "runs": ended.finished,
            "weeks_a_run": weeks_a_run(self.plan),
            "seconds_of_workers": round(self.seconds, 3),
            "seconds": wall,
        }
        append_line(self.store.folder / LOG, json.dumps(line))

    def _take(self, backend: Backend, queue: deque, counter: Counter, bury: Callable[[Lost[Chunk]], Report]) -> None:
        work = partial(run_chunk, folder=self.store.folder.absolute(), keep=self.plan.keep)
        ends = backend.each(work, self._chunks(queue, counter))
        try:
            for end in ends:
                self._count(end.result if isinstance(end, Done) else bury(end), counter)
        except KeyboardInterrupt:
            self.ended.interrupted = True
        finally:
            ends.close()

    def _chunks(self, queue: deque[Sketch | Chunk], counter: Counter) -> Iterator[Chunk]:
        """Yield chunks as workers become free, until an interruption."""
        while queue and not self.ended.interrupted:
            found = queue.popleft()
            chunk = found if isinstance(found, Chunk) else self._built(found, counter)
            if chunk.groups:
                yield chunk

    def _built(self, sketch: Sketch, counter: Counter) -> Chunk:
        """Return a chunk without the cells that another process has stored meanwhile."""
        stored, planned = self._stored(), [place for group in sketch for place in group]
        left = tuple(tuple(place for place in group if self.plan.cell(place).id not in stored) for group in sketch)
        self._count(Report([""] * (len(planned) - sum(map(len, left)))), counter)
        return chunk_of(self.plan, tuple(group for group in left if group))

    def _count(self, report: Report, counter: Counter) -> None:
        self.ended.finished += len(report.finished)
        self.ended.failures += report.failures
        self.seconds += report.seconds
        counter.count(len(report.finished), len(report.failures))

    def _after_death(self, lost: Lost[Chunk]) -> Report:
        """Queue what a lost chunk had not written once more, or each cell by itself where that has killed again."""
        report, left = self._written(lost)
        self.deaths.update({job.cell.id: lost.deaths for job in left})
        again = [job for job in left if self.deaths[job.cell.id] < DEATHS]
        self.queue += [Chunk((Group((job,)),)) for job in again]
        self.suspects += [Chunk((Group((job,)),)) for job in left if job not in again]
        return report

    def _after_death_alone(self, lost: Lost[Chunk]) -> Report:
        """Queue a cell that was alone in its worker again, or give it up: a row of the failures."""
        report, left = self._written(lost)
        for job in left:
            self.deaths_alone[job.cell.id] += lost.deaths
            if self.deaths_alone[job.cell.id] < DEATHS:
                self.suspects.append(Chunk((Group((job,)),)))
            else:
                report.failures.append(_killer(job))
        self.store.add_failures(report.failures)
        return report

    def _written(self, lost: Lost[Chunk]) -> tuple[Report, list[Job]]:
        """Return what a lost chunk had stored before its worker died, and the jobs that it had not."""
        stored, jobs = self._stored(), lost.task.jobs()
        finished = [job.cell.id for job in jobs if job.cell.id in stored]
        return Report(finished), [job for job in jobs if job.cell.id not in stored]

    def _stored(self) -> set[str]:
        return set(self.store.stored(self.plan.keep.names(), self.plan.keep.resolution))


def _killer(job: Job) -> Failure:
    message = "its worker process was killed each time, also with no other run beside it; perhaps for want of memory"
    return Failure(job.cell, "worker", message, command_for(job.cell, job.draw))


def other_versions(store: Store) -> list[str]:
    """Return a line on stored runs of other model versions, or no line if there are none."""
    found = {version: n for version, n in sorted(store.versions().items()) if version != model_version()}
    if not found:
        return []
    runs = ", ".join(f"{n} runs of model version {version}" for version, n in found.items())
    return [f"the store also holds {runs}; they are not used, as this is version {model_version()}"]


def _price_tables(plan: Plan) -> list[str]:
    """Return how each table of prices that a plan uses was read, a line each."""
    tables = (arm.scenario.price.table for arm in plan.arms)
    return list(dict.fromkeys(f"prices from {table.understood()}" for table in tables if table))


@contextmanager
def _interruptible(ended: Ended, console: Console) -> Generator[None]:
    """Let the first Ctrl-C or SIGTERM end a batch after what is in hand, and a second one at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def finish(number: int, frame: Any) -> None:
        ended.interrupted = True
        say(console, "finishing the runs in hand; Ctrl-C again stops at once")
        signal.signal(number, signal.default_int_handler)

    before = {number: signal.signal(number, finish) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
