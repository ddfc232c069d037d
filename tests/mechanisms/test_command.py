"""The command that shows the table of mechanisms."""

import json

import pytest
from typer.testing import CliRunner

import model.mechanisms
import run
from tests.mechanisms.samples import DISCOURAGED, IDLE, folder_with

rows = model.mechanisms.rows
FEW = ("--replicates", "2", "--jobs", "1", "--quiet")


@pytest.fixture
def call(tmp_path, monkeypatch):
    """Return the command over two rows in a folder of their own."""
    folder = folder_with(tmp_path, corruption=DISCOURAGED.replace("52", "8"), society=IDLE.replace("26", "4"))
    monkeypatch.setattr(model.mechanisms, "rows", lambda: rows(folder))
    monkeypatch.setattr(model.mechanisms, "not_modelled", lambda: ())
    return lambda *words: CliRunner().invoke(run.app, ["mechanisms", *words])


def test_it_shows_the_table(call):
    done = call()
    assert done.exit_code == 0, done.output
    assert "policing.discouragement = 0" in done.stdout and "An office without influence" in done.stdout


def test_measured_it_says_what_moves_nothing(call):
    done = call("--measure", "--json", *FEW)
    assert done.exit_code == 0, done.output
    found = {row["id"]: row["measured"]["verdict"] for row in json.loads(done.stdout)}
    assert found["I-idle"] == "nothing"


def test_it_prints_the_page_of_the_documents(call):
    done = call("--markdown", *FEW)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("# Mechanisms")
    assert "2 paired replicates" in done.stdout


def test_a_mistake_in_a_row_ends_with_2_and_one_message(call, tmp_path):
    folder_with(tmp_path, society=IDLE.replace("true.complaints", "true.complaint"))
    done = call()
    assert done.exit_code == 2
    assert "did you mean 'true.complaints'?" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [(), ("--measure", "-r", "5"), ("--help",)])
def test_the_old_name_of_the_command_is_refused_with_the_new_one(words):
    done = CliRunner().invoke(run.app, ["coverage", *words])
    assert done.exit_code == 2
    assert done.stderr == "error: the command coverage is now called mechanisms; write run.py mechanisms\n"
    assert not done.stdout
    assert "coverage" not in CliRunner().invoke(run.app, ["--help"]).stdout


def test_one_replicate_is_refused(call):
    assert call("--measure", "--replicates", "1").exit_code == 2
