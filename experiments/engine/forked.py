"""Do the same work on processes that are forked from one in which the model is loaded (``nursery.py``); Linux only.

A worker is there within milliseconds, and shares the memory of the model with the others. Each has a connection of its
own, so that it is known which task was in hand when one dies.
"""

import os
import signal
import socket
import subprocess
import sys
import weakref
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any

from experiments.engine.backend import AHEAD, ONE_THREAD, Done, Loky, Lost

START = "import sys; sys.path[:] = {path}; from experiments.engine.nursery import main; main({command}, {descriptor})"
ONE_THREAD_OF_ARROW = {"JE_ARROW_MALLOC_CONF": "background_thread:false"}
"""Arrow's allocator starts a thread of its own, and only a process without threads can be forked safely."""
READY = b"1"


class Nursery:
    """A process with the model loaded. It is started when first needed, again if it died, and ends with its owner."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._end: weakref.finalize | None = None
        self._safe = True

    def start(self) -> bool:
        """Start it unless it runs; tell whether workers can be forked from it."""
        if not self._safe or (self._end and self._end.alive and self._process.poll() is None):
            return self._safe
        self.stop()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = _started(theirs)
        self._end = weakref.finalize(self, _stop, self._process, self._control)
        self._safe = self._control.recv(1) == READY
        return self._safe

    def stop(self) -> None:
        """End it at once, and with it all workers."""
        if self._end:
            self._end()

    def worker(self, work: Callable) -> Connection:
        """Return the connection to a new worker; raise OSError if there is none."""
        mine, theirs = socket.socketpair()
        with mine, theirs:
            socket.send_fds(self._control, [b"f"], [theirs.fileno()])
            connection = Connection(mine.detach())
        connection.send(work)
        return connection


def _started(theirs: socket.socket) -> subprocess.Popen:
    """Start the process; Ctrl-C waits until it ignores it."""
    code = START.format(path=[str(each) for each in sys.path], command=os.getpid(), descriptor=theirs.fileno())
    environment = {**os.environ, **ONE_THREAD, **ONE_THREAD_OF_ARROW}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        return subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()], env=environment
        )
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop(process: subprocess.Popen, control: socket.socket) -> None:
    process.kill()
    process.wait()
    control.close()


class Forked:
    """Work in processes of this machine that are forked from one nursery, which stays for later batches."""

    def __init__(self, workers: int, ahead: int = AHEAD, nursery: Nursery | None = None) -> None:
        """Take how many processes, and how many tasks to have ready beside those in work."""
        self.workers, self.ahead, self.nursery = workers, ahead, nursery or Nursery()

    def one_by_one(self) -> "Forked":
        """Return a backend of one process with one task at a time."""
        return Forked(1, ahead=0, nursery=self.nursery)

    def each[T, R](self, work: Callable[[T], R], tasks: Iterable[T]) -> Generator[Done[T, R] | Lost[T]]:
        """Yield what became of every task. Where the process cannot be forked safely, loky does the work."""
        if not self.nursery.start():
            yield from Loky(self.workers, self.ahead).each(work, tasks)
            return
        crew = _Crew(self, work)
        try:
            yield from crew.carry_out(iter(tasks))
        finally:
            crew.dismiss()


class _Crew:
    """The workers of one batch: those at work by what they have in hand, and those that wait."""

    def __init__(self, backend: Forked, work: Callable) -> None:
        self.backend, self.work = backend, work
        self.hand: dict[Connection, Any] = {}
        self.idle: list[Connection] = []
        self.ready = deque[Any]()

    def carry_out(self, tasks: Iterator) -> Generator[Done | Lost]:
        """Yield what became of tasks until none is left. While all work, the next tasks are made ready."""
        while True:
            while len(self.hand) < self.backend.workers and (taken := self._taken(tasks)):
                yield from self._give(*taken)
            if not self.hand:
                return
            self.ready += islice(tasks, self.backend.ahead - len(self.ready))
            for connection in wait(list(self.hand)):
                yield self._end(connection)

    def dismiss(self) -> None:
        """Let go of all workers; those with a task in hand end at once, and the nursery with them."""
        if self.hand:
            self.backend.nursery.stop()
        for connection in (*self.hand, *self.idle):
            connection.close()

    def _taken(self, tasks: Iterator) -> list:
        return [self.ready.popleft()] if self.ready else list(islice(tasks, 1))

    def _give(self, task: Any) -> Iterator[Lost]:
        """Give a task to a worker that waits and lives, or to a new one; where that cannot be had, the task is lost."""
        if not any(self._sent(self.idle.pop(), task) for _ in list(self.idle)):
            try:
                self.backend.nursery.start()
                given = self._sent(self.backend.nursery.worker(self.work), task)
            except OSError:
                given = False
            if not given:
                yield Lost(task)

    def _sent(self, connection: Connection, task: Any) -> bool:
        try:
            connection.send(task)
        except OSError:
            connection.close()
            return False
        self.hand[connection] = task
        return True

    def _end(self, connection: Any) -> Done | Lost:
        """Return what became of the task of a worker that has answered or died."""
        task = self.hand.pop(connection)
        try:
            result, error = connection.recv()
        except (EOFError, OSError):
            connection.close()
            return Lost(task)
        self.idle.append(connection)
        if error:
            raise error
        return Done(task, result)
