"""Commands whose runs are all stored: they load no model, and draw no picture that is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import run

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"mesa", "numba", "SALib", "matplotlib", "pandas", "joblib", "networkx", "multiprocessing"}
HEAVY |= {"model.goldrush", "model.processes.world", "model.kernels", "experiments.engine.forked"}
AGAINST = ("raids.toml", "shelters.toml", "--against", "baseline.toml", "--point")
ROUTES = ("routes", "raids.toml", "--point")
FEW = ("--replicates", "3", "--scale", "20", "--jobs", "1", "--quiet")
WORLD = """
question = "What happens in the first year?"
[period]
simulated_from = 2000-01-03
start = 2000-02-07
stop = 2000-07-03
[price]
kind = "replay"
"""
POLICY = """
question = "What would raids change?"
extends = "baseline.toml"
[[interventions]]
kind = "raids"
start = 2000-03-06
"""


def pictures(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.[ps][nv]g")}


def call(*words):
    command, *others = words
    result = CliRunner().invoke(run.app, [command, *FEW, *others])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("words", [("compare", *AGAINST), ROUTES], ids=lambda words: words[0])
def test_a_stored_command_says_the_same_and_draws_nothing_again(world, fake_model, words):
    said = call(*words)
    before = pictures(world)
    assert len(before) == 2
    assert call(*words) == said and pictures(world) == before


def test_other_runs_and_an_edited_picture_are_drawn_again(world, fake_model):
    call(*ROUTES)
    before = pictures(world)
    call(*ROUTES, "--replicates", "4")
    after = pictures(world)
    assert before.keys() == after.keys() and not set(after.items()) & set(before.items())
    edited, _ = after
    edited.write_bytes(edited.read_bytes()[:-1])
    call(*ROUTES, "--replicates", "4")
    assert not set(pictures(world).items()) & set(after.items())


def test_a_stored_comparison_loads_neither_model_nor_matplotlib(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "baseline.toml").write_text(WORLD)
    (tmp_path / "raids.toml").write_text(POLICY)
    words = ["compare", "raids.toml", "--against", "baseline.toml", "--point", "--replicates", "2", "--scale", "100"]
    assert CliRunner().invoke(run.app, [*words, "--jobs", "1"]).exit_code == 0
    code = f"import sys, run; run.app({words}, standalone_mode=False); print(*sys.modules)"
    paths = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=paths)
    assert "4 runs planned, 4 already stored, 0 to do" in done.stderr
    assert "What changes in the model" in done.stdout
    modules = done.stdout.splitlines()[-1].split()
    assert HEAVY.isdisjoint(modules) and "model.outcomes" in modules
