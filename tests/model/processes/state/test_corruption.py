"""Officials as persons: who holds posts, whose money they take, and what sanctions, rotation and scandals do."""

from copy import replace

import numpy as np
import pytest

from model.codes import ORGANISED, Climate, Office
from model.kernels.compiled import compiled
from model.processes.bars import bar_work, bars
from model.processes.state import corruption, information, officials, ties
from tests.model.processes.society_worlds import setting
from tests.model.worlds import baseline, column, grown, usual, weekly

QUIET = {"scandal_rate": 0.0}
STILL = QUIET | {"drift": 0.0, "tie_rate": 0.0, "tie_lapse": 0.0, "tie_growth": 0.0}
STAYING = {"police_turnover": 0.0, "prosecutors_turnover": 0.0}


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
    """Return where a profit draws an official of average character in a world."""
    return officials.drawn_to(world.now[0].dishonesty_left, profit, 0.0, world.numbers[0].corruption)


@compiled
def profit_of_bars(world):
    """Return the week's profit of bars in a world."""
    return corruption.profit_of_bars(world.flows[0])


@compiled
def services(world):
    """Return what each official does for his patron."""
    return np.array([ties.service(world.officials, i, world.now[0].week) for i in range(world.officials.n)])


def drawn_to(model, profit=None, **levers):
    """Return where readiness is drawn to under some levers."""
    usual_levers, reference = model.levers, model.parameters.corruption.profit_reference
    model.levers = replace(usual_levers, **levers)
    readiness = drawn(model.world, reference if profit is None else profit)
    model.levers = usual_levers
    return readiness


def in_hand(world, **columns):
    """Set columns of all officials."""
    for name, value in columns.items():
        setattr(world.officials, name, value)
    return world


def test_without_oversight_the_reference_profit_keeps_the_start(model):
    assert drawn_to(model, oversight=0.0) == pytest.approx(model.parameters.corruption.start)


@pytest.mark.parametrize("lever", ["internal_control", "oversight"])
def test_being_watched_lowers_readiness_the_more_the_closer(model, lever):
    levels = [drawn_to(model, **{lever: level}) for level in (0.0, 0.3, 0.6, 1.0)]
    assert (np.diff(levels) < 0).all()
    assert levels[-1] > 0


def test_profit_raises_corruption_within_bounds_and_not_where_it_has_no_effect(model):
    levels = [drawn_to(model, profit) for profit in (0.0, 1e4, 1e5, 1e6, 1e9)]
    assert (np.diff(levels) > 0).all()
    assert 0 < levels[0] < levels[-1] < 1
    indifferent = grown(baseline(corruption={"profit_effect": 0.0}))
    assert drawn_to(indifferent, 0.0) == drawn_to(indifferent, 1e9)


@pytest.mark.parametrize("start", [0.0, 1.0])
def test_officials_whose_readiness_starts_at_an_end_stay_there(start):
    world = in_hand(grown(baseline(corruption={"start": start} | QUIET)), readiness=start)
    for _ in range(20):
        world.step()
        for body in (world.police, world.checkpoints, world.courts, world.officials.readiness):
            assert (getattr(body, "corruption", body) == start).all()


def test_bodies_are_as_ready_as_those_who_serve_in_them_and_units_differ(year):
    world, outcomes = year
    who, serving = world.officials, world.officials.suspended <= world.week - 1
    for unit in range(world.police.n):
        members = (who.office == Office.POLICE) & (who.unit == unit)
        assert world.police.corruption[unit] == pytest.approx(who.readiness[members & serving].mean())
        assert world.police.chief[unit] == who.readiness[members & who.chief].item()
    assert (outcomes[:, column("true.spread_of_readiness_among_police_units")] > 0.01).all()


def test_ties_form_where_profit_pays_and_only_with_owners_who_have_bars(model):
    made = []
    for profit in (0.0, 1e4, 1e9):
        world = in_hand(grown(baseline(corruption=QUIET)), patron=-1, strength=0.0)
        world.climate[Climate.PROFIT] = profit
        for week in range(world.week, world.week + 20):
            world.week = week
            ties.tend_ties(world.world)
        made.append(np.count_nonzero(world.officials.patron >= 0))
        assert (ties.gains(world.world)[world.officials.patron[world.officials.patron >= 0]] > 0).all()
    assert made[0] == 0 < made[1] < made[2]


