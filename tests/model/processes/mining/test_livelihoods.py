"""Incomes outside mining, at origin and in the region."""

from copy import replace

import numpy as np
import pytest

from model.codes import Method
from model.interventions import LivelihoodsOrigin, LivelihoodsRegion
from model.processes.mining import arrivals, livelihoods, price
from model.processes.recruitment import offers
from model.text.dates import date_of
from tests.model.worlds import GROWN, baseline, column, grown, policy, under, weekly

WEEKS = 40


@pytest.fixture(scope="module")
def usual():
    """Return the baseline's weeks."""
    return weekly(grown(), WEEKS)


def accepted(rise, **parameters):
    """Return the mean chance that an offer is accepted, by method, under better incomes at origin."""
    model = grown(baseline(livelihoods=parameters))
    model.levers = replace(model.levers, livelihoods_origin=rise)
    return offers.chances_of_the_week(model.world).accepted.mean(axis=(1, 2))


def test_better_incomes_at_origin_keep_people_from_offers_but_not_from_force():
    poor, better = accepted(0.0), accepted(0.25)
    np.testing.assert_allclose(better[: Method.ABDUCTION] / poor[: Method.ABDUCTION], 0.8)
    assert better[Method.ABDUCTION] == poor[Method.ABDUCTION]


def test_where_need_plays_no_part_better_incomes_change_no_answer():
    np.testing.assert_array_equal(accepted(0.0, need=0.0), accepted(0.5, need=0.0))


def test_better_incomes_at_origin_count_for_those_who_might_come():
    model, again = grown(), grown()
    for world in (model, again):
        price.step(world)
    model.levers = replace(model.levers, livelihoods_origin=0.5)
    assert livelihoods.wages(model.world).at_origin == 1.5 * model.outside_wage
    before = model.news
    arrivals.step(model)
    fewer = model.flows["arrivals"]
    arrivals.step(again)
    assert again.news == model.news != before
    assert fewer < again.flows["arrivals"]


def test_better_incomes_at_origin_lower_arrivals_and_recruitment(usual):
    better = weekly(grown(under(policy(LivelihoodsOrigin, households=200_000.0))), WEEKS)
    for name in ("true.arrivals_of_miners", "true.miners", "true.bar_workers", "true.recruited"):
        assert better[:, column(name)].sum() < usual[:, column(name)].sum(), name


@pytest.mark.parametrize("jobs", [0.0, 49.0, 500.0, 3_000.0])
def test_no_more_people_take_jobs_than_there_are(jobs):
    model = grown(under(policy(LivelihoodsRegion, jobs=jobs), plan=baseline(livelihoods={"job_search": 0.5})))
    lived = weekly(model, 12)
    taken = lived[:, column("true.people_in_jobs_outside_mining")]
    assert taken.max() <= jobs
    assert taken[-1] > 0.8 * jobs - model.scale


def test_jobs_in_the_region_draw_miners_and_bar_workers(usual):
    model = grown(under(policy(LivelihoodsRegion, jobs=5_000.0)))
    lived = weekly(model, WEEKS)
    assert model.men_in_jobs.sum() > 100 and model.workers_in_jobs.sum() > 10
    assert lived[-1, column("true.miners")] < usual[-1, column("true.miners")]


def test_jobs_go_to_those_who_earn_less_than_they_pay():
    rich = grown(under(policy(LivelihoodsRegion, jobs=5_000.0), plan=baseline(livelihoods={"job_width": 0.05})))
    rich.miners.income[:] = 1e4
    rich.step()
    assert rich.men_in_jobs.sum() == 0


def test_who_gets_a_job_does_not_depend_on_the_order_of_rows():
    model = grown()
    price.step(model)
    n, miners = model.miners.n, model.miners

    def chosen(order, free=10.0):
        who = livelihoods.Applicants(miners.identity[order], miners.income[order] - 500.0, miners.forced[order])
        rows = livelihoods.applying(model.clock, who, model.outside_wage, free, model.numbers)
        return set(miners.identity[order][rows].tolist())

    straight, turned = chosen(np.arange(n)), chosen(np.arange(n)[::-1])
    assert len(straight) == 10 < len(chosen(np.arange(n), n))
    assert straight == turned


def test_when_the_jobs_end_everybody_goes_home():
    ends = date_of(GROWN + 10)
    model = grown(under(policy(LivelihoodsRegion, jobs=2_000.0, stop=ends)))
    lived = weekly(model, 12)
    jobs = column("true.people_in_jobs_outside_mining")
    assert lived[9, jobs] > 0
    assert lived[10:, jobs].sum() == 0
    assert (
        lived[:, column("true.jobs_outside_mining_left")].sum()
        == lived[:, column("true.jobs_outside_mining_taken")].sum()
    )
