"""What police know, and what leaks."""

from copy import replace

import numpy as np
import pytest

from model.codes import Climate, Office
from model.kernels.clock import Clock
from model.processes.state import information, raids
from model.processes.state.information import LOOKOUT, OFFICIAL_LEAK, SUCCEEDS, WRONG_PLACE
from tests.model.worlds import baseline, column, grown, weekly

RAIDS = 1500


@pytest.fixture(scope="module")
def model():
    """Return a grown world."""
    world = grown()
    world.step()
    return world


def prepared(model, corruption=1.0, **levers):
    """Return many plans under other levers and a ratio of the usual readiness of officials."""
    usual, readiness = model.levers, model.officials.readiness.copy()
    model.levers, model.officials.readiness = replace(usual, **levers), readiness * corruption
    planned = [information.prepare(model.world, 0, number, information.ANYWHERE) for number in range(RAIDS)]
    model.levers, model.officials.readiness = usual, readiness
    return planned


def failures(model, **changes):
    """Return what becomes of each of many plans."""
    return np.array([raid.fate for raid in prepared(model, **changes)])


def leaked(model, **changes):
    """Return the share of plans of which some bars of the camp hear through officials."""
    return np.mean([raid.warned > 0 for raid in prepared(model, **changes)])


FACTORS = {
    "corruption": (0.0, 0.5, 1.0, 1.4),
    "agencies": (1.0, 4.0, 8.0),
    "notice": (0.5, 5.0, 15.0),
}


@pytest.mark.parametrize("factor", FACTORS)
def test_leaks_rise_with_corruption_with_agencies_told_and_with_notice(model, factor):
    shares = [leaked(model, **{factor: level}) for level in FACTORS[factor]]
    assert (np.diff(shares) > 0.02).all()


def test_a_leak_warns_those_who_pay_the_official_and_sometimes_the_whole_camp(model):
    for word, shares in ((0.0, "some"), (1.0, "all"), (0.5, "both")):
        model.numbers["policing"]["word_of_mouth"] = word
        plans = [raid for raid in prepared(model) if raid.warned > 0]
        wholly = np.mean([raid.warned == 1 for raid in plans])
        assert (wholly == 1) == (shares == "all")
        assert len({raid.warned for raid in plans}) > (1 if shares != "all" else 0)
        for raid in plans[:20]:
            here = model.bars.camp == raid.camp
            told = here & ((raid.told >> model.bars.owner.astype(int)) & 1 == 1)
            assert told.any()
            assert raid.warned in (1.0, pytest.approx(told.sum() / here.sum()))
    model.numbers["policing"]["word_of_mouth"] = model.parameters.policing.word_of_mouth


def test_of_raids_by_one_unit_in_one_week_one_is_warned_wholly_another_partly_and_another_not(model):
    warned = np.array([raid.warned for raid in prepared(model)])
    assert (warned == 0).any()
    assert (warned == 1).any()
    assert ((warned > 0) & (warned < 1)).any()


def test_only_officials_who_hear_of_a_plan_can_sell_it(model):
    """Where no agency is told and the unit itself takes nobody's money nothing leaks, whatever other units do."""
    patrons = model.officials.patron.copy()
    model.officials.patron[(model.officials.office == Office.POLICE) & (model.officials.unit == 0)] = -1
    assert leaked(model, agencies=0.0) == 0 < leaked(model)
    model.officials.patron = patrons
    assert leaked(model, agencies=0.0) > 0


def test_officials_leak_nothing_in_a_year_without_corruption():
    honest = grown(baseline(policing={"raids_per_week": 10.0}, corruption={"start": 0.0}))
    honest.officials.readiness[:] = 0.0
    honest.police.corruption[:] = 0.0
    year = weekly(honest, 52)
    assert year[:, column("true.raids")].sum() > 100
    assert (year[:, column("true.raids_empty_official_leak")] == 0).all()
    assert (year[:, column("true.corruption")] == 0).all()


def leaks_in_a_year(**changes):
    """Return the share of raids that officials leak in a simulated year with many raids."""
    year = weekly(grown(baseline(policing={"raids_per_week": 15.0, "discouragement": 0.0} | changes)), 52)
    return year[:, column("true.raids_empty_official_leak")].sum() / year[:, column("true.raids")].sum()


def test_over_a_year_more_agencies_and_longer_notice_leak_more():
    few, many, long = leaks_in_a_year(agencies=1.0), leaks_in_a_year(agencies=8.0), leaks_in_a_year(notice=30.0)
    assert few < leaks_in_a_year() < min(many, long)


def test_joint_raids_tell_more_agencies_and_so_leak_more(model):
    assert leaked(model, joint=1.0) > leaked(model)
    assert all(raid.joint for raid in prepared(model, joint=1.0))


def test_half_the_raids_are_joint_where_half_are_meant_to_be(model):
    assert np.mean([raid.joint for raid in prepared(model, joint=0.5)]) == pytest.approx(0.5, abs=0.05)


def test_units_from_outside_leak_less_but_miss_the_place_more_and_aim_worse(model):
    local, outside = prepared(model), prepared(model, outside_units=1.0)
    share = [[np.mean([raid.fate == k for raid in some]) for some in (local, outside)] for k in range(4)]
    aimed = [np.mean([raid.aimed for raid in some]) for some in (local, outside)]
    assert share[OFFICIAL_LEAK][1] < 0.9 * share[OFFICIAL_LEAK][0]
    assert share[WRONG_PLACE][1] > share[WRONG_PLACE][0]
    assert aimed[1] < aimed[0]


def test_rotated_officials_know_less(model):
    usual, rotated = ([raid.aimed for raid in prepared(model, rotation=share)] for share in (0.0, 1.0))
    assert np.mean(rotated) < np.mean(usual)


