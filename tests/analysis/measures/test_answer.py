"""Packages are set against one another run by run, and only where that makes sense."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.base.headlines import FORMS
from analysis.measures.answer import between, harms
from tests.analysis.made_up.harm import DATES, MANIFEST, made

SEXUAL, LABOUR = FORMS.values()


def two(first=-5.0, second=-8.0, noise=0.0):
    one, other = (made({SEXUAL: effect}, name, noise=noise) for name, effect in (("a", first), ("b", second)))
    return one, replace(other, name="bb")


def test_the_difference_between_two_packages_is_the_second_less_the_first():
    sexual, labour = between(two(), MANIFEST)
    assert (sexual.first, sexual.second, sexual.form) == ("a", "bb", "sexual")
    assert sexual.difference.mean == pytest.approx(-3.0 * len(DATES))
    assert labour.difference.mean == 0


def test_only_runs_with_the_same_luck_are_set_against_each_other():
    one, other = two()
    one = replace(one, policy=one.policy[1:], against=one.against[1:], luck=(1, 2, 3, 4))
    sexual, _ = between([one, other], MANIFEST)
    assert sexual.replicates == 4
    assert sexual.difference.mean == pytest.approx(-3.0 * len(DATES))
    assert between([replace(one, luck=(5, 6, 7, 8)), other], MANIFEST) == []


def test_packages_are_compared_over_the_time_since_the_first_starts():
    one, other = two()
    later = replace(other, policy_start=DATES[12], policy=np.copy(other.policy))
    later.policy[:, :12] = later.against[:, :12]
    sexual, _ = between([one, later], MANIFEST)
    assert sexual.difference.mean == pytest.approx(-8.0 * 24 + 5.0 * 36)


def test_packages_of_different_references_are_not_set_against_each_other():
    one, other = two()
    assert between([one, replace(other, reference="outlook")], MANIFEST) == []


def test_harm_names_lines_that_can_be_told_and_leaves_money_out():
    effects = {"true.income_of_miners": -9.0, "true.clashes": -4.0, "true.bribes": 3.0, "true.cost_to_state": 7.0}
    found = {each.group: each for each in harms(made(effects), MANIFEST)}
    assert found["miners"].worse == ("true.income_of_miners",) and found["miners"].better == ("true.clashes",)
    assert found["state"].worse == ("true.bribes",) and found["survivors"].worse == ()
    assert "ngos" not in found
