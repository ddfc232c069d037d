"""Whole runs give, bit for bit, what they gave when these results were kept (model version 3, November 2026)."""

import hashlib
import json
from pathlib import Path

import pytest

from model.goldrush import GoldRush
from model.outcomes.declare import RENAMED
from model.version import MODEL_VERSION

FILE = Path(__file__).with_name("results.json")
STORED = json.loads(FILE.read_text(encoding="utf-8"))
ALL = tuple(STORED["runs"])
SHORT = ("baseline 20", "protection_led_20_outlook 20")
"""Runs of every suite; the others are run by name: ``pytest -m science tests/baseline``."""
RUNS = [each if each in SHORT else pytest.param(each, marks=pytest.mark.science) for each in ALL]


def test_the_results_kept_are_of_this_version():
    assert STORED["model_version"] == MODEL_VERSION, "keep the results of the new version in results.json"


def moved(run):
    """Return the outcomes whose sum over the period is not the one kept, and the digest of all months."""
    name, scale = run.split()
    series = GoldRush(name, seed=1, replicate=0, scale=int(scale)).run().series()
    totals = dict(zip(series.names, series.values.sum(0).tolist(), strict=True))
    kept = {RENAMED.get(old, old): value for old, value in STORED["runs"][run]["totals"].items()}
    different = [each for each in kept if totals.get(each) != kept[each]]
    return different, hashlib.sha256(series.values.tobytes()).hexdigest()


@pytest.mark.parametrize("run", RUNS)
def test_a_run_is_the_one_kept_bit_for_bit(run):
    different, digest = moved(run)
    assert different == []
    assert digest == STORED["runs"][run]["digest"]
