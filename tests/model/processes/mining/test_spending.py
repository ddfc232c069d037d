"""Miners pay, spend, are robbed, save; transit trade spends beside them."""

from copy import replace

import numpy as np
import pytest

from model.codes import ZONES, Zone
from model.interventions import Savings
from model.processes.mining import spending
from tests.model.worlds import baseline, column, grown, policy, under, weekly

ROBBED, SPENT, HOME = (column(f"true.{name}") for name in ("cash_robbed", "bar_spending", "cash_carried_home"))


def spent_once(plan=None, **levers):
    """Return a grown world after its miners spent once under some levers, and the share of their money robbed."""
    model = grown(plan)
    model.miners.earned[:] = 0.0
    model.miners.cash[:] = 10_000.0
    model.levers = replace(model.levers, **levers)
    spending.step(model)
    return model


def robbed_in(model, zone):
    """Return how many rows of miners in a zone type lost a large share of what they had."""
    there = model.camps.zone[model.miners.camp] == zone
    return np.count_nonzero(model.miners.cash[there] < 6_000.0) / np.count_nonzero(there)


def test_robberies_come_as_often_as_declared_and_less_often_in_the_corridor():
    plan = baseline(spending={"robbery": 0.5, "robbery_corridor": 0.2})
    model = spent_once(plan)
    assert robbed_in(model, Zone.ROADSIDE) == pytest.approx(0.5, abs=0.1)
    assert robbed_in(model, Zone.CORRIDOR) == pytest.approx(0.1, abs=0.06)


def test_without_robbers_nobody_is_robbed():
    assert spent_once(baseline(spending={"robbery": 0.0})).flows["cash_robbed"] == 0.0


def test_permanent_posts_make_cash_safer_where_they_stand_and_nowhere_else():
    plan = baseline(spending={"robbery": 0.05, "post_safety": 1.0})
    posts = tuple(float(zone == Zone.ROADSIDE) for zone in range(ZONES))
    without, guarded = spent_once(plan), spent_once(plan, posts=posts)
    assert guarded.flows["cash_robbed"] < without.flows["cash_robbed"]
    assert guarded.flows["bar_spending"] < without.flows["bar_spending"]
    here = without.camps.zone[without.miners.camp] == Zone.ROADSIDE
    assert (guarded.miners.cash[here] >= without.miners.cash[here]).all()
    np.testing.assert_array_equal(guarded.miners.cash[~here], without.miners.cash[~here])


def test_more_savings_reach_the_same_men_and_more():
    none, some, more, all_ = (spent_once(savings=share).miners.cash.copy() for share in (0.0, 0.3, 0.6, 1.0))
    assert (none <= some).all() and (some <= more).all() and (more <= all_).all()
    assert np.mean(some > none) == pytest.approx(0.3, abs=0.05)
    assert np.mean(all_ > none) > 0.95


def test_where_all_cash_is_deposited_none_is_robbed_or_extorted():
    model = spent_once(baseline(spending={"deposited": 1.0, "robbery": 0.05}), savings=1.0)
    assert model.flows["cash_robbed"] == model.flows["extortion_miners"] == 0.0


def test_a_savings_service_leaves_less_to_bars_and_robbers_and_more_to_carry_home():
    usual = weekly(grown(), 78)
    saving = weekly(grown(under(policy(Savings, spending=20_000_000.0))), 78)
    assert saving[:, SPENT].sum() < usual[:, SPENT].sum()
    assert saving[:, ROBBED].sum() < 0.7 * usual[:, ROBBED].sum()
    assert saving[:, HOME].sum() > usual[:, HOME].sum()
    left = column("true.departures_of_miners")
    assert saving[:, left].sum() > usual[:, left].sum()


def test_transit_trade_spends_at_one_roadside_stop_whatever_the_gold():
    quiet, busy = (spent_once(baseline(spending={"transit": trade})) for trade in (0.0, 50_000.0))
    more = busy.camps.demand - quiet.camps.demand
    (stop,) = np.flatnonzero(more > 1e-6)
    assert busy.camps.zone[stop] == Zone.ROADSIDE and busy.camps.open[stop]
    assert more[stop] == pytest.approx(50_000.0 * busy.parameters.bars.revenue_memory)
    assert busy.flows["transit_spending"] in (0.0, 50_000.0)
    assert quiet.flows["transit_spending"] == 0.0
