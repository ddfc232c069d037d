"""The attention route: who is admitted, how survivors recover, return or go on."""

from dataclasses import replace

import numpy as np
import pytest

from model.codes import Age, Form, Sex, Stage
from model.processes import aftercare
from tests.model.worlds import baseline, grown

REFUGE, GIRLS, BUILDING = range(3)
"""Rows of the shelters: for all in the region, for women and children at origin, added by policy."""
MANY = 4000


def survivors(plan=None, n=MANY, **columns):
    """Return a world whose only followed people are ``n`` survivors, all at home unless ``columns`` differ."""
    model = grown(plan)
    model.persons.remove_rows(np.arange(model.persons.n))
    home = {"stage": Stage.HOME, "since": model.week, "left": model.week}
    about = {"network": 0, "origin": 0, "age": Age.FROM_18}
    model.persons.add(n, identity=np.arange(n, dtype=np.uint64) + 7, **(home | about | columns))
    return model


def settled(**aftercare):
    """Return a plan in which nobody leaves a shelter early, returns to exploitation or becomes a recruiter."""
    stays = {"leave_shelter": 0.0, "return_unprepared": 0.0, "becomes_recruiter": 0.0}
    return baseline(aftercare=stays | aftercare)


def first_shelter(age, sex, free=(1, 1, 1)):
    """Return the shelter that a person is offered."""
    shelters = grown().shelters
    return aftercare.place_for(int(age), int(sex), np.array(free), shelters.arrays)


def test_shelters_for_women_and_children_admit_no_adults_and_no_older_boys():
    assert first_shelter(Age.FROM_14, Sex.FEMALE, (0, 1, 0)) == GIRLS
    assert first_shelter(Age.FROM_10, Sex.MALE, (0, 1, 0)) == GIRLS
    assert first_shelter(Age.FROM_14, Sex.MALE, (0, 1, 0)) == -1
    for sex in Sex:
        assert first_shelter(Age.FROM_25, sex, (0, 1, 0)) == -1


def test_adult_men_are_admitted_only_where_men_and_adults_are():
    assert first_shelter(Age.FROM_18, Sex.MALE) == REFUGE
    assert first_shelter(Age.FROM_18, Sex.MALE, (0, 1, 1)) == BUILDING


def test_nobody_is_admitted_where_all_is_full():
    assert first_shelter(Age.FROM_14, Sex.FEMALE, (0, 0, 0)) == -1


def test_those_who_wait_longest_are_admitted_first():
    willing = settled(refuse=0.0, longest_wait=40.0)
    model = survivors(willing, n=60, stage=Stage.HELD, age=Age.FROM_14)
    model.persons.since[:] = model.week - np.random.default_rng(2).permutation(60) % 30
    waited = model.week - model.persons.since
    aftercare.step(model)
    inside = model.persons.stage == Stage.SHELTER
    assert 0 < inside.sum() < 60
    assert waited[inside].min() >= waited[~inside].max()


def test_no_shelter_takes_more_than_its_places():
    model = survivors(settled(refuse=0.0), n=300, stage=Stage.HELD, age=Age.FROM_14)
    aftercare.step(model)
    living = np.bincount(model.persons.shelter[model.persons.shelter >= 0], minlength=3)
    np.testing.assert_array_equal(living, model.shelters.places + model.shelters.extra)


def test_a_shelter_that_has_not_opened_takes_nobody():
    model = survivors(n=50, stage=Stage.HELD, age=Age.FROM_14)
    model.shelters.opens[:] = model.week + 1
    aftercare.step(model)
    assert not (model.persons.stage == Stage.SHELTER).any()


def test_adults_may_refuse_help_and_those_under_18_may_not():
    refusing = baseline(aftercare={"refuse": 1.0})
    adults = survivors(refusing, n=40, stage=Stage.HELD, age=Age.FROM_25)
    children = survivors(refusing, n=40, stage=Stage.HELD, age=Age.FROM_14)
    for model in (adults, children):
        model.flows = dict.fromkeys(model.flows, 0.0)
        aftercare.step(model)
    assert adults.flows["refused_help"] == 40
    assert children.flows["refused_help"] == 0


