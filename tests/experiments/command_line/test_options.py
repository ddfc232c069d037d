"""A command takes a record of options: each field is an option, and the command says its own defaults."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from experiments.base.errors import ExperimentError
from experiments.command_line.options import Options, command
from experiments.record.experiment import Replication


@dataclass(frozen=True, kw_only=True)
class Two:
    """Two options, as a command sees them."""

    many: Annotated[int, typer.Option("--many", "-m", min=2)] = 3
    where: Path = Path("here")


@pytest.fixture
def call():
    """Return a program of two commands that print what they get."""
    app = typer.Typer()

    @command(app, many=5)
    def say(name: str, *, loud: bool = False, options: Two):
        print(name, loud, options)

    @command(app)
    def fail(*, options: Two):
        raise ExperimentError(f"{options.many} is too many")

    return lambda *words: CliRunner().invoke(app, words)


def test_fields_are_options_and_come_as_one_record(call):
    assert call("say", "it").stdout == f"it False {Two(many=5)}\n"
    said = call("say", "it", "--loud", "-m", "4", "--where", "there").stdout
    assert said == f"it True {Two(many=4, where=Path('there'))}\n"


def test_limits_of_a_field_hold_and_help_shows_its_default(call):
    assert call("say", "it", "--many", "1").exit_code == 2
    assert "[default: 5]" in call("say", "--help").stdout
    assert "[default: 3]" in call("fail", "--help").stdout


def test_a_known_error_ends_a_command_with_one_message(call):
    done = call("fail")
    assert (done.exit_code, done.stderr) == (2, "error: 3 is too many\n")


def test_options_say_which_replicates_are_run():
    assert Options(replicates=3, scale=50).replication() == Replication(1, range(3), 50)
    assert Options(replicates=3).replication(only=7) == Replication(1, (7,), 20)
    assert Options().changes == () and Options(settings=["a=1"]).changes == ["a=1"]
