"""Workers that are forked from one process: they share what it loaded, die alone, and never outlive it."""

import os
import signal
import sys
import time

import psutil
import pytest
from numba.core import event

from experiments.base.errors import DamagedError, StoreError, WorkerError
from experiments.engine import forked, nursery
from experiments.engine.backend import ONE_THREAD, Done, Loky, Lost
from experiments.engine.forked import Forked
from tests.experiments.processes import Lab, gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")


def work(task):
    """Do what a task says, in a worker."""
    what, value = task
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "raise":
        raise value
    if what == "find damage":
        raise DamagedError(value, "is short")
    if what == "sleep":
        time.sleep(value)
    if what == "big":
        return b"x" * value
    return os.getpid(), os.getppid()


def look_around(task):
    """Return what a worker finds around it: modules, variables, threads, and how it meets Ctrl-C."""
    threads, ignored = len(os.listdir("/proc/self/task")), signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    return set(sys.modules), dict(os.environ), threads, ignored


@pytest.fixture(scope="module", autouse=True)
def stand_in(tmp_path_factory):
    lab = Lab(tmp_path_factory.mktemp("lab"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in lab.environment().items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="module")
def backend(stand_in):
    found = Forked(2)
    yield found
    found.nursery.stop()


def ends(backend, *tasks):
    return list(backend.each(work, tasks))


def pids(found):
    return {end.result[0] for end in found}


def test_workers_stay_for_a_batch_and_the_process_they_come_from_for_the_next(backend):
    first, second = (ends(backend, *[("say", n) for n in range(20)]) for _ in range(2))
    assert sorted(end.task[1] for end in first) == list(range(20))
    assert all(isinstance(end, Done) for end in first + second)
    assert len(pids(first)) <= 2 and not pids(first) & pids(second)
    assert len({end.result[1] for end in first + second}) == 1


def test_a_worker_finds_the_model_loaded_and_has_one_thread(backend):
    (end,) = backend.one_by_one().each(look_around, ["look"])
    modules, variables, threads, ignored = end.result
    assert {"model.goldrush", "experiments.engine.runner", "pyarrow"} <= modules
    assert ONE_THREAD.items() <= variables.items() and threads == 1 and ignored


def test_only_the_task_whose_worker_died_is_lost(backend):
    found = ends(backend, ("sleep", 0.3), ("die", 0), ("sleep", 0.1), ("die", 1), *[("say", n) for n in range(5)])
    assert [end.task for end in found if isinstance(end, Lost)] == [("die", 0), ("die", 1)]
    assert len(found) == 9


def test_large_tasks_and_results_come_through(backend):
    sizes = [3_000_000] * 4
    assert [len(end.result) for end in ends(backend, *[("big", size) for size in sizes])] == sizes


def test_when_the_process_they_come_from_is_killed_all_in_hand_is_lost_and_the_rest_is_done(backend):
    found, tasks = [], [("sleep", 0.5)] * 2 + [("say", n) for n in range(4)]
    batch = backend.each(work, iter([("say", -1), *tasks]))
    found.append(next(batch))
    parent = psutil.Process(found[0].result[1])
    left = parent.children()
    parent.kill()
    found += batch
    assert gone(left)
    lost = [end for end in found if isinstance(end, Lost)]
    assert len(found) == 7 and 1 <= len(lost) <= 3
    assert {end.result[1] for end in found[1:] if isinstance(end, Done)}.isdisjoint({parent.pid})


def test_what_goes_wrong_in_a_worker_is_raised_and_the_others_end_at_once(backend):
    batch = backend.each(work, iter([("say", 0), ("sleep", 60), ("raise", StoreError("the disk is full")), ("say", 1)]))
    parent = psutil.Process(next(batch).result[1])
    left = [parent, *parent.children()]
    with pytest.raises(StoreError, match="the disk is full") as raised:
        list(batch)
    assert "in a worker process" in raised.value.__notes__[0]
    assert gone(left)


def test_an_error_that_cannot_be_sent_keeps_its_message(backend):
    with pytest.raises(WorkerError, match="DamagedError: part is short"):
        ends(backend, ("find damage", "part"))


def test_where_forking_is_not_safe_loky_does_the_work(monkeypatch):
    monkeypatch.setattr(forked, "ONE_THREAD_OF_ARROW", {})
    used = []
    monkeypatch.setattr(Loky, "each", lambda self, work, tasks: used.append(self.workers) or iter(tasks))
    backend = Forked(2)
    assert list(backend.each(work, ["a", "b"])) == ["a", "b"] and used == [2]
    assert list(backend.each(work, ["c"])) == ["c"]
    backend.nursery.stop()


@pytest.mark.parametrize(("memory", "starts", "anew"), [(500.0, "0", 1), (300.0, "0", 0), (500.0, "20", 0)])
def test_a_process_that_compiling_has_made_large_starts_anew_but_not_for_ever(monkeypatch, memory, starts, anew):
    started = []
    monkeypatch.setattr(nursery, "memory", lambda: memory)
    monkeypatch.setattr(nursery.os, "execv", lambda *words: started.append(words))
    monkeypatch.setenv(nursery.STARTS, starts)
    listener = nursery.watch_memory()
    try:
        event.start_event("numba:compile")
    finally:
        event.unregister("numba:compile", listener)
    assert started == [(sys.executable, sys.orig_argv)] * anew


def test_the_memory_of_this_process_is_told():
    assert nursery.memory() == pytest.approx(psutil.Process().memory_info().rss / 1e6, rel=0.2)


def test_a_worker_that_died_while_it_waited_costs_no_task(backend):
    told = []

    def killing():
        yield ("say", 0)
        waiting = psutil.Process(told[0])
        waiting.kill()
        assert gone([waiting])
        yield ("say", 1)

    for end in backend.one_by_one().each(work, killing()):
        told.append(end.result[0])
    assert len(set(told)) == 2