def test_who_waits_too_long_goes_home_unprepared():
    model = survivors(settled(refuse=0.0, recovery_places=0.0), n=100, stage=Stage.HELD, age=Age.FROM_14)
    model.shelters.places[:] = 0
    for _ in range(round(model.numbers.aftercare.longest_wait)):
        aftercare.step(model)
        assert (model.persons.stage == Stage.HELD).all()
        model.week += 1
    aftercare.step(model)
    assert (model.persons.stage == Stage.HOME).all()
    assert model.flows["sent_home_unprepared"] == 100


def returns(**columns):
    """Return the fates of many survivors who came home this week."""
    model = survivors(**columns)
    u, p = (np.arange(MANY) + 0.5) / MANY, model.numbers.aftercare
    return np.array([aftercare.fate_of(u[i], model.persons.arrays, i, model.week, p) for i in range(MANY)])


def test_survivors_without_recovery_return_more_often_than_with_it():
    often = baseline(aftercare={"return_unprepared": 0.2, "recovered_ratio": 0.25})
    without, recovered = (returns(plan=often, recovered=done) == aftercare.RETURNS for done in (False, True))
    assert without.mean() == pytest.approx(0.2, abs=0.001)
    assert recovered.mean() == pytest.approx(0.05, abs=0.001)
    assert (without >= recovered).all()


def test_survivors_long_at_home_return_less_often():
    often = baseline(aftercare={"return_unprepared": 0.2, "return_decay": 52.0})
    model_week = grown().week
    new, old = (returns(plan=often, since=model_week - weeks) == aftercare.RETURNS for weeks in (0, 104))
    assert old.sum() < new.sum() / 3


def test_only_survivors_without_recovery_become_recruiters():
    some = baseline(aftercare={"becomes_recruiter": 0.1})
    without, recovered = (returns(plan=some, recovered=done) == aftercare.RECRUITS for done in (False, True))
    assert without.mean() == pytest.approx(0.1, abs=0.001)
    assert not recovered.any()


def test_a_survivor_who_recruits_is_the_same_person():
    model = survivors(baseline(aftercare={"becomes_recruiter": 1.0, "return_unprepared": 0.0}), n=20, network=3)
    aftercare.step(model)
    assert model.persons.n == 0
    joined = np.isin(model.recruiters.identity, np.arange(20) + 7)
    assert joined.sum() == 20
    assert model.recruiters.survivor[joined].all()
    assert (model.recruiters.network[joined] == 3).all()


def test_those_who_return_are_in_a_bar_or_mine_again_and_counted():
    model = survivors(baseline(aftercare={"return_unprepared": 1.0}), form=np.arange(MANY) % 2)
    model.flows = dict.fromkeys(model.flows, 0.0)
    aftercare.step(model)
    persons = model.persons
    back = persons.stage == Stage.EXPLOITED
    assert model.flows["returns_to_exploitation"] == back.sum() > MANY * 0.9
    sexual = back & (persons.form == Form.SEXUAL)
    assert (persons.bar[sexual] >= 0).all()
    assert (persons.bar[back & ~sexual] == -1).all()
    assert model.camps.open[persons.camp[back]].all()
    assert (persons.times[back] == 2).all()


def test_recovery_takes_its_years_and_places_go_to_those_home_last():
    model = survivors(settled(), n=100)
    model.persons.since[:] = model.week - np.arange(100)
    model.levers = replace(model.levers, recovery_places=20.0)
    aftercare.step(model)
    entered = model.persons.stage == Stage.RECOVERY
    places = round(model.numbers.aftercare.recovery_places) + 20
    assert entered.sum() == places
    assert entered[:places].all()


def test_who_completes_recovery_is_home_and_recovered():
    model = survivors(n=10, stage=Stage.RECOVERY, since=0)
    aftercare.step(model)
    assert (model.persons.stage == Stage.HOME).all()
    assert model.persons.recovered.all()


def test_after_the_follow_up_survivors_are_among_people_at_their_origins():
    model = survivors(n=30, since=0, left=0)
    before = model.candidates.sum()
    aftercare.step(model)
    assert model.persons.n == 0
    assert model.candidates.sum() == before + 30


def test_who_was_stopped_on_the_way_is_not_followed_as_a_survivor():
    model = survivors(baseline(aftercare={"return_unprepared": 1.0}), n=30, left=-1)
    aftercare.step(model)
    assert model.persons.n == 0
    assert model.flows["returns_to_exploitation"] == 0
