"""People removed in a thought experiment: how many, which, and where they are then."""

from copy import replace

import numpy as np
import pytest

from model.codes import Exit, Stage
from model.interventions.removal import Removal
from model.levers import routine
from model.processes.survivors.exits import remove
from model.text.dates import date_of
from tests.model.worlds import GROWN, column, differing, grown, policy, under, weekly


def removing(share, weeks=1):
    """Return a world in which a share of the people is removed in each of some weeks."""
    return grown(under(policy(Removal, share=share, stop=date_of(GROWN + weeks))))


def without(share):
    """Return the grown world right after a share of the people was removed."""
    model = grown()
    model.levers = replace(routine(model.parameters), removal=share)
    model.flows.clear()
    remove(model.world)
    return model


def held(model):
    """Return the identities of the people in exploitation."""
    persons = model.persons
    return set(persons.identity[: persons.n][persons.stage[: persons.n] == Stage.EXPLOITED].tolist())


def test_a_share_is_removed_in_one_week_and_nobody_after():
    model = removing(0.1)
    people = len(held(model))
    removed = weekly(model, 4)[:, column("true.exits_by_removed")]
    assert removed[0] == pytest.approx(0.1 * people, abs=4 * np.sqrt(0.09 * people))
    assert removed[1:].tolist() == [0, 0, 0]


def test_both_forms_are_removed_and_all_of_them_if_the_share_is_all():
    model = without(1.0)
    assert (model.exits[Exit.REMOVED] > 0).all()
    assert not held(model)


def test_those_removed_are_at_home_and_nobody_is_identified():
    model, before = without(0.5), held(grown())
    gone = before - held(model)
    persons = model.persons
    rows = np.isin(persons.identity[: persons.n], np.array(sorted(gone), np.uint64))
    assert rows.sum() == len(gone) > 0
    assert (persons.stage[: persons.n][rows] == Stage.HOME).all()
    assert (persons.bar[: persons.n][rows] < 0).all()
    assert model.flows["survivors_identified"] == 0


def test_a_larger_share_removes_everybody_whom_a_smaller_one_does():
    assert held(without(0.3)) < held(without(0.1)) < held(grown())


def test_a_share_of_zero_changes_nothing():
    one, other = removing(0.0, weeks=4), grown()
    assert np.array_equal(weekly(one, 4), weekly(other, 4), equal_nan=True)
    assert differing(one.snapshot(), other.snapshot()) == []
