"""Cells in groups: what they share runs once, and one that fails takes no other with it."""

from datetime import date

import numpy as np
import pytest

from experiments.engine.chunks import MOST_IN_GROUP, WHOLE, chunk_of, groups_of, missing_chunks
from experiments.engine.plan import Place
from experiments.engine.runner import run_chunk, short_command
from experiments.record.experiment import Replication, plan_comparison
from experiments.store.store import Store
from model.text.dates import week_of

POLICIES = ["raids.toml", "shelters.toml"]


@pytest.fixture
def plan(world, fake_model):
    return plan_comparison(POLICIES, "baseline.toml", [], Replication(1, (0, 1), 20))


def run_all(plan, folder):
    Store(folder).prepare()
    return [run_chunk(chunk_of(plan, chunk), folder, plan.keep) for chunk in missing_chunks(groups_of(plan, WHOLE), ())]


def test_the_shared_part_runs_once_a_replicate(plan, world, fake_model):
    run_all(plan, world / "out")
    assert fake_model.runs == ["begin baseline", "fork raids", "fork shelters"] * 2


def test_forked_runs_equal_unbroken_ones(plan, world, fake_model):
    run_all(plan, world / "out")
    arm = plan.arms[1]
    unbroken = fake_model(arm.scenario, seed=1, replicate=1, scale=20)
    unbroken.run_until(arm.scenario.stop)
    series = unbroken.series()
    dates, values = Store(world / "out").series([plan.cell(Place(1, 0, 0, 1)).id], series.names)
    scored = [i for i, day in enumerate(series.dates) if day >= arm.scenario.start]
    assert dates == [series.dates[i] for i in scored]
    assert np.array_equal(values[0], series.values[scored])


def test_runs_share_a_trunk_within_a_theory_and_say_how_to_see_one_again(world, fake_model):
    plan = plan_comparison(["raids.toml"], "baseline.toml", [], Replication(1, (0,), 20), "families")
    fake_model.fails["raids"] = date(2002, 5, 6)
    run_all(plan, world / "out")
    assert fake_model.runs == ["begin baseline", "fork raids"] * 2
    commands = {row["theory"]: row["command"] for row in Store(world / "out").failures()}
    assert commands["families"].endswith("--theory families") and "--theory" not in commands["default"]


def test_a_run_that_fails_becomes_a_row_and_the_others_finish(plan, world, fake_model):
    fake_model.fails["raids"] = date(2002, 5, 6)
    reports = run_all(plan, world / "out")
    assert [len(report.finished) for report in reports] == [2, 2]
    rows = sorted(Store(world / "out").failures(), key=lambda row: row["replicate"])
    ended = [(row["scenario"], row["replicate"], row["stage"]) for row in rows]
    assert ended == [("raids", 0, "own part"), ("raids", 1, "own part")]
    assert rows[0]["message"] == "ValueError: made to fail"
    assert rows[0]["command"].startswith("python run.py run raids --seed 1 --replicate")


def test_a_failure_in_the_shared_part_fails_every_cell_of_the_replicate(plan, world, fake_model):
    fake_model.fails["baseline"] = date(2000, 5, 1)
    reports = run_all(plan, world / "out")
    assert [len(report.failures) for report in reports] == [3, 3]
    assert {failure.stage for report in reports for failure in report.failures} == {"shared part"}
    assert Store(world / "out").stored() == {}


def test_a_cell_that_succeeds_later_is_no_failure_any_more(plan, world, fake_model):
    fake_model.fails["raids"] = date(2002, 5, 6)
    run_all(plan, world / "out")
    fake_model.fails.clear()
    run_all(plan, world / "out")
    assert Store(world / "out").failures() == []


SEVERAL = """
question = "What do several policies change?"
extends = "baseline.toml"
reference = "baseline.toml"
"""
ONE = """
[[interventions]]
kind = "{kind}"
start = {start}
"""
LATE, EARLY = ONE.format(kind="raids", start="2003-01-06"), ONE.format(kind="shelters", start="2002-01-07")


@pytest.fixture
def weeks(fake_model, monkeypatch):
    """Return a list that gets every week that is simulated, with the policies begun so far and the luck."""
    found, step = [], fake_model.step

    def counted(model):
        begun = [policy.kind for policy in model.scenario.interventions if policy.start <= model.date]
        found.append((model.week, model.luck, *begun))
        step(model)

    monkeypatch.setattr(fake_model, "step", counted)
    return found


def plan_of(world, names, replicates=(0,)):
    return plan_comparison([f"{name}.toml" for name in names], "baseline.toml", [], Replication(1, replicates, 20))


def test_what_only_some_policies_share_runs_once_too(world, weeks):
    (world / "early.toml").write_text(SEVERAL + EARLY)
    (world / "both.toml").write_text(SEVERAL + LATE + EARLY)
    plan = plan_of(world, ["early", "both"])
    run_all(plan, world / "out")
    assert len(weeks) == len(set(weeks))
    assert {week[2:] for week in weeks} == {(), ("shelters",), ("raids", "shelters")}


def test_groups_of_one_history_go_on_from_it(world, weeks):
    names = [f"raids_{n}" for n in range(MOST_IN_GROUP + 1)]
    for n, name in enumerate(names):
        (world / f"{name}.toml").write_text(SEVERAL + LATE + f"intensity = {(n + 1) / 20}\n")
    run_all(plan_of(world, names), world / "out")
    before = [week for week in weeks if len(week) == 2 and week[0] < week_of(date(2003, 1, 6))]
    assert len(before) == len(set(before)) == week_of(date(2003, 1, 6)) - week_of(date(2000, 1, 3))


def test_a_run_that_parts_before_an_error_is_not_failed_by_it(world, weeks, fake_model):
    (world / "early.toml").write_text(SEVERAL + EARLY)
    (world / "late.toml").write_text(SEVERAL + LATE)
    fake_model.fails["baseline"] = date(2002, 6, 3)
    (report,) = run_all(plan_of(world, ["early", "late"]), world / "out")
    assert sorted((failure.cell.scenario, failure.stage) for failure in report.failures) == [
        ("baseline", "shared part"),
        ("late", "shared part"),
    ]


def test_a_command_that_names_every_parameter_is_not_printed():
    assert short_command("run.py run baseline", "kept") == "run.py run baseline"
    assert short_command("run.py run baseline" + " --set a=1" * 400, "in a file") == "its command is in a file"