def test_a_tie_ends_with_the_bars_of_its_patron_and_grows_firm_otherwise():
    world = in_hand(grown(baseline(corruption={"tie_lapse": 0.0})), patron=0, strength=0.5)
    ties.tend_ties(world.world)
    growth = world.parameters.corruption.tie_growth
    np.testing.assert_allclose(world.officials.strength, 0.5 + growth / 2)
    world.bars.owner[world.bars.owner == 0] = ORGANISED
    ties.tend_ties(world.world)
    assert (world.officials.patron != 0).all()


def test_what_bars_pay_is_what_tied_officials_get_and_others_get_nothing():
    world = grown()
    bars.trade(world.world)
    patrons = np.where(world.bars.owner < ORGANISED, world.bars.owner, ORGANISED + world.bars.camp)
    paid = np.bincount(patrons, world.bars.bribe, minlength=ORGANISED + world.camps.n)
    who = world.officials
    got = np.bincount(who.patron[who.patron >= 0], who.takings[who.patron >= 0], minlength=paid.size)
    np.testing.assert_allclose(got, paid)
    assert paid.sum() == pytest.approx(world.flows["bribes"])
    assert paid.sum() > 0
    assert (who.takings[who.patron < 0] == 0).all()


def test_owners_pay_nothing_where_officials_take_from_nobody():
    world = in_hand(grown(), patron=-1)
    bars.trade(world.world)
    assert world.flows["bribes"] == 0


def test_rotation_ends_ties_and_vetting_leaves_the_less_inclined(year):
    moved = setting(baseline(corruption=QUIET), rotation=1.0)
    weekly(moved, 52)
    assert np.count_nonzero(moved.officials.patron >= 0) < np.count_nonzero(year[0].officials.patron >= 0)
    vetted = setting(baseline(corruption=QUIET), vetting=1.0)
    weekly(vetted, 52)
    assert vetted.officials.character.mean() < year[0].officials.character.mean() - 0.3
    assert vetted.corruption() < year[0].corruption()


def test_a_successor_has_an_identity_of_his_own_and_no_tie_unless_it_is_handed_over():
    for share in (0.0, 1.0):
        society = STAYING | {"police_turnover": 1e9, "prosecutors_turnover": 1e9}
        world = grown(baseline(corruption=STILL | {"handed_over": share}, civil_society=society))
        in_hand(world, patron=3, strength=1.0)
        before = world.officials.identity.copy()
        officials.change_hands(world.world)
        assert np.intersect1d(before, world.officials.identity).size == 0
        assert (world.officials.patron == (3 if share else -1)).all()
        assert (world.officials.strength == 0).all()


def test_officials_are_sanctioned_only_under_internal_control_and_if_they_sell():
    assert usual(52)[:, column("true.officials_sanctioned")].sum() == 0
    for strength, sanctioned in ((0.0, 0), (1.0, None)):
        world = in_hand(grown(baseline(corruption={"sanctions": 1e9})), patron=2, strength=strength, readiness=1.0)
        world.levers = replace(world.levers, internal_control=1.0)
        officials.sanction(world.world)
        who = world.officials
        assert world.flows["officials_sanctioned"] == (who.n if sanctioned is None else sanctioned)
        if sanctioned is None:
            dismissed, suspended = who.patron < 0, who.suspended > world.week
            assert (dismissed ^ suspended).all()
            assert 0 < dismissed.mean() < 1
            assert (services(world.world) == 0).all()


def leaks_of(world, unit, raids=300):
    """Return the share of many raids by a unit of which bars hear through officials."""
    planned = [information.prepare(world.world, unit, number, information.ANYWHERE) for number in range(raids)]
    return np.mean([raid.warned > 0 for raid in planned])


