"""Several processes on one store: overlapping experiments at once, shards in any order and at once, Slurm arrays."""

import threading

import pytest
from typer.testing import CliRunner

import run
from experiments.base.files import ABANDONED_AFTER, sweep, write_whole
from experiments.store.compaction import compact
from experiments.store.store import Store
from tests.experiments.processes import EXPERIMENT, parts
from tests.stand_in import OUTCOMES


def call(*words):
    result = CliRunner().invoke(run.app, ["experiment", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def trial(world, fake_model):
    """Return a folder with an experiment in it, that has been run as a whole into ``whole``."""
    (world / "trial.toml").write_text(EXPERIMENT.format(replicates=7, more=""))
    call("run", "trial.toml", "--jobs", 1, "--out", "whole")
    return world


def the_same_once_compacted(one, other):
    for folder in (one, other):
        compact(folder)
    assert parts(one) == parts(other) and len(parts(one)) == 1


def test_two_overlapping_experiments_at_once_leave_a_sound_store(lab):
    files = lab.experiment("mine", 12), lab.experiment("yours", 16)
    processes = [lab.start("experiment", "run", file, "--jobs", 1, sleep=0.03) for file in files]
    ended = [lab.end(process) for process in processes]
    assert [each.code for each in ended] == [0, 0], ended
    store = Store(lab.folder / "results")
    found = {cell for cell, _, _ in store.each(store.stored(), list(OUTCOMES))}
    assert len(found) == 48
    assert not [path for path in store.folder.rglob("*") if path.name.startswith(".tmp-")]
    for file, n in zip(files, (36, 48), strict=True):
        assert lab.run("experiment", "status", file).out == f"{n} of {n} runs are stored\n"
    assert lab.run("experiment", "run", files[1], "--jobs", 1, "--out", "alone").code == 0
    the_same_once_compacted(lab.folder / "alone", store.folder)


def test_sweeping_while_another_process_writes_harms_neither(tmp_path):
    stop, errors = threading.Event(), []

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            write_whole(tmp_path / f"part-{number % 5}", b"content")

    def keep_sweeping():
        try:
            for _ in range(400):
                sweep(tmp_path)
        except OSError as error:
            errors.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    keep_sweeping()
    stop.set()
    writer.join()
    assert errors == []
    assert ABANDONED_AFTER > 60


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2)])
def test_shards_one_after_another_give_what_one_run_gives(trial, fake_model, order):
    fake_model.runs.clear()
    for number in order:
        result = call("run", "trial.toml", "--jobs", 1, "--shard", f"{number}/3")
        assert ("PARTIAL" in result.stderr) is (number != order[-1])
    assert len(fake_model.runs) == 21
    the_same_once_compacted(trial / "whole", trial / "results")


def test_shards_at_once_give_what_one_run_gives(lab):
    lab.experiment(replicates=7)
    words = ("experiment", "run", "trial.toml", "--jobs", 1)
    shards = [lab.start(*words, "--shard", f"{n}/3", sleep=0.02) for n in (1, 2, 3)]
    ended = [lab.end(shard) for shard in shards]
    assert [each.code for each in ended] == [0, 0, 0], ended
    assert "21 of 21" in lab.run("experiment", "status", "trial.toml").out
    assert lab.run(*words, "--out", "whole").code == 0
    the_same_once_compacted(lab.folder / "whole", lab.folder / "results")


@pytest.mark.parametrize("first", [0, 1, 5])
def test_tasks_of_a_slurm_array_choose_their_shards(trial, fake_model, monkeypatch, first):
    done = []
    for task in range(first, first + 3):
        for name, value in {"ID": task, "MIN": first, "COUNT": 3}.items():
            monkeypatch.setenv(f"SLURM_ARRAY_TASK_{name}", str(value))
        result = call("run", "trial.toml", "--jobs", 1)
        assert f"Slurm array task: --shard {task - first + 1}/3" in result.stderr
        done.append(set(Store(trial / "results").stored()).difference(*done))
    assert sorted(map(len, done)) == [6, 6, 9]
    the_same_once_compacted(trial / "whole", trial / "results")


def test_a_shard_that_is_named_wins_over_slurm(trial, monkeypatch):
    for name, value in {"ID": 0, "MIN": 0, "COUNT": 3}.items():
        monkeypatch.setenv(f"SLURM_ARRAY_TASK_{name}", str(value))
    result = call("run", "trial.toml", "--jobs", 1, "--shard", "1/1")
    assert "Slurm" not in result.stderr and "21 of 21" in result.stderr


@pytest.mark.parametrize("shard", ["0/3", "4/3", "1", "a/b", "1/0", "-1/3"])
def test_a_shard_that_makes_no_sense_is_refused(trial, shard):
    result = CliRunner().invoke(run.app, ["experiment", "run", "trial.toml", f"--shard={shard}"])
    assert result.exit_code == 2 and "write i/n with i from 1 to n" in result.stderr
    assert not (trial / "results").exists()
