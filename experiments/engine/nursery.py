"""The process that loads the model once and forks workers from itself; Linux only.

The command that starts it (``experiments/engine/forked.py``) sends a socket for each worker that it wants, and nothing
else. When the command ends, however it ends, its socket closes and the nursery ends; workers end with the nursery.
"""

import contextlib
import gc
import os
import pickle
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from experiments.base.errors import WorkerError
from experiments.engine.backend import end_with
from experiments.engine.warm_starts import Replicate, begin, model_class

READY, THREADED = b"1", b"0"
MOST_MEMORY, MOST_STARTS = 400.0, 20
"""MB with which compiling goes on, and how often the process starts anew for it: not for ever, if nothing is cached."""
STARTS = "GOLDRUSH_STARTS"
"""Variable that counts how often it has."""
WARM_UP = Replicate(seed=1, replicate=0, scale=50)


def main(command: int, descriptor: int) -> None:
    """Warm up, say whether it is safe to fork, and fork a worker for each socket that the command sends.

    ``command`` is the process to end with, ``descriptor`` the socket to it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(command)
    warm_up()
    with socket.socket(fileno=descriptor) as control:
        alone = len(os.listdir("/proc/self/task")) == 1
        control.sendall(READY if alone else THREADED)
        signal.signal(signal.SIGCHLD, _reap)
        while alone and (ends := socket.recv_fds(control, 1, 1)[1]):
            _fork(control, ends[0])


def warm_up() -> None:
    """Load the model and the kernels of a week; what goes wrong here goes wrong again, and is said, in a run."""
    from experiments.engine import runner  # noqa: F401  (what every worker needs)
    from model.scenario.scenario import load_scenario

    with contextlib.suppress(Exception):
        model_class()
        if "numba" in sys.modules:
            watch_memory()
        begin(load_scenario("baseline"), WARM_UP).step()
    gc.collect()
    gc.freeze()  # so that collections in workers leave the shared memory shared


def watch_memory() -> Any:
    """Let this process start anew when it is to compile a kernel and those before have taken much memory.

    What is compiled is in the cache, and takes little memory when it is loaded from there. Return numba's listener.
    """
    from numba.core import event

    class StartAnew(event.Listener):
        def on_start(self, event: event.Event) -> None:
            starts = int(os.environ.get(STARTS, "0"))
            if memory() > MOST_MEMORY and starts < MOST_STARTS:
                os.environ[STARTS] = str(starts + 1)
                os.execv(sys.executable, sys.orig_argv)

        def on_end(self, event: event.Event) -> None:
            pass

    listener = StartAnew()
    event.register("numba:compile", listener)
    return listener


def memory() -> float:
    """Return the memory that this process holds now, MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def _fork(control: socket.socket, end: int) -> None:
    """Fork a worker that is reached through the descriptor ``end``; where that fails, the command sees it closed."""
    nursery = os.getpid()
    with contextlib.suppress(OSError):
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            _be_a_worker(nursery, end)
    os.close(end)


def _be_a_worker(nursery: int, end: int) -> None:
    """Work until the command closes the connection; this process never returns from here."""
    code = 1
    try:
        end_with(nursery)
        with contextlib.suppress(EOFError, OSError):
            _work(Connection(end))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _work(connection: Connection) -> None:
    """Receive what to do, then task after task, and send back each result or the error in its place."""
    work = connection.recv()
    while True:
        connection.send(_done(work, connection.recv()))


def _done(work: Callable[[Any], Any], task: Any) -> tuple[Any, Exception | None]:
    try:
        return work(task), None
    except Exception as error:
        error.add_note(f"in a worker process:\n{traceback.format_exc()}")
        return None, _sendable(error)


def _sendable(error: Exception) -> Exception:
    """Return an error, or one with its message where it does not survive the way to the command."""
    try:
        return pickle.loads(pickle.dumps(error))
    except Exception:
        return WorkerError(f"{type(error).__name__}: {error}")


def _reap(*_: Any) -> None:
    """Let go of workers that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
