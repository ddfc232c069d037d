"""Operations against mining: what forces hold and destroy, whom they rescue, what anger and return follow."""

from copy import replace

import numpy as np
import pytest

from model.codes import Climate, Zone
from model.interventions import Crisis, Interdiction
from model.price.path import PricePath
from model.processes.state import forces, interdiction
from tests.model.invariants import broken
from tests.model.worlds import GROWN, baseline, by_identity, column, differing, grown, policy, under, weekly, young

HELD_PRICE = PricePath(kind="held", held_at=1200.0)
GARRISON = 40
PERSONS = 4000.0
FORCES = {"zones": ("roadside",), "force": PERSONS, "garrison": GARRISON - 1.0, "error": 0.0}
MONEY = ("true.equipment_destroyed", "true.equipment_replaced", "true.equipment_destroyed_authorised")


def lived(weeks=GARRISON, plan=None, **settings):
    """Return a grown world after some weeks of an operation on roadside camps, and its outcomes by week."""
    model = grown(under(policy(Interdiction, **FORCES | settings), plan=plan))
    return model, weekly(model, weeks)


def total(rows, name):
    return float(rows[:, column(name)].sum())


@pytest.fixture(scope="module")
def at_constant_price():
    """Return weeks of a world at a constant price with and without an operation of a year's garrison."""
    plan = replace(baseline(), price=HELD_PRICE)
    free = weekly(grown(plan), GARRISON)
    return lived(plan=plan)[1], free


# presence


@pytest.mark.parametrize("name", ["miners_roadside", "bars_roadside", "people_in_sexual_exploitation_roadside"])
def test_miners_bars_and_exploitation_fall_where_forces_are_while_the_price_stays(at_constant_price, name):
    under_forces, free = (rows[-8:, column(f"true.{name}")].mean() for rows in at_constant_price)
    assert under_forces < 0.6 * free


def test_part_of_the_miners_goes_to_other_zones(at_constant_price):
    elsewhere = [column(f"true.miners_{zone}") for zone in ("river", "corridor", "protected")]
    under_forces, free = (rows[-8:, elsewhere].mean() for rows in at_constant_price)
    assert under_forces > free


def test_more_forces_hold_more_and_each_less_than_the_one_before():
    model = grown()
    shares = []
    for persons in (0.0, 500.0, 1000.0, 2000.0, 1e9):
        model.levers = replace(model.levers, force=(persons, 0.0, 0.0, 0.0))
        share = forces.held(model.world)
        assert (share[1:] == 0.0).all()
        shares.append(share[0])
    none, once, twice, four_times, all_of_them = shares
    assert none == 0.0
    assert once < twice < 2.0 * once
    assert twice < four_times < 2.0 * twice
    assert all_of_them == pytest.approx(1.0, abs=1e-4)


def test_the_same_force_holds_more_where_fewer_miners_are_left():
    model = grown()
    model.levers = replace(model.levers, force=(500.0, 0.0, 0.0, 0.0))
    many = forces.held(model.world)[Zone.ROADSIDE]
    model.census.miners_by_zone[Zone.ROADSIDE] /= 2.0
    assert many < forces.held(model.world)[Zone.ROADSIDE] < 1.0
    model.census.miners_by_zone[Zone.ROADSIDE] = 0.0
    assert forces.held(model.world)[Zone.ROADSIDE] == 1.0


def test_forces_leave_when_the_garrison_ends():
    strike = policy(Interdiction, garrison=3.0)
    assert [strike.strength(GROWN + week) for week in range(6)] == [1.0, 1.0, 1.0, 1.0, 0.0, 0.0]
    rows = lived(weeks=6, garrison=3.0)[1]
    assert total(rows, "true.forces_present") == pytest.approx(4 * PERSONS)
    assert total(rows, "true.weeks_of_operations") == 4.0


def test_a_force_of_nobody_changes_nothing_but_what_is_spent():
    one, other = grown(under(policy(Interdiction, force=0.0, error=1.0, rescue_module=1.0))), grown()
    for world in (one, other):
        weekly(world, 8)
    assert set(differing(one.snapshot(), other.snapshot())) <= {"record/last", "record/rows"}


# machinery


def owning(model, zone):
    """Return the share of miners of a zone type who own machinery."""
    return float(model.miners.equipped[model.camps.zone[model.miners.camp] == zone].mean())


