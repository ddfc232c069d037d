"""Files of one's own: starters and examples read without a mistake and run, and nothing is ever overwritten."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import run
from experiments.record.experiment import Replication, plan_comparison
from model.scenario.scenario import load_scenario

OWN = Path(__file__).resolve().parents[2] / "examples" / "own"
SHORT = ["--replicates", "2", "--jobs", "1", "--scale", "50"]
COMPARED = {
    "portfolio": (["care_first.toml", "raids_first.toml"], "outlook"),
    "price": (["my_price.toml"], "outlook"),
    "world": (["raids_in_my_world.toml"], "my_world"),
}


def call(*words):
    return CliRunner().invoke(run.app, [str(word) for word in words])


def references(*files):
    """Return what files are compared with when nothing is named."""
    plan = plan_comparison([str(file) for file in files], None, [], Replication(1, (0,), 50))
    return {Path(arm.reference).stem for arm in plan.arms if arm.reference}


@pytest.mark.parametrize(("names", "reference"), COMPARED.values(), ids=COMPARED)
def test_an_example_runs_and_is_compared_with_its_own_reference(tmp_path, fake_model, names, reference):
    assert references(*(OWN / name for name in names)) == {reference}
    result = call("run", OWN / names[0], *SHORT, "--out", tmp_path)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("kind", "reference"), [("scenario", "baseline"), ("portfolio", "outlook")])
def test_a_starter_runs_as_it_is(world, fake_model, kind, reference):
    assert call("new", kind, "mine").exit_code == 0
    assert references("mine.toml") == {reference}
    result = call("run", "mine.toml", *SHORT)
    assert result.exit_code == 0 and "mine in the model" in result.stdout, result.output


def test_the_portfolio_starter_brings_its_own_levers(world):
    call("new", "portfolio", "mine")
    (portfolio,) = (each for each in load_scenario("mine.toml").interventions if each.kind == "portfolio")
    assert [lever.kind for lever in portfolio.levers] == ["follow_up", "shelters", "raids"]


def test_the_starter_of_an_experiment_is_checked_and_planned(world):
    call("new", "experiment", "mine")
    result = call("experiment", "status", "mine.toml")
    assert "0 of 32 runs are stored" in result.stdout


@pytest.mark.parametrize("existing", ["mine.toml", "mine_levers.toml"])
def test_nothing_is_overwritten_and_nothing_half_written(world, existing):
    (world / existing).write_text("mine")
    before = {path: path.read_bytes() for path in world.iterdir()}
    result = call("new", "portfolio", "mine")
    assert result.exit_code == 2 and f"{existing} exists already" in result.stderr
    assert {path: path.read_bytes() for path in world.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "said"), [("raids", "is a scenario of the project"), ("../x", "is no name"), ("", "is no name")]
)
def test_a_name_that_cannot_be_used_is_refused(world, name, said):
    before = sorted(world.iterdir())
    result = call("new", "scenario", name)
    assert result.exit_code == 2 and said in result.stderr
    assert sorted(world.iterdir()) == before


def test_a_folder_that_is_not_there_is_refused(world):
    assert "cannot write" in call("new", "scenario", "mine", "--folder", "nowhere").stderr
