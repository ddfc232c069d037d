"""Do the same work on every group: here, one after another, or on several cores through joblib's loky."""

import ctypes
import signal
import sys
from collections.abc import Callable, Generator, Sequence
from typing import Any

from experiments.errors import WorkerError

PR_SET_PDEATHSIG = 1
"""Linux prctl option: the signal that a process gets when its parent dies (prctl(2))."""


def in_any_order[T, R](work: Callable[[T], R], tasks: Sequence[T], workers: int) -> Generator[R]:
    """Yield ``work(task)`` of every task when it is ready; one worker is this process.

    Closing the iterator ends the workers at once. Raise WorkerError when a worker is killed.
    """
    if workers == 1 or len(tasks) < 2:
        yield from map(work, tasks)
    else:
        yield from _on_processes(work, tasks, min(workers, len(tasks)))


def _on_processes[T, R](work: Callable[[T], R], tasks: Sequence[T], workers: int) -> Generator[R]:
    from joblib import Parallel, delayed, parallel_config
    from joblib.externals.loky.process_executor import BrokenProcessPool

    with parallel_config("loky", n_jobs=workers, inner_max_num_threads=1, initializer=be_a_worker):
        done: Any = Parallel(return_as="generator_unordered", batch_size=1)(map(delayed(work), tasks))
        try:
            yield from done
        except BrokenProcessPool as error:
            raise WorkerError(
                "a worker process was killed, perhaps for want of memory; finished runs are kept: "
                "repeat the command, with fewer --jobs if memory is short"
            ) from error
        finally:
            done.close()


def be_a_worker() -> None:
    """Set up a worker: it leaves Ctrl-C to the parent and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def cores(jobs: int) -> int:
    """Return how many workers ``jobs`` asks for; -1 is one a core that this process may use."""
    from joblib import cpu_count

    return cpu_count() if jobs < 0 else jobs
