"""Which worlds the study of replacement compares."""

from datetime import date

from analysis.studies import study
from experiments.record.experiment import Replication, plan_study

LUCK = Replication(1, (0,), 50)


def test_the_removal_differs_from_its_reference_in_one_week_of_one_policy():
    arms = {arm.scenario.name: arm for arm in plan_study(study("replacement"), None, (), LUCK).arms}
    removal = arms["removal"]
    assert removal.reference == "held_price"
    assert removal.policy_start == date(2013, 1, 7)
    assert not removal.scenario.same_period_and_price(arms["held_price"].scenario)
    (policy,) = removal.scenario.interventions
    assert (policy.kind, (policy.stop - policy.start).days, policy.share) == ("removal", 7, 0.1)


def test_policies_are_compared_with_and_without_filling_places():
    arms = {arm.scenario.name: arm for arm in plan_study(study("replacement"), None, (), LUCK).arms}
    for places, refilling in (("refilled", 1.0), ("not_refilled", 0.0)):
        for policy in ("raids", "shelters", "prevention_communities"):
            arm = arms[f"{policy}_{places}"]
            assert arm.reference == places
            assert arm.scenario.parameters.recruitment.refilling == refilling
