"""Which worlds the table of signs compares."""

from experiments.record.experiment import Replication, plan_signs

LUCK = Replication(1, (0,), 50)


def test_each_lever_is_compared_alone():
    arms = {arm.scenario.name: arm for arm in plan_signs(["shelters", "raids"], (), LUCK).arms}
    assert set(arms) == {"baseline", "shelters", "raids"}
    assert {policy.kind for policy in arms["shelters"].scenario.interventions} == {"shelters"}
    assert arms["raids"].reference == "baseline"
