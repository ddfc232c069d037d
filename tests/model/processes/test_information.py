"""What police know, and what leaks."""

from dataclasses import replace

import numpy as np
import pytest

from model.processes import information, raids
from model.processes.information import LOOKOUT, OFFICIAL_LEAK, SUCCEEDS, WRONG_PLACE
from tests.model.worlds import baseline, grown

RAIDS = 1500


@pytest.fixture(scope="module")
def model():
    """Return a grown world."""
    world = grown()
    world.step()
    return world


def failures(model, **levers):
    """Return what becomes of each of many plans under other levers."""
    usual = model.levers
    model.levers = replace(usual, **levers)
    planned = [information.prepare(model, 0, number).fate for number in range(RAIDS)]
    model.levers = usual
    return np.array(planned)


@pytest.mark.parametrize("lever", ["corruption", "agencies", "notice"])
def test_leaks_rise_with_corruption_with_agencies_told_and_with_notice(model, lever):
    level = getattr(model.levers, lever)
    shares = [np.mean(failures(model, **{lever: level * factor}) == OFFICIAL_LEAK) for factor in (0.3, 1.0, 1.6)]
    assert shares[0] < shares[1] < shares[2]


def test_the_chance_of_a_leak_is_the_declared_one(model):
    p, levers = model.numbers.policing, model.levers
    expected = 1 - np.exp(-model.corruption() * (p.leak_per_agency * levers.agencies + p.leak_per_day * levers.notice))
    assert np.mean(failures(model) == OFFICIAL_LEAK) == pytest.approx(expected, abs=0.04)


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
    camps = [information.prepare(model, 0, number).camp for number in range(RAIDS)]
    model.levers = usual
    return np.array(camps)


def test_raids_go_only_where_bars_are(model):
    for share in (0.0, 1.0):
        assert (model.camps.bars[targets(model, intelligence=share)] > 0).all()


def hear(world):
    """Let police hear of the camps of a world."""
    information.hear(
        world.key, world.week, world.camps.arrays, world.camps.n, world.census.sexual, world.census.labour,
        world.numbers.policing, world.numbers.moving,
    )  # fmt: skip


def test_beliefs_come_near_what_is_there_and_remote_camps_send_fewer_signs():
    world = grown(baseline(policing={"signal_noise": 0.0, "belief_memory": 1.0}))
    sexual, labour = world.census.sexual.copy(), world.census.labour.copy()
    hear(world)
    seen = np.exp(-world.numbers.policing.remoteness * world.camps.access)
    np.testing.assert_allclose(world.camps.belief, (sexual + labour) * seen)


def test_signals_are_right_in_the_mean():
    world = grown(baseline(policing={"belief_memory": 1.0}))
    there = (world.census.sexual + world.census.labour) * np.exp(-0.25 * world.camps.access)
    heard = []
    for week in range(world.week, world.week + 300):
        world.week = week
        hear(world)
        heard.append(world.camps.belief.sum())
    assert np.mean(heard) == pytest.approx(there.sum(), rel=0.05)


def test_units_whose_raids_fail_plan_fewer():
    eager, weary = grown(), grown()
    eager.police.morale[:], weary.police.morale[:] = 1.0, 0.0
    counts = []
    for world in (eager, weary):
        p = world.numbers.policing
        planned = [
            information.planned(world.key, week, world.police.arrays, world.police.n, 10.0, p.discouragement).sum()
            for week in range(200)
        ]
        counts.append(np.mean(planned))
    assert counts[0] == pytest.approx(10.0, rel=0.1)
    assert counts[1] == pytest.approx(10.0 * (1 - p.discouragement), rel=0.1)


def test_no_two_raids_of_a_week_share_their_luck(model):
    planned = [
        information.Raid(unit, number, 0, 0.0, SUCCEEDS) for unit in range(model.police.n) for number in range(6)
    ]
    assert len({int(raids.identity_of(model, raid)) for raid in planned}) == len(planned)
