"""Operations against mining."""

from model.codes import Zone
from model.interventions import Interdiction
from model.processes import interdiction
from tests.model.worlds import baseline, column, grown, policy, under, weekly

ZONE_FORCES = {"zones": ("roadside",), "suppression": 0.9}


def test_rescue_raids_within_operations_go_to_the_zones_where_forces_are():
    model = grown(under(policy(Interdiction, **ZONE_FORCES)))
    camps = []
    for _ in range(52):
        model.step()
        raids_planned = interdiction.operations(model)
        camps += [raid.camp for raid in raids_planned]
        assert all(raid.operation and raid.number >= interdiction.OPERATION for raid in raids_planned)
    assert len(camps) > 3
    assert (model.camps.zone[camps] == Zone.ROADSIDE).all()


def test_without_advocacy_operations_against_mining_rescue_nobody():
    model = grown(under(policy(Interdiction, **ZONE_FORCES)))
    model.ngos.advocacy[:] = 0.0
    year = weekly(model, 52)
    assert year[:, column("true.people_identified_in_operations")].sum() == 0
    assert interdiction.operations(model) == []


def test_operations_bring_out_people_where_an_ngo_insists():
    model = grown(under(policy(Interdiction, **ZONE_FORCES), plan=baseline(policing={"rescue_module": 5.0})))
    year = weekly(model, 52)
    assert year[:, column("true.people_identified_in_operations")].sum() > 0


def test_rescue_raids_share_no_luck_with_other_raids():
    numbers = {interdiction.OPERATION * (zone + 1) + k for zone in Zone for k in range(50)}
    assert min(numbers) > 100
    assert max(numbers) < 2**16
