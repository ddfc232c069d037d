"""A whole calibration: it finds the parameters that matter, resumes, and leaves an ensemble."""

import numpy as np
import pytest
from rich.console import Console

from analysis.base.words import words_in
from analysis.reports.calibration.chain import run_chain
from analysis.reports.calibration.report import CalibrationRequest, report
from experiments.engine.batch import Execution, local_backend
from experiments.record.stages import Stages
from tests.analysis.calibration.chains import ESCAPE, MARGIN, calibration_of, follow_parameters


@pytest.fixture
def about(world, fake_model, monkeypatch):
    monkeypatch.setattr(fake_model, "_measured", follow_parameters(fake_model))
    return calibration_of(world)


def stages():
    return Stages(Execution(backend=local_backend(1), console=Console(quiet=True), quiet=True), despite_failures=True)


def test_a_calibration_finds_what_matters_and_leaves_an_ensemble(about, world, fake_model):
    out, told = world / "results", []
    results = run_chain(about, out, stages(), told.append)
    assert results.complete
    request = CalibrationRequest.of(results, out, words_in(), {})
    report(request)
    found = {one.name: one for one in request.told}
    assert found[MARGIN].informed and set(found[MARGIN].targets) == {"sexual"}
    assert found[ESCAPE].informed and set(found[ESCAPE].targets) == {"labour"}
    assert all(one.agrees for one in request.predicted)
    assert found[MARGIN].width < 0.3
    assert sum(one.informed for one in request.told) <= 6
    assert results.waves[-1].share < 0.2
    assert results.draws.worth > 80
    assert {"ensemble.parquet", "waves.csv", "targets.csv", "parameters.csv"} <= {
        p.name for p in request.folder.iterdir()
    }
    fake_model.runs.clear()
    again = run_chain(about, out, stages(), told.append)
    assert fake_model.runs == [] and np.array_equal(again.draws.weights, results.draws.weights)
