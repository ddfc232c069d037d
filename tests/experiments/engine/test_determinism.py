"""With the real model: forks equal unbroken runs, and workers and hash seeds change no byte."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from experiments.engine.batch import Execution, local_backend, run_plan
from experiments.engine.plan import Place
from experiments.record.experiment import Replication, plan_comparison
from experiments.store.store import Store
from model.goldrush import GoldRush

ROOT = Path(__file__).resolve().parents[3]
WORLD = """
question = "What happens in the first year?"
[period]
simulated_from = 2000-01-03
start = 2000-03-01
stop = 2001-01-01
[price]
kind = "replay"
"""
POLICY = """
question = "What would a policy change?"
extends = "baseline.toml"
[[interventions]]
kind = "{kind}"
start = {start}
"""
LATER = """
question = "What comes after?"
extends = "baseline.toml"
[period]
starts_from = "baseline.toml"
start = 2000-07-03
stop = 2001-01-01
{more}
"""
STARTS = {"raids": "2000-05-01", "prevention_communities": "2000-08-07", "shelters": "2000-05-01"}
NAMES = ["raids.toml", "prevention_communities.toml", "shelters.toml", "two.toml"]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    (folder / "baseline.toml").write_text(WORLD)
    for kind, start in STARTS.items():
        (folder / f"{kind}.toml").write_text(POLICY.format(kind=kind, start=start))
    two = POLICY.format(kind="prevention_communities", start="2000-08-07")
    (folder / "two.toml").write_text(f'{two}[[interventions]]\nkind = "shelters"\nstart = 2000-05-01\n')
    policy = '[[interventions]]\nkind = "raids"\nstart = 2000-09-04\n'
    for name, more in {"later": "", "later_raids": policy}.items():
        (folder / f"{name}.toml").write_text(LATER.format(more=more))
    return folder


@pytest.fixture(autouse=True)
def here(world, monkeypatch):
    monkeypatch.chdir(world)


def plan_of(names=NAMES, against="baseline.toml"):
    return plan_comparison(names, against, [], Replication(7, (0, 1), 20))


def run(out, jobs, plan=None):
    how = Execution(backend=local_backend(jobs), console=Console(quiet=True), quiet=True)
    ended = run_plan(plan or plan_of(), Path(out), how)
    assert ended.complete, ended.failures


def parts(out):
    return {path.name: path.read_bytes() for path in sorted(Path(out).glob("runs/part-*.parquet"))}


def test_forked_runs_equal_unbroken_ones_bit_for_bit():
    run("one", 1)
    for number, arm in enumerate(plan_of().arms):
        unbroken = GoldRush(arm.scenario, seed=7, replicate=1, scale=20).run().series()
        dates, values = Store(Path("one")).series([plan_of().cell(Place(number, 0, 0, 1)).id], unbroken.names)
        assert dates == unbroken.dates
        assert np.array_equal(values[0], unbroken.values)


def test_a_world_that_starts_from_another_goes_on_from_its_state():
    plan = plan_of(["later_raids.toml"], against="later.toml")
    run("after", 1, plan)
    reference, policy = plan.arms
    before = GoldRush(reference.scenario.before, seed=7, replicate=0, scale=20)
    before.run_until(policy.scenario.start)
    unbroken = GoldRush.from_snapshot(before.snapshot(), policy.scenario).run().series()
    _, values = Store(Path("after")).series([plan.cell(Place(1, 0, 0, 0)).id], unbroken.names)
    assert np.array_equal(values[0], unbroken.values)


def test_the_number_of_workers_changes_no_byte():
    run("one", 1)
    run("two", 2)
    assert parts("one") == parts("two")


def test_the_hash_seed_changes_no_byte():
    run("one", 1)
    command = [sys.executable, "run.py", "compare", *NAMES, "--point", "--against", "baseline.toml", "--out", "hashed"]
    command[1] = str(ROOT / "run.py")
    command += ["--replicates", "2", "--seed", "7", "--scale", "20", "--jobs", "1", "--quiet"]
    environment = {**os.environ, "PYTHONHASHSEED": "4242"}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert parts("one") == parts("hashed")
