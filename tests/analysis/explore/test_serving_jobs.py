"""Real runs are done one at a time by a worker process, which may die, be cancelled, or find the disk full."""

import os
import signal
import time
from contextlib import suppress

import httpx
import psutil
import pytest

from analysis.explore.serving.asking import RefusedError, Setting
from analysis.explore.serving.jobs import KILLED as WAS_KILLED
from analysis.explore.serving.jobs import Jobs
from tests.analysis.explore.made_up_runs import FINE, FULL, KILLED, LONG, SHARED, WRONG, made_up_run
from tests.analysis.explore.served import SETTING, explorer, served


def asked(price=FINE):
    return Setting({"raids": 1.0}, 20e6, price)


@pytest.fixture
def jobs():
    found = Jobs(made_up_run, waiting=2, kept=3)
    yield found
    found.close()


def until(jobs, job, *states, within=120.0):
    """Wait until a job is in one of some states, and return what is told of it."""
    deadline = time.monotonic() + within
    while (told := jobs.told(job.id))["state"] not in states:
        assert time.monotonic() < deadline, told
        time.sleep(0.01)
    return told


def wait_for(condition, within=60.0):
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def lives(process):
    """Tell whether a process does anything; one that has ended may wait for whoever adopts it."""
    with suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


def line_of(process):
    with suppress(psutil.NoSuchProcess):
        return " ".join(process.cmdline())
    return ""


def workers():
    return [each.pid for each in psutil.Process().children(recursive=True) if "spawn_main" in line_of(each)]


def test_a_run_ends_with_its_result_and_the_next_uses_the_same_process(jobs):
    told = until(jobs, jobs.submit(asked()), "done", "failed")
    assert told["result"] == {"runs": 2, "policy": {"raids": 1.0}}
    assert (told["done"], told["of"], told["message"]) == (2, 2, None)
    before = workers()
    until(jobs, jobs.submit(asked()), "done", "failed")
    assert workers() == before
    assert len(before) == 1


def test_after_a_killed_worker_a_full_disk_and_a_mistake_the_next_run_works(jobs, capfd):
    said = {
        KILLED: ("killed", WAS_KILLED),
        FULL: ("refused", "No space left on device"),
        WRONG: ("unexpected", "unexpected error"),
    }
    for price, (error, message) in said.items():
        told = until(jobs, jobs.submit(asked(price)), "done", "failed")
        assert (told["state"], told["error"]) == ("failed", error)
        assert message in told["message"]
        assert "Traceback" not in told["message"]
    assert until(jobs, jobs.submit(asked()), "done", "failed")["state"] == "done"
    assert "a mistake in the code" in capfd.readouterr().err


def test_a_worker_killed_from_outside_is_reported(jobs):
    job = jobs.submit(asked(LONG))
    until(jobs, job, "running")
    os.kill(workers()[0], signal.SIGKILL)
    assert until(jobs, job, "failed")["message"] == WAS_KILLED


def test_a_worker_that_died_while_idle_or_did_not_start_costs_no_later_run(jobs, monkeypatch):
    until(jobs, jobs.submit(asked()), "done")
    os.kill(workers()[0], signal.SIGKILL)
    wait_for(lambda: not workers())
    with monkeypatch.context() as broken:
        broken.setattr("analysis.explore.serving.jobs._Worker", no_process)
        assert until(jobs, jobs.submit(asked()), "failed")["message"] == WAS_KILLED
    assert until(jobs, jobs.submit(asked()), "done", "failed")["state"] == "done"


def no_process(work):
    raise BlockingIOError("no more processes")


def test_one_runs_the_queue_is_short_and_what_is_cancelled_ends(jobs):
    running = jobs.submit(asked(LONG))
    until(jobs, running, "running")
    waiting = [jobs.submit(asked()) for _ in range(2)]
    assert [jobs.told(job.id)["ahead"] for job in waiting] == [1, 2]
    with pytest.raises(RefusedError, match="2 runs are waiting already"):
        jobs.submit(asked())
    assert jobs.cancel(waiting[0].id)
    assert jobs.cancel(running.id)
    assert until(jobs, waiting[1], "done", "failed")["state"] == "done"
    assert [jobs.told(job.id)["state"] for job in (running, waiting[0])] == ["cancelled"] * 2
    assert len(workers()) == 1


def test_cancelling_ends_the_processes_that_a_run_has_started(jobs):
    job = jobs.submit(asked(SHARED))
    until(jobs, job, "running")
    (worker,) = workers()
    wait_for(lambda: len(psutil.Process(worker).children(recursive=True)) >= 3)
    started = psutil.Process(worker).children(recursive=True)
    jobs.cancel(job.id)
    wait_for(lambda: not any(lives(each) for each in started))


def test_old_jobs_are_forgotten_and_names_cannot_be_guessed(jobs):
    names = []
    for _ in range(5):
        job = jobs.submit(asked())
        until(jobs, job, "done")
        names.append(job.id)
    assert [name for name in names if jobs.told(name)] == names[-3:]
    assert len(set(names)) == 5
    assert min(map(len, names)) > 20
    assert not jobs.cancel("0")


def test_closing_ends_the_worker():
    jobs = Jobs(made_up_run)
    job = jobs.submit(asked(LONG))
    until(jobs, job, "running")
    jobs.close()
    assert workers() == []
    assert jobs.told(job.id)["state"] == "cancelled"


def test_two_tabs_ask_for_real_runs_at_once(tmp_path):
    with served(explorer(tmp_path, jobs=Jobs(made_up_run))) as address:
        runs = f"{address}api/runs"
        first, second = (httpx.post(runs, json=SETTING | {"price": price}) for price in (LONG, FINE))
        assert {each.status_code for each in (first, second)} == {202}
        states = [httpx.get(f"{runs}/{each.json()['job']}").json()["state"] for each in (first, second)]
        assert states[1] == "waiting"
        assert httpx.delete(f"{runs}/{first.json()['job']}").json()["state"] == "cancelled"
        while (told := httpx.get(f"{runs}/{second.json()['job']}").json())["state"] in ("waiting", "running"):
            time.sleep(0.05)
        assert told["result"]["policy"] == {"raids": 0.5}
        assert httpx.get(f"{runs}/guessed").status_code == 404
    assert workers() == []
