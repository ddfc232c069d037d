"""The store as one can see it: records, runs by model version, damage; and what is removed, and what never."""

import os
import time

import pytest
from typer.testing import CliRunner

import model.version
import run
from experiments.store.contents import contents
from experiments.store.store import Store

NAME = "run-raids"
RUN = ["run", "raids.toml", "--replicates", 2, "--jobs", 1]
COMPARED = "compare-raids-against-baseline"
OUTCOMES = ("true.bars", "recorded.reta_complaints")


def call(*words, **options):
    return CliRunner().invoke(run.app, [str(word) for word in words], **options)


@pytest.fixture
def stored(world, fake_model, monkeypatch):
    """Return a store with runs of two model versions; the second is the present one."""
    for version in (1, 2):
        monkeypatch.setattr(model.version, "MODEL_VERSION", version)
        assert call(*RUN).exit_code == 0
    return world / "results"


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def damage_one(store):
    path = sorted((store / "runs").glob("part-*"))[0]
    path.write_bytes(path.read_bytes()[:-1])
    return path


def test_list_names_records_versions_and_damage_and_changes_nothing(stored):
    path = damage_one(stored)
    before = files(stored)
    result = call("store", "list")
    assert result.exit_code == 0, result.output
    for said in (NAME, "complete", "2/2", "(not used)", f"DAMAGED: {path.relative_to(stored.parent)}", "store clean"):
        assert said in result.stdout
    assert files(stored) == before


def test_show_tells_how_a_record_was_made_and_how_many_runs_are_left(stored):
    text = call("store", "show", NAME).stdout
    for said in ("raids: What would", "model version 2", "seed 1", "2 of its 2 runs", "levels.csv"):
        assert said in text
    for part in (stored / "runs").glob("part-*"):
        part.unlink()
    assert "0 of its 2 runs" in call("store", "show", stored / "experiments" / NAME).stdout
    missing = call("store", "show", "run-raid")
    assert missing.exit_code == 2 and f"did you mean '{NAME}'" in missing.stderr


def test_a_broken_manifest_and_a_folder_of_tables_are_told_apart(stored):
    for name, content in (("broken", "{"), ("foreign", "[]"), ("tables", None)):
        (stored / "experiments" / name).mkdir()
        if content:
            (stored / "experiments" / name / "manifest.json").write_text(content)
    text = call("store", "list").stdout
    assert text.count("unreadable") == 2 and "tables tables" in " ".join(text.split())
    for name, said in (("broken", "cannot be read"), ("foreign", "cannot be read"), ("tables", "holds tables only")):
        result = call("store", "show", name)
        assert result.exit_code == 2 and said in result.stderr


def test_clean_asks_first_and_no_answer_is_a_no(stored):
    before = files(stored)
    for answer in ("n\n", ""):
        result = call("store", "clean", input=answer)
        assert result.exit_code == 2 and "nothing was removed" in result.stderr
        assert "2 runs of other model versions" in result.stdout
    assert files(stored) == before


def test_clean_removes_old_runs_damage_and_leftovers_and_keeps_the_rest(stored):
    left_over, fresh = stored / "runs" / ".tmp-old", stored / "runs" / ".tmp-new"
    for path in (left_over, fresh):
        path.write_bytes(b"half")
    os.utime(left_over, (time.time() - 7200,) * 2)
    (stored / "damaged").mkdir()
    (stored / "damaged" / "part-x.parquet").write_bytes(b"broken")
    (stored / "notes.txt").write_text("mine")
    records = files(stored / "experiments")
    assert call("store", "clean", "--yes").exit_code == 0
    assert contents(stored).runs() == {2: 2}
    assert not left_over.exists() and fresh.exists() and not list((stored / "damaged").iterdir())
    assert (stored / "notes.txt").exists() and files(stored / "experiments") == records
    assert "nothing to remove" in call("store", "clean").stdout
    assert "2 already stored, 0 to do" in call(*RUN).stderr


def test_clean_keeps_present_runs_of_a_part_that_also_holds_old_ones(stored):
    values = {cell: numbers.tobytes() for cell, numbers in stored_values(stored)}
    call("experiment", "compact")
    assert len(list((stored / "runs").glob("part-*"))) == 1
    assert call("store", "clean", "--yes").exit_code == 0
    assert contents(stored).runs() == {2: 2}
    assert all(values[cell] == numbers.tobytes() for cell, numbers in stored_values(stored))


def stored_values(folder):
    store = Store(folder)
    cells = [cell for part in store.parts() for cell in part.cells]
    return [(cell, numbers) for cell, _, numbers in store.each(cells, ["true.bars"])]


def test_a_folder_that_is_not_there_is_said(world):
    result = call("store", "list", "--out", "nowhere")
    assert result.exit_code == 2 and "nowhere: there is no such folder" in result.stderr


def test_plot_draws_any_outcome_of_a_comparison(world, fake_model):
    call("compare", *RUN[1:], "--point", "--quiet")
    for outcome in OUTCOMES:
        result = call("plot", COMPARED, "--outcome", outcome)
        assert result.exit_code == 0, result.output
        assert "raids" in result.stdout and "against baseline" in result.stdout
    named = {f"plot_{outcome.replace('.', '_')}.{ending}" for outcome in OUTCOMES for ending in ("png", "svg")}
    assert {path.name for path in (world / "results" / "experiments" / COMPARED).glob("plot*")} == named


def test_plot_of_one_scenario_shows_its_level_and_one_run_no_range(world, fake_model):
    call("run", "raids.toml", "--jobs", 1)
    text = " ".join(call("plot", "run-raids", "--outcome", "true.bars").stdout.split())
    assert "raids 400" in text and "against" not in text and "(" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([NAME, "--outcome", "true.bar"], "did you mean 'true.bars'"),
        (["nothing"], "unknown record"),
    ],
)
def test_plot_refuses_what_is_not_there(stored, words, said):
    result = call("plot", *words)
    assert result.exit_code == 2 and said in result.stderr


def test_plot_says_when_the_runs_are_gone(stored):
    for part in (stored / "runs").glob("part-*"):
        part.unlink()
    assert "No run of this record" in call("plot", NAME, "--outcome", "true.bars").stdout


def test_version_names_package_model_and_commit():
    text = call("--version").stdout
    assert text.startswith("goldrush 0.1.0, model version 4, commit")


def test_words_complete_as_far_as_they_are_typed(world):
    from experiments.command_line.completion import outcomes, records, scenarios

    (world / "raid_of_mine.toml").write_text("")
    assert scenarios("raid") == ["raids", "raid_of_mine.toml", "raids.toml"]
    assert outcomes("true.bars_roa") == ["true.bars_roadside"]
    assert records("compare") == []
