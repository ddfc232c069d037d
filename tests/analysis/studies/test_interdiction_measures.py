"""Spells of presence, and what differs before, during and after them."""

from datetime import date

import numpy as np
import pytest

from analysis.base.words import words
from analysis.measures.summarise import Pair
from analysis.studies.interdiction.measures import EVENTS, FORCES, PATHS, WEEKS, effects, phases, spells
from analysis.studies.interdiction.table import label, operations_csv

MONTHS = 96
OUTCOMES = [*PATHS, FORCES, WEEKS, *EVENTS]
MANIFEST = {"outcomes": {name: {"unit": "bars" if "bars" in name else "persons"} for name in OUTCOMES}}


def pair(*with_forces):
    """Return a pair of three replicates in which forces are there in some months and a tenth is missing after."""
    dates = [date(2008 + month // 12, month % 12 + 1, 1) for month in range(MONTHS)]
    against = np.full((3, MONTHS, len(OUTCOMES)), 200.0) + np.arange(3)[:, None, None]
    against[:, :, OUTCOMES.index(FORCES)] = against[:, :, OUTCOMES.index(WEEKS)] = 0.0
    policy = against.copy()
    policy[:, with_forces[0] :, : len(PATHS)] *= 0.9
    policy[:, list(with_forces), OUTCOMES.index(FORCES)] = 6000.0
    return Pair("operated", "free", dates[with_forces[0]], dates, OUTCOMES, policy, against, 3)


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


def test_the_file_has_a_line_an_effect_and_the_table_a_label_a_path():
    found = list(effects(pair(24)))
    assert operations_csv(found, MANIFEST).count(b"\n") == 1 + len(found)
    assert len({label(outcome, words()) for outcome in PATHS}) == 3 + 4
