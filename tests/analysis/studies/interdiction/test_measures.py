"""Spells of presence, and what differs before, during and after them."""

import pytest

from analysis.studies.interdiction.measures import PATHS, effects, phases, spells
from tests.analysis.made_up.interdiction import pair


def test_operations_within_a_year_are_one_spell_and_later_ones_another():
    assert spells(pair(24, 25, 30)) == [slice(24, 31)]
    assert spells(pair(24, 25, 60, 61)) == [slice(24, 26), slice(60, 62)]


def test_years_after_are_whole_and_end_where_the_next_spell_begins():
    found = [(spell, phase, months.start, months.stop) for spell, phase, months in phases(pair(24, 25, 60, 61))]
    assert found == [
        (1, "before", 12, 24), (1, "presence", 24, 26), (1, "after_1", 26, 38), (1, "after_2", 38, 50),
        (2, "before", 48, 60), (2, "presence", 60, 62), (2, "after_1", 62, 74), (2, "after_2", 74, 86),
    ]  # fmt: skip


def test_effects_are_paired_and_relative_to_the_same_world_without_operations():
    by_phase = {(each.phase, each.outcome): each for each in effects(pair(24, 25))}
    assert len(by_phase) == 5 * len(PATHS)
    assert by_phase["before", "true.miners"].difference.mean == 0.0
    under = by_phase["presence", "true.bars_roadside"]
    assert under.reference_mean == pytest.approx(201.0)
    assert under.difference.mean == pytest.approx(-20.1)
    assert under.relative.low <= under.relative.mean == pytest.approx(-0.1)
