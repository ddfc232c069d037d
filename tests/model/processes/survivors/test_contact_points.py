"""The hotline, DEMUNA and women's emergency centres: whom they reach and what comes of it."""

import numpy as np
import pytest

from model.codes import Source, Stage
from model.processes.survivors import contact_points, hotline
from tests.model.processes.society_worlds import setting
from tests.model.worlds import baseline, column, differing, grown, weekly

QUIET = {"civil_society": {"hotline_routine": 0.0}}
CALLS = {"contact": {"other_calls": 0.0, "operators": 50.0, "other_language": 0.0}}


def counted(outcomes, *names):
    """Return sums of outcomes over the weeks."""
    return [outcomes[:, column(f"true.{name}")].sum() for name in names]


def called(weeks=26, known=1.0, **contact):
    """Return calls, answered, understood and acted on, over some weeks in which many know the line."""
    plan = baseline(contact=CALLS["contact"] | contact)
    names = ("hotline_calls", *(f"hotline_calls_{done}" for done in ("answered", "understood", "acted_on")))
    model = setting(plan, hotline=known)
    model.persons.alarm[:] = -1
    return counted(weekly(model, weeks), *names)


def test_every_call_is_answered_and_understood_where_there_are_enough_operators_of_all_languages():
    calls, answered, understood, _ = called()
    assert calls == answered == understood > 100


def test_operators_who_are_too_few_answer_a_part():
    calls, answered, *_ = called(operators=0.1, calls_per_operator=10.0)
    assert 0 < answered < calls / 3


def test_other_matters_take_operators_too():
    assert called(other_calls=5000.0)[1] < called()[1] / 1.4


def test_callers_of_another_language_are_understood_by_who_speaks_it():
    _, answered, understood, _ = called(other_language=0.5, operators_speak=0.0)
    assert understood / answered == pytest.approx(0.5, abs=0.12)
    _, answered, understood, _ = called(other_language=0.5, operators_speak=1.0)
    assert understood == answered


def test_nobody_goes_after_a_call_that_is_not_passed_on():
    assert called(passed_on=0.0)[-1] == 0 < called()[-1]


def test_a_call_brings_somebody_out_weeks_later_and_opens_a_case():
    model = grown(baseline(civil_society={"hotline_routine": 0.0}, contact={"found": 1.0}))
    i = int(np.flatnonzero(model.persons.stage == Stage.EXPLOITED)[0])
    who = model.persons.identity[i]
    model.persons.alarm[i] = model.week + 2
    model.make_room()
    for week in range(3):
        hotline.act_on_calls(model.world)
        there = np.flatnonzero(model.persons.identity == who)[0]
        assert (model.persons.stage[there] == Stage.EXPLOITED) == (week < 2)
        model.week += 1
    assert np.count_nonzero(model.cases.source == Source.HOTLINE) >= 1


def seen(weeks=26, **contact):
    """Return families and survivors seen, people referred, and exits by family search, over some weeks."""
    plan = baseline(contact=contact, **QUIET)
    names = ("families_seen_at_contact_points", "survivors_seen_at_contact_points", "referred_by_contact_points")
    return counted(weekly(grown(plan), weeks), *names, "exits_by_family_search")


def test_no_more_are_seen_than_there_is_room_for_and_nobody_without_room():
    families, survivors, *_ = seen(seen=104.0, families_come=0.01, survivors_come=0.01)
    assert families + survivors == 2 * 26
    assert seen(seen=0.0)[:3] == [0, 0, 0]


def test_a_share_is_referred_and_families_find_some():
    everybody = {"seen": 5000.0, "families_come": 0.02, "survivors_come": 0.0}
    families, _, referred, found = seen(**everybody, referred=1.0, found_with_family=0.5)
    assert referred == families > 20
    assert found > seen(**everybody, found_with_family=0.0)[3] + families / 4


def test_who_had_first_help_does_not_come_again_and_returns_less():
    model = grown(baseline(contact={"seen": 1e6, "survivors_come": 1.0, "families_come": 0.0}, **QUIET))
    home = (model.persons.stage == Stage.HOME) & (model.persons.left >= 0)
    model.persons.next_visit[:] = -1
    model.make_room()
    contact_points.step(model)
    assert model.persons.helped[home].mean() > 0.5
    assert not model.persons.helped[~home].any()
    assert contact_points.first_by_lot(model.world, 10**6).size < np.count_nonzero(home) / 2
    helped, without = grown(baseline(aftercare={"first_help_ratio": 0.0})), grown()
    for world in (helped, without):
        world.persons.helped[world.persons.stage == Stage.HOME] = True
    back = column("true.returns_to_exploitation")
    assert weekly(helped, 8)[:, back].sum() < weekly(without, 8)[:, back].sum() / 2


def test_places_to_turn_to_that_nobody_comes_to_change_nothing():
    none, off = ({"families_come": 0.0, "survivors_come": 0.0}, {"seen": 0.0})
    one, other = (grown(baseline(contact=contact)) for contact in (none, off))
    weekly(one, 8), weekly(other, 8)
    plans = {"parameters", "agents/Person.next_visit"}
    assert set(differing(one.snapshot(), other.snapshot())) <= plans
