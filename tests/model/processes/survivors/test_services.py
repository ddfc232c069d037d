"""Recovery, accompaniment at home and reintegration jobs."""

import numpy as np

from model.codes import Age, Stage
from model.organisations.care import HOMES
from model.processes.survivors import aftercare
from tests.model.processes.survivor_worlds import lived, ordered, settled, survivors, unhelped


def quiet(**numbers):
    """Return a plan without services in which nobody returns or takes a role."""
    return unhelped(return_unprepared=0.0, becomes_recruiter=0.0, becomes_owner=0.0, followed=8.0, **numbers)


def test_recovery_takes_its_years_and_places_go_to_those_home_last():
    model = survivors(settled(), n=100)
    model.persons.since[:] = model.week - np.arange(100)
    aftercare.step(ordered(model, recovery_places=20.0))
    entered = model.persons.stage == Stage.RECOVERY
    places = round(model.parameters.aftercare.recovery_places) + 20
    assert entered.sum() == model.flows["entered_recovery"] == places
    assert entered[:places].all()


def test_who_completes_recovery_is_home_and_recovered():
    model = survivors(n=10, stage=Stage.RECOVERY, since=0, care=183)
    aftercare.step(model)
    assert model.flows["recovery_completed"] == 10
    assert (model.persons.stage == Stage.HOME).all()
    assert model.persons.recovered.all()


def test_in_recovery_people_keep_job_and_accompaniment_and_weeks_of_care_add_up():
    model = survivors(quiet(drop_out=0.0), n=10, job=460, prepared=460)
    lived(ordered(model, recovery_places=10.0), 5)
    assert (model.persons.stage == Stage.RECOVERY).all()
    assert (model.persons.job == 460).all()
    assert (model.persons.prepared == 460).all()
    assert (model.persons.care == 5).all()


def test_who_drops_out_of_recovery_does_not_begin_again():
    model = ordered(survivors(quiet(drop_out=0.5), n=40), recovery_places=40.0)
    flows = lived(model, 30)
    assert sum(flows["entered_recovery"]) == sum(flows["recovery_dropped_out"]) == 40
    assert (model.persons.stage == Stage.HOME).all()
    assert not model.persons.recovered.any()


def test_services_are_for_those_first_whom_they_know():
    model = survivors(quiet(), n=60)
    model.persons.identified[40:] = 460
    model.persons.since[40:] -= 100
    aftercare.step(ordered(model, recovery_places=7.0, follow_up=20.0, reintegration_jobs=20.0))
    known = model.persons.identified >= 0
    assert known[model.persons.stage == Stage.RECOVERY].all()
    np.testing.assert_array_equal(model.persons.prepared >= 0, known)
    np.testing.assert_array_equal(model.persons.job >= 0, known)


def test_workers_prepare_homes_of_those_who_came_last_and_of_them_from_a_shelter_first():
    model = survivors(quiet(), n=90)
    model.persons.since[30:] -= 1
    model.persons.last_shelter[20:30] = HOMES
    aftercare.step(ordered(model, follow_up=15.0))
    prepared = model.persons.prepared == model.week
    assert prepared.sum() == model.flows["homes_prepared"] == model.flows["accompanied"] == 15
    assert prepared[20:30].all()
    assert prepared[:5].all()


def test_workers_accompany_no_more_people_at_a_time_than_there_is_room_for():
    model = ordered(survivors(quiet(accompaniment=10.0), n=100), follow_up=15.0)
    flows = lived(model, 30)
    assert flows["accompanied"] == [15.0] * 30
    assert np.flatnonzero(flows["homes_prepared"]).tolist() == [0, 10, 20]
    assert (model.persons.prepared >= 0).sum() == 45


def test_who_leaves_a_shelter_goes_home_prepared_where_workers_have_room():
    for follow_up in (0.0, 40.0):
        model = survivors(quiet(), n=40, stage=Stage.SHELTER, shelter=HOMES, last_shelter=HOMES, since=0)
        aftercare.step(ordered(model, follow_up=follow_up))
        assert (model.persons.stage == Stage.HOME).all()
        assert (model.persons.prepared >= 0).all() == (follow_up > 0)


def test_jobs_go_first_to_those_who_completed_recovery_and_none_to_children_under_14():
    model = survivors(quiet(), n=60)
    model.persons.recovered[40:] = True
    model.persons.age[50:] = Age.FROM_10
    model.persons.since[40:] -= 20
    aftercare.step(ordered(model, reintegration_jobs=15.0))
    working = model.persons.job >= 0
    assert working.sum() == model.flows["in_reintegration_jobs"] == 15
    assert working[40:50].all()
    assert not working[50:].any()


def test_a_job_lasts_its_weeks_and_who_ends_it_is_reintegrated_once():
    model = ordered(survivors(quiet(job_weeks=12.0), n=10), reintegration_jobs=10.0)
    flows = lived(model, 40)
    assert flows["in_reintegration_jobs"] == [10.0] * 12 + [0.0] * 28
    assert np.flatnonzero(flows["reintegrated"]).tolist() == [12]
    assert flows["reintegrated"][12] == 10
    assert model.persons.reintegrated.all()


def test_accompaniment_reintegrates_those_who_completed_recovery():
    model = survivors(quiet(accompaniment=10.0), n=20, recovered=np.arange(20) < 8)
    flows = lived(ordered(model, follow_up=20.0), 20)
    assert np.flatnonzero(flows["reintegrated"]).tolist() == [10]
    assert model.persons.reintegrated.sum() == 8


def test_without_places_no_service_is_given():
    flows = lived(survivors(quiet(), n=50), 10)
    for name in ("entered_recovery", "homes_prepared", "in_reintegration_jobs", "reintegrated"):
        assert sum(flows[name]) == 0


def test_services_do_not_depend_on_the_order_of_rows():
    def served(order):
        model = survivors(quiet(), n=200)
        model.persons.since[:] = (model.week - np.arange(200) % 7)[order]
        model.persons.identity[:] = model.persons.identity[order]
        lived(ordered(model, recovery_places=23.0, follow_up=31.0, reintegration_jobs=17.0), 3)
        by_identity = np.argsort(model.persons.identity)
        return [model.persons.column(name)[by_identity].tolist() for name in ("stage", "prepared", "job")]

    assert served(np.arange(200)) == served(np.random.default_rng(4).permutation(200))
