"""Files of one's own: starters and examples read without a mistake and run, and nothing is ever overwritten."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import run

OWN = Path(__file__).resolve().parents[2] / "examples" / "own"
SHORT = ["--replicates", "2", "--jobs", "1", "--scale", "50"]
COMPARED = {
    "care_first": ["care_first.toml", "raids_first.toml"],
    "price": ["my_price.toml"],
    "world": ["raids_in_my_world.toml"],
}


def call(*words):
    return CliRunner().invoke(run.app, [str(word) for word in words])


@pytest.mark.parametrize("names", COMPARED.values(), ids=COMPARED)
def test_an_example_is_compared_with_its_own_reference(tmp_path, fake_model, names):
    result = call("compare", *(OWN / name for name in names), *SHORT, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert ("my world" if "world" in names[0] else "outlook") in result.stdout.splitlines()[0]


@pytest.mark.parametrize("kind", ["scenario", "portfolio"])
def test_a_starter_runs_as_it_is(world, fake_model, kind):
    assert call("new", kind, "mine").exit_code == 0
    result = call("compare", "mine.toml", *SHORT)
    assert result.exit_code == 0, result.output
    assert "mine" in result.stdout and "lower" in result.stdout


def test_every_lever_of_the_portfolio_starter_is_understood(world):
    call("new", "portfolio", "mine")
    text = call("explain", "mine.toml").stdout
    for kind in ("follow up", "shelters", "raids"):
        assert f" {kind} " in text


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
