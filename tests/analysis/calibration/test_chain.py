"""The command calibrate: it finds the parameters that matter, resumes, and leaves an ensemble."""

import csv
import json

import pytest
from typer.testing import CliRunner

import run
from analysis.reports.calibration import command
from experiments.record.ensembles import load_ensemble
from tests.analysis.calibration.chains import ESCAPE, MARGIN, calibration_of, follow_parameters


@pytest.fixture
def folder(world, fake_model, monkeypatch):
    monkeypatch.setattr(fake_model, "_measured", follow_parameters(fake_model))
    monkeypatch.setattr(command, "calibration", lambda quick: calibration_of(world))
    return world / "results" / "experiments" / "calibrate-quick"


def call(*words):
    result = CliRunner().invoke(run.app, ["calibrate", "--quick", "--jobs", "1", "--quiet", *words])
    assert result.exit_code == 0, result.output
    return result.output


def rows(path):
    return list(csv.DictReader(path.read_text().splitlines()))


def test_a_calibration_finds_what_matters_and_a_repeated_one_runs_nothing(folder, fake_model):
    said = call("--shard", "1/2")
    assert "no stage is finished" in said.lower() and not (folder / "ensemble.parquet").exists()
    said = call()
    assert "2 of 2 targets pass" in said and "PARTIAL" not in said
    found = {row["parameter"]: row for row in rows(folder / "parameters.csv")}
    for name, target in ((MARGIN, "sexual"), (ESCAPE, "labour")):
        assert found[name]["informed"] == "True" and found[name]["targets"].startswith(f"{target} ")
        assert found[name]["use"] == "fitted"
    assert float(found[MARGIN]["width"]) < 0.4
    assert sum(row["use"] == "fitted" for row in found.values()) <= 4
    assert {"priors.png", "targets.png", "progress.png"} <= {path.name for path in folder.iterdir()}
    ensemble, about = load_ensemble(folder / "ensemble.parquet"), json.loads((folder / "ensemble.json").read_text())
    margins = ensemble.values[:, ensemble.names.index(MARGIN)]
    assert 20 <= about["sets"] <= 80 and float(margins @ ensemble.weights) == pytest.approx(0.14, abs=0.02)
    fake_model.runs.clear()
    before = (folder / "ensemble.parquet").read_bytes()
    said = call("--recover", "2")
    assert fake_model.runs == []
    assert (folder / "ensemble.parquet").read_bytes() == before
    assert "2 made-up records" in said and (folder / "recovery.csv").exists()
