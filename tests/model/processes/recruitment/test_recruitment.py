"""Who is reached, who accepts, who arrives."""

import numpy as np
import pytest

from model.codes import UNDER_18, Age, Form, Method, Permit, Sex, Stage
from model.kernels.clock import Clock
from model.parameters.origins import REGIONS
from model.processes.mining import arrivals
from model.processes.recruitment import acceptance as offered
from model.processes.recruitment import journeys, networks, offers
from tests.model.worlds import baseline, column, grown, weekly

UNAWARE = np.zeros(10)


@pytest.fixture(scope="module")
def model():
    """Return a grown world."""
    world = grown()
    world.step()
    return world


def acceptance(model, campaign=UNAWARE, holidays=False, advert_control=0.0, schooling=0.0):
    """Return acceptance by method, origin and age."""
    reach = np.ones(10)
    return offered.acceptance(campaign, model.need, reach, holidays, advert_control, schooling, model.numbers)


def test_those_under_18_accept_more_often_in_the_holidays(model):
    term, holidays = acceptance(model), acceptance(model, holidays=True)
    asked = [Method.JOB_OFFER, Method.ACQUAINTANCE, Method.FAMILY]
    assert (holidays[asked][..., :UNDER_18] > term[asked][..., :UNDER_18]).all()
    np.testing.assert_array_equal(holidays[..., UNDER_18:], term[..., UNDER_18:])


def test_holidays_are_january_to_march():
    recruited = []
    for month in range(1, 13):
        model = grown(baseline(recruitment={"school_effect": 0.9, "acceptance": 0.8}))
        model.scalars["month"][0] = month
        recruited.append(weekly(model, 1)[0, column("true.recruited_under_18")])
    holidays, term = set(recruited[:3]), set(recruited[3:11])  # in December it rains
    assert len(holidays) == len(term) == 1
    assert holidays.pop() > 1.5 * term.pop()


def test_a_campaign_lowers_what_adverts_and_acquaintances_achieve(model):
    without, with_campaign = acceptance(model), acceptance(model, campaign=np.full(10, 0.5))
    informed = [Method.JOB_OFFER, Method.ACQUAINTANCE]
    assert (with_campaign[informed] < without[informed]).all()
    others = [Method.FAMILY, Method.ABDUCTION]
    np.testing.assert_array_equal(with_campaign[others], without[others])


def test_acceptance_is_a_chance(model):
    for campaign in (UNAWARE, np.ones(10)):
        chances = acceptance(model, campaign=campaign)
        assert ((chances >= 0) & (chances <= 1)).all()


def usual_ways(model):
    """Return the weights of origins and methods where nothing is feared and nobody warned."""
    nothing = networks.Dangers(np.zeros_like(model.method_risk), np.zeros_like(model.route_risk))
    return networks.weights_of(model.pull, model.unwarned, model.unwarned, nothing, model.numbers)


@pytest.mark.parametrize("form", Form)
def test_ages_and_sexes_sought_are_the_declared_ones(model, form):
    p, name = model.numbers[0].recruitment, form.name.lower()
    u = np.random.default_rng(1).random((20_000, 2))
    drawn = np.array([offers.profile(int(form), a, b, p) for a, b in u])
    for age, known in ((Age.FROM_10, "age_10"), (Age.FROM_14, "age_14"), (Age.FROM_18, "age_18")):
        assert np.mean(drawn[:, 0] == age) == pytest.approx(getattr(p, f"{name}_{known}"), abs=0.015)
    assert np.mean(drawn[:, 1] == Sex.FEMALE) == pytest.approx(getattr(p, f"{name}_women"), abs=0.015)


def test_methods_of_organised_recruiters_are_the_declared_ones(model):
    p, n = model.parameters.recruitment, 20_000
    who = np.arange(n, dtype=np.uint64)
    start = Clock((model.luck.seed, model.luck.replicate), 0)
    _, method = networks.choose(start, who, np.zeros(n, np.int64), usual_ways(model))
    declared = [p.method_job, p.method_acquaintance, p.method_family]
    shares = np.bincount(method, minlength=4) / n
    np.testing.assert_allclose(shares, [*declared, 1 - sum(declared)], atol=0.015)


