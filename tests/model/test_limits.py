"""What the model must do where one of its causes is missing or without limit."""

import numpy as np
import pytest

from model.codes import Stage
from model.interventions import Raids, Shelters
from tests.model.worlds import baseline, column, grown, policy, under, weekly, young

YEARS = 2


def test_without_gold_there_is_no_rush():
    model = young(baseline(digging={"gold_in_ground": 0.1}, spending={"transit": 0.0}))
    weekly(model, 52 * YEARS)
    assert model.miners.n == 0
    assert not model.camps.open.any()
    assert model.camps.gold.min() >= 0


def test_when_the_gold_ends_bars_and_exploitation_end():
    model = grown(baseline(spending={"transit": 0.0}))
    model.camps.gold[:] = 0.0
    before = sum(model.census.by_form)
    weekly(model, 52 * YEARS)
    assert model.miners.n == model.bars.n == model.bar_workers.n == 0
    assert model.census.sexual.sum() == 0
    assert sum(model.census.by_form) < before / 20


def test_when_the_gold_ends_transit_trade_keeps_bars_and_exploitation_at_its_stop():
    trade = 1_000_000.0
    model = grown(baseline(spending={"transit": trade}))
    model.camps.gold[:] = 0.0
    outcomes = weekly(model, 52 * YEARS)
    assert model.miners.n == 0
    assert model.camps.open.sum() == np.unique(model.bars.camp).size == 1
    assert model.bars.n > 5
    assert model.census.sexual.sum() > 0
    assert outcomes[-1, column("true.transit_spending_in_bars")] == pytest.approx(trade)


def test_without_recruiters_nobody_is_recruited_from_home():
    nobody = {"most_recruiters": 0.0, "least_recruiters": 0.0, "placing": 0.0}
    model = young(baseline(recruitment=nobody, bar_work={"slide": 0.0}))
    outcomes = weekly(model, 52 * YEARS)
    assert outcomes[:, column("true.vacancies")].sum() > 0
    assert outcomes[:, column("true.recruited")].sum() == 0
    assert model.persons.n == 0


def test_without_corruption_no_official_leaks():
    honest = baseline(corruption={"start": 0.0})
    model = grown(under(policy(Raids, frequency=10.0), plan=honest))
    model.officials.readiness[:], model.police.corruption[:] = 0.0, 0.0
    outcomes = weekly(model, 52)
    assert outcomes[:, column("true.raids")].sum() > 100
    assert outcomes[:, column("true.raids_empty_lookout")].sum() > 0
    assert outcomes[:, column("true.raids_empty_official_leak")].sum() == 0
    assert outcomes[:, column("true.bars_warned_by_officials")].sum() == 0


def test_with_shelters_without_limit_nobody_waits_in_a_police_station():
    model = grown(under(policy(Shelters, places=500.0, opening_delay=0.0, intensity=100.0)))
    assert model.census.stages[Stage.HELD] > 0
    outcomes = weekly(model, 52)
    assert outcomes[:, column("true.survivors_identified")].sum() > 50
    assert outcomes[:, column("true.people_held_in_police_stations")].max() == 0
    assert outcomes[:, column("true.sent_home_unprepared")].sum() == 0


def test_where_miners_spend_nothing_there_are_no_bars():
    model = young(baseline(spending={"bar_share": 0.0, "cash_burn": 0.0, "transit": 0.0}))
    outcomes = weekly(model, 52 * YEARS)
    assert model.miners.n > 0
    assert outcomes[:, column("true.bars")].max() == 0
    assert outcomes[:, column("true.recruited_sexual")].sum() == 0


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_intelligence_may_aim_no_raid_or_every_raid(share):
    model = grown(under(policy(Raids, frequency=10.0), plan=baseline(policing={"intelligence": share})))
    outcomes = weekly(model, 12)
    assert np.isfinite(outcomes).all()
    assert outcomes[:, column("true.raids")].sum() > 10
