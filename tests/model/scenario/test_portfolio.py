"""Portfolios: what a year allows, spends and leaves, to the centimo; who is paid when money is short."""

from copy import replace
from datetime import date
from functools import cache

import numpy as np
import pytest

from model.goldrush import GoldRush
from model.interventions import Advocacy, OutsideUnits, Raids, Recovery, Shelters
from model.processes import policies
from model.scenario.portfolio import CENTIMOS, Portfolio, new_account, shares_paid, spend, spent, weeks_of
from model.text.dates import date_of, week_of
from tests.model.worlds import GROWN, baseline, column, differing, grown, grown_state, under, weekly

YEAR = 2009
WEEKS = len(weeks_of(YEAR))
LEVERS = (
    Raids(start=date_of(0), frequency=3.0),
    OutsideUnits(start=date_of(0)),
    Shelters(start=date_of(0), opening_delay=0.0),
    Advocacy(start=date_of(0)),
)
SPENT, UNSPENT, SHORT = (column(f"true.budget_{name}") for name in ("spent", "unspent", "short"))
COSTS = [column("true.cost_to_state"), column("true.cost_to_ngos")]


def portfolio(yearly, when_short="scale", *, start=GROWN, levers=LEVERS, **settings):
    """Return a portfolio that starts in a week."""
    return Portfolio(start=date_of(start), yearly=yearly, when_short=when_short, levers=levers, **settings)


@cache
def lived(yearly, when_short="scale", weeks=WEEKS, **settings):
    """Return every outcome of the weeks from January 2009 under a portfolio."""
    return weekly(grown(under(portfolio(yearly, when_short, **settings))), weeks)


def centimos(values):
    """Return the sum of soles in whole centimos, and that they were whole."""
    exact = np.sum(values) * CENTIMOS
    assert exact == pytest.approx(round(exact), abs=1e-3)
    return round(exact)


def strengths(plan):
    """Return how many raids a week, places and organisations a portfolio sets in its first week."""
    model = grown(under(plan))
    policies.step(model)
    return model.levers.raids_per_week, sum(model.levers.shelter_places), model.levers.advocacy


@pytest.mark.parametrize(("year", "weeks"), [(2009, 52), (2012, 53), (2018, 53), (2026, 52)])
def test_a_year_has_the_weeks_that_begin_in_it(year, weeks):
    assert len(weeks_of(year)) == weeks
    assert date_of(weeks_of(year)[0]).year == date_of(weeks_of(year)[-1]).year == year


@pytest.mark.parametrize("year", [2009, 2012])
@pytest.mark.parametrize("yearly", [0.07, 1.0, 1_999_999.99, 2_000_000.0, 280e6])
def test_the_weeks_of_a_year_are_due_all_that_it_allows_in_even_parts(year, yearly):
    plan = portfolio(yearly, start=0)
    due = [plan.due(week) for week in weeks_of(year)]
    assert sum(due) == plan.allowed(year) == round(yearly * CENTIMOS)
    assert max(due) - min(due) <= 1


def test_a_year_in_part_allows_its_part():
    plan = Portfolio(start=date(2009, 7, 6), stop=date(2010, 1, 11), yearly=5200.0)
    assert plan.allowed(2008) == plan.allowed(2011) == 0
    assert plan.allowed(2009) == 520_000 * len(plan.weeks_in(2009)) // 52 == 260_000
    assert plan.allowed(2010) == 10_000


@pytest.mark.parametrize("when_short", ["scale", "queue"])
@pytest.mark.parametrize("yearly", [3.33, 2_000_000.0, 20_000_000.0, 280_000_000.0])
def test_what_a_year_allows_is_what_is_spent_and_what_is_left(yearly, when_short):
    year = lived(yearly, when_short)
    paid = centimos(year[:, SPENT])
    assert 0 <= paid <= round(yearly * CENTIMOS)
    assert paid + centimos(year[:, UNSPENT]) == round(yearly * CENTIMOS)
    assert paid == centimos(year[:, COSTS])


