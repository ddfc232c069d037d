"""Rows of mechanisms: what they say, their order, and the message for every mistake."""

from datetime import date

import pytest

from model.mechanisms import MechanismError, not_modelled, rows
from model.text.toml_file import ScenarioError
from tests.mechanisms.samples import DISCOURAGED, IDLE, LEFT_OUT, OUTAGE, folder_with


def mistakes(folder, text):
    """Return the message about a file with this text."""
    with pytest.raises(MechanismError) as caught:
        rows(folder_with(folder, society=text))
    return str(caught.value)


def test_a_row_says_what_carries_a_mechanism_and_how_to_switch_it_off(tmp_path):
    (row,) = rows(folder_with(tmp_path, corruption=DISCOURAGED))
    assert (row.id, row.name) == ("M31", "Failed raids discourage further raids")
    assert row.process == ("raids.step",)
    assert row.parameters == ("policing.discouragement", "policing.morale_memory")
    assert row.off == {"policing.discouragement": 0.0}
    assert (row.levers, row.policies, row.without, row.set) == (("raids",), (), (), {})
    assert (row.outcome, row.sign, row.weeks, row.facts) == ("true.raids", "-", 52, ("operations-jan-jun-2015",))


def test_policies_of_a_row_begin_when_the_grown_world_goes_on(tmp_path):
    (row,) = rows(folder_with(tmp_path, registers=OUTAGE))
    assert [policy.kind for policy in row.policies] == ["register_outage", "raids"]
    assert {policy.start for policy in row.policies} == {date(2009, 1, 5)}
    assert row.policies[1].intensity == 0.5


def test_mechanisms_come_by_number_then_loops_and_institutions_last(tmp_path):
    loop = DISCOURAGED.replace("M31", "L5")
    folder = folder_with(tmp_path, justice=IDLE + loop + DISCOURAGED, another=OUTAGE)
    assert [row.id for row in rows(folder)] == ["M9", "M31", "L5", "I-idle"]


def test_what_is_not_modelled_stands_apart_with_its_reason(tmp_path):
    folder = folder_with(tmp_path, justice=LEFT_OUT + DISCOURAGED)
    (row,) = not_modelled(folder)
    assert (row.id, row.because) == ("M25", "no source gives a figure")
    assert [row.id for row in rows(folder)] == ["M31"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"no source gives a figure"', '""', "is not a text"),
        ('id = "M25"', "", "this row has no id"),
        ('mechanism = "Price tiers"', "", "neither mechanism nor institution"),
        ('id = "M25"', 'id = "M25"\nweeks = 52', "row[1].weeks = 52: a row with 'because' is not modelled"),
    ],
)
def test_a_row_of_what_is_not_modelled_claims_nothing(tmp_path, old, new, said):
    assert said in mistakes(tmp_path, LEFT_OUT.replace(old, new))


def test_a_folder_without_files_has_no_rows(tmp_path):
    assert rows(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("weeks = 52", "wekks = 52", "row[1].wekks = 52: unknown key of a row; did you mean 'weeks'?"),
        ("weeks = 52", "weeks = 0", "row[1].weeks = 0: is not a whole number of weeks from 1 to 520"),
        ('"M31"', '"31"', "row[1].id"),
        ('"raids.step"', '"raid.step"', "unknown process 'raid.step'; did you mean 'raids.step'?"),
        ('"policing.morale_memory"', '"policing.moral_memory"', "did you mean 'policing.morale_memory'?"),
        ('levers = ["raids"]', 'levers = "raids"', "is not a list"),
        ('levers = ["raids"]', 'levers = ["rades"]', "unknown kind of intervention 'rades'; did you mean 'raids'?"),
        ('{ "policing.discouragement"', '{ "policing.discouragment"', "did you mean 'policing.discouragement'?"),
        ("= 0.0 }", "= 1.5 }", "outside 0 to 1"),
        ('"true.raids"', '"true.raid"', "unknown outcome 'true.raid'; did you mean 'true.raids'?"),
        ('"true.raids"', '"true.hiding_seen_through"', "it is now called 'true.hidden_bars_detected'"),
        ('"true.raids"', '["true.raids"]', "unknown outcome '['true.raids']'"),
        ('sign = "-"', 'sign = "down"', "unknown sign"),
        ('"operations-jan-jun-2015"', '"operations-jan-june-2015"', "did you mean 'operations-jan-jun-2015'?"),
        ('off = { "policing.discouragement" = 0.0 }', "", "no off-switch"),
        ('outcome = "true.raids"', "", "this row has no outcome"),
        ('mechanism = "Failed raids discourage further raids"', "", "neither mechanism nor institution"),
        ('levers = ["raids"]', 'without = ["raids"]', "'raids' is none of the row's policies"),
        ('levers = ["raids"]', 'policies = [{ kind = "raids", frequenzy = 3 }]', "did you mean 'frequency'?"),
        ('sign = "-"', "sign = -", "stands in quotes"),
    ],
)
def test_a_mistake_is_named_with_file_row_and_advice(tmp_path, old, new, said):
    assert old in DISCOURAGED
    message = mistakes(tmp_path, DISCOURAGED.replace(old, new))
    assert "society.toml, line" in message
    assert said in message


def test_all_mistakes_come_in_one_message_that_the_command_prints(tmp_path):
    message = mistakes(tmp_path, DISCOURAGED.replace("-", "_") + IDLE.replace("true.complaints", "true.complaint"))
    assert "row[1].sign" in message and "row[1].facts" in message and "row[2].outcome" in message
    assert issubclass(MechanismError, ScenarioError)


def test_a_file_that_holds_no_row_is_refused(tmp_path):
    assert "holds no row" in mistakes(tmp_path, "")
    assert "did you mean 'row'?" in mistakes(tmp_path, DISCOURAGED.replace("[[row]]", "[[rows]]"))
