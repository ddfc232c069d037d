"""Men arrive where they hear that digging pays."""

from copy import replace

import numpy as np
import pytest

from model.codes import Age, Zone
from model.parameters.origins import REGIONS
from model.processes.mining import arrivals
from model.scenario.theories import Theory
from tests.model.worlds import baseline, column, grown, weekly, young


@pytest.fixture(scope="module")
def model():
    """Return a grown world."""
    world = grown()
    world.step()
    return world


def arriving(model, pull=1.0, hours=None, scale=1, workforce=None):
    """Return the arrivals of a hundred weeks by origin."""
    usual = model.travel_hours, model.workforce, model.scale, model.week
    model.travel_hours = usual[0] if hours is None else hours
    model.workforce = usual[1] if workforce is None else workforce
    model.scale, found = scale, []
    for model.week in range(100):
        found.append(arrivals.arrivals(model.world, pull))
    model.travel_hours, model.workforce, model.scale, model.week = usual
    return np.array(found)


def test_better_news_never_brings_fewer_and_brings_more_in_all(model):
    few, more = arriving(model, pull=1.0), arriving(model, pull=2.0)
    assert (more >= few).all()
    assert more.sum() == pytest.approx(2 * few.sum(), rel=0.1)


def test_the_road_brings_more_from_where_it_shortens_the_journey(model):
    nearer = np.where(np.arange(len(REGIONS)) == REGIONS.index("cusco"), 0.5, 1.0) * model.travel_hours
    before, after = arriving(model).sum(axis=0), arriving(model, hours=nearer).sum(axis=0)
    assert after[0] > before[0]
    np.testing.assert_array_equal(after[1:], before[1:])


def test_no_more_arrive_than_there_are(model):
    few = np.full(len(REGIONS), 7.0)
    assert (arriving(model, pull=1e9, workforce=few) == 7).all()
    assert (arriving(model, pull=1e9, workforce=few, scale=5) == 1).all()


def test_rows_weighted_by_scale_arrive_as_often_as_people(model):
    fine, coarse = arriving(model, pull=5.0).sum(), arriving(model, pull=5.0, scale=5).sum() * 5
    assert coarse == pytest.approx(fine, rel=0.1)


def test_news_follows_the_mean_income_of_open_camps_exaggerated_with_the_declared_delay():
    model = grown()
    migration, camps, before = model.parameters.migration, model.camps, model.news
    weight = camps.open * (camps.miners + 1.0)
    heard = (1 + migration.bragging) * (camps.net * weight).sum() / weight.sum()
    model.step()
    assert model.news == pytest.approx(before + (heard - before) / migration.news_delay)


def test_arrivals_choose_only_open_camps_and_have_the_declared_ages(model):
    who = np.arange(20_000, dtype=np.uint64)
    migration = model.parameters.migration
    camp, age, formal, forced, equipped, _ = arrivals.settle(
        model.clock, who, model.camps.table, model.outside_wage, model.numbers
    )
    assert model.camps.open[camp].all()
    assert np.mean(age == Age.FROM_14) == pytest.approx(migration.under_18_share, abs=0.01)
    adults = age[age >= Age.FROM_18]
    assert np.mean(adults == Age.FROM_18) == pytest.approx(migration.under_25_share, abs=0.015)
    assert not (formal & (model.camps.zone[camp] != Zone.CORRIDOR)).any()
    assert forced.mean() == pytest.approx(migration.forced_share, abs=0.01)
    assert equipped.mean() == pytest.approx(migration.equipped_share, abs=0.01)


def test_where_some_work_off_an_advance_they_count_as_in_labour_exploitation():
    free, bound = young(), young(baseline(migration={"forced_share": 0.1}))
    without, with_advances = weekly(free, 60)[-1], weekly(bound, 60)[-1]
    people = column("true.people_in_labour_exploitation")
    assert bound.miners.forced.any()
    assert with_advances[people] - without[people] > 0.5 * bound.census.miners_held


def test_the_theory_that_some_miners_are_forced_brings_some_under_an_advance_who_earn_less():
    plan = baseline(theories={"forced_share": 0.1})
    usual, model = grown(), grown(replace(plan, theory=Theory(miners="some_forced")))
    weekly(usual, 52), weekly(model, 52)
    forced = model.miners.forced
    assert not usual.miners.forced.any()
    assert 0.0 < forced.mean() < 0.1
    assert model.miners.earned[forced].mean() < model.miners.earned[~forced].mean()
    assert model.census.miners_held == forced.sum() * model.scale


def test_half_the_price_leaves_fewer_men_and_does_not_end_exploitation():
    usual, poor = grown(), grown(baseline(price={"farm_gate_share": 0.425}))
    later, then = weekly(usual, 156)[-1], weekly(poor, 156)[-1]
    people = column("true.people_in_sexual_exploitation")
    assert then[column("true.miners")] < later[column("true.miners")]
    assert 0.0 < then[people] < later[people]
