"""Whole runs give, bit for bit, what they gave when these results were kept."""

import pytest

from model.outcomes.declare import RENAMED
from model.version import MODEL_VERSION
from tests.baseline import results

STORED = results.stored()
ALL = tuple(STORED["runs"])
SHORT = ("baseline 20", "protection_led_20_outlook 20")
"""Runs of every suite; the others are run by name: ``pytest -m science tests/baseline``."""
RUNS = [each if each in SHORT else pytest.param(each, marks=pytest.mark.science) for each in ALL]


def test_the_results_kept_are_of_this_version():
    assert STORED["model_version"] == MODEL_VERSION, "keep the results of the new version in results.json"


@pytest.mark.parametrize("run", RUNS)
def test_a_run_is_the_one_kept_bit_for_bit(run):
    now, kept = results.measured(run), STORED["runs"][run]
    totals = {RENAMED.get(old, old): value for old, value in kept["totals"].items()}
    assert [each for each in totals if now["totals"].get(each) != totals[each]] == []
    assert now["digest"] == kept["digest"]
