"""What is run again and what is not: more replicates, other seeds, shared inputs, raised versions, failures."""

from datetime import date

import numpy as np
import pytest
from typer.testing import CliRunner

import run
from experiments.store.store import Store
from model.version import MODEL_VERSION
from tests.experiments.processes import EXPERIMENT, parts
from tests.stand_in import OUTCOMES


def call(*words, code=0):
    result = CliRunner().invoke(run.app, ["experiment", *map(str, words)])
    assert result.exit_code == code, result.output
    return result


def carry_out(*words, code=0):
    return call("run", "trial.toml", "--jobs", 1, *words, code=code).stderr


def write(folder, name="trial", replicates=20, more=""):
    (folder / f"{name}.toml").write_text(EXPERIMENT.format(replicates=replicates, more=more))


def values(folder):
    store = Store(folder)
    return {cell: numbers for cell, _, numbers in store.each(store.stored(), list(OUTCOMES))}


@pytest.fixture
def trial(world, fake_model):
    """Return a folder with an experiment of 20 replicates in it, whose store is to be ``results``."""
    write(world)
    return world


def test_more_replicates_leave_what_is_stored_as_it_is(trial, fake_model):
    carry_out()
    before, old = parts(trial / "results"), values(trial / "results")
    times = {path: path.stat().st_mtime_ns for path in (trial / "results" / "runs").iterdir()}
    fake_model.runs.clear()
    assert "90 runs planned, 60 already stored, 30 to do" in carry_out("--add-replicates", 10)
    assert len(fake_model.runs) == 30
    after, new = parts(trial / "results"), values(trial / "results")
    assert before.items() <= after.items() and len(new) == 90
    assert all(path.stat().st_mtime_ns == time for path, time in times.items())
    assert all(np.array_equal(numbers, new[cell]) for cell, numbers in old.items())
    write(trial, replicates=30)
    assert "90 already stored, 0 to do" in carry_out()


def test_another_seed_shares_no_cell_and_no_luck(trial, fake_model):
    write(trial, replicates=5)
    carry_out()
    first = values(trial / "results")
    write(trial, replicates=5, more="seed = 2")
    assert "0 of 15 runs are stored" in call("status", "trial.toml").stdout
    assert "15 runs planned, 0 already stored, 15 to do" in carry_out()
    both = values(trial / "results")
    new = {cell: numbers for cell, numbers in both.items() if cell not in first}
    assert (len(first), len(new)) == (15, 15)
    assert not any(np.array_equal(a, b) for a in first.values() for b in new.values())
    write(trial, replicates=5)
    assert "15 already stored, 0 to do" in carry_out()


@pytest.mark.parametrize("seed", ["-1", "4294967296", "1.5", "true", '"one"'])
def test_a_seed_that_is_none_is_refused(trial, seed):
    write(trial, more=f"seed = {seed}")
    assert "is no whole number from 0 to" in carry_out(code=2)
    assert not (trial / "results").exists()


def test_what_two_experiments_ask_for_alike_runs_once(trial, fake_model):
    write(trial, replicates=4)
    carry_out()
    fake_model.runs.clear()
    other = EXPERIMENT.format(replicates=5, more="").replace('"shelters.toml", ', "").replace("raids", "copy")
    (trial / "copy.toml").write_text((trial / "raids.toml").read_text())
    (trial / "other.toml").write_text(other.replace(', "shelters.toml"', ""))
    said = call("run", "other.toml", "--jobs", 1).stderr
    assert "10 runs planned, 8 already stored, 2 to do" in said
    assert sorted(name for _, name in map(str.split, fake_model.runs)) == ["baseline", "copy"]


def test_the_same_scenario_twice_in_one_experiment_runs_once(trial, fake_model):
    write(trial, replicates=4)
    (trial / "copy.toml").write_text((trial / "raids.toml").read_text())
    file = trial / "trial.toml"
    file.write_text(file.read_text().replace('"shelters.toml"', '"copy.toml"'))
    assert "8 runs planned, 0 already stored, 8 to do" in carry_out()
    assert len(fake_model.runs) == 8


def test_a_raised_version_makes_old_cells_invisible_and_says_so(trial, fake_model, monkeypatch):
    write(trial, replicates=2)
    carry_out()
    monkeypatch.setattr("model.version.MODEL_VERSION", 1000)
    note = f"the store also holds 6 runs of model version {MODEL_VERSION}; they are not used, as this is version 1000"
    asked = call("status", "trial.toml").stdout
    assert "0 of 6 runs are stored" in asked and note in asked
    fake_model.runs.clear()
    said = carry_out()
    assert "6 runs planned, 0 already stored, 6 to do" in said and note in said
    assert len(fake_model.runs) == 6
    asked = call("status", "trial.toml").stdout
    assert "6 of 6 runs are stored" in asked and note in asked and "PARTIAL" not in asked


def test_what_failed_is_left_alone_until_it_is_asked_for(trial, fake_model):
    write(trial, replicates=3)
    fake_model.fails |= {"raids": date(2003, 1, 6), "from_replicate": 1}
    said = carry_out(code=3)
    assert "7 of 9 runs are stored" in said and "PARTIAL: 2 are missing (2 of raids)" in said
    assert "failed: raids, replicate 1, own part: ValueError: made to fail" in said
    fake_model.runs.clear()
    assert "2 failed earlier and are left alone; --retry-failed runs them again" in carry_out(code=3)
    assert fake_model.runs == []
    assert "2 to do" in carry_out("--retry-failed", code=3)
    assert len(fake_model.runs) == 2
    fake_model.fails.clear()
    assert "9 of 9 runs are stored" in carry_out("--retry-failed")
    assert "failed" not in call("status", "trial.toml").stdout
