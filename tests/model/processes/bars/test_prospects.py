"""What owners expect: profit against expected loss, under each decision rule."""

from copy import replace

import numpy as np
import pytest

from model.codes import Rule
from model.interventions import BarLicensing
from model.processes.bars import bars, licensing, prospects
from tests.model.worlds import baseline, column, grown, policy, under, weekly


@pytest.fixture(scope="module")
def model():
    """Return a grown world."""
    world = grown()
    world.step()
    return world


def desired(model, rule=Rule.EXPECTED_PROFIT, **fears):
    """Return how many bars each camp could carry under a decision rule and other fears."""
    feared, numbers = prospects.dangers(model.world)._replace(**fears), model.numbers.copy()
    numbers[0].rule = int(rule)
    losses = prospects.feared_losses(model.camps.table, feared, numbers)
    return prospects.desired_bars(model.camps.table, losses, feared, numbers)


def fined(inspections=20.0, fine=20_000.0, closures=0.0, plan=None):
    """Return a grown world whose levers impose fines."""
    world = grown(plan)
    world.levers = replace(world.levers, inspections=inspections, fine=fine, closures=closures)
    return world


def opened(world, takings):
    """Return how many bars more open in the busiest camp when its bars take in so much, none closing."""
    camps = world.camps
    camp = int(np.argmax(camps.bars))
    camps.demand[camp] = takings * camps.bars[camp]
    return desired(world)[camp] - camps.bars[camp]


@pytest.mark.parametrize("closures", [0.0, 0.5])
def test_a_bar_opens_while_profit_exceeds_detection_times_fine_and_not_otherwise(closures):
    certain = baseline(bars={"raid_loss": 0.0, "licence_cover": 0.0}, justice={"deterrence": 0.0})
    world = fined(closures=closures, plan=certain)
    p = world.parameters.bars
    shut = closures * world.parameters.licensing.closure_weeks * p.fixed_cost
    fine = licensing.detection(world.world) * (world.levers.fine + shut)
    for profit, more in ((fine * 1.001, True), (fine * 0.999, False)):
        assert (opened(world, (profit + p.fixed_cost) / p.margin) > 0.0) == more
    assert fine > 0.0


def test_the_rule_is_the_one_that_opens_bars():
    """Where no bar could bear the fine none opens, also not where there is none yet."""
    world = fined(fine=2_000_000.0, inspections=200.0)
    world.camps.bars[:5] = 0
    new = bars.found(world.clock, world.camps.table, prospects.dangers(world.world), world.numbers)
    assert new.identity.size == 0


def test_expected_fines_rise_with_inspections_and_fine_and_fall_with_corruption():
    usual = licensing.expected_fine(fined().world)
    corrupt = fined()
    corrupt.police.corruption[:] = 1.0
    assert licensing.expected_fine(fined(inspections=40.0).world) == pytest.approx(2 * usual)
    assert licensing.expected_fine(fined(fine=40_000.0).world) == pytest.approx(2 * usual)
    assert licensing.expected_fine(corrupt.world) < usual
    assert licensing.expected_fine(fined(inspections=0.0).world) == 0.0


def test_owners_pay_what_the_state_takes_in_fines():
    year = weekly(grown(under(policy(BarLicensing, inspections=50.0, fine=7_000.0))), 20)
    fines, found = year[:, column("true.fines_paid")], year[:, column("true.bars_found_in_breach")]
    np.testing.assert_allclose(fines, 7_000.0 * found)
    assert found.sum() > 50
    assert 0 < year[:, column("true.bars_shut_by_inspection")].sum() < found.sum()


def test_a_bar_that_is_shut_takes_in_almost_nothing():
    world = grown()
    world.bars.shut_until[0] = world.week + 1
    open_ = grown()
    for one in (world, open_):
        one.step()
    share = world.parameters.bars.least_open
    assert 0 < world.bars.revenue[0] < 1.5 * share * open_.bars.revenue[0]


def test_each_decision_rule_weighs_danger_differently(model):
    raids = np.full((2, 4), 0.02)
    raids[1] = 0.2
    here = desired(model, zones=raids) > 0
    profit, averse, imitation, inert = (desired(model, rule, zones=raids)[here] for rule in Rule)
    assert (averse < profit).all()
    assert (profit == inert).all()
    assert not np.allclose(imitation, profit)


def test_imitators_do_not_look_at_danger(model):
    calm, raided = (desired(model, Rule.IMITATION, zones=np.full((2, 4), rate)) for rate in (0.0, 0.5))
    np.testing.assert_array_equal(calm, raided)


def test_imitators_keep_about_as_many_bars_where_bars_fare_as_usual(model):
    calm = np.zeros((2, 4))
    profit, imitation = (desired(model, rule, zones=calm).sum() for rule in (Rule.EXPECTED_PROFIT, Rule.IMITATION))
    assert imitation == pytest.approx(profit, rel=0.1)


def test_fresh_raids_scare_the_loss_averse_only(model):
    old, fresh = np.full((2, 4), 0.02), np.full((2, 4), 0.02)
    fresh[1] = 0.3
    for rule in Rule:
        before, after = (desired(model, rule, zones=zones).sum() for zones in (old, fresh))
        assert (after < before) == (rule == Rule.LOSS_AVERSE)


def test_bars_rush_to_new_camps_and_to_rich_gold(model):
    p = model.numbers[0].bars
    usual = prospects.zeal(600, 0, p.gold_profit_usual, p)
    assert usual == 1.0
    assert prospects.zeal(600, 590, p.gold_profit_usual, p) == p.new_camp_pull
    assert prospects.zeal(600, 0, 2 * p.gold_profit_usual, p) > 1.0
    assert prospects.zeal(600, 0, -10.0, p) == 0.0


def test_hiding_pays_where_danger_is_large_against_custom(model):
    p = model.numbers[0].bars
    parts = [prospects.best_hiding(loss, 18_000.0, p) for loss in (0.0, 500.0, 2_000.0, 1e9)]
    assert parts[0] == 0.0
    assert parts[-1] == 1.0
    assert (np.diff(parts) > 0).all()