def test_machinery_is_destroyed_where_forces_are_and_bought_again_when_they_have_left():
    model, first = lived(weeks=2, destruction=0.2, force=1e4, garrison=1.0)
    free = grown()
    weekly(free, 2)
    low = owning(model, Zone.ROADSIDE)
    assert low < 0.8 * owning(free, Zone.ROADSIDE)
    assert owning(model, Zone.CORRIDOR) == pytest.approx(owning(free, Zone.CORRIDOR), abs=0.05)
    assert total(first, "true.equipment_destroyed") > 0.0
    after, usual = weekly(model, 78), weekly(free, 78)
    assert total(after, "true.equipment_destroyed") == 0.0
    assert total(after, "true.equipment_replaced") > total(usual, "true.equipment_replaced")
    assert owning(model, Zone.ROADSIDE) > low + 0.5 * (owning(free, Zone.ROADSIDE) - low)


def test_without_credit_and_cash_less_machinery_comes_back():
    destroyed = {"destruction": 0.3, "force": 1e4, "garrison": 3.0}
    worlds = (lived(4, baseline(operations={"credit": weeks}), **destroyed)[0] for weeks in (26.0, 0.0))
    lent, unlent = worlds
    weekly(lent, 20), weekly(unlent, 20)
    assert owning(unlent, Zone.ROADSIDE) < owning(lent, Zone.ROADSIDE)


def permits_hit(error):
    """Return the share of authorised miners who own machinery, legitimacy, and outcomes after some weeks."""
    model = grown(under(policy(Interdiction, zones=("corridor",), force=PERSONS, destruction=0.2, error=error)))
    model.climate[Climate.LEGITIMACY] = 0.8
    model.miners.equipped[:] = True
    rows = weekly(model, 4)
    old = model.miners.formal & (model.miners.since < GROWN)
    return model.miners.equipped[old].mean(), float(model.climate[Climate.LEGITIMACY]), rows


def test_authorised_miners_are_hit_only_in_error_and_that_costs_legitimacy():
    (spared, kept, none), (hit, lost, some) = permits_hit(0.0), permits_hit(1.0)
    assert spared == 1.0 > hit
    assert lost < kept
    name = "true.equipment_destroyed_authorised"
    assert total(none, name) == 0.0 < total(some, name) < total(some, "true.equipment_destroyed")


# rescue


@pytest.mark.parametrize(("module", "ngo"), [(0.0, True), (1.0, False), (1.0, True)])
def test_operations_rescue_where_they_bring_a_module_or_an_ngo_insists(module, ngo):
    plan = (
        baseline(policing={"rescue_module": 5.0})
        if ngo
        else baseline(policing={"rescue_module": 5.0, "advocacy_effect": 0.0})
    )
    assert total(lived(plan=plan, rescue_module=module)[1], "true.people_identified_in_operations") > 0


def test_without_module_and_advocacy_operations_rescue_nobody():
    plan = baseline(policing={"rescue_module": 5.0, "advocacy_effect": 0.0})
    model, rows = lived(plan=plan)
    assert total(rows, "true.people_identified_in_operations") == 0
    assert interdiction.rescue_raids(model, np.ones(len(Zone))) == []


def test_rescue_raids_within_operations_go_to_the_zones_where_forces_are():
    model = grown(under(policy(Interdiction, **FORCES)))
    model.step()
    share = np.array([5.0, 0.0, 0.0, 0.0])
    raids = interdiction.rescue_raids(model, share) + interdiction.rescue_raids(model, 2.0 * share)
    assert raids
    assert all(raid.operation and raid.number >= interdiction.OPERATION for raid in raids)
    assert (model.camps.zone[[raid.camp for raid in raids]] == Zone.ROADSIDE).all()


def test_rescue_raids_share_no_luck_with_other_raids():
    numbers = {interdiction.OPERATION * (zone + 1) + k for zone in Zone for k in range(50)}
    assert min(numbers) > 100
    assert max(numbers) < 2**16


# hostility and clashes


def test_presence_and_destruction_raise_hostility_up_to_one():
    model = grown()
    before = model.camps.hostility.copy()
    roadside = model.camps.zone == Zone.ROADSIDE
    share, none = np.array([1.0, 0.0, 0.0, 0.0]), np.zeros(model.camps.n)
    interdiction.anger(model, share, none)
    assert (model.camps.hostility[roadside] > before[roadside]).all()
    np.testing.assert_array_equal(model.camps.hostility[~roadside], before[~roadside])
    present = model.camps.hostility.copy()
    interdiction.anger(model, share, roadside * 0.5)
    assert (model.camps.hostility[roadside] - present[roadside] > present[roadside] - before[roadside]).all()
    interdiction.anger(model, share, roadside * 100.0)
    assert model.camps.hostility.max() == 1.0


