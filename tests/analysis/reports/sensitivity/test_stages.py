"""A whole study from its file: what matters is found, what does not is not, and a stopped study goes on."""

import csv
import json
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest
from typer.testing import CliRunner

import run
from analysis.reports.sensitivity.stages import importances, luck_in_effects
from tests.sensitivity_studies import STUDY, write_ensemble

OUTCOME = "person_years_sexual_exploitation"
FLIPS = f"flips_shelters_raids_{OUTCOME}"


@pytest.fixture
def file(world, fake_model):
    (world / "study.toml").write_text(STUDY)
    return world / "study.toml"


def call(*words):
    return CliRunner().invoke(run.app, [str(word) for word in words])


def rows(path):
    return list(csv.DictReader(path.read_text().splitlines()))


def test_a_study_finds_the_factor_that_matters_and_writes_its_tables_and_figures(file, world):
    result = call("sensitivity", "study.toml", "--point", "--jobs", 1, "--quiet")
    assert result.exit_code == 0, result.output
    folder = world / "results" / "experiments" / "study"
    names = {path.name for path in folder.iterdir()}
    for name in ("screening_difference", "indices_difference", "one_at_a_time", "near", "indices_over_time"):
        assert {f"{name}_{OUTCOME}.csv", f"{name}_{OUTCOME}.png", f"{name}_{OUTCOME}.svg"} <= names
    assert {f"{FLIPS}.csv", f"{FLIPS}.png", "findings.md"} <= names
    assert "surface_raids_intensity_bars_margin.png" in names
    table = rows(folder / f"indices_difference_{OUTCOME}.csv")
    totals = {row["factor"]: row for row in table if row["order"] == "total"}
    assert float(totals["raids.intensity"]["low_90"]) > 0.8
    assert all(float(totals[name]["value"]) < 0.1 for name in totals if name != "raids.intensity")
    assert {row["factor"] for row in rows(folder / f"{FLIPS}.csv")} == {"raids.intensity"}
    page = (folder / "findings.md").read_text()
    assert "raids.intensity" in page and "All stages are complete" in page
    assert "WHAT HAPPENS in the model" in result.stdout and "PARTIAL" not in result.stdout


def test_a_stopped_study_says_so_and_goes_on_with_what_is_stored(file, world, fake_model):
    file.write_text(STUDY.partition("[stages.indices]")[0])
    fake_model.fails |= {"raids": date(2003, 1, 6), "from_replicate": 2}
    first = call("sensitivity", "study.toml", "--point", "--jobs", 1, "--quiet")
    assert first.exit_code == 3
    assert "PARTIAL" in (world / "results" / "experiments" / "study" / "findings.md").read_text()
    fake_model.fails.clear()
    fake_model.runs.clear()
    again = call("sensitivity", "study.toml", "--point", "--jobs", 1, "--quiet")
    assert again.exit_code == 0, again.output
    manifest = json.loads((world / "results" / "experiments" / "study-one_at_a_time" / "manifest.json").read_text())
    assert manifest["status"] == "complete"
    pictures = {path: path.stat().st_mtime_ns for path in (world / "results").rglob("*.png")}
    call("sensitivity", "study.toml", "--point", "--jobs", 1, "--quiet")
    assert pictures == {path: path.stat().st_mtime_ns for path in pictures} != {}


def test_a_study_rests_on_sets_of_the_ensemble_and_says_so(file, world):
    write_ensemble(world / "sets.parquet")
    file.write_text(STUDY.partition("[stages.indices]")[0])
    result = call("sensitivity", "study.toml", "--ensemble", "sets.parquet", "--jobs", 1, "--quiet")
    assert result.exit_code == 0, result.output
    folder = world / "results" / "experiments"
    page = (folder / "study-ensemble" / "findings.md").read_text()
    assert "parameter sets of the ensemble sets.parquet" in page and "Luck and the other parameters alone reach" in page
    manifest = json.loads((folder / "study-ensemble-morris" / "manifest.json").read_text())
    assert manifest["sets"]["file"] == "sets.parquet" and np.shape(manifest["sets"]["rows"]) == (3, 2)
    assert {key for key, about in manifest["parameters"].items() if about.get("drawn")} == {
        "exits.escape", "adaptation.worth_power",
    }  # fmt: skip
    both = call("sensitivity", "study.toml", "--ensemble", "sets.parquet", "--point")
    assert both.exit_code == 2 and "leave --ensemble or --point away" in " ".join(both.stderr.split())


def test_luck_in_elementary_effects_is_that_of_the_mean_over_replicates():
    rng = np.random.default_rng(1)
    y = rng.normal(0, 3.0, (400 * 6, 2))
    expected = 3.0 * np.sqrt(2) / np.sqrt(2) / (2 / 3) * 0.7979
    assert luck_in_effects(y, 5) == pytest.approx(expected, rel=0.05)
    assert np.isnan(luck_in_effects(y[:, :1], 5))


def test_what_luck_reaches_is_compared_with_the_largest_effect():
    class Table:
        def __init__(self, values):
            self.mu_star = type("E", (), {"names": ("a", "b"), "value": np.array(values)})

    tables = {"difference": {"o": Table([4.0, 1.0])}, "level": {"o": Table([1.0, 2.0])}}
    assert importances(SimpleNamespace(**tables, luck={"o": 1.0})) == ({"a": 1.0, "b": 1.0}, 0.25)