def test_sanctions_lower_leaks_of_a_unit_for_a_while_until_ties_form_again():
    """A unit whose officers are all dismissed leaks less than it would have, and later as much as the others."""
    plan = baseline(policing={"agencies": 0.0}, corruption=QUIET)
    left, dismissed = grown(plan), grown(plan)
    dismissed.make_room()
    for post in np.flatnonzero((dismissed.officials.office == Office.POLICE) & (dismissed.officials.unit == 1)):
        officials.appoint(dismissed.world, post, False)
    assert leaks_of(dismissed, 1) == 0 < leaks_of(left, 1)
    shares = []
    for weeks in (12, 92):
        weekly(left, weeks), weekly(dismissed, weeks)
        shares.append((leaks_of(dismissed, 1), np.mean([leaks_of(dismissed, k) for k in (0, 2, 3)])))
    assert shares[0][0] < shares[0][1]
    assert shares[1][0] > shares[0][0]


def test_profit_is_that_of_bars_before_bribes(year):
    world, _ = year
    f = world.flows
    assert profit_of_bars(world.world) == max(0.0, f["bribes"] + f["network_income"] + f["owners_income"])
    assert world.climate[Climate.PROFIT] > 0


def test_a_scandal_takes_who_is_found_out_and_some_of_his_team_and_stalls_plans():
    world = in_hand(grown(baseline(corruption={"chief_goes": 1.0, "team_goes": 0.0})), patron=4)
    who = world.officials
    team = (who.office == Office.POLICE) & (who.unit == 2)
    found = np.flatnonzero(team & ~who.chief)[0]
    before = who.identity.copy()
    officials.break_scandal(world.world, found)
    changed = np.flatnonzero(who.identity != before)
    assert set(changed) == {found, *np.flatnonzero(team & who.chief)}
    assert (who.patron[changed] == -1).all()
    assert world.climate[Climate.STALLED] == world.parameters.corruption.stall_weeks
    assert world.flows["scandals"] == 1
    assert information.not_stalled(world.world) == 1 - world.parameters.corruption.stall


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
    often = {"scandal_rate": 1.0}
    stalled, not_so = (
        weekly(grown(baseline(policing={"raids_per_week": 10.0}, corruption=often | {"stall": stall})), 40)
        for stall in (0.5, 0.0)
    )
    assert stalled[:, column("true.raids")].sum() < 0.7 * not_so[:, column("true.raids")].sum()


@pytest.mark.parametrize("off", [{"start": 0.0}, {"scandal_rate": 0.0}])
def test_there_is_no_scandal_without_corruption_or_hazard(off):
    world = grown(baseline(corruption={"scandal_rate": 1e9} | off))
    world.officials.readiness *= off.get("start", 1.0)
    assert weekly(world, 10)[:, column("true.scandals")].sum() == 0


@pytest.mark.parametrize("watched", ["attention", "oversight"])
def test_attention_and_citizens_find_out_more(watched):
    counts = []
    for level in (0.0, 2.0):
        world = grown(baseline(corruption=STILL | {"scandal_rate": 0.2, "team_goes": 0.0, "chief_goes": 0.0}))
        world.levers = replace(world.levers, oversight=level * (watched == "oversight"))
        world.climate[Climate.ATTENTION] = level * (watched == "attention")
        for week in range(world.week, world.week + 60):
            world.week = week
            in_hand(world, patron=0, strength=1.0, readiness=0.8, suspended=0)
            officials.find_out(world.world)
        counts.append(world.flows["scandals"])
    assert counts[1] > 1.5 * counts[0] > 0


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
    world = in_hand(grown(baseline(corruption={"start": 0.0})), readiness=0.0)
    world.police.corruption, world.checkpoints.corruption = 0.0, 0.0
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


def test_a_policy_that_moves_nobody_leaves_every_official_the_same():
    """Draws belong to persons: an official whom a policy replaces changes nobody else's luck."""
    still = baseline(corruption=QUIET)
    one, other = grown(still), grown(still)
    other.make_room()
    officials.appoint(other.world, 0, False)
    for world in (one, other):
        officials.change_hands(world.world)
        officials.sanction(world.world)
    same = one.officials.identity == other.officials.identity
    assert same[1:].all()
    assert not same[0]
    np.testing.assert_array_equal(one.officials.patron[1:], other.officials.patron[1:])
