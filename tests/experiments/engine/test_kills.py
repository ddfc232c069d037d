"""A batch whose processes are killed at any moment loses nothing, runs nothing twice and changes no byte."""

import os
import random
import time

import numpy as np

from experiments.base.files import ABANDONED_AFTER
from experiments.store.compaction import compact
from experiments.store.store import Store
from tests.experiments.processes import family, gone, kill, nurseries, parts, until, workers
from tests.stand_in import OUTCOMES

RUN = ("experiment", "run", "trial.toml", "--jobs", 2)
SEED, PARENT, WORKER, NURSERY = 20, "parent", "worker", "nursery"
LONGEST_WAIT = 0.6


def go_on(lab, backend="processes", **how):
    """Return a running batch that has all its workers."""
    process = lab.start(*RUN, "--backend", backend, **how)
    all_there(process)
    return process


def all_there(process):
    """Wait until a batch has all its workers, and return them."""
    until(lambda: len(workers(process)) == 2, process)
    return workers(process)


def aged(folder):
    """Make what killed processes left half-written as old as the store waits for."""
    for path in folder.rglob(".tmp-*"):
        os.utime(path, (0, path.stat().st_mtime - 2 * ABANDONED_AFTER))


def values(folder):
    store = Store(folder)
    cells = store.stored()
    return {cell: (days, numbers) for cell, days, numbers in store.each(cells, list(OUTCOMES))}


def test_ten_kills_at_random_moments_lose_nothing_and_change_no_byte(lab):
    lab.experiment(replicates=32)
    assert lab.run(*RUN[:3], "--jobs", 1, "--out", "whole").code == 0
    chance = random.Random(SEED)
    victims = [PARENT] * 4 + [WORKER] * 4 + [NURSERY]
    chance.shuffle(victims)
    process = go_on(lab, sleep=0.15)
    for victim in [*victims, WORKER]:
        time.sleep(chance.uniform(0, LONGEST_WAIT))
        assert process.poll() is None, "the batch ended before its processes could be killed"
        if victim != PARENT:
            kill(chance.choice(all_there(process) if victim == WORKER else nurseries(process) or all_there(process)))
            all_there(process)
        else:
            left = family(process.pid)
            kill(process.pid)
            assert gone(left), "processes outlive the command that started them"
            lab.end(process)
            process = go_on(lab, sleep=0.15)
    ended = lab.end(process)
    assert (ended.code, "96 of 96 runs are stored" in ended.err) == (0, True), ended
    killed, whole = lab.folder / "results", lab.folder / "whole"
    written = [cell for part in Store(killed).parts() for cell in part.cells]
    assert len(written) == len(set(written)) == 96
    aged(killed)
    for folder in (killed, whole):
        compact(folder)
    assert [path.name for path in (killed / "runs").iterdir()] == list(parts(whole))
    assert parts(killed) == parts(whole)
    once, again = values(whole), values(killed)
    assert once.keys() == again.keys()
    assert all(days == again[cell][0] and np.array_equal(one, again[cell][1]) for cell, (days, one) in once.items())
    assert parts(killed, "failures") == {} and not (killed / "damaged").exists()


def test_a_command_that_is_killed_before_its_workers_are_there_leaves_nothing_behind(lab):
    lab.experiment(replicates=2)
    process = lab.start(*RUN, sleep=1)
    until(lambda: family(process.pid), process)
    left = family(process.pid)
    kill(process.pid)
    assert gone(left)


def test_the_workers_of_loky_are_replaced_too_and_end_with_the_command(lab):
    lab.experiment(replicates=20)
    process = go_on(lab, backend="loky", sleep=0.1)
    assert not nurseries(process)
    kill(all_there(process)[0])
    until(lambda: len(workers(process)) == 2, process)
    left = family(process.pid)
    kill(process.pid)
    assert gone(left)


def test_a_cell_that_always_kills_its_worker_is_a_failure_and_the_others_finish(lab):
    lab.experiment(replicates=6)
    ended = lab.run(*RUN, poison=["raids", 2])
    assert ended.code == 3, ended
    assert "17 of 18 runs are stored" in ended.err and "failed: raids, replicate 2, worker: its worker" in ended.err
    (row,) = Store(lab.folder / "results").failures()
    assert (row["scenario"], row["replicate"], row["stage"]) == ("raids", 2, "worker")
    again = lab.run(*RUN)
    assert again.code == 3 and "1 failed earlier and are left alone; --retry-failed" in again.err
    assert lab.run(*RUN, "--retry-failed").code == 0
    assert Store(lab.folder / "results").failures() == []