def test_a_year_of_53_weeks_spends_its_cap_too_and_every_year_its_own():
    model = grown(under(portfolio(2_000_000.0, start=week_of(date(2009, 1, 1)))))
    weeks = weekly(model, weeks_of(2012)[-1] + 1 - GROWN)
    for year in range(2009, 2013):
        spent_in = weeks[[week - GROWN for week in weeks_of(year)], SPENT]
        assert centimos(spent_in) <= 200_000_000
        assert np.ptp(spent_in) < 1.0


def test_where_money_is_short_nothing_but_centimos_stays():
    for when_short in ("scale", "queue"):
        assert centimos(lived(1_000_000.0, when_short, levers=LEVERS[2:])[:, UNSPENT]) < 2 * WEEKS


def test_scale_cuts_all_strengths_by_one_factor():
    usual, whole = strengths(portfolio(0.0)), strengths(portfolio(1e9))
    cut = strengths(portfolio(3_000_000.0))
    shares = [(some - none) / (all_ - none) for none, some, all_ in zip(usual, cut, whole, strict=True)]
    assert 0 < shares[0] < 1
    assert shares == pytest.approx([shares[0]] * 3, rel=1e-6)


def test_queue_pays_in_order_one_in_part_and_lets_the_rest_wait():
    usual, whole = strengths(portfolio(0.0)), strengths(portfolio(1e9))
    raids, places, advocacy = strengths(portfolio(15_000_000.0, "queue"))
    assert raids == whole[0]
    assert usual[1] < places < whole[1]
    assert advocacy == usual[2]
    raids, places, _ = strengths(portfolio(3_000_000.0, "queue"))
    assert usual[0] < raids < whole[0]
    assert places == usual[1]


def test_shares_follow_the_rule_and_what_costs_nothing_is_paid():
    assert shares_paid([1.0, 3.0], 2.0, "scale") == [0.5, 0.5]
    assert shares_paid([1.0, 3.0, 0.0, 5.0], 2.5, "queue") == [1.0, 0.5, 1.0, 0.0]
    assert shares_paid([1.0, 3.0], 9.0, "queue") == shares_paid([1.0, 3.0], 9.0, "scale") == [1.0, 1.0]
    assert shares_paid([0.0], 0.0, "scale") == [1.0]


@pytest.mark.parametrize("when_short", ["scale", "queue"])
def test_more_money_never_spends_less_and_is_less_short(when_short):
    years = [lived(yearly, when_short) for yearly in (3.33, 2_000_000.0, 20_000_000.0, 280_000_000.0)]
    assert (np.diff([year[:, SPENT].sum() for year in years]) >= 0).all()
    assert (np.diff([year[:, SHORT].sum() for year in years]) <= 0).all()
    assert years[-1][:, SHORT].sum() == 0 < years[0][:, SHORT].sum()


def test_while_levers_are_built_up_no_other_takes_their_money():
    slow = (replace(LEVERS[2], ramp=40.0), LEVERS[3])
    year = lived(1_400_000.0, "queue", levers=slow)
    assert year[:, COSTS[1]].sum() == 0
    assert (np.diff(year[:40, SPENT]) > 0).all()


@cache
def reference():
    """Return the outcomes of 60 weeks without a portfolio, and the state after them."""
    model = grown()
    return weekly(model, 60), model.snapshot()


@pytest.mark.parametrize("nothing", [portfolio(0.0), portfolio(2e6, intensity=0.0), portfolio(0.0, "queue")])
def test_no_money_and_no_intensity_are_the_reference_bit_for_bit(nothing):
    with_plan, (without, state) = grown(under(nothing)), reference()
    assert weekly(with_plan, 60).tobytes() == without.tobytes()
    assert differing(with_plan.snapshot(), state) == []


def test_runs_are_the_same_until_the_portfolio_starts_and_part_then():
    with_plan, without = grown(under(portfolio(20e6, start=GROWN + 8))), grown()
    assert weekly(with_plan, 8).tobytes() == weekly(without, 8).tobytes()
    assert differing(with_plan.snapshot(), without.snapshot()) == []
    assert weekly(with_plan, 8).tobytes() != weekly(without, 8).tobytes()


