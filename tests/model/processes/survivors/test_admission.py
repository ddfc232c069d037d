"""Buildings that open, the queue in police stations, and who is admitted."""

from itertools import pairwise, product

import numpy as np
import pytest

from model.codes import BUILDINGS, UNDER_18, Age, Building, Form, Sex, Stage
from model.organisations.care import HOMES, REFUGE, ROUTINE
from model.processes.flows import FLOWS
from model.processes.survivors import admission, aftercare
from tests.model.processes.survivor_worlds import lived, ordered, settled, survivors, unhelped
from tests.model.worlds import baseline, column, grown, weekly

GENERAL, SPECIALISED = (ROUTINE + int(k) for k in (Building.ORIGIN_GENERAL, Building.ORIGIN_SPECIALISED))
EVERYWHERE = tuple(range(ROUTINE + BUILDINGS))


def first_shelter(age, sex, open_in=EVERYWHERE):
    """Return the shelter that a person is offered where only some have a place."""
    free = np.isin(np.arange(ROUTINE + BUILDINGS), open_in).astype(np.int64)
    return admission.place_for(int(age), int(sex), free, grown().shelters.table)


def test_general_homes_admit_no_adults_and_no_older_boys():
    assert first_shelter(Age.FROM_14, Sex.FEMALE, HOMES) == HOMES
    assert first_shelter(Age.FROM_10, Sex.MALE, HOMES) == HOMES
    assert first_shelter(Age.FROM_14, Sex.MALE, HOMES) == -1
    for sex in Sex:
        assert first_shelter(Age.FROM_25, sex, HOMES) == -1


def test_general_buildings_admit_women_and_children_and_specialised_ones_everybody():
    for age, sex in product(Age, Sex):
        served = sex == Sex.FEMALE or age == Age.FROM_10
        assert first_shelter(age, sex, GENERAL) == (GENERAL if served else -1)
        assert first_shelter(age, sex, SPECIALISED) == SPECIALISED


def test_adult_men_are_admitted_only_where_men_and_adults_are():
    assert first_shelter(Age.FROM_18, Sex.MALE) == REFUGE
    assert first_shelter(Age.FROM_18, Sex.MALE, (HOMES, SPECIALISED)) == SPECIALISED


def test_nobody_is_admitted_where_all_is_full():
    assert first_shelter(Age.FROM_14, Sex.FEMALE, ()) == -1


def test_each_kind_of_building_stands_where_its_name_says():
    shelters = grown().shelters
    for kind in Building:
        assert shelters.in_region[ROUTINE + kind] == kind.name.startswith("REGION")
        assert shelters.specialised[ROUTINE + kind] == kind.name.endswith("SPECIALISED")


def test_those_who_wait_longest_are_admitted_first():
    model = survivors(settled(refuse=0.0, longest_wait=40.0), n=60, stage=Stage.HELD, age=Age.FROM_14)
    model.persons.since[:] = model.week - np.random.default_rng(2).permutation(60) % 30
    waited = model.week - model.persons.since
    aftercare.step(model)
    inside = model.persons.stage == Stage.SHELTER
    assert 0 < inside.sum() < 60
    assert waited[inside].min() >= waited[~inside].max()


def test_no_shelter_takes_more_than_its_places():
    model = survivors(settled(refuse=0.0), n=300, stage=Stage.HELD, age=Age.FROM_14)
    aftercare.step(ordered(model, shelter_places=(3.0, 0.0, 5.0, 7.0)))
    living = np.bincount(model.persons.shelter[model.persons.shelter >= 0], minlength=ROUTINE + BUILDINGS)
    np.testing.assert_array_equal(living, model.shelters.places + model.shelters.extra)
    assert living[ROUTINE:].tolist() == [3, 0, 5, 7]


def test_a_shelter_whose_places_end_sends_everybody_home():
    model = survivors(unhelped(refuse=0.0, return_unprepared=0.0), n=5, stage=Stage.HELD, age=Age.FROM_14)
    aftercare.step(ordered(model, shelter_places=(9.0, 0.0, 0.0, 0.0)))
    assert (model.persons.stage == Stage.SHELTER).all()
    aftercare.step(ordered(model, shelter_places=(0.0, 0.0, 0.0, 0.0)))
    assert (model.persons.stage == Stage.HOME).all()
    assert model.flows["left_shelter"] == 5


def test_adults_may_refuse_help_and_those_under_18_may_not():
    refusing = baseline(aftercare={"refuse": 1.0})
    adults = survivors(refusing, n=40, stage=Stage.HELD, age=Age.FROM_25)
    children = survivors(refusing, n=40, stage=Stage.HELD, age=Age.FROM_14)
    for model in (adults, children):
        aftercare.step(model)
    assert adults.flows["refused_help"] == 40
    assert adults.flows["sent_home_unprepared"] == 0
    assert children.flows["refused_help"] == 0


