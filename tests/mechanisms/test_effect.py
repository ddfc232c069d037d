"""What the difference between two arms says about a row, and how it is shown."""

import io
import json
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

from analysis.base.headlines import FORMS
from analysis.base.words import words_in
from analysis.measures.mechanism_effects import at_default, effect, plain_rows
from analysis.tables.mechanism_defaults import cell, default_notes, default_tables
from analysis.tables.mechanisms import Measured, MechanismTable, mechanism_page
from experiments.engine.warm_starts import Replicate
from experiments.record.experiment import Replication
from experiments.record.mechanism_effects import (
    DEFAULT_WEEKS,
    Arm,
    arm_scenario,
    arms,
    arms_at_default,
    baseline,
    run_arm,
)
from model.mechanisms import not_modelled, rows
from tests.mechanisms.samples import DISCOURAGED, IDLE, LEFT_OUT, OUTAGE, folder_with

LEVELS = np.array([100.0, 110.0, 90.0, 105.0, 95.0, 100.0])
MORE = np.array([50.0, 55.0, 52.0, 48.0, 47.0, 51.0])
NOISE = np.array([5.0, -6.0, 4.0, -5.0, 6.0, -4.0])
REPLICATION = Replication(1, tuple(range(6)), 50)


@pytest.fixture
def found(tmp_path):
    """Return three rows: register outage, failed raids, and one that moves nothing."""
    return rows(folder_with(tmp_path, justice=OUTAGE + DISCOURAGED + IDLE))


@pytest.fixture
def effects(found):
    """Return made-up effects of the three rows: one as claimed, one that moves the other way, nothing."""
    outage, discouraged, idle = found
    return [
        effect(outage, LEVELS, LEVELS + MORE),
        effect(discouraged, LEVELS + MORE, LEVELS),
        effect(idle, LEVELS, LEVELS),
    ]


@pytest.fixture
def defaults(found):
    """Return made-up effects at default settings: a policy not in force, one that moves, and one that moves nothing."""
    outage, discouraged, idle = found
    same = dict.fromkeys((*FORMS.values(), *(row.outcome for row in found)), LEVELS)
    more = same | {discouraged.outcome: LEVELS + MORE, FORMS["sexual"]: LEVELS - MORE / 10}
    return [
        at_default(outage, same, same, acts=False),
        at_default(discouraged, same, more, acts=True),
        at_default(idle, same, same, acts=True),
    ]


def printed(table, width):
    console = Console(width=width, file=io.StringIO())
    console.print(table, highlight=False)
    return console.file.getvalue()


def test_the_arm_without_a_mechanism_has_its_off_switch_or_lacks_its_policy(found):
    outage, discouraged, _ = found
    on, off = arms(discouraged)
    assert (on.changes, off.changes) == ((), (("policing.discouragement", 0.0),))
    assert arm_scenario(off).parameters.policing.discouragement == 0
    on, off = arms(outage)
    assert on.changes == off.changes == (("policing.leak_per_agency", 0.2),)
    assert [policy.kind for policy in on.policies] == ["register_outage", "raids"]
    assert [policy.kind for policy in arm_scenario(off).interventions] == ["raids"]


def test_both_arms_meet_the_same_world_and_luck(found):
    _, discouraged, idle = found
    lives = {row.id: [run_arm(arm, Replicate(1, 0, 50)) for arm in arms(row)] for row in (discouraged, idle)}
    assert np.array_equal(*lives["I-idle"])
    assert not np.array_equal(*lives["M31"])


@pytest.mark.parametrize(
    ("change", "verdict"), [(MORE, "other_way"), (-MORE, "moves"), (NOISE, "noise"), (0 * MORE, "nothing")]
)
def test_a_row_is_modelled_when_its_outcome_moves_beyond_noise_in_the_direction_it_names(found, change, verdict):
    outage = found[0]
    assert outage.sign == "-"
    one = effect(outage, LEVELS + change, LEVELS)
    assert (one.verdict, one.modelled) == (verdict, verdict == "moves")


