"""Each policy moves what it is for, in a world that shares the luck of the baseline."""

import numpy as np
import pytest

from model.codes import Desk, Role, Zone
from model.interventions import (
    Coordination,
    Epidemic,
    Interdiction,
    NgoProject,
    PreventionCommunities,
    Raids,
    Recovery,
    Secrecy,
    Shelters,
    SpecialisedProsecutors,
    Training,
)
from model.interventions.shelters import KINDS as BUILDINGS
from model.levers import combine_coverage, routine
from model.parameters import Parameters
from model.text.dates import date_of
from tests.model.worlds import GROWN, column, grown, policy, under, waiting, weekly

WEEKS = 60
ROUTINE = routine(Parameters())


@pytest.fixture(scope="module")
def usual():
    """Return the baseline's weeks."""
    return weekly(grown(), WEEKS)


def lived(kind, weeks=WEEKS, **settings):
    """Return the weeks under one policy."""
    return weekly(grown(under(policy(kind, **settings))), weeks)


def adjusted(kind, **settings):
    """Return the routine levers as a policy at full strength leaves them."""
    return policy(kind, **settings).adjust(ROUTINE, 1.0)


def total(outcomes, name):
    """Return the sum of an outcome."""
    return outcomes[:, column(name)].sum()


def test_more_raids_are_more_raids(usual):
    many = lived(Raids, frequency=5.0)
    assert total(many, "true.raids") > 3 * total(usual, "true.raids")
    assert total(many, "true.exits_by_raid") > total(usual, "true.exits_by_raid")


def test_half_the_intensity_adds_half_the_raids(usual):
    half, full = (total(lived(Raids, frequency=9.0, intensity=share), "true.raids") for share in (0.5, 1.0))
    added = half - total(usual, "true.raids")
    assert added == pytest.approx((full - total(usual, "true.raids")) / 2, rel=0.25)


def test_shelters_take_people_out_of_police_stations(usual):
    housed = lived(Shelters, places=200.0, opening_delay=0.0)
    assert total(housed, "true.survivors_in_shelter") > 2 * total(usual, "true.survivors_in_shelter")
    assert total(housed, "true.people_held_in_police_stations") < total(usual, "true.people_held_in_police_stations")
    assert total(housed, "true.sent_home_unprepared") < total(usual, "true.sent_home_unprepared")


def test_recovery_places_are_filled(usual):
    healed = lived(Recovery, places=100.0, adoption=3.0)
    assert total(healed, "true.survivors_in_recovery") > 10 * total(usual, "true.survivors_in_recovery")


def test_a_building_costs_from_the_start_although_it_opens_late():
    cost = lived(Shelters, weeks=3, opening_delay=100.0)[:, column("true.cost_to_state")]
    assert (cost > 0).all()


@pytest.mark.parametrize("building", BUILDINGS)
def test_places_are_added_in_the_kind_of_building_chosen(building):
    levers = adjusted(Shelters, building=building, places=30.0)
    assert levers.shelter_places == tuple(30.0 * (building == one) for one in BUILDINGS)


def test_the_longest_work_and_the_most_bodies_set_the_delay():
    slow, shared = (
        policy(Shelters, opening_delay=80.0, responsible_bodies=1.0),
        policy(Shelters, opening_delay=10.0, responsible_bodies=3.0),
    )
    levers = shared.adjust(slow.adjust(ROUTINE, 1.0), 1.0)
    assert (levers.opening_delay, levers.responsible_bodies) == (80.0, 3.0)
    assert slow.adjust(ROUTINE, 0.0) == ROUTINE


def test_prevention_lowers_what_an_offer_achieves(usual):
    aware = lived(PreventionCommunities, spending=50_000_000.0, half_spending=500_000.0)

    def achieved(outcomes):
        recruits = total(outcomes, "true.recruited") - total(outcomes, "true.entered_exploitation_by_debt")
        return recruits / total(outcomes, "true.offers")

    assert achieved(aware) < 0.9 * achieved(usual)


def test_what_a_campaign_taught_is_forgotten_slowly_when_it_ends():
    model = grown(under(policy(PreventionCommunities, stop=date_of(480), spending=10_000_000.0)))
    weekly(model, 10)
    taught = model.campaign.max()
    weekly(model, 20)
    forgetting = model.parameters.civil_society.forgetting
    assert taught > 0.3
    assert model.campaign.max() == pytest.approx(taught * (1 - forgetting) ** 20)


def test_plans_kept_among_few_leak_less(usual):
    secret = lived(Secrecy, agencies=1.0, notice=0.5)
    share = [total(run, "true.raids_empty_official_leak") / total(run, "true.raids") for run in (secret, usual)]
    assert share[0] < 0.8 * share[1]  # the unit itself still knows


def test_secrecy_never_tells_more_agencies_or_earlier():
    assert adjusted(Secrecy, agencies=12.0, notice=30.0) == ROUTINE


def test_one_leader_coordinates_more_than_several_bodies_on_the_same_budget():
    leader, crowd = (adjusted(Coordination, bodies=bodies).coordination for bodies in (1.0, 8.0))
    assert 0 < crowd < leader / 2


def test_a_longer_course_counts_for_more_and_never_for_twice_as_much():
    two, ten = (adjusted(Training, days=days, police_share=0.3) for days in (2.0, 10.0))
    assert two.police_training == combine_coverage(ROUTINE.police_training, 0.3)
    assert two.police_training < ten.police_training < combine_coverage(ROUTINE.police_training, 0.6)


