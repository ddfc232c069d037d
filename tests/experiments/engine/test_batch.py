"""A batch: nothing runs twice, Ctrl-C keeps what is done, progress is said."""

from datetime import date

import pytest
from rich.console import Console

from experiments.engine.backend import Serial
from experiments.engine.batch import Execution, run_plan
from experiments.record.experiment import Replication, plan_comparison
from experiments.store.store import Store


def plan_of(replicates, policies=("raids.toml",), seed=1):
    replication = Replication(seed, tuple(range(replicates)), 20)
    return plan_comparison(list(policies), "baseline.toml", [], replication)


def run(plan, folder):
    return run_plan(plan, folder, Execution(backend=Serial(), console=Console(quiet=True)))


def test_a_repeated_batch_runs_nothing(world, fake_model):
    first = run(plan_of(2), world / "out")
    fake_model.runs.clear()
    again = run(plan_of(2), world / "out")
    assert (first.finished, again.finished, again.already_stored) == (4, 0, 4)
    assert fake_model.runs == []
    assert again.complete


def test_more_replicates_and_policies_run_only_what_is_missing(world, fake_model):
    run(plan_of(1), world / "out")
    parts = {path: path.read_bytes() for path in (world / "out").rglob("part-*")}
    fake_model.runs.clear()
    ended = run(plan_of(2, ["raids.toml", "shelters.toml"]), world / "out")
    assert (ended.already_stored, ended.finished) == (2, 4)
    assert fake_model.runs.count("fork raids") == 1
    assert all(path.read_bytes() == content for path, content in parts.items())


def test_another_seed_never_returns_stored_cells(world, fake_model):
    run(plan_of(1), world / "out")
    assert run(plan_of(1, seed=2), world / "out").already_stored == 0


def test_a_raised_model_version_makes_old_cells_invisible(world, fake_model, monkeypatch):
    run(plan_of(1), world / "out")
    monkeypatch.setattr("experiments.engine.plan.model_version", lambda: 10**6)
    assert run(plan_of(1), world / "out").already_stored == 0


def test_interruption_keeps_finished_replicates(world, fake_model):
    fake_model.fails |= {"raids": date(2003, 1, 6), "error": KeyboardInterrupt, "from_replicate": 1}
    ended = run(plan_of(3), world / "out")
    assert (ended.interrupted, ended.finished, ended.complete) == (True, 2, False)
    fake_model.fails.clear()
    assert run(plan_of(3), world / "out").complete
    assert len(Store(world / "out").stored()) == 6


@pytest.mark.parametrize("quiet", [False, True])
def test_progress_goes_to_the_console_in_plain_lines(world, fake_model, capsys, quiet):
    how = Execution(backend=Serial(), console=Console(stderr=True), quiet=quiet)
    run_plan(plan_of(1), world / "out", how)
    said = capsys.readouterr().err
    assert ("2 runs planned, 0 already stored, 2 to do in 1 chunk" in said) is not quiet
    assert ("2/2 runs" in said) is not quiet
