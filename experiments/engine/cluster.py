"""Do the same work on a Dask cluster, through distributed's futures.

joblib's own dask backend hangs for ever on a task that kills its worker; futures report it as KilledWorker.
"""

from collections.abc import Callable, Generator, Iterable
from itertools import islice
from typing import Any

from experiments.base.errors import ExperimentError
from experiments.engine.backend import Done, Lost

AHEAD = 2
"""Tasks in hand for each worker."""
SECONDS_TO_ANSWER = 10


class Dask:
    """Work on the workers of a scheduler. A task whose workers died more often than it allows is lost."""

    def __init__(self, address: str, *, one_at_a_time: bool = False) -> None:
        """Take the address of a scheduler, such as ``tcp://127.0.0.1:8786``; ExperimentError if none answers."""
        self.address, self.one_at_a_time = address, one_at_a_time
        with _client(address):  # so that what is wrong is said before anything runs
            pass

    def one_by_one(self) -> "Dask":
        """Return a backend on the same scheduler that has one task at a time in hand."""
        return Dask(self.address, one_at_a_time=True)

    def each[T, R](self, work: Callable[[T], R], tasks: Iterable[T]) -> Generator[Done[T, R] | Lost[T]]:
        """Yield what became of every task; what is in hand is given up when the generator is closed."""
        from distributed import as_completed

        left, hand = iter(tasks), dict[Any, T]()
        with _client(self.address) as client:
            finished = as_completed(loop=client.loop)
            try:
                while True:
                    room = self._room(client) - len(hand)
                    for task in islice(left, max(0, room)):  # below 0 where workers have died
                        future = client.submit(work, task, pure=False)
                        hand[future] = task
                        finished.add(future)
                    if not hand:
                        return
                    future = next(finished)
                    yield _end(future, hand.pop(future))
            finally:
                client.cancel(list(hand), force=True)

    def _room(self, client: Any) -> int:
        return 1 if self.one_at_a_time else max(1, AHEAD * len(client.nthreads()))


def _end(future: Any, task: Any) -> Done | Lost:
    from distributed import KilledWorker

    if isinstance(future.exception(), KilledWorker):
        return Lost(task, deaths=future.exception().allowed_failures + 1)
    return Done(task, future.result())


def _client(address: str) -> Any:
    """Return a connection to a scheduler whose workers can be used; ExperimentError says what is wrong."""
    from distributed import Client

    from experiments.engine.plan import model_version

    try:
        client = Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ExperimentError(f"--scheduler {address}: no Dask scheduler answers there ({error})") from error
    try:
        versions = client.run(model_version)
    except ModuleNotFoundError as error:
        raise ExperimentError(f"the workers of {address} cannot import goldrush; start them in its folder") from error
    if set(versions.values()) - {model_version()}:
        raise ExperimentError(f"workers of {address} have another model version: {sorted(set(versions.values()))}")
    if any(threads > 1 for threads in client.nthreads().values()):
        raise ExperimentError(f"workers of {address} have several threads; start each with --nthreads 1")
    return client
