"""Every window of formalisation is an arm beside the world without one."""

from analysis.studies.formalisation import arms as study
from experiments.design.loading import Loader, draw_from


def test_every_window_of_the_grid_is_an_arm_beside_the_world_without():
    usual, *windows = study.arms(Loader(draw_from(())), study.WORLD)
    assert usual.scenario.interventions == ()
    assert len({arm.scenario.name for arm in windows}) == len(study.WINDOWS) == 32
    assert {arm.scenario.same_period_and_price(usual.scenario) == [] for arm in windows} == {True}
    assert {arm.policy_start for arm in windows} == {study.OPENS}