def test_outside_networks_nobody_advertises_or_abducts(model):
    n = 2000
    who = np.arange(n, dtype=np.uint64)
    start = Clock((model.luck.seed, model.luck.replicate), 0)
    _, method = networks.choose(start, who, np.full(n, 10), usual_ways(model))
    assert set(method.tolist()) == {Method.ACQUAINTANCE, Method.FAMILY}


def test_recruiters_work_where_people_have_ties(model):
    assert (np.diff(model.pull) > 0).all()
    other = grown()
    other.ties = (np.arange(10) == 0).astype(float)
    arrivals.look_around(other.world)
    assert (np.diff(other.pull) == 0).all()
    assert other.pull[0] > 0


def test_checkpoints_stop_nobody_when_officials_are_bought_and_minors_more_often(model):
    posts, numbers = model.checkpoints.table, model.numbers
    routine = journeys.stopping(posts, journeys.hours_manned(model.world), 1.0, numbers)
    readiness, model.checkpoints.corruption = model.checkpoints.corruption.copy(), 1.0
    bought = journeys.stopping(posts, journeys.hours_manned(model.world), 1.0, numbers)
    model.checkpoints.corruption = readiness
    passing = routine[:, Permit.NOT_NEEDED] > 0
    assert passing.any()
    needed, given, forged, missing = routine[passing].T
    np.testing.assert_array_equal(given, needed)
    assert (missing > forged).all()
    assert (forged > given).all()
    assert (bought == 0).all()


def test_where_permits_are_not_asked_for_everybody_passes_alike():
    model = grown(baseline(permits={"asked": 0.0}))
    stopped = journeys.stopping(model.checkpoints.table, journeys.hours_manned(model.world), 1.0, model.numbers)
    np.testing.assert_allclose(stopped, stopped[:, :1] * np.ones(4))


def test_permits_of_those_under_18_come_from_notaries_forgers_or_nowhere():
    numbers = grown(baseline(permits={"sought": 0.5, "refused": 0.2, "forged": 0.25})).numbers[0].permits
    start = Clock((1, 0), 0)
    found = [journeys.permit_of(start, np.uint64(who), int(Age.FROM_14), numbers) for who in range(4000)]
    shares = np.bincount(found, minlength=4) / 4000
    np.testing.assert_allclose(shares, [0.0, 0.4, 0.15, 0.45], atol=0.025)
    assert journeys.permit_of(start, np.uint64(5), int(Age.FROM_18), numbers) == Permit.NOT_NEEDED


def test_nobody_from_outside_arrives_past_checkpoints_that_are_always_manned_and_honest():
    honest = {"start": 0.0}
    model = grown(baseline(policing={"checkpoint_detection": 1.0}, adaptation={"detour_hours": 1e6}, corruption=honest))
    model.checkpoints.hours[:] = 168.0
    model.officials.readiness[:], model.checkpoints.corruption[:] = 0.0, 0.0
    known = model.persons.identity.copy()
    outcomes = weekly(model, 4).sum(axis=0)
    persons = model.persons
    recruits = ~np.isin(persons.identity, known) & (persons.method != Method.BAR_WORK)
    arrived = recruits & (persons.stage == Stage.EXPLOITED) & (persons.times == 1)
    assert recruits.sum() > 10
    assert (persons.origin[arrived] == REGIONS.index("inside")).all()
    assert outcomes[column("true.stopped_on_the_way")] > 10
    assert outcomes[column("true.survivors_identified")] >= outcomes[column("true.stopped_on_the_way")]


def test_networks_take_on_recruiters_for_the_vacancies_they_see():
    model = grown()
    model.recruiters.remove_rows(np.arange(model.recruiters.n))
    model.networks.recruiters[:] = 0
    weekly(model, 30)
    assert model.recruiters.n > 20


def test_a_recruiter_makes_no_more_offers_than_the_declared_number():
    limit = 1.0
    model = grown(baseline(recruitment={"offers_per_recruiter": limit}))
    outcomes = weekly(model, 10)
    assert (outcomes[:, column("true.offers")] <= limit * (outcomes[:, column("true.recruiters")] + 50)).all()
    assert outcomes[:, column("true.offers")].sum() > 0
