"""Bars move with everybody in them, hide from danger, and follow miners."""

from copy import replace as changed

import numpy as np

from model.codes import ZONES, Memory, Rule, Zone
from model.interventions import BarLicensing, PermanentPosts
from model.processes.bars import relocation
from model.processes.state import raids
from model.processes.state.information import SUCCEEDS, Raid
from model.scenario.theories import Theory
from tests.model.invariants import broken
from tests.model.worlds import baseline, column, differing, grown, policy, under, weekly

EAGER = {"look_rate": 0.2, "move_barrier": 0.0}
ROADSIDE = int(Zone.ROADSIDE)


def deciding_by(rule):
    """Return a grown world whose bars decide by a rule."""
    return grown(changed(baseline(), theory=Theory(decision_rule=rule.name.lower())))


def lived(world, rate, weeks):
    """Live some weeks under lasting danger by the road; return the outcomes of each."""
    rows = []
    for _ in range(weeks):
        world.zone_risk[:, ROADSIDE] = rate
        rows.append(weekly(world, 1)[0])
    return np.array(rows)


def elsewhere(year):
    """Return bars and people at the end outside the roadside zone."""
    zones = [zone.name.lower() for zone in Zone if zone != Zone.ROADSIDE]
    return [
        sum(year[-1, column(f"true.{what}_{zone}")] for zone in zones)
        for what in ("bars", "people_in_sexual_exploitation")
    ]


def test_lasting_danger_in_one_zone_type_moves_bars_and_people_elsewhere():
    still, free = (lived(grown(baseline(bars={"look_rate": rate})), 2.0, 12) for rate in (0.0, 0.2))
    assert (np.array(elsewhere(free)) > 1.1 * np.array(elsewhere(still))).all()
    assert still[:, column("true.people_moved_with_bars")].sum() < free[:, column("true.people_moved_with_bars")].sum()


def test_people_and_bars_stay_one_to_one_while_bars_move():
    world, moved = grown(baseline(bars=EAGER)), 0
    for _ in range(15):
        moved += lived(world, 0.5, 1)[0, column("true.bars_moved")]
        assert broken(world) == []
    assert moved > 15


def test_bars_of_a_closed_camp_follow_the_miners_with_everybody_in_them():
    gone, kept = (
        grown(baseline(bars={"follow_share": share, "look_rate": 0.0}, spending={"transit": 0.0}))
        for share in (0.0, 1.0)
    )
    for world in (gone, kept):
        world.camps.gold[np.argmax(world.camps.bars)] = 0.0
    none, many = weekly(gone, 1)[0], weekly(kept, 1)[0]
    assert none[column("true.bars_moved")] == 0
    assert many[column("true.people_moved_with_bars")] > 0
    assert many[column("true.exits_by_bar_closed")] < none[column("true.exits_by_bar_closed")]
    assert broken(kept) == []


def test_remoter_camps_draw_fewer_bars():
    world = grown()
    camps, bar_numbers = world.camps, world.numbers[0].bars
    camps.demand[:], camps.bars[:] = 1e6, 10
    near, far = int(np.argmin(camps.access)), int(np.argmax(camps.access))
    losses = np.zeros(camps.n)
    outward, inward = (relocation.gain(camps.table, *way, losses, bar_numbers) for way in ((near, far), (far, near)))
    assert outward < inward


def hidden_after(rule):
    """Return a world and the mean part that its bars hide after some weeks of lasting danger by the road."""
    world = deciding_by(rule)
    lived(world, 0.2, 10)
    return world, world.bars.hidden[world.camps.zone[world.bars.camp] == ROADSIDE].mean()


def test_bars_hide_while_danger_lasts_and_come_out_after():
    world, during = hidden_after(Rule.EXPECTED_PROFIT)
    lived(world, 0.0, 30)
    after = world.bars.hidden[world.camps.zone[world.bars.camp] == ROADSIDE].mean()
    assert during > 3 * after
    assert during > 0.05


def test_each_rule_hides_differently_and_inertia_hides_later():
    parts = {rule: hidden_after(rule)[1] for rule in Rule}
    assert parts[Rule.LOSS_AVERSE] > parts[Rule.EXPECTED_PROFIT] > parts[Rule.INERTIA] > parts[Rule.IMITATION]


def searched(hidden, sight=0.0):
    """Return a world in which hidden bars of the busiest camp were raided."""
    world = grown(baseline(policing={"bars_per_raid": 1000.0}))
    world.bars.hidden[:], world.police.sight[:] = hidden, sight
    raid = Raid(0, 0, int(np.argmax(world.census.sexual)), 10.0, SUCCEEDS)
    world.make_room()
    raids.carry_out(world.world, raid, np.zeros(ZONES))
    return world


def test_police_find_fewer_in_hidden_bars_unless_they_see_through():
    found = [searched(*case).flows["raid_found"] for case in ((0.0,), (1.0,), (1.0, 1.0))]
    assert found[1] < found[0] == found[2]


def test_police_hear_less_of_bars_that_hide_and_more_beside_posts():
    worlds = [grown(), grown(), grown(under(policy(PermanentPosts, zones=("roadside",))))]
    worlds[1].bars.hidden[:] = 1.0
    for world in worlds:
        world.step()
    road = worlds[0].camps.zone == ROADSIDE
    usual, hidden, posted = (world.camps.belief[road].sum() for world in worlds)
    assert hidden < usual < posted


def test_a_raid_teaches_what_is_there_and_how_bars_hide():
    world = grown()
    camp = int(np.argmax(world.census.sexual))
    world.camps.belief[:] = 1.0
    alike = (world.camps.zone == world.camps.zone[camp]) & (np.arange(world.camps.n) != camp)
    raids.learn_from(world.world, Raid(0, 0, camp, 1.0, SUCCEEDS), 20, 4)
    raised = world.camps.belief.copy()
    assert raised[camp] > 5.0
    assert (raised[alike] > 1.0).all()
    assert world.police.sight[0] > grown().police.sight[0]
    raids.learn_from(world.world, Raid(0, 0, camp, 1.0, SUCCEEDS), 0, 4)
    assert world.camps.belief[camp] < raised[camp]
    assert (world.camps.belief[alike] < raised[alike]).all()


def test_what_police_know_of_hiding_wears_off():
    world = grown(baseline(policing={"raids_per_week": 0.0}))
    world.police.sight[:] = 1.0
    weekly(world, 10)
    assert (world.police.sight < 0.98).all()


def test_bars_learn_which_zone_types_are_raided_and_forget():
    world = grown()
    before = world.zone_risk.copy()
    raids.learn_danger(world.world, 0.2 * np.maximum(1.0, np.array(world.census.bars_by_zone)))
    raided = world.zone_risk.copy()
    raids.learn_danger(world.world, np.zeros(ZONES))
    assert (raided > before).all()
    assert (world.zone_risk < raided).all()
    assert (raided - before)[Memory.FRESH].sum() > (raided - before)[Memory.USUAL].sum()


def test_fines_without_inspections_change_nothing():
    usual, threatened = grown(), grown(under(policy(BarLicensing, inspections=0.0, fine=1e6, inspection_cost=100.0)))
    for world in (usual, threatened):
        weekly(world, 5)
    assert differing(usual.snapshot(), threatened.snapshot()) == []