def test_levers_at_their_neutral_values_change_no_plan(model):
    assert prepared(model) == prepared(model, joint=0.0, outside_units=0.0, rotation=0.0)


def test_without_corruption_raids_fail_for_other_causes_only(model):
    causes = failures(model, corruption=0.0)
    assert not (causes == OFFICIAL_LEAK).any()
    assert {LOOKOUT, WRONG_PLACE} <= set(causes.tolist())


def test_a_raid_that_would_fail_anyway_still_fails_when_more_is_leaked(model):
    few, more = failures(model), failures(model, agencies=12.0)
    assert ((few == SUCCEEDS) >= (more == SUCCEEDS)).all()


def test_angry_and_remote_camps_are_warned_by_lookouts_more_often(model):
    calm = np.mean(failures(model) == LOOKOUT)
    model.camps.hostility[:] = 1.0
    angry = np.mean(failures(model) == LOOKOUT)
    model.camps.hostility[:] = 0.0
    assert angry > calm


def test_intelligence_aims_where_police_believe_people_are(model):
    blind, informed = (targets(model, intelligence=share) for share in (0.0, 1.0))
    assert model.camps.belief[informed].mean() > model.camps.belief[blind].mean()


def targets(model, **levers):
    """Return the camps at which raids are aimed under other levers."""
    usual = model.levers
    model.levers = replace(usual, **levers)
    camps = [information.prepare(model.world, 0, number, information.ANYWHERE).camp for number in range(RAIDS)]
    model.levers = usual
    return np.array(camps)


def test_raids_go_only_where_bars_are(model):
    for share in (0.0, 1.0):
        assert (model.camps.bars[targets(model, intelligence=share)] > 0).all()


def hear(world):
    """Let police hear of the camps of a world."""
    held = information.Held(world.census.sexual, world.census.labour)
    information.hear(world.clock, world.camps.table, held, world.levers.posts, 0.0, world.numbers)


def test_beliefs_come_near_what_is_there_and_remote_camps_send_fewer_signs():
    world = grown(baseline(policing={"signal_noise": 0.0, "belief_memory": 1.0}))
    sexual, labour = world.census.sexual.copy(), world.census.labour.copy()
    hear(world)
    policing, age = world.parameters.policing, world.week - world.camps.opened
    counted = 1 - policing.uncounted * np.exp(-age / policing.uncounted_weeks)
    seen = np.exp(-policing.remoteness * world.camps.access) * counted
    np.testing.assert_allclose(world.camps.belief, (sexual + labour) * seen)


def test_signals_are_right_in_the_mean():
    world = grown(baseline(policing={"belief_memory": 1.0, "uncounted": 0.0}))
    there = (world.census.sexual + world.census.labour) * np.exp(-0.25 * world.camps.access)
    heard = []
    for week in range(world.week, world.week + 300):
        world.week = week
        hear(world)
        heard.append(world.camps.belief.sum())
    assert np.mean(heard) == pytest.approx(there.sum(), rel=0.05)


def mean_planned(world, stake, weeks):
    """Return how many raids all units plan in a week, in the mean of some weeks, where ten are meant to be."""
    work = information.PoliceWork(rate=10.0, stake=stake, forgotten=0.0)
    clocks = [Clock((world.luck.seed, world.luck.replicate), week) for week in range(weeks)]
    return np.mean([information.planned(clock, world.police.table, work, world.numbers).sum() for clock in clocks])


def test_units_whose_raids_fail_plan_fewer():
    eager, weary = grown(), grown()
    eager.police.morale[:], weary.police.morale[:] = 1.0, 0.0
    assert mean_planned(eager, 0.0, 200) == pytest.approx(10.0, rel=0.1)
    expected = 10.0 * (1 - weary.parameters.policing.discouragement)
    assert mean_planned(weary, 0.0, 200) == pytest.approx(expected, rel=0.1)


def test_no_two_raids_of_a_week_share_their_luck(model):
    planned = [
        information.Raid(unit, number, 0, 0.0, SUCCEEDS) for unit in range(model.police.n) for number in range(6)
    ]
    assert len({int(raids.identity_of(model.world, raid)) for raid in planned}) == len(planned)


def test_camps_that_opened_lately_send_fewer_signs_than_the_same_camps_later():
    quiet = {"signal_noise": 0.0, "belief_memory": 1.0}
    old, new = grown(baseline(policing=quiet)), grown(baseline(policing=quiet))
    old.camps.opened[:], new.camps.opened[:] = -1000, new.week
    for world in (old, new):
        hear(world)
    uncounted = old.parameters.policing.uncounted
    np.testing.assert_allclose(new.camps.belief, old.camps.belief * (1 - uncounted))


def test_corrupt_chiefs_hold_back_raids_where_gold_earns_much():
    world = grown(baseline(policing={"discouragement": 0.0}))
    means = []
    for corruption, income in ((0.0, 5.0), (1.0, 0.5), (1.0, 5.0)):
        world.police.chief[:] = corruption
        world.census.miner_income = income * (wage := 100.0)
        world.outside_wage = wage
        means.append(mean_planned(world, information.held_back(world.world), 300))
    assert means[0] > means[1] > means[2] > (1 - world.parameters.corruption.stake) * means[0] * 0.95


def test_plans_stall_while_weeks_of_a_scandal_are_left():
    world = grown(baseline(corruption={"stall": 1.0, "scandal_rate": 0.0}))
    world.climate[Climate.STALLED] = 20.0
    raids_made = weekly(world, 40)[:, column("true.raids")]
    assert raids_made[:20].sum() == 0
    assert raids_made[20:].sum() > 0
