"""Debts grow by what owners charge and fall by what they credit."""

import numpy as np
import pytest

from model.codes import Stage
from model.processes.survivors.debt import charge
from tests.model.worlds import baseline, column, exploited, grown, weekly

FREE = {"board": 0.0, "drink_charges": 0.0, "illness": 0.0, "debt_interest": 0.0, "debt_claimed_after": 0.0}


def in_exploitation(weeks=1, change=None, **numbers):
    """Return the debts of people in exploitation before and after some weeks of charges alone, and the model."""
    model = grown(baseline(exits=numbers))
    if change:
        change(model)
    rows = np.flatnonzero(model.persons.stage == Stage.EXPLOITED)
    before = model.persons.debt[rows].copy()
    for _ in range(weeks):
        charge(model.world, exploited(model))
        model.week += 1
    return before, model.persons.debt[rows], model


def test_without_charges_debt_only_falls_and_by_what_is_credited_on_average():
    before, after, _ = in_exploitation(weeks=8, **FREE | {"debt_repaid": 20.0})
    assert (after <= before).all()
    owing = before > 400.0
    assert owing.sum() > 300
    assert (before - after)[owing].mean() == pytest.approx(8 * 20.0, rel=0.05)


def test_charges_beyond_what_is_credited_let_debts_grow():
    before, after, _ = in_exploitation(weeks=20, board=150.0)
    assert after.mean() > before.mean() + 200.0


def test_before_the_claim_charges_add_up_and_nothing_is_credited():
    def all_new(model):
        model.persons.since[:] = model.week

    before, after, model = in_exploitation(
        weeks=8, change=all_new, **FREE | {"board": 30.0, "debt_repaid": 1e6, "debt_claimed_after": 8.0}
    )
    assert (after > before).all()
    charge(model.world, exploited(model))
    assert (model.persons.debt[model.persons.stage == Stage.EXPLOITED] < 1e5).all()
    assert (model.persons.debt[model.persons.stage == Stage.EXPLOITED] == 0.0).mean() > 0.95


def test_charges_follow_the_prices_of_the_camp():
    def priced(price):
        def change(model):
            model.camps.prices[:] = price

        before, after, _ = in_exploitation(
            change=change, **FREE | {"board": 20.0, "drink_charges": 9.0, "debt_repaid": 0.0}
        )
        return after - before

    assert (priced(1.0) > 0.0).all()
    np.testing.assert_allclose(priced(2.0), 2.0 * priced(1.0), rtol=1e-6)


def test_interest_and_illness_add_to_debts():
    before, after, _ = in_exploitation(**FREE | {"debt_interest": 0.1, "debt_repaid": 0.0})
    np.testing.assert_allclose(after, 1.1 * before)
    before, after, model = in_exploitation(**FREE | {"illness": 0.05, "illness_cost": 300.0, "debt_repaid": 0.0})
    fell_ill = after - before > 1.0
    np.testing.assert_allclose((after - before)[fell_ill], 300.0)
    assert 0.02 < fell_ill.mean() < 0.09
    assert model.persons.ill[model.persons.stage == Stage.EXPLOITED][fell_ill].all()


def test_an_owner_charges_a_person_alike_throughout_a_stay_and_people_differently():
    def forgotten(model):
        model.persons.charged[:], model.persons.since[:] = 0.0, model.week - 10

    _, _, model = in_exploitation(change=forgotten, charges_spread=0.4)
    held = model.persons.stage == Stage.EXPLOITED
    charged = model.persons.charged[held].copy()
    charge(model.world, exploited(model))
    np.testing.assert_array_equal(model.persons.charged[held], charged)
    assert charged.mean() == pytest.approx(1.0, abs=0.05)
    assert np.log(charged).std() == pytest.approx(0.4, abs=0.04)


def test_higher_charges_make_stays_longer():
    ended = column("true.exits_by_debt_ended")
    usual, dear = (weekly(grown(baseline(exits={"board": board})), 40)[:, ended].sum() for board in (10.0, 80.0))
    assert dear < 0.8 * usual
