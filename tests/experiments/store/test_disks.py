"""Disks that fill up and folders that cannot be written: one clear message, nothing broken, and it goes on after."""

import pytest
from typer.testing import CliRunner

import run
from experiments.store.store import Store
from tests.experiments.processes import full_disk, parts, until, workers


def call(*words):
    return CliRunner().invoke(run.app, ["experiment", "run", "trial.toml", "--jobs", "1", *map(str, words)])


def test_a_disk_that_fills_up_in_mid_batch_is_said_once_and_breaks_nothing(lab):
    lab.experiment(replicates=20)
    process = lab.start("experiment", "run", "trial.toml", "--jobs", 2, sleep=0.1)
    out = lab.folder / "results"
    until(lambda: len(parts(out)) >= 3)
    for pid in (process.pid, *workers(process)):
        full_disk(pid, 1000)
    ended = lab.end(process)
    assert ended.code == 2, ended
    assert "Traceback" not in ended.err and ended.err.count("cannot write") == 1
    assert "File too large; nothing half-written was left" in ended.err
    before = parts(out)
    assert 3 <= len(Store(out).stored()) < 60
    assert {path.name for path in (out / "runs").iterdir()} == set(before)
    again = lab.run("experiment", "run", "trial.toml", "--jobs", 2)
    assert (again.code, "60 of 60 runs are stored" in again.err) == (0, True), again
    assert before.items() <= parts(out).items()


@pytest.mark.parametrize(
    ("out", "said"), [("raids.toml/results", "raids.toml is a file"), ("/proc/results", "cannot write in the folder")]
)
def test_an_output_path_that_cannot_be_written_is_refused_before_anything_runs(lab, fake_model, monkeypatch, out, said):
    monkeypatch.chdir(lab.folder)
    lab.experiment()
    result = call("--out", out)
    assert result.exit_code == 2
    assert said in result.stderr and "--out" in result.stderr and "Traceback" not in result.stderr
    assert fake_model.runs == []


def test_a_record_that_cannot_be_written_is_refused_before_anything_runs(lab, fake_model, monkeypatch):
    monkeypatch.chdir(lab.folder)
    lab.experiment()
    (lab.folder / "results").mkdir()
    (lab.folder / "results" / "experiments").write_text("in the way")
    result = call()
    assert result.exit_code == 2
    assert "experiments is a file" in result.stderr and "Traceback" not in result.stderr
    assert fake_model.runs == []
