"""What the ground gives."""

from copy import replace

import numpy as np
import pytest

from model.interventions import Traceability
from model.processes.mining import digging, price
from tests.model.worlds import baseline, column, grown, grown_state, policy, under, weekly


def yields(change=None, plan=None, month=None):
    """Return the yields of camps in the first week of a grown world after a change to it."""
    model = grown(plan)
    if change:
        change(model)
    if month:
        model.scalars["month"][0] = month
    model.step()
    return model.camps.yields.copy()


@pytest.fixture(scope="module")
def crowded():
    """Return which camps have miners in the grown state."""
    state = grown_state()
    return np.bincount(state["agents/Miner.camp"], minlength=state["agents/Camp.gold"].size) > 0


def test_crowding_lowers_yields_where_it_is(crowded):
    def narrow(model):
        model.camps.room[:] /= 2

    usual, narrower = yields(), yields(narrow)
    assert (narrower[crowded] < usual[crowded]).all()
    assert crowded.sum() > 10


def test_gold_that_is_gone_lowers_yields_by_the_declared_power():
    def halve(model):
        model.camps.gold[:] /= 2

    power = baseline().parameters.digging.depletion
    np.testing.assert_allclose(yields(halve), yields() * 0.5**power)


def test_rain_lowers_yields_by_the_declared_share():
    dry, wet = yields(month=7), yields(month=1)
    np.testing.assert_allclose(wet, dry * baseline().parameters.digging.rain_yield)


def test_a_weeks_luck_is_shared_out_around_the_mean():
    model = grown()
    model.step()
    numbers = model.parameters.digging
    gross = model.miners.earned / (1 - numbers.operating_share)
    relative = gross / (model.camps.yields[model.miners.camp] * model.gold_value)
    stayed = model.miners.since < model.week - 1
    assert relative[stayed].mean() == pytest.approx(1.0, abs=0.15)
    assert relative.min() >= 0
    assert numbers.luck_share > 0 and relative[stayed].std() > numbers.luck_share / 2


def test_employers_keep_what_miners_with_an_advance_earn():
    model = grown(baseline(digging={"advance_withheld": 1.0}, migration={"forced_share": 1.0}))
    model.miners.forced[:] = True
    model.step()
    assert model.miners.earned.sum() == 0
    f = model.flows
    assert f["employers_income"] == pytest.approx(f["gold_sales"] - f["operating_costs"])


def test_prices_move_slowly_towards_what_money_allows_and_never_beyond_the_highest_known():
    spending = baseline().parameters.spending
    first = grown()
    before = first.camps.prices.copy()
    first.camps.quality[:] = 1e6
    price.step(first)
    digging.step(first)
    np.testing.assert_allclose(
        first.camps.prices, before + spending.price_speed * (1.0 + spending.highest_markup - before)
    )
    for _ in range(60):
        digging.step(first)
    assert first.camps.prices.max() <= 1.0 + spending.highest_markup


def test_prices_rise_with_income_and_fall_with_the_number_of_sellers():
    model = grown()
    camp = int(np.argmax(model.camps.miners * model.camps.open))
    camps, numbers = model.camps.table, model.numbers
    markups = [digging.markup(camps, camp, ratio, numbers) for ratio in (0.5, 1.0, 1.5, 2.0)]
    assert markups[:2] == [0.0, 0.0]
    assert 0.0 < markups[2] < markups[3]
    model.camps.bars[camp] *= 3
    assert digging.markup(camps, camp, 2.0, numbers) < markups[3]
    model.camps.bars[camp] = 0
    assert digging.markup(camps, camp, 2.0, numbers) > markups[3]


def test_at_the_usual_number_of_sellers_competition_changes_no_price():
    model = grown()
    camp = int(np.argmax(model.camps.miners * model.camps.open))
    model.camps.miners[camp] = model.camps.bars[camp] / model.parameters.spending.usual_sellers
    args = model.camps.table, camp, 2.0
    plain = model.numbers.copy()
    plain[0].spending.competition = 0.0
    assert model.parameters.spending.competition > 0.0
    assert digging.markup(*args, model.numbers) == pytest.approx(digging.markup(*args, plain))


def test_dearer_camps_make_men_save_longer():
    cheap, dear = grown(baseline(spending={"price_response": 0.0})), grown()
    for model in (cheap, dear):
        weekly(model, 26)
    assert dear.camps.living.max() > cheap.camps.living.max()
    assert dear.miners.income.mean() < cheap.miners.income.mean()
    assert dear.miners.cash.mean() < cheap.miners.cash.mean()


def test_the_discount_hits_miners_without_a_permit_only():
    def earned(discount):
        model = grown(baseline(operations={"buying": 0.0}))
        model.levers = replace(model.levers, traceability=discount)
        model.miners.debt[:] = 0.0
        model.miners.formal[:] = np.arange(model.miners.n) % 2 == 0
        price.step(model)
        digging.step(model)
        return model, model.miners.earned[::2].copy(), model.miners.earned[1::2].copy()

    (_, with_permit, without), (model, paid_in_full, discounted) = earned(0.0), earned(0.25)
    np.testing.assert_array_equal(with_permit, paid_in_full)
    np.testing.assert_allclose(discounted, 0.75 * without)
    assert model.flows["discount_on_gold"] > 0


def test_a_discount_on_untraceable_gold_lowers_arrivals():
    usual, traced = grown(), grown(under(policy(Traceability, audits=400.0)))
    came = column("true.arrivals_of_miners")
    assert weekly(traced, 40)[:, came].sum() < weekly(usual, 40)[:, came].sum()
