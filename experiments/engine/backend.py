"""Do the same work on every task: here, or on several processes of this machine through joblib's loky.

A backend yields what became of each task: ``Done`` with its result, or ``Lost`` where its worker died. Tasks are taken
from their iterator as workers become free, so that a long batch is never held in memory.
"""

import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from experiments.base.errors import ExperimentError

PR_SET_PDEATHSIG = 1
"""Linux prctl option: the signal that a process gets when its parent dies (prctl(2))."""
MOST_WORKERS = 1000
"""Processes on one machine: each takes 0.3 GB, so more is a slip of the keyboard."""
AHEAD = 1
"""Tasks handed out beyond one per worker, so that no worker waits for the parent."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")
SECONDS_BETWEEN_LOOKS = 1.0


@dataclass(frozen=True)
class Done[T, R]:
    """A task with its result."""

    task: T
    result: R


@dataclass(frozen=True)
class Lost[T]:
    """A task whose worker died, and how often; another task in hand may have killed it."""

    task: T
    deaths: int = 1


class Backend(Protocol):
    """Where work is done. Tasks are taken as workers become free; when they end, what is in hand is finished."""

    def each[T, R](self, work: Callable[[T], R], tasks: Iterable[T]) -> Generator[Done[T, R] | Lost[T]]:
        """Yield what became of every task, in any order; closing the generator ends the workers at once."""
        ...

    def one_by_one(self) -> "Backend":
        """Return a backend that has one task in hand at a time, so that only that task can kill a worker."""
        ...


class Serial:
    """Work in this process, one task after another."""

    def each[T, R](self, work: Callable[[T], R], tasks: Iterable[T]) -> Generator[Done[T, R] | Lost[T]]:
        """Yield every task's result in order."""
        for task in tasks:
            yield Done(task, work(task))

    def one_by_one(self) -> "Serial":
        """Return this backend, which never has more than one task in hand."""
        return self


class Loky:
    """Work in long-lived processes of this machine."""

    def __init__(self, workers: int, ahead: int = AHEAD) -> None:
        """Take how many processes, and how many tasks to have ready beside those in work."""
        self.workers, self.ahead = workers, ahead

    def one_by_one(self) -> "Loky":
        """Return a backend of one process with one task at a time."""
        return Loky(1, ahead=0)

    def each[T, R](self, work: Callable[[T], R], tasks: Iterable[T]) -> Generator[Done[T, R] | Lost[T]]:
        """Yield what became of every task. When a worker dies, all tasks in hand are lost and new workers go on."""
        left, exhausted = iter(tasks), False
        while not exhausted:
            executor = _executor(self.workers)
            try:
                exhausted = yield from self._until_broken(executor, work, left)
            finally:
                executor.shutdown(wait=False, kill_workers=True)

    def _until_broken(self, executor: Any, work: Callable, left: Iterator) -> Generator[Any, None, bool]:
        """Yield what became of tasks until none is left (return True) or a worker dies (False)."""
        hand: dict[Future, Any] = {}
        while True:
            room = self.workers + self.ahead - len(hand)
            for task in islice(left, room):
                hand[executor.submit(work, task)] = task
            if not hand:
                return True
            done, _ = wait(hand, timeout=SECONDS_BETWEEN_LOOKS, return_when=FIRST_COMPLETED)
            if any(_died(future) for future in done):
                yield from _after_a_death(hand)
                return False
            for future in done:
                yield Done(hand.pop(future), future.result())


def _after_a_death(hand: dict[Future, Any]) -> Iterator[Done | Lost]:
    """Yield what became of the tasks in hand once the pool has broken."""
    wait(hand)
    yield from (Lost(task) if _died(future) else Done(task, future.result()) for future, task in hand.items())


def _died(future: Future) -> bool:
    from joblib.externals.loky.process_executor import BrokenProcessPool

    return not future.cancelled() and isinstance(future.exception(), BrokenProcessPool)


def _executor(workers: int) -> Any:
    from joblib.externals.loky.process_executor import ProcessPoolExecutor

    return ProcessPoolExecutor(workers, initializer=be_a_worker, initargs=(os.getpid(),), env=ONE_THREAD)


def be_a_worker(parent: int) -> None:
    """Set up a worker that leaves Ctrl-C to the parent and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(parent)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def end_with(parent: int) -> None:
    """Let the kernel end this process with its parent, where it can (Linux); end it now if the parent has gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _end_with(parent: int) -> None:
    """End this process when its parent has gone, where there is no prctl."""
    while os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os._exit(1)


def worker_count(jobs: int) -> int:
    """Return how many workers ``jobs`` asks for; -1 means one per core that this process may use.

    Raise ExperimentError for what ``checked_jobs`` refuses.
    """
    from joblib import cpu_count

    return cpu_count() if checked_jobs(jobs) < 0 else jobs


def checked_jobs(jobs: int) -> int:
    """Return a number of workers that may be asked for; ExperimentError for 0 and for more than any machine holds."""
    if jobs == 0:
        raise ExperimentError("--jobs 0: give 1 or more workers, or -1 for one a core")
    if jobs > MOST_WORKERS:
        raise ExperimentError(f"--jobs {jobs}: give {MOST_WORKERS} workers or less, such as -1 for one a core")
    return jobs