def test_a_difference_is_a_share_of_the_larger_level(found):
    assert effect(found[0], LEVELS, LEVELS * 0).percent.mean == pytest.approx(100)
    assert effect(found[0], LEVELS * 0, LEVELS).percent.mean == pytest.approx(-100)
    assert np.isnan(effect(found[0], LEVELS * 0, LEVELS * 0).percent.mean)


@pytest.mark.parametrize("width", [80, 100, 160])
def test_the_table_fits_the_terminal_and_says_what_does_not_move(found, effects, width):
    text = printed(MechanismTable(found, effects, REPLICATION, words_in()), width)
    assert max(map(len, text.splitlines())) <= width
    assert "1 of 3 rows move their outcome" in " ".join(text.split())
    if width == 160:
        assert "not modelled: switching it off moves nothing" in text
        assert "NOT AS CLAIMED: moves the other way" in text
        assert "policy left out: register_outage" in text
        assert "under raids" in text


def test_without_effects_the_table_shows_what_is_claimed(found):
    text = printed(MechanismTable(found, [], REPLICATION, words_in()), 160)
    assert "policing.discouragement = 0" in text
    assert "true.raids (\N{MINUS SIGN}, 52 weeks)" in text
    assert "--measure" in text


def test_at_default_settings_nothing_but_the_off_switch_differs(found):
    outage, discouraged, _ = found
    usual = Arm((), (), DEFAULT_WEEKS)
    assert arms_at_default(outage) == (usual, usual)
    assert arms_at_default(discouraged) == (usual, Arm((("policing.discouragement", 0.0),), (), DEFAULT_WEEKS))


def test_what_is_off_by_default_differs_in_nothing(found):
    row = replace(found[1], off={"policing.discouragement": baseline().parameters.policing.discouragement})
    on, off = arms_at_default(row)
    assert on == off


def test_at_default_settings_it_is_said_what_moves_and_plainly_what_does_not(defaults):
    policy, moving, still = (cell(each, words_in()) for each in defaults)
    assert policy == "nothing moves: a policy that is not in force"
    assert still == "nothing moves"
    assert moving.startswith("\N{MINUS SIGN}34 % (") and "<br>person-years, sexual: 5.0 % (" in moving
    assert [each.verdict for each in defaults] == ["policy", "moves", "nothing"]


def test_at_default_settings_chance_is_counted_among_what_is_told(defaults):
    summary, note = default_notes(defaults, REPLICATION, words_in())
    assert summary.startswith("At default settings 1 of 3 rows move their own outcome")
    assert "differ at all in 1 cases and beyond the noise floor in 1" in summary
    assert "6 paired replicates" in note
    assert "nothing moves" in printed(default_tables(defaults, REPLICATION, words_in()), 160)


def test_the_page_has_a_line_a_row(effects, defaults):
    page = mechanism_page(Measured(effects, defaults, REPLICATION), words_in())
    head, _, *lines = [line for line in page.splitlines() if line.startswith("|")]
    assert len(lines) == 3
    assert {line.count(" | ") for line in (head, *lines)} == {12}
    assert "6 paired replicates" in page


def test_what_is_left_out_stands_apart_with_its_reason(effects, defaults, found, tmp_path):
    left_out = not_modelled(folder_with(tmp_path, more=LEFT_OUT))
    page = mechanism_page(Measured(effects, defaults, REPLICATION), words_in(), left_out)
    assert page.endswith("| M25 | Price tiers | no source gives a figure |\n")
    text = printed(MechanismTable(found, [], REPLICATION, words_in(), left_out), 100)
    assert "no source gives a figure" in text


def test_plain_rows_hold_what_json_can_hold(found, effects, defaults):
    content = json.loads(json.dumps(plain_rows(found, effects, defaults)))
    assert [row["at_default"]["verdict"] for row in content] == ["policy", "moves", "nothing"]
    assert [row["id"] for row in content] == ["M9", "M31", "I-idle"]
    assert content[0]["policies"][0] | {"kind": "register_outage", "start": "2009-01-05"} == content[0]["policies"][0]
    assert content[0]["measured"]["verdict"] == "moves"
    assert "measured" not in plain_rows(found)[0]
