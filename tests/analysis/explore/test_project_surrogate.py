"""The surrogate of the project, against the real runs held out of its fit that its manifest keeps."""

import csv
import json

import numpy as np
import pytest

from analysis.explore.answer import WIDTH, parts_of
from analysis.explore.design import FACTOR
from analysis.explore.held_out import NO_CAP, YEARLY, delivered
from analysis.explore.page_data import page_data
from analysis.explore.presets import presets
from analysis.explore.sliders import HERE, lever_key, sliders
from analysis.explore.surrogate import load_surrogate


@pytest.fixture(scope="module")
def surrogate():
    return load_surrogate()


@pytest.fixture(scope="module")
def data(surrogate):
    return page_data(surrogate)


def settings(data):
    """Return the terms of every setting held out, shape (n, terms)."""
    with (HERE / "held_out.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if any(float(row[lever_key(one.key)]) for one in sliders())]
    levers = np.array([[float(row[lever_key(one.key)]) for one in sliders()] for row in rows])
    each = zip(
        levers, (min(float(row[YEARLY]), NO_CAP) for row in rows), (float(row[FACTOR]) for row in rows), strict=True
    )
    return np.array([delivered(data, *one) for one in each])


def test_bands_hold_real_runs_that_were_not_fitted_as_often_as_the_manifest_says(surrogate, data):
    z, held_out = settings(data), {one["key"]: one for one in surrogate.manifest["held_out"] if "real" in one}
    assert len(z) >= 40 and len(held_out) >= 15
    for one in data["outputs"]:
        if one["span"] == {"horizon": 10} and one["key"] in held_out:
            told = held_out[one["key"]]
            sd = np.array([np.sqrt(sum(parts_of(one, row).values())) for row in z])
            inside = np.abs(np.array(told["real"]) - z @ np.array(one["mean"])) <= WIDTH * sd
            assert inside.mean() == pytest.approx(told["coverage"]), one["key"]
            assert 0.8 <= inside.mean() <= 0.98, one["key"]


def test_the_bands_hold_nine_in_ten_over_all_figures(surrogate):
    shares = np.array([(one["coverage"], one["coverage_weak"]) for one in surrogate.manifest["held_out"]])
    assert 0.87 <= shares[:, 0].mean() <= 0.95
    assert 0.85 <= shares[:, 1].mean() <= 0.96


def test_portfolios_order_as_in_real_runs_wherever_those_can_tell(surrogate):
    assert [sorted(each["key"] for each in one["portfolios"]) for one in surrogate.manifest["portfolios"]] == [
        sorted(preset.key for preset in presets())
    ] * 2
    assert [one["disagree"] for one in surrogate.manifest["portfolios"]] == [[], []]


def test_the_page_is_light_enough_for_a_phone(data):
    assert len(json.dumps(data, separators=(",", ":"))) < 8e6
