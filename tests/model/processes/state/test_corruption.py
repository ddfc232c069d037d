"""Readiness of officials to take money: what drives it, what it takes from others, and what a scandal does."""

from copy import replace

import numpy as np
import pytest

from model.codes import Climate
from model.kernels.compiled import compiled
from model.processes.bars import bar_work
from model.processes.state import corruption, information
from tests.model.processes.society_worlds import setting
from tests.model.worlds import baseline, column, grown, weekly

QUIET = {"scandal_rate": 0.0}


@pytest.fixture(scope="module")
def model():
    """Return a grown world after a week."""
    world = grown()
    world.step()
    return world


@pytest.fixture(scope="module")
def year():
    """Return a world that lived a year, and the year's outcomes."""
    world = grown()
    return world, weekly(world, 52)


@compiled
def drawn(world, profit):
    """Return where a profit draws readiness in a world."""
    return corruption.drawn_to(world.now[0].dishonesty_left, profit, world.numbers[0].corruption)


@compiled
def profit_of_bars(world):
    """Return the week's profit of bars in a world."""
    return corruption.profit_of_bars(world.flows[0])


def drawn_to(model, profit=None, **levers):
    """Return where readiness is drawn to under some levers."""
    usual, reference = model.levers, model.parameters.corruption.profit_reference
    model.levers = replace(usual, **levers)
    readiness = drawn(model.world, reference if profit is None else profit)
    model.levers = usual
    return readiness


def test_without_oversight_the_reference_profit_keeps_the_start(model):
    assert drawn_to(model, oversight=0.0) == pytest.approx(model.parameters.corruption.start)


@pytest.mark.parametrize("lever", ["vetting", "internal_control", "rotation", "oversight"])
def test_every_integrity_lever_lowers_corruption_the_more_the_stronger_it_is(model, lever):
    levels = [drawn_to(model, **{lever: level}) for level in (0.0, 0.3, 0.6, 1.0)]
    assert (np.diff(levels) < 0).all()
    assert levels[-1] > 0


def test_profit_raises_corruption_within_bounds(model):
    levels = [drawn_to(model, profit) for profit in (0.0, 1e4, 1e5, 1e6, 1e9)]
    assert (np.diff(levels) > 0).all()
    assert 0 < levels[0] < levels[-1] < 1


def test_profit_without_effect_changes_nothing():
    model = grown(baseline(corruption={"profit_effect": 0.0}))
    assert drawn_to(model, 0.0) == drawn_to(model, 1e9)


@pytest.mark.parametrize("start", [0.0, 1.0])
def test_officials_whose_readiness_starts_at_an_end_stay_there(start):
    model = grown(baseline(corruption={"start": start} | QUIET))
    for officials in (model.police, model.checkpoints, model.courts):
        officials.corruption = start
    for _ in range(30):
        model.step()
        for officials in (model.police, model.checkpoints, model.courts):
            assert (officials.corruption == start).all()


def test_readiness_moves_a_share_of_the_way_each_week():
    world = grown(baseline(corruption={"drift": 0.5, "start": 0.0} | QUIET))
    before = world.checkpoints.corruption.copy()
    corruption.step(world)
    np.testing.assert_allclose(world.checkpoints.corruption, before / 2)


def test_officials_without_drift_stay_as_they_are():
    world = grown(baseline(corruption={"drift": 0.0} | QUIET))
    before = world.police.corruption.copy()
    weekly(world, 5)
    np.testing.assert_array_equal(world.police.corruption, before)


def test_integrity_work_lowers_the_outcome_over_a_year(year):
    vetted = weekly(setting(vetting=1.0), 52)[:, column("true.corruption")]
    assert vetted[-1] < 0.8 * year[1][-1, column("true.corruption")]


def test_officials_are_sanctioned_only_under_internal_control(year):
    assert year[1][:, column("true.officials_sanctioned")].sum() == 0
    world = grown()
    weekly(world, 1)
    world.levers = replace(world.levers, internal_control=1.0)
    before = world.flows["officials_sanctioned"]
    for _ in range(200):
        world.week += 1
        corruption.sanction(world.world)
    numbers, police = world.parameters.corruption, world.police
    expected = 200 * numbers.sanctions / 52.18 * (police.staff * police.corruption).sum()
    assert world.flows["officials_sanctioned"] - before == pytest.approx(expected, rel=0.35)


def test_profit_is_that_of_bars_before_bribes(year):
    world, _ = year
    f = world.flows
    assert profit_of_bars(world.world) == max(0.0, f["bribes"] + f["network_income"] + f["owners_income"])
    assert world.climate[Climate.PROFIT] > 0


