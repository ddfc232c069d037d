"""The attention route as a whole: places and services that policy orders, week by week."""

import numpy as np

from model.codes import BUILDINGS, Stage
from model.organisations.care import ROUTINE
from model.processes.survivors import aftercare
from tests.model.processes.survivor_worlds import lived, ordered, survivors, unhelped
from tests.model.worlds import baseline, column, grown, weekly


def test_routine_places_follow_the_parameters_and_those_of_policy_the_levers():
    model = survivors(baseline(aftercare={"refuge_places": 3.0, "general_places": 4.0}), n=0)
    aftercare.step(ordered(model, shelter_places=(1.0, 2.0, 5.0, 6.0)))
    assert model.shelters.places.tolist() == [3, 4, 0, 0, 0, 0]
    assert model.shelters.extra.tolist() == [0] * ROUTINE + [1, 2, 5, 6]


def test_without_shelters_jobs_and_workers_nobody_is_served():
    outcomes = weekly(grown(unhelped()), 120)[100:]
    for name in ("survivors_in_shelter", "survivors_accompanied_at_home", "survivors_in_reintegration_jobs"):
        assert outcomes[:, column(f"true.{name}")].sum() == 0
    assert outcomes[:, column("true.shelter_places_open")].sum() == 0
    assert outcomes[:, column("true.sent_home_unprepared")].sum() > 0


def test_everybody_is_served_where_places_have_no_limit():
    nobody_leaves = unhelped(refuse=0.0, leave_shelter=0.0)
    model = survivors(nobody_leaves, stage=Stage.HELD, sex=np.arange(4000) % 2)
    flows = lived(ordered(model, shelter_places=(0.0, 0.0, 1e6, 0.0)), 1)
    assert flows["admitted"] == [4000]
    assert (model.persons.stage == Stage.SHELTER).all()


def test_returns_add_up():
    outcomes = weekly(grown(), 60)
    parts = sum(outcomes[:, column(f"true.returns_{how}_recovery")] for how in ("after", "without"))
    np.testing.assert_array_equal(parts, outcomes[:, column("true.returns_to_exploitation")])


def test_places_that_are_not_ordered_leave_every_byte_alone():
    usual, nothing = (survivors(n=500, stage=Stage.HELD) for _ in range(2))
    lived(usual, 30)
    lived(ordered(nothing, shelter_places=(0.0,) * BUILDINGS, opening_delay=50.0, responsible_bodies=5.0), 30)
    for name, values in usual.state().items():
        assert nothing.state()[name].tobytes() == values.tobytes(), name
