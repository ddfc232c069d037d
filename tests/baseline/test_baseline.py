"""Results of the baseline move only together with the model's version."""

import pytest

from model.version import MODEL_VERSION
from tests.baseline.numbers import NAMES, measured, stored

RENEW = "then renew: python -m tests.baseline.renew"


@pytest.fixture(scope="module")
def numbers():
    """Return the numbers of this model."""
    return measured()


def test_the_numbers_kept_are_of_this_version():
    assert stored()["model_version"] == MODEL_VERSION, f"the kept numbers are of another version; {RENEW}"


@pytest.mark.parametrize("name", NAMES)
def test_the_baseline_has_not_moved(numbers, name):
    moved = f"{name} moved: raise MODEL_VERSION in model/version.py, say so in CHANGELOG.md, {RENEW}"
    assert numbers[name] == pytest.approx(stored()["numbers"][name], rel=1e-8), moved


def test_the_numbers_would_show_a_move(numbers):
    assert all(numbers.values())
