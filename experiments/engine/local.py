"""Work on this machine: in this process where one worker is asked for, else in several processes."""

import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from functools import cached_property

from experiments.base.errors import WorkerError
from experiments.engine.backend import Backend, Done, Loky, Lost, Serial, checked_jobs, worker_count


class Local:
    """The backend with as many workers as ``jobs`` asks for, counted when there is work; -1 means one per core."""

    def __init__(self, jobs: int) -> None:
        """Take the number; raise ExperimentError for what no machine has."""
        self.jobs = checked_jobs(jobs)

    @cached_property
    def chosen(self) -> Backend:
        """Return the backend that does the work."""
        return processes(worker_count(self.jobs))

    def each[T, R](self, work: Callable[[T], R], tasks: Iterable[T]) -> Generator[Done[T, R] | Lost[T]]:
        """Yield what became of every task, in any order; closing the generator ends the workers at once."""
        return self.chosen.each(work, tasks)

    def one_by_one(self) -> Backend:
        """Return a backend that has one task in hand at a time."""
        return self.chosen.one_by_one()


def processes(workers: int) -> Backend:
    """Return a backend with so many workers: this process for one, forked ones on Linux, loky's elsewhere."""
    if workers == 1:
        return Serial()
    if sys.platform != "linux":
        return Loky(workers)
    from experiments.engine.forked import Forked

    return Forked(workers)


def in_any_order[T, R](work: Callable[[T], R], tasks: Sequence[T], workers: int) -> Generator[R]:
    """Yield ``work(task)`` of every task when it is ready; one worker is this process.

    Closing the iterator ends the workers at once. Raise WorkerError when a worker is killed.
    """
    for end in processes(min(workers, max(1, len(tasks)))).each(work, tasks):
        if isinstance(end, Lost):
            raise WorkerError(
                "a worker process was killed, perhaps for want of memory; finished runs are kept: "
                "repeat the command, with fewer --jobs if memory is short"
            )
        yield end.result
