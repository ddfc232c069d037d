"""What NGOs do: projects that end, residence and mobility, coordination, advocacy."""

from copy import replace

import pytest

from model.interventions import NgoProject
from model.processes import policies
from model.processes.recruitment import journeys
from tests.model.processes.society_worlds import SOCIETY, setting, summed
from tests.model.worlds import GROWN, baseline, column, grown, policy, under, usual, weekly


def test_what_an_outside_project_taught_leaves_with_it():
    begins, ends, after = 5, 57, 189

    def trained(handover):
        project = policy(NgoProject, start=GROWN + begins, duration=1.0, handover=handover, trained=400.0)
        return weekly(grown(under(project)), after + 1)[:, column("true.trained_police")]

    gone, kept = trained(0.0), trained(1.0)
    during = slice(begins, ends)
    assert (gone[during] == kept[during]).all()
    assert gone[during].max() > gone[0] + 0.04
    assert gone[after] < gone[0] + 0.02 < kept[after]


def test_oversight_grows_with_residence():
    def oversight(since, **values):
        model = grown(baseline(civil_society=values))
        model.miners.since[:] = since
        return policies.carried_out(model, replace(model.levers, oversight=2.0)).oversight

    assert oversight(0) > 2.0 > oversight(GROWN)
    assert oversight(GROWN) == pytest.approx(2.0 * (1 - SOCIETY.residence_effect))
    assert oversight(0, residence_effect=0.0) == oversight(GROWN, residence_effect=0.0) == 2.0


def test_outreach_reaches_fewer_in_a_mobile_population():
    def outreach(since, **values):
        model = grown(baseline(civil_society=values))
        model.miners.since[:] = since
        return policies.carried_out(model, replace(model.levers, outreach=1.0, coordination=1.0)).outreach

    assert outreach(GROWN) == pytest.approx(1.0 - SOCIETY.mobility_loss * SOCIETY.residence_usual)
    assert outreach(GROWN) < outreach(0)
    assert outreach(GROWN, mobility_loss=0.0) == outreach(0, mobility_loss=0.0) == 1.0


def test_round_tables_cost_time_until_one_body_coordinates():
    model = grown()
    meeting, coordinated = (policies.working_time(model, share) for share in (0.0, 1.0))
    assert meeting == pytest.approx(1.0 / (1.0 + SOCIETY.meeting_cost * SOCIETY.round_tables))
    assert coordinated == 1.0
    assert policies.working_time(grown(baseline(civil_society={"meeting_cost": 0.0})), 0.0) == 1.0


def test_coordination_frees_time_for_outreach_and_raids():
    usual, coordinated = grown(), setting(coordination=1.0)
    for world in (usual, coordinated):
        world.step()
    assert coordinated.levers.outreach > usual.levers.outreach
    assert coordinated.levers.raids_per_week > usual.levers.raids_per_week


def test_advocacy_brings_joint_control_of_the_roads():
    more = setting(advocacy=3.0)
    assert journeys.road_control(grown().world) == 1.0
    assert summed(more, "true.stopped_on_the_way", 104) > usual(104)[:, column("true.stopped_on_the_way")].sum()
    assert journeys.road_control(setting(baseline(civil_society={"advocacy_roads": 0.0})).world) == 1.0
