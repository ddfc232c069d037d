"""Indices and boxes in words."""

import math

from analysis.sensitivity.boxes import Box, Limit
from analysis.sensitivity.subject import Factors
from analysis.tables.sensitivity_wording import box_in_words, index_in_words
from tests.analysis.made_up.estimates import W


def test_an_index_without_an_interval_says_so():
    assert index_in_words(0.3, math.nan, math.nan, math.nan, W) == "no interval"


def test_a_box_is_a_sentence():
    limits = (Limit("wage", low=312.0), Limit("price", 1.25, 2.0), Limit("theory", options=("inertia", "families")))
    box = Box(limits, coverage=0.71, density=0.83, mass=0.2, n=160)
    factors = Factors({}, {"wage": "the wage"}, {"wage": "soles"})
    assert box_in_words(box, "raids is not better than shelters", factors, W) == (
        "raids is not better than shelters in 83 % of the runs where the wage is above 312 soles, price "
        "lies between 1.25 and 2 and theory is inertia or families; these are 71 % of all its failures."
    )
