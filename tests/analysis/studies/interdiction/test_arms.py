"""The study of operations compares worlds that differ in operations only."""

from analysis.studies.interdiction import arms as interdiction
from experiments.base.cell import Draw
from experiments.design.loading import Loader
from model.interventions import Interdiction

ARMS = interdiction.arms(Loader(Draw.of({})), interdiction.WORLD)
BY_NAME = {arm.scenario.name: arm.scenario for arm in ARMS}


def operations(scenario):
    return [one for one in scenario.interventions if isinstance(one, Interdiction)]


def test_every_variant_is_beside_the_same_world_without_operations():
    assert len(BY_NAME) == len(ARMS) == 6
    for arm in ARMS:
        if arm.reference is None:
            assert operations(arm.scenario) == []
            continue
        free = BY_NAME[arm.reference]
        sent = operations(arm.scenario)
        assert sent
        assert [one for one in arm.scenario.interventions if one not in sent] == [*free.interventions]
        assert arm.scenario.same_period_and_price(free) == []
        assert arm.policy_start == min(one.start for one in sent)


def test_variants_of_a_world_differ_in_rescue_modules_only():
    modules = {name: {one.rescue_module for one in operations(scenario)} for name, scenario in BY_NAME.items()}
    assert modules["constant_price"] == modules["history_without_module"] == {0.0}
    assert modules["constant_price_with_module"] == {1.0}
    assert modules["history"] == {0.0, 1.0}


def test_the_first_world_keeps_its_price_until_three_years_after_the_forces_leave():
    held = BY_NAME["constant_price"]
    (operation,) = operations(held)
    assert held.price.held_from < operation.start
    assert (held.stop - operation.start).days >= 4 * 365
