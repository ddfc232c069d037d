"""What the ground gives."""

from datetime import date

import numpy as np
import pytest

from model.processes import digging
from tests.model.worlds import baseline, grown, grown_state


def yields(change=None, plan=None, month=7, monkeypatch=None):
    """Return the yields of camps in the first week of a grown world after a change to it."""
    model = grown(plan)
    if change:
        change(model)
    if monkeypatch:
        monkeypatch.setattr(digging, "date_of", lambda week: date(2009, month, 5))
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


def test_rain_lowers_yields_by_the_declared_share(monkeypatch):
    dry = yields(month=7, monkeypatch=monkeypatch)
    wet = yields(month=1, monkeypatch=monkeypatch)
    np.testing.assert_allclose(wet, dry * baseline().parameters.digging.rain_yield)


def test_a_weeks_luck_is_shared_out_around_the_mean():
    model = grown()
    model.step()
    p, gross = model.numbers.digging, model.miners.earned / (1 - model.numbers.digging.operating_share)
    relative = gross / (model.camps.yields[model.miners.camp] * model.gold_value)
    stayed = model.miners.since < model.week - 1
    assert relative[stayed].mean() == pytest.approx(1.0, abs=0.15)
    assert relative.min() >= 0
    assert p.luck_share > 0 and relative[stayed].std() > p.luck_share / 2


def test_employers_keep_what_miners_with_an_advance_earn():
    model = grown(baseline(digging={"advance_withheld": 1.0}, migration={"forced_share": 1.0}))
    model.miners.forced[:] = True
    model.step()
    assert model.miners.earned.sum() == 0
    f = model.flows
    assert f["employers_income"] == pytest.approx(f["gold_sales"] - f["operating_costs"])
