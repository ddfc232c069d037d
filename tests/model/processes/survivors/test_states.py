"""Every survivor who was identified is in one state."""

import numpy as np
import pytest

from model.codes import Stage, Survival
from model.people import survival
from model.processes.survivors import aftercare
from tests.model.processes.survivor_worlds import lived, survivors, unhelped
from tests.model.worlds import column, grown, weekly

NAMES = [state.name.lower() for state in Survival]


def columns(names):
    """Return the places of some outcomes."""
    return [column(f"true.{name}") for name in names]


def test_states_add_up_to_all_who_were_ever_identified_also_by_form_sex_and_age():
    model = grown()
    start = model.census.survivors.sum()
    outcomes = weekly(model, 80)
    everybody = outcomes[:, columns(f"identified_{name}" for name in NAMES)]
    new = outcomes[:, column("true.first_identified")]
    assert new.sum() > 100
    np.testing.assert_array_equal(everybody.sum(axis=1), start + np.cumsum(new))
    for groups in (("sexual", "labour"), ("female", "male"), ("under_18", "adult")):
        parts = sum(outcomes[:, columns(f"identified_{name}_{group}" for name in NAMES)] for group in groups)
        np.testing.assert_array_equal(parts, everybody)


@pytest.mark.parametrize(
    ("about", "state"),
    [
        ({"stage": Stage.HELD}, Survival.IN_CARE),
        ({"stage": Stage.SHELTER, "shelter": 0}, Survival.IN_CARE),
        ({"stage": Stage.RECOVERY}, Survival.IN_CARE),
        ({"stage": Stage.HOME}, Survival.AT_HOME),
        ({"stage": Stage.HOME, "recovered": True}, Survival.INDEPENDENT),
        ({"stage": Stage.HOME, "reintegrated": True}, Survival.INDEPENDENT),
        ({"stage": Stage.EXPLOITED, "recovered": True}, Survival.RETURNED),
    ],
)
def test_the_state_of_a_survivor(about, state):
    model = survivors(n=3, **about)
    assert {survival.state_of(model.persons.table, i) for i in range(3)} == {state}


def test_everybody_is_counted_once_years_after_being_identified():
    plan = unhelped(counted_after=1.0, return_unprepared=0.02, becomes_recruiter=0.01, becomes_owner=0.01)
    model = survivors(plan, n=400)
    model.persons.identified[:] = model.week - np.arange(400) % 52
    model.persons.since[::2] = model.week - 8 * 52
    lived(model, 60)
    counted = model.after_years
    assert counted.sum() == 400
    assert (counted[[Survival.AT_HOME, Survival.RETURNED, Survival.UNKNOWN]] > 10).all()


def test_who_takes_a_role_counts_as_returned_and_who_is_not_followed_as_unknown():
    roles = survivors(unhelped(becomes_recruiter=1.0, return_unprepared=0.0), n=20, identified=460)
    over = survivors(n=30, since=0, left=0, identified=1)
    for model, state, n in ((roles, Survival.RETURNED, 20), (over, Survival.UNKNOWN, 30)):
        model.unfollowed[:] = 0.0
        aftercare.step(model)
        assert model.persons.n == 0
        assert model.unfollowed[state, 0] == n
        assert model.unfollowed.sum() == 4 * n


def test_people_stopped_on_the_way_are_no_survivors():
    model = survivors(n=10, left=-1, identified=-1)
    before = model.unfollowed.copy()
    aftercare.step(model)
    assert model.persons.n == 0
    np.testing.assert_array_equal(model.unfollowed, before)