def test_a_project_ends_and_leaves_what_was_handed_over():
    project = policy(NgoProject, duration=2.0, handover=0.25, intensity=0.8)
    strengths = [project.strength(GROWN + weeks) for weeks in (-1, 0, 103, 104, 500)]
    assert strengths == pytest.approx([0.0, 0.8, 0.8, 0.2, 0.2])
    assert policy(NgoProject).strength(GROWN + 104) == 0.0


def test_what_a_project_leaves_behind_ends_at_its_stop():
    project = policy(NgoProject, duration=1.0, handover=0.5, stop=date_of(GROWN + 200))
    assert project.strength(GROWN + 199) == 0.5
    assert project.strength(GROWN + 200) == 0.0


def test_a_joint_raid_costs_more():
    alone, joint = (lived(Raids, weeks=1, joint=share)[0, column("true.cost_to_state")] for share in (0.0, 1.0))
    assert joint > alone


@pytest.mark.parametrize("zone", Zone)
def test_interdiction_suppresses_digging_in_its_zones_and_nowhere_else(zone):
    forces = policy(Interdiction, zones=(zone.name.lower(),))
    model, free = grown(under(forces)), grown()
    for world in (model, free):
        world.step()
    there = model.camps.zone == zone
    np.testing.assert_array_equal(model.camps.suppressed > 0.0, there)
    assert (model.camps.net[there] < free.camps.net[there]).all()
    np.testing.assert_array_equal(model.camps.net[~there], free.camps.net[~there])


def test_forces_of_two_interdictions_add_up():
    one, two = (policy(Interdiction, zones=("river",), force=persons) for persons in (500.0, 1000.0))
    both, alone = grown(under(one, one)), grown(under(two))
    for world in (both, alone):
        world.step()
    np.testing.assert_array_equal(both.camps.suppressed, alone.camps.suppressed)
    assert both.camps.suppressed.max() > 0.0


def test_specialised_prosecutors_decide_more_cases():
    settings = {"staff": 20.0, "skill": 0.5}
    more, usual = grown(under(policy(SpecialisedProsecutors, **settings))), grown()
    for world in (more, usual):
        waiting(world, 5_000, Desk.PROSECUTOR, role=Role.RECRUITER, evidence=0.8, purpose=0.8)
    with_them, without = weekly(more, WEEKS), weekly(usual, WEEKS)
    for name in ("recorded.charges", "recorded.sistra_cases"):
        assert total(with_them, name) > 3 * total(without, name)
    share = [total(run, "recorded.shelved") / total(run, "recorded.charges") for run in (with_them, without)]
    assert share[0] < share[1]


def test_a_policy_costs_from_its_start_to_the_day_before_its_stop():
    stop = date_of(475)
    cost = lived(Raids, stop=stop, weeks=10, frequency=3.0)[:, column("true.cost_to_state")]
    assert (cost[:5] > 0).all()
    assert (cost[5:] == 0).all()


def test_a_ramp_raises_strength_in_equal_steps():
    cost = lived(Raids, ramp=10.0, weeks=15, frequency=3.0)[:, column("true.cost_to_state")]
    np.testing.assert_allclose(np.diff(cost[:10]), cost[0])
    np.testing.assert_allclose(cost[10:], cost[9])


def test_policies_in_a_list_add_their_costs():
    raids, shelters = policy(Raids), policy(Shelters)
    cost = column("true.cost_to_state")
    apart = [weekly(grown(under(one)), 1)[0, cost] for one in (raids, shelters)]
    assert weekly(grown(under(raids, shelters)), 1)[0, cost] == pytest.approx(sum(apart))


STOPPED = {"travel": 0.0, "custom": 0.0, "police": 0.0, "offices": 0.0, "outreach": 0.0}


@pytest.mark.parametrize(
    ("what", "outcome"),
    [
        ("travel", "true.arrivals_of_miners"),
        ("custom", "true.bar_spending"),
        ("police", "true.raids"),
        ("outreach", "true.exits_by_outreach"),
    ],
)
def test_an_epidemic_stops_what_it_is_said_to_stop(usual, what, outcome):
    struck = lived(Epidemic, **STOPPED | {what: 1.0})
    assert total(usual, outcome) > 0.0
    assert total(struck, outcome) == 0.0


def test_where_an_epidemic_closes_offices_no_case_is_decided_or_tried():
    closed, usual = grown(under(policy(Epidemic, **STOPPED | {"offices": 1.0}))), grown()
    for world in (closed, usual):
        waiting(world, 50, Desk.PROSECUTOR)
        weekly(world, 8)
        waiting(world, 50, Desk.COURT)
        world.step()
    assert usual.flows["cases_decided"] > 0
    assert closed.flows["cases_decided"] == closed.flows["tried"] == 0
    assert closed.levers.police_register == 0.0


def test_an_epidemic_stops_journeys_of_people_who_are_recruited(usual):
    struck = lived(Epidemic, **STOPPED | {"travel": 1.0})
    assert total(struck, "true.recruited_sexual") < 0.3 * total(usual, "true.recruited_sexual")


def test_an_epidemic_that_stops_nothing_changes_nothing(usual):
    np.testing.assert_array_equal(lived(Epidemic, **STOPPED), usual)


def test_half_an_epidemic_keeps_half_the_custom_away_and_ends_when_it_stops():
    one = policy(Epidemic, custom=0.6, stop=date_of(GROWN + 4))
    assert one.adjust(ROUTINE, 0.5).custom_lost == pytest.approx(0.3)
    assert one.strength(GROWN + 3) == 1.0 and one.strength(GROWN + 4) == 0.0
