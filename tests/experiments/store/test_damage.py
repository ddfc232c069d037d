"""Files of the store that are not what was written: named, set aside, and only their cells run again."""

from datetime import date

import pytest
from typer.testing import CliRunner

import run
from experiments.store.store import Store
from tests.experiments.processes import EXPERIMENT, parts


def call(*words):
    return CliRunner().invoke(run.app, ["experiment", *map(str, words)])


def truncated(content):
    return content[: len(content) // 2]


def emptied(content):
    return b""


def flipped(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.fixture
def stored(world, fake_model):
    """Return the store of an experiment that has been run."""
    (world / "trial.toml").write_text(EXPERIMENT.format(replicates=4, more=""))
    assert call("run", "trial.toml", "--jobs", 1).exit_code == 0
    fake_model.runs.clear()
    return world / "results"


@pytest.mark.parametrize("damage", [truncated, emptied, flipped])
def test_a_damaged_part_is_named_set_aside_and_only_its_cells_run_again(stored, fake_model, damage):
    before = parts(stored)
    name = sorted(before)[1]
    path = stored / "runs" / name
    path.write_bytes(damage(before[name]))
    asked = call("status", "trial.toml")
    assert asked.exit_code == 2 and name in asked.stderr and "repeat the command" in asked.stderr
    result = call("run", "trial.toml", "--jobs", 1)
    assert result.exit_code == 0, result.output
    assert name in result.stderr and "moved to damaged/" in result.stderr
    assert "12 runs planned, 9 already stored, 3 to do" in result.stderr
    assert sorted(name for _, name in map(str.split, fake_model.runs)) == ["baseline", "raids", "shelters"]
    assert parts(stored, "damaged") == {name: damage(before[name])}
    assert parts(stored) == before
    assert "12 of 12" in call("status", "trial.toml").stdout


def test_a_damaged_row_of_a_failure_is_set_aside_too(stored, fake_model):
    fake_model.fails |= {"raids": date(2003, 1, 6)}
    assert call("run", "trial.toml", "--jobs", 1, "--add-replicates", 1).exit_code == 3
    (name,) = parts(stored, "failures")
    (stored / "failures" / name).write_bytes(b"PAR1")
    assert call("status", "trial.toml").exit_code == 2
    fake_model.fails.clear()
    result = call("run", "trial.toml", "--jobs", 1, "--add-replicates", 1)
    assert result.exit_code == 0 and name in result.stderr
    assert len(Store(stored).stored()) == 15
