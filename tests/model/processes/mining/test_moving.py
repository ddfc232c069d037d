"""Miners leave or move for better income; camps open and close."""

import numpy as np
import pytest

from model.codes import Zone
from tests.model.worlds import baseline, by_identity, column, grown, weekly


def test_poorer_miners_leave_more_often():
    poor, rich = grown(), grown()
    poor.miners.income[:] = -500.0
    rich.miners.income[:] = 5000.0
    left = column("true.departures_of_miners")
    assert weekly(poor, 1)[0, left] > 3 * weekly(rich, 1)[0, left]


def test_miners_who_reached_their_goal_go_home_more_often():
    saved, broke = (grown(baseline(migration={"goal_hazard": 0.2})) for _ in range(2))
    saved.miners.cash[:] = 1e6
    broke.miners.cash[:] = 0.0
    left = column("true.departures_of_miners")
    assert weekly(saved, 1)[0, left] > 3 * weekly(broke, 1)[0, left]


def test_those_who_leave_carry_their_cash_home():
    model = grown(baseline(migration={"leave_base": 1.0}))
    cash = model.miners.cash.sum() * model.scale
    model.step()
    assert model.miners.n == 0
    assert cash > 0
    assert model.flows["carried_home"] > cash * (1 - 1e-9)


def test_an_exhausted_camp_closes_and_its_miners_look_elsewhere():
    model = grown(baseline(spending={"transit": 0.0}))
    worked = int(np.argmax(np.bincount(model.miners.camp)))
    model.camps.gold[worked] = 0.0
    model.step()
    assert not model.camps.open[worked]
    assert model.camps.open.any()
    assert not (model.miners.camp == worked).any()


@pytest.mark.parametrize(("barrier", "compare"), [(-50.0, "more"), (50.0, "fewer")])
def test_a_lower_barrier_moves_more_miners(barrier, compare):
    usual, other = grown(), grown(baseline(moving={"move_barrier": barrier}))
    before = dict(zip(usual.miners.identity.tolist(), usual.miners.camp.tolist(), strict=True))

    def moved(model):
        model.step()
        pairs = zip(model.miners.identity.tolist(), model.miners.camp.tolist(), strict=True)
        return sum(before.get(who, camp) != camp for who, camp in pairs)

    mine, theirs = moved(usual), moved(other)
    assert theirs > mine if compare == "more" else theirs <= mine


def test_who_works_off_an_advance_neither_leaves_nor_moves():
    held = grown(baseline(migration={"leave_base": 1.0, "advance_worked_off": 0.0}, moving={"look_rate": 1.0}))
    held.miners.forced[:] = True
    before = by_identity(held.miners)["camp"]
    held.step()
    old = by_identity(held.miners)
    stayed = old["since"] < held.week - 1
    np.testing.assert_array_equal(old["camp"][stayed], before)
    assert old["forced"][stayed].all()


def test_advances_are_worked_off_at_the_declared_rate():
    model = grown(baseline(migration={"advance_worked_off": 0.3}))
    model.miners.forced[:] = True
    model.step()
    settled = model.miners.since < model.week - 1
    assert model.miners.forced[settled].mean() == pytest.approx(0.7, abs=0.06)


def test_the_weeks_of_those_who_leave_are_counted():
    model = grown(baseline(migration={"leave_base": 1.0}))
    weeks = (model.week - model.miners.since).sum() * model.scale
    model.step()
    assert model.flows["weeks_mined"] == weeks


def test_transit_trade_keeps_its_stop_open_when_the_gold_is_gone_and_miners_leave_it():
    model = grown(baseline(spending={"transit": 1.0}))
    model.camps.gold[:] = 0.0
    model.step()
    (stop,) = np.flatnonzero(model.camps.open)
    assert model.camps.zone[stop] == Zone.ROADSIDE
    assert model.miners.n == 0
