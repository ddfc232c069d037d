"""The process that does what people ask the server for; it ends with the server."""

import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from experiments.base.errors import exit_code, in_words
from experiments.engine.backend import be_a_worker

PROGRESS, DONE, FAILED = "progress", "done", "failed"
type Report = Callable[[int, int], None]
"""Takes how many runs are done, and of how many."""
type Work = Callable[[Any, Report], Any]
"""Takes a task and where to report progress; returns values that JSON can hold."""
UNEXPECTED = "it ended with an unexpected error, which the server's terminal shows"


def work_for(connection: Connection, work: Work, parent: int) -> None:
    """Do what comes through a connection, one task after another, and send back what became of each."""
    be_a_worker(parent)

    def report(done: int, of: int) -> None:
        connection.send((PROGRESS, (done, of)))

    while True:
        task = connection.recv()
        connection.send(_end(work, task, report))


def _end(work: Work, task: Any, report: Report) -> tuple[str, Any]:
    """Return how a task ended, with its result, or with a word and a message for what went wrong."""
    try:
        return DONE, work(task, report)
    except Exception as error:
        if exit_code(error) is None:
            traceback.print_exc()
            return FAILED, ("unexpected", UNEXPECTED)
        return FAILED, ("refused", in_words(error))