def test_a_scandal_changes_teams_and_stalls_plans():
    world = grown(baseline(corruption={"scandal_rate": 1e9, "drift": 0.0}))
    before = world.police.corruption.copy()
    corruption.break_scandal(world.world)
    numbers = world.parameters.corruption
    np.testing.assert_allclose(world.police.corruption, before * (1 - numbers.scandal_cut))
    assert world.climate[Climate.STALLED] == numbers.stall_weeks
    assert world.flows["scandals"] == 1
    assert information.not_stalled(world.world) == 1 - numbers.stall


def test_plans_go_ahead_when_the_weeks_of_a_scandal_are_over():
    world = grown(baseline(corruption=QUIET))
    world.climate[Climate.STALLED] = 3.0
    left = []
    for _ in range(4):
        corruption.step(world)
        left.append(world.climate[Climate.STALLED])
    assert left == [2.0, 1.0, 0.0, 0.0]
    assert information.not_stalled(world.world) == 1.0


def test_scandals_stall_raids_over_a_year():
    usual = {"scandal_cut": 0.0, "scandal_rate": 1e9}
    stalled, not_so = (
        weekly(grown(baseline(policing={"raids_per_week": 10.0}, corruption=usual | {"stall": stall})), 40)
        for stall in (0.5, 0.0)
    )
    assert stalled[:, column("true.raids")].sum() < 0.7 * not_so[:, column("true.raids")].sum()


@pytest.mark.parametrize("off", [{"start": 0.0}, {"scandal_rate": 0.0}])
def test_there_is_no_scandal_without_corruption_or_hazard(off):
    world = grown(baseline(corruption={"scandal_rate": 1e9} | off))
    world.police.corruption *= off.get("start", 1.0)
    assert weekly(world, 10)[:, column("true.scandals")].sum() == 0


def test_attention_makes_scandals_likelier():
    counts = []
    for attention in (0.0, 1.0):
        world = grown(baseline(corruption={"scandal_rate": 3.0, "scandal_cut": 0.0}))
        world.climate[Climate.ATTENTION] = attention
        for _ in range(500):
            world.week += 1
            corruption.break_scandal(world.world)
        counts.append(world.flows["scandals"])
    assert counts[1] > 1.3 * counts[0] > 0


def test_officials_extort_from_bar_workers_a_share_of_their_wages():
    world = grown()
    before = world.bar_workers.earned.copy()
    flows = dict(world.flows)
    bar_work.pay(world.world)
    wages, extorted = (world.flows[name] - flows[name] for name in ("wages", "extortion_workers"))
    share = world.parameters.corruption.extortion_wages * world.corruption()
    assert extorted == pytest.approx(share * wages)
    assert (world.bar_workers.earned - before).sum() == pytest.approx(wages - extorted)


def test_miners_with_a_permit_are_not_extorted():
    greedy = {"extortion_cash": 1.0, "start": 1.0, "drift": 0.0} | QUIET
    world = grown(baseline(corruption=greedy, spending={"cash_burn": 0.0}))
    world.police.corruption[:] = 1.0
    world.step()
    formal = world.miners.formal
    assert formal.any()
    assert (world.miners.cash[~formal] == 0).all()
    assert world.miners.cash[formal].sum() > 0


def test_without_corruption_nothing_is_extorted_and_nobody_paid():
    world = grown(baseline(corruption={"start": 0.0}))
    for officials in (world.police, world.checkpoints):
        officials.corruption = 0.0
    outcomes = weekly(world, 20)
    for name in ("true.extortion", "true.bribes", "true.bribes_at_checkpoints"):
        assert (outcomes[:, column(name)] == 0).all()


def test_extortion_is_that_from_miners_and_workers(year):
    world, outcomes = year
    both = world.flows["extortion_miners"] + world.flows["extortion_workers"]
    assert outcomes[-1, column("true.extortion")] == both > 0


def test_a_bribe_at_a_checkpoint_is_paid_for_each_person_waved_through():
    paid = weekly(grown(), 52)[:, column("true.bribes_at_checkpoints")]
    people = paid / baseline().parameters.corruption.checkpoint_bribe
    assert paid.sum() > 0
    np.testing.assert_allclose(people, np.rint(people))


def stopped_without_detours(waved_through=1.0, bribe=0.01):
    """Return how many are stopped in half a year while a way round checkpoints spares nobody."""
    plan = baseline(
        adaptation={"detour_control": 1.0, "switching": 0.0},
        corruption={"checkpoint_bribe": bribe},
        policing={"waved_through": waved_through, "checkpoint_detection": 0.5},
    )
    return weekly(grown(plan), 26)[:, column("true.stopped_on_the_way")].sum()


def test_who_cannot_pay_at_a_checkpoint_is_stopped():
    assert stopped_without_detours(bribe=1e12) > 1.3 * stopped_without_detours()


def test_officials_who_wave_nobody_through_stop_more_people():
    assert stopped_without_detours(waved_through=0.0) > 1.3 * stopped_without_detours()