def test_who_waits_too_long_goes_home_unprepared():
    model = survivors(unhelped(refuse=0.0, return_unprepared=0.0), n=100, stage=Stage.HELD, age=Age.FROM_14)
    for _ in range(round(model.parameters.aftercare.longest_wait)):
        aftercare.step(model)
        assert (model.persons.stage == Stage.HELD).all()
        model.week += 1
    aftercare.step(model)
    assert (model.persons.stage == Stage.HOME).all()
    assert (model.persons.prepared == -1).all()
    assert model.flows["sent_home_unprepared"] == 100


UNSERVED = [name for name in FLOWS if name.startswith("unserved_")]


def test_who_goes_home_unserved_is_counted_by_form_sex_and_age():
    who = np.array(list(product(Form, Sex, Age))).T
    n = np.arange(1, who.shape[1] + 1)
    form, sex, age = np.repeat(who, n, axis=1)
    model = survivors(
        unhelped(refuse=0.0, adult_wait=0.0, longest_wait=0.0),
        n=n.sum(), stage=Stage.HELD, form=form, sex=sex, age=age,
    )  # fmt: skip
    aftercare.step(model)
    for f, s, adult in product(Form, Sex, (False, True)):
        name = f"unserved_{f.name.lower()}_{s.name.lower()}_{'adult' if adult else 'under_18'}"
        assert model.flows[name] == ((form == f) & (sex == s) & ((age >= UNDER_18) == adult)).sum() > 0
    assert sum(model.flows[name] for name in UNSERVED) == model.flows["sent_home_unprepared"] == n.sum()


def test_those_unserved_add_up_in_every_week_of_the_model():
    outcomes = weekly(grown(), 60)
    parts = sum(outcomes[:, column(f"true.{name}")] for name in UNSERVED)
    np.testing.assert_array_equal(parts, outcomes[:, column("true.sent_home_unprepared")])
    assert parts.sum() > 50


def waited(places, weeks=60):
    """Return person-weeks in police stations when the same people come week by week and some places are open."""
    model = survivors(settled(refuse=0.0, refuge_places=0.0, general_places=0.0), n=0)
    ordered(model, shelter_places=(float(places), 0.0, 0.0, 0.0))
    total = 0
    for week in range(weeks):
        who = np.arange(6, dtype=np.uint64) + 6 * week + 7
        ages = np.resize([Age.FROM_10, Age.FROM_14, Age.FROM_25], 6)
        model.persons.add(
            6, identity=who, stage=Stage.HELD, since=model.week, left=model.week, network=0, origin=0, age=ages
        )
        lived(model, 1)
        total += (model.persons.stage == Stage.HELD).sum()
    return total


def test_person_weeks_in_police_stations_fall_with_places_until_the_queue_is_empty():
    spent = [waited(places) for places in (0, 20, 60, 100, 140, 1000)]
    assert all(more > less or more == less == 0 for more, less in pairwise(spent))
    assert spent[3] > 0 == spent[-1]


def opens_after(model, weeks=200):
    """Return in which week after the order the places of policy open."""
    for week in range(weeks):
        aftercare.step(model)
        if model.shelters.extra.sum():
            return week
        model.week += 1
    return weeks


@pytest.mark.parametrize(
    ("bodies", "coordination", "drag", "weeks"),
    [(1.0, 0.0, 1.0, 26), (3.0, 0.0, 1.0, 78), (3.0, 0.5, 1.0, 52), (3.0, 1.0, 1.0, 26), (3.0, 0.0, 0.0, 26)],
)
def test_buildings_open_later_under_several_bodies_and_earlier_with_coordination(bodies, coordination, drag, weeks):
    model = survivors(settled(handover_drag=drag), n=0)
    places = {"shelter_places": (0.0, 8.0, 0.0, 0.0), "opening_delay": 26.0}
    assert opens_after(ordered(model, responsible_bodies=bodies, coordination=coordination, **places)) == weeks


def test_work_on_a_building_is_lost_when_its_places_are_no_longer_ordered():
    model = ordered(survivors(n=0), shelter_places=(8.0, 0.0, 0.0, 0.0), opening_delay=5.0)
    lived(model, 3)
    assert model.shelters.progress[ROUTINE] == 3
    lived(ordered(model, shelter_places=(0.0,) * BUILDINGS), 1)
    assert model.shelters.progress[ROUTINE] == 0


def test_responsible_bodies_and_delay_without_places_change_nothing():
    usual, late = (survivors(n=50, stage=Stage.HELD, age=Age.FROM_14) for _ in range(2))
    lived(usual, 20)
    lived(ordered(late, opening_delay=30.0, responsible_bodies=4.0, coordination=0.5), 20)
    for name, values in usual.state().items():
        np.testing.assert_array_equal(late.state()[name], values)
