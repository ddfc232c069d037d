"""Ensembles as files: read again, drawn from, refused for another model."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from experiments.base.errors import ExperimentError
from experiments.record.ensembles import RULE, Ensemble, as_file, load_ensemble
from model.version import MODEL_VERSION

NAMES = ("bars.margin", "exits.escape")
VALUES = np.array([[0.2, 0.001], [0.3, 0.002], [0.4, 0.003]])
WEIGHTS = np.array([0.5, 0.5, 0.0])
THEORIES = {RULE: np.array(["inertia", "imitation", "inertia"], object)}


def written(folder, names=NAMES, version=MODEL_VERSION):
    path = folder / "ensemble.parquet"
    path.write_bytes(as_file(Ensemble(names, VALUES, WEIGHTS, THEORIES, {"model_version": version, "worth": 2.0})))
    return path


def test_an_ensemble_is_read_as_it_was_written(tmp_path):
    found = load_ensemble(written(tmp_path))
    assert found.names == NAMES and np.array_equal(found.values, VALUES) and found.about["worth"] == 2.0
    changes = dict(found.draws()[1].changes)
    assert changes == {"parameters.bars.margin": 0.3, "parameters.exits.escape": 0.002, RULE: "imitation"}


def test_sets_are_drawn_by_weight(tmp_path):
    ensemble = load_ensemble(written(tmp_path))
    drawn = ensemble.at(ensemble.sampled_rows(10, seed=1))
    assert Counter(drawn.values[:, 0].tolist()) == {0.2: 5, 0.3: 5}
    assert Counter(drawn.rules.tolist()) == {"inertia": 5, "imitation": 5}


def test_a_rule_is_worth_what_its_weights_say_or_less_where_the_whole_ensemble_is():
    weights, rules = np.array([0.25, 0.25, 0.4, 0.1, 0.0]), np.array([*["inertia"] * 2, *["imitation"] * 3], object)
    sets = Ensemble(NAMES, np.zeros((5, 2)), weights, {RULE: rules}, {})
    assert sets.of_rule("inertia") == (2, pytest.approx(2.0))
    assert sets.of_rule("imitation") == (2, pytest.approx(0.25 / 0.17))
    known = replace(sets, about={"independent": 0.5 / (weights**2).sum()})
    assert known.of_rule("inertia") == (2, pytest.approx(1.0))


@pytest.mark.parametrize(
    ("about", "message"),
    [({"version": MODEL_VERSION - 1}, "was made for model version"), ({"names": ("bars.margin", "x.y")}, "x.y")],
)
def test_an_ensemble_of_another_model_is_refused(tmp_path, about, message):
    with pytest.raises(ExperimentError, match=message):
        load_ensemble(written(tmp_path, **about))


def test_a_file_that_is_no_ensemble_is_refused_with_what_makes_one(tmp_path):
    (tmp_path / "x.parquet").write_bytes(b"no")
    with pytest.raises(ExperimentError, match="calibrate"):
        load_ensemble(tmp_path / "x.parquet")


def test_the_ensemble_of_the_project_is_of_this_model_version_and_of_its_targets_and_priors():
    from experiments.record.calibration import calibration

    about = load_ensemble().about
    assert {name: about[name] for name in ("model_version", "targets", "priors")} == calibration().checksums()
