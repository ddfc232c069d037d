"""Experiment files among the examples read without mistakes, and the example in Python runs on the stand-in model."""

import re
from pathlib import Path

import pytest

from examples.experiment_in_five_lines import FILE, main
from experiments.record.experiment_file import read_experiment
from experiments.record.record import open_experiment
from experiments.record.sensitivity_file import read_sensitivity

DOCUMENT = FILE.parents[1] / "docs" / "experiments.md"
FILES = sorted(FILE.parent.glob("*.toml"))
STUDY = FILE.parent / "sensitivity" / "levers_and_assumptions.toml"
SMALL = """
question = "What do raids change, in a model made up?"
scenarios = ["raids.toml"]
against = "baseline.toml"
[design]
kind = "latin_hypercube"
points = 2
[design.factors]
"policing.found" = "registry"
[runs]
replicates = 2
[keep]
resolution = "year"
outcomes = ["true.person_years_sexual_exploitation"]
"""


def test_the_sensitivity_study_reads_without_mistakes_and_has_raids_corruption_and_shelters():
    for quick in (False, True):
        study = read_sensitivity(STUDY, quick=quick)
        names = {factor.name for factor in study.factors}
        assert {"raids.frequency", "corruption.start", "shelters.places", "dummy"} < names and len(names) > 12


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_experiment_file_reads_without_mistakes(path):
    experiment = read_experiment(path)
    assert experiment.question
    assert "dummy" in [factor.name for factor in experiment.design.factors]


def test_the_example_file_is_small():
    assert len(list(open_experiment(FILE, Path("nowhere")).plan.places())) == 192


def test_the_example_runs_stores_and_shows_differences(fake_model, world, capsys):
    (world / "small.toml").write_text(SMALL)
    main(world / "small.toml", jobs=1)
    main(world / "small.toml", jobs=1)
    assert len(fake_model.runs) == 8
    _, first, second = capsys.readouterr().out.split("8 of 8 runs are stored")
    assert first == second
    raids = next(line for line in first.splitlines() if line.startswith("mean")).split()[-1]
    assert float(raids) < 0


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_file_in_the_document_reads_without_mistakes(tmp_path):
    (block,) = blocks("toml")
    (tmp_path / "shown.toml").write_text(block)
    shown = read_experiment(tmp_path / "shown.toml")
    assert shown.until
    assert len(shown.plan().points) == 16


def test_what_the_document_reads_the_results_with_gives_every_run_once(fake_model, world):
    (world / "examples").mkdir()
    file = world / "examples" / FILE.name
    file.write_text(SMALL.replace('"raids.toml"', '"../raids.toml"').replace('"baseline.toml"', '"../baseline.toml"'))
    main(file, jobs=1)
    own, *others = (block for block in blocks("python") if "results_of" not in block)
    assert "to_pandas" in own
    assert [next(name for name in ("pandas", "polars", "duckdb") if name in block) for block in others] == [
        "pandas", "polars", "duckdb",
    ]  # fmt: skip
    for block in others:
        names = {}
        exec(block, names)
        found = names["tidy"]
        keys = list(zip(*(found[name] for name in ("cell", "point", "date")), strict=True))
        assert len(set(keys)) == len(keys) == 2 * 2 * 2 * 3
        assert {"scenario", "replicate", "true.person_years_sexual_exploitation"} <= set(found.columns)
    exec(own, names)
    assert len(names["runs"]) == 2 * 2 * 2 * 3
