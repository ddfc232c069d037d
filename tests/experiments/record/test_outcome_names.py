"""Outcomes that a file or a reader of results names: a former name is refused with the present one."""

from pathlib import Path

import pyarrow as pa
import pytest
from typer.testing import CliRunner

import run
from experiments.base.errors import ExperimentError
from experiments.base.outcomes import known_outcome
from experiments.record import value_checks
from experiments.record.record import open_experiment
from experiments.record.sensitivity_file import read_sensitivity
from experiments.store.parts import as_parquet, read_table
from model.outcomes.declare import RENAMED
from model.scenario.scenario import ScenarioError

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
EXPERIMENT = EXAMPLES / "raids_under_uncertainty.toml"
STUDY = EXAMPLES / "sensitivity" / "levers_and_assumptions.toml"
UNTIL = '[runs]\nuntil = { outcome = "true.recruited", half_width = 1.0 }'


@pytest.fixture(params=RENAMED.items(), ids=lambda names: names[0])
def names(request):
    """Return a former name and what the outcome is called now."""
    return request.param


def changed(tmp_path, file, old, new):
    """Return a copy of a file with another text in it."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / file.name
    path.write_text(text.replace(old, new).replace("levers_together.toml", str(file.with_name("levers_together.toml"))))
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"true.recruited"', '"{former}"'),
        ("[runs]", UNTIL.replace("true.recruited", "{former}")),
    ],
    ids=["keep", "until"],
)
def test_an_experiment_file_is_refused(tmp_path, names, old, new):
    former, now = names
    path = changed(tmp_path, EXPERIMENT, old, new.replace("{former}", former))
    found = CliRunner().invoke(run.app, ["experiment", "check", str(path)])
    assert found.exit_code == 2
    assert f"unknown outcome '{former}'; it is now called '{now}'" in found.stderr
    assert "Traceback" not in found.stderr


def test_the_subject_of_a_sensitivity_file_is_refused(tmp_path, names):
    former, now = names
    outcomes = '"true.person_years_sexual_exploitation", "true.person_years_labour_exploitation"]'
    path = changed(tmp_path, STUDY, f"outcomes = [{outcomes}", f'outcomes = ["{former}"]')
    with pytest.raises(ScenarioError, match=f"unknown outcome '{former}'; it is now called '{now}'"):
        read_sensitivity(path)


def test_present_names_pass_and_former_ones_do_not(names):
    former, now = names
    assert value_checks.outcome(now) == known_outcome(now) == now
    assert value_checks.outcomes([now]) == (now,)
    for refuse in (known_outcome, value_checks.outcome, lambda name: value_checks.outcomes([name])):
        with pytest.raises(ExperimentError, match=f"it is now called '{now}'"):
            refuse(former)


@pytest.fixture
def record(world, fake_model):
    """Return an experiment of the stand-in that has been run."""
    (world / "trial.toml").write_text(
        'question = "What do raids change?"\nscenarios = ["raids.toml"]\nagainst = "baseline.toml"\n'
        "[runs]\nreplicates = 1\n"
    )
    done = CliRunner().invoke(run.app, ["experiment", "run", "trial.toml", "--jobs", "1"])
    assert done.exit_code == 0, done.output
    return open_experiment(world / "trial.toml", world / "results")


def test_whoever_asks_for_results_by_a_name_that_is_none_is_told(record):
    assert record.table(["true.bars"]).num_rows == record.result_array(["true.bars"]).values.size == 2
    for ask in (record.table, record.result_array):
        with pytest.raises(ExperimentError, match=r"unknown outcome 'true\.bar'; did you mean 'true\.bars'\?"):
            ask(["true.bars", "true.bar"])


def test_what_an_experiment_does_not_keep_is_refused_instead_of_an_empty_table(record, world):
    text = record.file.path.read_text() + '[keep]\nresolution = "year"\noutcomes = ["true.bars"]\n'
    (world / "few.toml").write_text(text)
    assert CliRunner().invoke(run.app, ["experiment", "run", "few.toml", "-j", "1", "--out", "few"]).exit_code == 0
    few = open_experiment(world / "few.toml", world / "few")
    assert few.table(["true.bars"], "year").num_rows == 6
    sexual = "true.people_in_sexual_exploitation"
    for ask in (few.table, few.result_array):
        with pytest.raises(ExperimentError, match=rf"few keeps no {sexual} by year; change \[keep\]"):
            ask(["true.bars", sexual], "year")
        with pytest.raises(ExperimentError, match="few keeps no results by month"):
            ask(["true.bars"], "month")
        with pytest.raises(ExperimentError, match="weekly: unknown resolution"):
            ask(["true.bars"], "weekly")
    assert open_experiment(world / "few.toml", world / "results").table([sexual], "month").num_rows > 6


def test_results_of_an_older_model_are_read_by_the_names_they_were_stored_under(record):
    for part in list(record.store.parts()):
        table = read_table(part.path)
        fields = [field.with_name("true.old_name") if field.name == "true.bars" else field for field in table.schema]
        older = pa.Table.from_arrays(table.columns, schema=pa.schema(fields, table.schema.metadata))
        record.store.put_run(as_parquet(older))
        part.path.unlink()
    again = open_experiment(record.file.path, record.out)
    assert again.table(["true.old_name"]).num_rows == 2
    assert again.table(["true.bars"]).num_rows == 0