def test_a_run_saved_in_the_middle_of_a_year_goes_on_with_its_account():
    plan = under(portfolio(2_000_000.0))
    half = grown(plan)
    weekly(half, 20)
    on = GoldRush.from_snapshot(half.snapshot(), plan)
    assert spent(on.account, YEAR) == centimos(lived(2_000_000.0)[:20, SPENT]) > 0
    assert weekly(on, WEEKS - 20).tobytes() == lived(2_000_000.0)[20:].tobytes()


def test_what_another_has_spent_this_year_is_not_there_again():
    model = grown(under(portfolio(2_000_000.0)))
    spend(model.account, YEAR, 200_000_000 - 5)
    assert centimos(weekly(model, 3)[:, SPENT]) == 5


def test_an_account_is_of_one_year():
    account = new_account()
    spend(account, 2009, 7)
    spend(account, 2009, 5)
    assert (spent(account, 2009), spent(account, 2010)) == (12, 0)
    spend(account, 2010, 1)
    assert (spent(account, 2009), spent(account, 2010)) == (0, 1)


def test_a_world_s_own_policies_stand_outside_the_cap():
    own = Recovery(start=date_of(0))
    plan = under(own, portfolio(1_000_000.0))
    year = weekly(GoldRush.from_snapshot(grown_state(), plan), WEEKS)
    assert centimos(year[:, SPENT]) <= 100_000_000
    beyond = year[:, COSTS].sum() - year[:, SPENT].sum()
    assert beyond == pytest.approx(WEEKS * own.weekly_cost(None, 1.0))


def test_levers_start_with_their_portfolio_and_can_be_left_out():
    plan = portfolio(1.0)
    later = replace(plan, start=date_of(GROWN + 5))
    assert {lever.start for lever in later.levers} == {later.start}
    assert [lever.kind for lever in plan.without(("raids", "advocacy")).levers] == ["outside_units", "shelters"]


DIVIDED = (("interior", 0.6), ("women", 0.4))


@pytest.mark.parametrize("when_short", ["scale", "queue"])
@pytest.mark.parametrize("yearly", [3.33, 2_000_000.0, 20_000_000.0, 280_000_000.0])
def test_a_divided_year_allows_what_is_spent_and_left_too(yearly, when_short):
    year = lived(yearly, when_short, ministries=DIVIDED)
    paid = centimos(year[:, SPENT])
    assert paid + centimos(year[:, UNSPENT]) == round(yearly * CENTIMOS)
    assert paid == centimos(year[:, COSTS])


@pytest.mark.parametrize("yearly", [0.07, 1_999_999.99])
def test_purses_add_up_to_the_year_to_the_centimo(yearly):
    plan = portfolio(yearly, ministries=(("interior", 1 / 3), ("women", 1 / 3), ("tourism", 1 / 3)))
    assert sum(plan.purses(YEAR)) == plan.allowed(YEAR) == sum(plan.due(week) for week in weeks_of(YEAR))
    assert min(plan.purses(YEAR)) >= 0


def test_what_one_ministry_leaves_is_of_no_use_to_another_and_who_got_nothing_pays_nothing():
    yearly = 4_000_000.0
    one, divided = (lived(yearly, "queue", ministries=shares)[:, SPENT].sum() for shares in ((), (("women", 1.0),)))
    assert divided < one
    shelters_only = lived(yearly, "queue", levers=LEVERS[2:3])[:, SPENT].sum()
    assert divided == pytest.approx(shelters_only)
    raids = strengths(portfolio(yearly, "queue", ministries=(("women", 1.0),)))[0]
    assert raids == strengths(portfolio(0.0))[0]


def test_one_ministry_with_everything_is_one_purse():
    interior = LEVERS[:2]
    one = lived(3_000_000.0, "queue", levers=interior)
    assert lived(3_000_000.0, "queue", levers=interior, ministries=(("interior", 1.0),)).tobytes() == one.tobytes()


def test_the_baseline_has_no_account():
    assert not grown(baseline()).account.any()
