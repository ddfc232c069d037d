"""Who digs with what, who buys machinery again, and what he owes."""

from copy import replace

import numpy as np
import pytest

from model.codes import Zone
from model.processes.mining import digging, price
from tests.model.worlds import baseline, grown

EVERYWHERE = (1e12,) * len(Zone)


def dug(change, plan=None, force=None):
    """Return a grown world in which only digging has happened this week, after a change to its miners."""
    model = grown(plan)
    change(model.miners)
    if force:
        model.levers = replace(model.levers, force=force)
    price.step(model)
    digging.step(model)
    return model


def without(miners):
    miners.equipped[:] = False
    miners.cash[:] = miners.debt[:] = 0.0


def rich(miners):
    miners.equipped[:] = False
    miners.cash[:], miners.debt[:] = 1e6, 0.0


def test_where_nobody_owns_machinery_all_dig_by_hand():
    by_hand, whole = dug(without), dug(lambda miners: miners.equipped.fill(True))
    share = by_hand.flows["gold_extracted"] / whole.flows["gold_extracted"]
    assert share == pytest.approx(1.0 - by_hand.parameters.operations.mechanised, rel=1e-3)
    assert (by_hand.camps.taken_on == 0.0).all()


def test_owners_take_on_as_many_as_they_can_and_those_dig_more_than_by_hand():
    def few(miners):
        without(miners)
        miners.equipped[:] = np.arange(miners.n) % 5 == 0

    one, many = (dug(few, baseline(operations={"hands": hands, "buying": 0.0})) for hands in (1.0, 100.0))
    assert one.flows["gold_extracted"] < many.flows["gold_extracted"]
    camps, miners = many.camps, many.miners
    served = camps.equipped > 0.0
    assert (camps.taken_on[served] == 1.0).all()
    assert (one.camps.taken_on[served] <= 1.0).all() and one.camps.taken_on[served].min() < 1.0
    gross = miners.earned / (1.0 - many.parameters.digging.operating_share) / many.gold_value
    relative = (gross / camps.yields[miners.camp])[~miners.equipped & served[miners.camp]]
    assert relative.mean() == pytest.approx(many.parameters.operations.hired_share, rel=0.1)


def test_a_man_without_machinery_expects_less_than_an_owner():
    camps = dug(lambda miners: None).camps
    assert (camps.net_hand[camps.open] < camps.net_owner[camps.open]).all()


def test_who_has_the_cash_buys_with_the_declared_chance_and_pays_the_price():
    model = dug(rich)
    operations, bought = model.parameters.operations, model.miners.equipped
    pays = model.camps.net_owner[model.miners.camp] > 0.0
    assert bought[pays].mean() == pytest.approx(operations.buying, abs=0.03)
    np.testing.assert_allclose(model.miners.cash[bought], 1e6 - operations.equipment_value)
    assert model.flows["equipment_replaced"] == pytest.approx(bought.sum() * operations.equipment_value * model.scale)
    assert not model.miners.debt.any()


def test_credit_lets_men_without_cash_buy_and_they_owe_the_price():
    plans = (baseline(operations={"credit": credit, "buying": 1.0, "repaid": 0.0}) for credit in (0.0, 52.0))
    cash_only, lent = (dug(without, plan) for plan in plans)
    assert not cash_only.miners.equipped.any()
    assert lent.miners.equipped.any()
    owed = lent.miners.debt[lent.miners.equipped]
    np.testing.assert_allclose(owed, lent.parameters.operations.equipment_value)


@pytest.mark.parametrize("permit", [False, True])
def test_nobody_buys_where_forces_stop_his_digging(permit):
    def change(miners):
        rich(miners)
        miners.formal[:] = permit

    model = dug(change, force=EVERYWHERE)
    assert model.miners.equipped.any() == permit


def test_debts_are_paid_from_a_share_of_earnings_until_nothing_is_owed():
    def indebted(miners):
        miners.equipped[:], miners.debt[:] = True, 300.0

    model = dug(indebted)
    paid = 300.0 - model.miners.debt
    earned = model.miners.earned + paid
    share = model.parameters.operations.repaid
    np.testing.assert_allclose(paid, np.minimum(300.0, share * earned))
    assert 0.0 < (paid == 300.0).mean() < 1.0 or paid.max() < 300.0
