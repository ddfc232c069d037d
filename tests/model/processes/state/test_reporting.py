"""Who reports exploitation: trust, fear, knowledge, hotline and help of NGOs."""

from copy import replace

import numpy as np
import pytest

from model.codes import Climate, Stage
from model.processes.state import society
from model.processes.survivors import exits
from tests.model.processes.society_worlds import SOCIETY, setting, summed
from tests.model.worlds import baseline, column, exploited, grown, usual, weekly, young


def test_readiness_to_report_is_one_at_the_start():
    model = young()
    model.levers = replace(model.levers, oversight=SOCIETY.oversight_usual)
    assert society.readiness_to_report(model.world) == 1.0


@pytest.mark.parametrize(
    ("entry", "more"), [(Climate.TRUST, True), (Climate.TOLERANCE, False), (Climate.PROFESSIONALS, True)]
)
def test_trust_and_professionals_raise_complaints_and_tolerance_lowers_them(entry, more):
    model = grown()
    usual = society.readiness_to_report(model.world)
    model.climate[entry] += 0.2
    assert (society.readiness_to_report(model.world) > usual) == more
    neutral = baseline(civil_society={"trust_effect": 0.0, "tolerance_effect": 0.0, "professionals_effect": 0.0})
    off = grown(neutral)
    before = society.readiness_to_report(off.world)
    off.climate[entry] += 0.2
    assert society.readiness_to_report(off.world) == before


def complaining(change=None, **values):
    """Return a year of outcomes in a world where many would complain."""
    plan = baseline(exits={"complaint": 0.01}, policing={"raids_per_week": 0.0}, civil_society=values)
    model = grown(plan)
    if change:
        change(model)
    return weekly(model, 20).sum(axis=0)


def angry(model):
    """Let all camps be hostile to the state."""
    model.camps.hostility[:] = 1.0


def test_fear_of_armed_camps_keeps_people_from_complaining():
    named = column("true.exits_by_complaint")
    afraid, fearless = (complaining(angry, fear_effect=effect)[named] for effect in (5.0, 0.0))
    assert afraid < fearless / 2


def test_reprisals_follow_complaints_and_protection_prevents_them():
    plan = baseline(
        exits={"complaint": 0.01}, civil_society={"reprisal": 1.0, "trust_from_reprisals": 0.0}, contact={"found": 0.0}
    )
    outcomes = weekly(grown(plan), 20).sum(axis=0)
    assert outcomes[column("true.reprisals")] == outcomes[column("true.exits_by_complaint")] > 20
    assert summed(setting(plan, witness_protection=1.0), "true.reprisals", 20) == 0


def test_professionals_who_know_the_signs_report_and_forget_with_turnover():
    taught = setting(professionals=1.0)
    knows = weekly(taught, 104)
    share = knows[:, column("true.trained_professionals")]
    assert 0 < share[5] < share[50] < 1
    assert knows[:, column("true.complaints")].sum() > 1.2 * usual(104)[:, column("true.complaints")].sum()


def test_awareness_at_origin_helps_people_see_what_is_done_to_them():
    few = weekly(setting(exits_more(), awareness=0.0), 52)[:, column("true.exits_by_complaint")].sum()
    many = weekly(setting(exits_more(), awareness=1.0), 52)[:, column("true.exits_by_complaint")].sum()
    assert many > 1.2 * few
    off = exits_more(recognition_effect=0.0)
    assert exits.reporting(grown(off).world).recognition == 0.0


def exits_more(**values):
    """Return the baseline with more complaints, so that counts are large enough to compare."""
    return baseline(exits={"complaint": 0.005}, civil_society=values)


def test_a_hotline_raises_calls_complaints_and_recorded_complaints():
    plan = baseline(contact={"passed_on": 1.0, "acted_on": 1.0, "other_calls": 0.0})
    routine, better = weekly(grown(plan), 52).sum(axis=0), weekly(setting(plan, hotline=1.0), 52).sum(axis=0)
    for name in ("true.hotline_calls", "true.complaints", "recorded.reta_complaints"):
        assert better[column(name)] > 1.5 * routine[column(name)], name


def test_no_hotline_no_calls():
    assert summed(setting(hotline=0.0), "true.hotline_calls") == 0


def test_a_call_that_nobody_acts_on_brings_nobody_out():
    plan = baseline(contact={"acted_on": 0.0})
    with_calls, without = setting(plan, hotline=1.0), setting(plan, hotline=0.0)
    outcomes = weekly(with_calls, 20), weekly(without, 20)
    assert outcomes[0][:, column("true.hotline_calls")].sum() > 50
    left = column("true.exits_by_complaint")
    assert outcomes[0][:5, left].tolist() == outcomes[1][:5, left].tolist()


def test_more_than_routine_oversight_raises_complaints():
    watched = setting(oversight=3.0)
    assert summed(watched, "true.complaints", 104) > 1.1 * usual(104)[:, column("true.complaints")].sum()


def test_people_brought_out_by_an_ngo_complain_with_its_help():
    def complaints(share):
        plan = baseline(exits={"outreach": 5.0}, justice={"complaint_by_outreach": share})
        return weekly(grown(plan), 30)[:, [column("true.complaints"), column("true.exits_by_outreach")]].sum(axis=0)

    none, half = complaints(0.0), complaints(0.5)
    assert half[0] - none[0] > 0.2 * half[1]


def test_people_in_exploitation_complain_from_camps_only(plan=None):
    model = grown(plan)
    held = np.count_nonzero(model.persons.stage == Stage.EXPLOITED)
    rows, kinds, sources, _ = exits.decide(model.world, exploited(model), 0.1, exits.reporting(model.world))
    assert 0 < rows.size < held
    assert (model.persons.stage[rows] == Stage.EXPLOITED).all()
    assert kinds.size == sources.size == rows.size
