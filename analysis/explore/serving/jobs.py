"""Run what people ask for in a worker process, one job at a time, with a short queue in front of it.

The worker stays for later jobs. When it dies, its job fails and the next job gets a new one.
"""

import multiprocessing
import os
import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from analysis.explore.serving.asking import RefusedError
from analysis.explore.serving.worker import DONE, PROGRESS, Work, work_for

MOST_WAITING, MOST_KEPT = 4, 50
"""Jobs that wait at most, and jobs that have ended and are remembered."""
LETTERS = 16
"""Random bytes in the name of a job, so that nobody guesses one."""
KILLED = "the process that ran it was killed, perhaps for want of memory; what it had finished is kept: ask again"


class State(StrEnum):
    """What has become of a job."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass
class Job:
    """A task with its progress; ``result`` is what the work returned, ``error`` and ``message`` say why it failed."""

    task: Any
    id: str = field(default_factory=lambda: secrets.token_urlsafe(LETTERS))
    state: State = State.WAITING
    done: int = 0
    of: int = 0
    error: str | None = None
    message: str | None = None
    result: Any = None

    @property
    def ended(self) -> bool:
        """Tell whether nothing more will happen to it."""
        return self.state not in (State.WAITING, State.RUNNING)


class Jobs:
    """The queue, the worker and the jobs that are remembered; safe to use from several threads."""

    def __init__(self, work: Work, *, waiting: int = MOST_WAITING, kept: int = MOST_KEPT) -> None:
        """Take what the worker does with a task; it must be importable there. Nothing is started yet."""
        self._work, self._waiting, self._kept = work, waiting, kept
        self._change = threading.Condition()
        self._queue = deque[Job]()
        self._jobs: dict[str, Job] = {}
        self._worker: _Worker | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, task: Any) -> Job:
        """Queue a task and return its job; refuse it where enough are waiting already."""
        with self._change:
            if len(self._queue) >= self._waiting:
                raise RefusedError(
                    503, "queue_full", f"{self._waiting} runs are waiting already; try again in some minutes"
                )
            job = Job(task)
            self._forget_old()
            self._jobs[job.id] = job
            self._queue.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._carry_out_all, daemon=True)
                self._thread.start()
            self._change.notify()
            return job

    def told(self, name: str) -> dict[str, Any] | None:
        """Return what is known of a job, as values that JSON can hold; None for an unknown name."""
        with self._change:
            job = self._jobs.get(name)
            if job is None:
                return None
            ahead = self._queue.index(job) + 1 if job in self._queue else 0
            about = {"job": job.id, "state": job.state, "ahead": ahead, "done": job.done, "of": job.of}
            return about | {"error": job.error, "message": job.message, "result": job.result}

    def cancel(self, name: str) -> bool:
        """Take a job out of the queue, or end its worker; return whether there is such a job."""
        with self._change:
            job = self._jobs.get(name)
            if job and not job.ended:
                self._cancel(job)
            return job is not None

    def close(self) -> None:
        """Cancel everything and end the worker."""
        with self._change:
            self._closed = True
            for job in self._jobs.values():
                if not job.ended:
                    self._cancel(job)
            self._end_worker()
            self._change.notify()
        if self._thread:
            self._thread.join()

    def _cancel(self, job: Job) -> None:
        running, job.state = job.state is State.RUNNING, State.CANCELLED
        if job in self._queue:
            self._queue.remove(job)
        if running:
            self._end_worker()

    def _end_worker(self) -> None:
        if self._worker:
            self._worker.kill()
        self._worker = None

    def _forget_old(self) -> None:
        ended = [name for name, job in self._jobs.items() if job.ended]
        for name in ended[: max(0, len(ended) - self._kept + 1)]:
            del self._jobs[name]

    def _carry_out_all(self) -> None:
        while (job := self._next()) is not None:
            try:
                self._carry_out(job, self._ready_for(job))
            except (EOFError, OSError):
                self._after_death(job)

    def _next(self) -> Job | None:
        """Return the next job; None when all is over."""
        with self._change:
            self._change.wait_for(lambda: self._queue or self._closed)
            if self._closed:
                return None
            job = self._queue.popleft()
            job.state = State.RUNNING
            return job

    def _ready_for(self, job: Job) -> "_Worker":
        """Return a living worker; one is started without the lock, as that takes seconds in which others ask."""
        worker = self._worker
        if worker and worker.process.is_alive():
            return worker
        worker = _Worker(self._work)
        with self._change:
            self._worker = worker
            if job.ended:  # cancelled meanwhile
                self._end_worker()
        return worker

    def _carry_out(self, job: Job, worker: "_Worker") -> None:
        worker.connection.send(job.task)
        while not job.ended:
            kind, content = worker.connection.recv()
            with self._change:
                if not job.ended:
                    _note(job, kind, content)

    def _after_death(self, job: Job) -> None:
        with self._change:
            self._end_worker()
            if not job.ended:
                job.state, job.error, job.message = State.FAILED, "killed", KILLED


def _note(job: Job, kind: str, content: Any) -> None:
    if kind == PROGRESS:
        job.done, job.of = content
    elif kind == DONE:
        job.state, job.result = State.DONE, content
    else:
        job.state, job.error, job.message = State.FAILED, *content


class _Worker:
    """A process that does one task after another, and the connection to it."""

    def __init__(self, work: Callable) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would take the server's threads and sockets along
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=work_for, args=(theirs, work, os.getpid()))
        self.process.start()
        theirs.close()

    def kill(self) -> None:
        """End the process at once; processes that it has started end with it."""
        self.process.kill()
        self.process.join()
