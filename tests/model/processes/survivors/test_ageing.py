"""People in exploitation and survivors grow older."""

import numpy as np
import pytest

from model.codes import Age, Stage
from model.processes.survivors import ageing
from tests.model.processes.survivor_worlds import survivors
from tests.model.worlds import column, grown, measure


def aged(model, weeks):
    """Let people grow older for some weeks, and nothing else happen."""
    for _ in range(weeks):
        ageing.step(model)
        model.week += 1
    return model


def by_cell(model):
    """Return people at home and followed by origin, age and sex."""
    people, persons = model.candidates.copy(), model.persons
    np.add.at(people, (persons.origin[:], persons.age[:], persons.sex[:]), 1)
    return people


def test_people_at_home_and_followed_keep_their_number_by_origin_age_and_sex():
    model = survivors(n=2000, age=np.arange(2000) % 4, origin=np.arange(2000) % 10, sex=np.arange(2000) % 2)
    before, ages = by_cell(model), model.persons.age[:].copy()
    aged(model, 60)
    assert (model.persons.age[:] > ages).sum() > 150
    np.testing.assert_array_equal(by_cell(model), before)


def test_over_a_year_a_share_of_a_group_grows_out_of_it_and_nobody_out_of_the_last():
    years = {Age.FROM_10: 4, Age.FROM_14: 4, Age.FROM_18: 7}
    for age, lasts in years.items():
        model = aged(survivors(age=age), 53)
        assert (model.persons.age[:] == age + 1).mean() == pytest.approx(1 / lasts, abs=0.02)
    assert (aged(survivors(age=Age.FROM_25), 53).persons.age[:] == Age.FROM_25).all()


def test_who_is_held_for_years_comes_of_age_in_exploitation():
    model = grown()
    persons = model.persons
    held = (persons.stage == Stage.EXPLOITED) & (persons.age == Age.FROM_14)
    persons.next_age[held] = model.week
    ageing.step(model)
    assert held.sum() > 50
    assert (persons.age[held] == Age.FROM_18).all()
    assert (persons.stage[held] == Stage.EXPLOITED).all()
    assert (persons.next_age[held] > model.week + 7 * 52).all()
    model.step()
    assert measure(model)[column("true.people_in_sexual_exploitation_under_18")] < 200


def test_whose_group_ends_when_does_not_depend_on_the_order_of_rows():
    model, other = survivors(n=100, age=Age.FROM_14), survivors(n=100, age=Age.FROM_14)
    other.persons.identity[:] = other.persons.identity[::-1].copy()
    for each in (model, other):
        ageing.step(each)
    np.testing.assert_array_equal(model.persons.next_age[:], other.persons.next_age[::-1])