def clashes(hostility, persons, scale=50):
    """Return clashes and deaths of a hundred weeks at one hostility, and the model."""
    model = grown() if scale != 1 else young()
    model.scale = scale
    model.camps.hostility[:] = hostility
    model.camps.miners[:] = np.bincount(model.miners.camp, minlength=model.camps.n)
    for week in range(100):
        model.week = GROWN + week
        interdiction.clash(model, np.array([0.0, 0.0, persons, 0.0]))
    return model.flows["clashes"], model.flows["deaths_in_clashes"], model


def test_clashes_rise_with_hostility_and_with_forces():
    assert clashes(0.0, 1e4)[:2] == clashes(1.0, 0.0)[:2] == (0, 0)
    some = clashes(0.5, 1e4)[0]
    assert 0 < some < clashes(1.0, 1e4)[0]
    assert some > clashes(0.5, 1e3)[0]


def test_deaths_are_a_share_of_clashes_and_where_a_row_is_one_person_it_leaves_the_model():
    many, died, model = clashes(1.0, 1e4)
    assert 0 < died < many
    assert model.flows["carried_home"] == 0.0
    before = young()
    of_one, dead, model = clashes(1.0, 1e4, scale=1)
    assert 0 < dead < of_one
    assert before.miners.n - model.miners.n == dead
    gone = ~np.isin(before.miners.identity, model.miners.identity)
    assert not before.miners.formal[gone].any()
    assert (before.camps.zone[before.miners.camp[gone]] == Zone.CORRIDOR).all()
    assert model.flows["carried_home"] == pytest.approx(before.miners.cash[gone].sum())


# crises and disorder


def test_a_crisis_leaves_fewer_raids_and_smaller_operations():
    operation = policy(Interdiction, **FORCES)
    usual, torn = (grown(under(*policies)) for policies in ((operation,), (operation, policy(Crisis, away=0.75))))
    at_peace, in_crisis = weekly(usual, 52), weekly(torn, 52)
    assert total(in_crisis, "true.raids") < 0.6 * total(at_peace, "true.raids")
    forces_there = [total(rows, "true.forces_present") for rows in (in_crisis, at_peace)]
    assert forces_there[0] == pytest.approx(0.25 * forces_there[1])
    assert in_crisis[0, column("true.forces_away")] == 0.75


def test_a_crisis_that_takes_everybody_away_leaves_no_raid():
    assert total(weekly(grown(under(policy(Crisis, away=1.0))), 20), "true.raids") == 0.0


def test_disorder_ties_up_police_and_makes_cash_unsafe():
    calm, usual, disturbed = (grown(baseline(operations={"disorder": level})) for level in (0.0, 1.0, 2.0))
    assert forces.available(calm.world) > forces.available(usual.world) == 1.0 > forces.available(disturbed.world)
    unsafe = [forces.insecurity_by_disorder(world.world) for world in (calm, usual, disturbed)]
    assert unsafe[0] < unsafe[1] == 1.0 < unsafe[2]


# pairing and what always holds


def test_worlds_are_the_same_until_an_operation_starts_and_differ_from_then_on():
    later = grown(under(policy(Interdiction, start=GROWN + 3, **FORCES)))
    free = grown()
    for week in range(4):
        alike = all(
            by_identity(one)[name].tobytes() == by_identity(other)[name].tobytes()
            for one, other in ((later.miners, free.miners), (later.camps, free.camps), (later.persons, free.persons))
            for name in by_identity(one)
        )
        assert alike, f"week {week}"
        later.step(), free.step()
    assert by_identity(later.camps)["hostility"].tobytes() != by_identity(free.camps)["hostility"].tobytes()


def test_nothing_breaks_under_the_hardest_operation():
    hardest = {"zones": tuple(zone.name.lower() for zone in Zone), "force": 1e4, "destruction": 1.0, "error": 1.0}
    model = grown(under(policy(Interdiction, garrison=20.0, rescue_module=1.0, **hardest)))
    for _ in range(30):
        model.step()
        assert broken(model) == []
