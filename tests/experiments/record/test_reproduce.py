"""Running stored cells again: bit for bit where the environment is equal, by means where it is not."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import run
from experiments.base.environment import environment
from tests.experiments.processes import EXPERIMENT, parts

ROOT = Path(__file__).resolve().parents[3]
OTHER = ("X86_V4", "AVX512_ICL", "AVX512_SPR")
"""Instruction sets of numpy beyond those that it needs on most processors of today."""


def call(*words, code=0):
    result = CliRunner().invoke(run.app, ["experiment", *map(str, words)])
    assert result.exit_code == code, (result.output, result.exception)
    return result


def again(*words, code=0):
    return call("reproduce", "trial.toml", "--jobs", 1, *words, code=code).stdout


@pytest.fixture
def stored(world, fake_model):
    """Return the folder of an experiment of 12 runs that has been run."""
    (world / "trial.toml").write_text(EXPERIMENT.format(replicates=4, more=""))
    call("run", "trial.toml", "--jobs", 1)
    fake_model.runs.clear()
    return world


@pytest.fixture
def elsewhere(monkeypatch):
    """Let the processor that runs cells again be another one."""
    here = {**environment(), "compiled for": "z80"}
    monkeypatch.setattr("experiments.record.reproduce.environment", lambda: here)


def drift(fake_model, monkeypatch, by):
    """Let every number of the model come out higher by a share."""
    measured = fake_model._measured
    monkeypatch.setattr(fake_model, "_measured", lambda model: [value * (1 + by) for value in measured(model)])


def test_an_equal_environment_gives_the_same_bits_and_writes_nothing(stored, fake_model):
    before = {path: path.read_bytes() for path in (stored / "results").rglob("*") if path.is_file()}
    assert again() == "12 runs done again: 12 are the same bit for bit\n"
    assert len(fake_model.runs) == 12
    assert {path: path.read_bytes() for path in (stored / "results").rglob("*") if path.is_file()} == before


def test_a_sample_and_one_cell_can_be_asked_for(stored, fake_model):
    assert again("--sample", "25 %").startswith("3 runs done again: 3 are the same")
    assert again("--sample", "0.01").startswith("1 runs done again: 1 are the same")
    first = again("--sample", "50 %")
    fake_model.runs.clear()
    assert again("--sample", "50 %") == first and len(fake_model.runs) == 6
    missing = call("reproduce", "trial.toml", "--cell", "zzz", code=2).stderr
    assert "--cell zzz: 0 stored cells of this experiment begin with that" in missing
    assert "write a share above 0" in call("reproduce", "trial.toml", "--sample", "0 %", code=2).stderr


@pytest.mark.parametrize("by", [1e-15, 0.5])
def test_a_changed_model_is_not_reproduced(stored, fake_model, monkeypatch, by):
    drift(fake_model, monkeypatch, by)
    said = again(code=3)
    assert re.search(r"NOT REPRODUCED: \d+ differ although the environment is equal: [0-9a-f]{20}", said), said


def test_another_environment_that_gives_the_same_bits_says_so(stored, fake_model, elsewhere):
    said = again()
    assert "12 are the same bit for bit" in said
    assert "another environment for 12 of them: compiled for: z80 here" in said and "NOT" not in said


def test_another_environment_with_other_last_bits_is_compared_by_means(stored, fake_model, elsewhere, monkeypatch):
    drift(fake_model, monkeypatch, 1e-12)
    said = again()
    assert "12 runs done again: 0 are the same bit for bit" in said
    assert "another environment for 12 of them: compiled for: z80 here" in said
    assert "18 of 18 means over runs are as near as chance lets them be" in said and "NOT" not in said


def test_another_environment_with_other_means_is_not_reproduced(stored, fake_model, elsewhere, monkeypatch):
    drift(fake_model, monkeypatch, 0.5)
    said = again(code=3)
    assert "another environment for 12 of them" in said
    near = int(re.search(r"(\d+) of 18 means over runs", said)[1])
    assert near <= 6, "bars never vary, the other outcomes drift"
    assert "NOT REPRODUCED: baseline, true.person_years_sexual_exploitation: " in said


def test_nothing_stored_is_nothing_to_reproduce(world, fake_model):
    (world / "trial.toml").write_text(EXPERIMENT.format(replicates=4, more=""))
    assert "nothing of this experiment is stored" in call("reproduce", "trial.toml", code=2).stderr


def test_a_record_alone_can_be_reproduced(stored, fake_model):
    folder = stored / "results" / "experiments" / "trial"
    said = call("reproduce", folder, "--jobs", 1).stdout
    assert said == "12 runs done again: 12 are the same bit for bit\n"


REAL = """
question = "Does another processor reproduce it?"
scenarios = ["raids"]
against = "baseline"
[runs]
replicates = 3
scale = 50
[set]
"period.stop" = "2010-06-01"
"""


@pytest.mark.science
def test_the_model_on_a_processor_with_fewer_instructions_says_what_differs_and_compares_means(tmp_path):
    """numpy refuses to start without a feature that it was built for, and warns of one that is not there at all."""
    fewer = [name for name in OTHER if name in environment()["numpy features"].split()]
    while fewer and _python("import numpy", fewer).returncode:
        fewer.pop(0)
    if not fewer:
        pytest.skip("numpy uses no instruction set here that it can do without")
    (tmp_path / "trial.toml").write_text(REAL)
    words = [ROOT / "run.py", "experiment", "run", "trial.toml", "--quiet", "--jobs", "2"]
    subprocess.run([sys.executable, *words], cwd=tmp_path, check=True, capture_output=True)
    before = parts(tmp_path / "results")
    words = [ROOT / "run.py", "experiment", "reproduce", "trial.toml", "--sample", "50 %", "--quiet", "--jobs", "2"]
    done = subprocess.run(
        [sys.executable, *words], cwd=tmp_path, capture_output=True, text=True, env=_without(fewer), check=False
    )
    print(done.stdout)
    assert done.returncode in (0, 3), done.stderr
    assert "3 runs done again: " in done.stdout
    assert re.search(r"another environment for 3 of them: numpy features: .*used there only", done.stdout)
    assert all(name in done.stdout for name in fewer)
    same = int(re.search(r"(\d+) are the same bit for bit", done.stdout)[1])
    assert same == 3 or re.search(r"\d+ of \d+ means over runs are as near as chance", done.stdout)
    assert "differ although the environment is equal" not in done.stdout
    assert parts(tmp_path / "results") == before


def _without(features):
    return {**os.environ, "NPY_DISABLE_CPU_FEATURES": " ".join(features)}


def _python(code, without):
    return subprocess.run([sys.executable, "-c", code], env=_without(without), capture_output=True, check=False)
