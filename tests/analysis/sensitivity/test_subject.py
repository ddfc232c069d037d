"""What can be told from noise, and which factors lead."""

import math

import pytest

from analysis.sensitivity.subject import leaders, pair_of, told
from tests.analysis.made_up.estimates import FACTORS, TOTAL, estimates


@pytest.mark.parametrize(
    ("value", "low", "floor", "expected"),
    [(0.3, 0.1, math.nan, True), (0.3, 0.1, 0.2, True), (0.3, 0.1, 0.3, False), (0.3, -0.1, math.nan, False)],
)
def test_told(value, low, floor, expected):
    assert told(value, low, floor) is expected


def test_leaders_are_those_whose_intervals_reach_the_first():
    assert leaders(TOTAL.estimates, FACTORS) == ["wage"]
    assert leaders(estimates([0.4, 0.37, 0.1, 0.39, 0.0], 0.03), FACTORS) == ["wage", "behaviour", "raids"]
    assert leaders(estimates([0.01, 0.0, 0.0, 0.0, 0.0], 0.03), FACTORS) == []
    assert leaders(estimates([0.2, 0.1, 0.1, 0.1, 0.3], 0.01), FACTORS) == []


@pytest.mark.parametrize("name", [("a.b", "c"), "a.b x c", "a.b|c", ["a.b", "c"]])
def test_pairs_are_read_from_two_names_or_one_text(name):
    assert pair_of(name) == ("a.b", "c")
