"""How big an experiment is, said before anything runs, and asked about beyond a bound."""

import json
from dataclasses import replace

import pytest

import experiments.engine.size as size
from experiments.base.errors import ExperimentError
from experiments.engine.plan import Keep
from experiments.engine.size import Size, size_of
from experiments.record.experiment import Replication, plan_comparison
from model.version import MODEL_VERSION
from tests.test_command_line import COMPARE, FEW, call, refused

TOO_MANY = ["--replicates", "100000000", "--quiet", "--out", "out"]


@pytest.fixture
def plan(world):
    """Return the plan of two policies and their reference with four replicates: 9 months short of 4 years simulated."""
    return plan_comparison(["raids.toml", "shelters.toml"], "baseline.toml", (), Replication(1, range(4), 20))


def test_runs_time_and_disk_follow_from_the_plan(plan, world, fake_model):
    found = size_of(plan, world)
    weeks = (plan.arms[0].scenario.stop - plan.arms[0].scenario.simulated_from).days / 7
    assert found.runs == 3 * 4
    assert found.seconds == pytest.approx(12 * weeks * (0.005 + 0.005 / 20))
    assert found.bytes == pytest.approx(12 * (400 + 36 * len(plan.keep.names()) * 6))
    yearly = size_of(replace(plan, keep=Keep(("true.bars",), "year")), world)
    assert yearly.bytes == pytest.approx(12 * (400 + 3 * 6))


def test_time_follows_from_the_last_batch_at_the_same_scale(plan, world, fake_model):
    line = {"model_version": MODEL_VERSION, "scale": 20, "runs": 10, "weeks_a_run": 100.0, "seconds_of_workers": 2000.0}
    others = [
        line | {"scale": 1, "seconds_of_workers": 1.0},
        line | {"model_version": MODEL_VERSION - 1, "seconds_of_workers": 1.0},
    ]
    (world / size.LOG).write_text("\n".join(map(json.dumps, (line, *others))) + "\n")
    weeks = (plan.arms[0].scenario.stop - plan.arms[0].scenario.simulated_from).days / 7
    assert size_of(plan, world).seconds == pytest.approx(12 * weeks * 2.0)


@pytest.mark.parametrize(
    ("much", "large", "said"),
    [
        (Size(100_001, 1.0, 1.0), False, "up to 100,001 runs, about 1 seconds of one processor"),
        (Size(1, 31 * 86_400.0, 1.0), False, "about 31.0 days of one processor"),
        (Size(1, 1.0, 51e9), False, "and 51.0 GB on disk: more than 100,000 runs, 30.0 days or 50.0 GB"),
        (Size(10_000_001, 1.0, 1.0), True, "cannot be planned at once"),
    ],
)
def test_what_is_large_is_refused_with_its_size(much, large, said):
    with pytest.raises(ExperimentError, match=said):
        much.refuse_large(large)


@pytest.mark.parametrize("large", [Size(100_000, 30 * 86_400.0, 50e9), Size(10_000_000, 1e12, 1e15)])
def test_what_is_not_large_or_asked_for_is_not_refused(large):
    large.refuse_large(large.runs > 100_000)


@pytest.mark.parametrize(
    "words",
    [
        ["run", "raids.toml"],
        COMPARE,
        ["audit", *COMPARE[1:]],
        ["routes", "raids.toml", "--point"],
        ["patterns"],
        ["signs"],
        ["study", "fines"],
    ],
)
def test_every_command_says_how_much_is_asked_for_and_runs_nothing(world, fake_model, words):
    message = refused(*words, *TOO_MANY)
    assert "00,000 runs, about " in message and "years of one processor" in message and " on disk" in message
    assert fake_model.runs == [] and not (world / "out").exists()


def test_mechanisms_say_how_much_is_asked_for():
    message = refused("mechanisms", "--measure", "--replicates", "100000000", "--quiet")
    assert "00,000 runs, about " in message and "years of one processor" in message


EXPERIMENT = 'question = "Q?"\nscenarios = ["raids.toml", "shelters.toml"]\nagainst = "baseline.toml"\n'


def test_an_experiment_asks_and_runs_what_is_large_with_the_flag(world, fake_model, monkeypatch):
    monkeypatch.setattr(size, "MOST_RUNS", 8)
    (world / "trial.toml").write_text(EXPERIMENT + "[runs]\nreplicates = 3\n")
    assert "up to 9 runs" in call("experiment", "check", "trial.toml").stdout + refused(
        "experiment", "run", "trial.toml", "--jobs", "1"
    )
    assert "up to 9 runs" in refused(*COMPARE, *FEW) and fake_model.runs == []
    for words in (["experiment", "run", "trial.toml", "--jobs", "1"], [*COMPARE, *FEW]):
        assert call(*words, "--large").exit_code == 0
    assert fake_model.runs


def test_a_search_for_replicates_is_asked_about_with_the_most_it_may_take(world, fake_model, monkeypatch):
    monkeypatch.setattr(size, "MOST_RUNS", 50)
    until = 'until = { outcome = "true.bars", half_width = 1.0, most = 17 }\n'
    (world / "trial.toml").write_text(f"{EXPERIMENT}[runs]\n{until}")
    assert "up to 51 runs" in refused("experiment", "run", "trial.toml", "--jobs", "1")
    assert fake_model.runs == []


def test_what_is_not_large_is_said_before_it_runs(world, fake_model):
    said = call(*COMPARE, *FEW).stderr
    assert "9 runs planned" in said and "seconds of one processor, from half to twice that, and " in said
    assert "of one processor" not in call(*COMPARE, *FEW).stderr, "nothing is left to run"
