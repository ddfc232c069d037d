"""The rush is grown, not planted: what the price, the start and the scale do to it over twelve years.

Run by name: ``python -m pytest -m science -s tests/science``. Every test prints what it finds.
"""

from datetime import date
from functools import cache

import numpy as np
import pytest
from scipy import stats

from model.goldrush import GoldRush
from model.interventions import INTERVENTIONS, PreventionCommunities, RegisterOutage
from model.parameters import GROUPS
from model.parameters.declaring import declared
from model.scenario.scenario import load_scenario
from model.text.dates import date_of
from tests.model.test_random_parameters import nested
from tests.model.worlds import GROWN, adopted, baseline, grown_state, policy, under, weekly, young

pytestmark = pytest.mark.science

REPLICATES = 4
SCALE = 10
STOCKS = ("true.miners", "true.bars", "true.people_in_sexual_exploitation", "true.people_in_labour_exploitation")
FUTURE = {"future_drift", "future_volatility", "future_reversion"}
"""Parameters of prices that the replayed price does not read."""


@cache
def year(name, changes=(), replicate=0, last=2012):
    """Return the mean of each stock over a year of a scenario with changes."""
    plan = load_scenario(name, changes=dict(changes))
    model = GoldRush(plan, seed=1, replicate=replicate, scale=SCALE).run_until(date(last + 1, 1, 4))
    series = model.series()
    months = [day.year == last for day in series.dates]
    return {stock: series[stock][months].mean() for stock in STOCKS}


def ratios(stock, *, name="baseline", changes=(), last=2012):
    """Return stock over the baseline's with the same luck, one for each replicate."""
    pairs = ((year(name, changes, r, last), year("baseline", (), r, last)) for r in range(REPLICATES))
    return np.array([changed[stock] / usual[stock] for changed, usual in pairs])


def interval(values, level=0.9):
    """Return mean and half-width of Student's interval."""
    half = stats.t.ppf((1 + level) / 2, len(values) - 1) * stats.sem(values)
    return float(np.mean(values)), float(half)


def test_with_the_price_of_2003_there_are_under_half_the_miners_in_2012():
    found = {stock: ratios(stock, name="low_price_2003").mean().round(3) for stock in STOCKS}
    print(f"\n2012 at the price of 2003 over baseline: {found}")
    assert ratios("true.miners", name="low_price_2003").max() < 0.5
    assert found["true.people_in_sexual_exploitation"] < 0.5


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_a_start_at_half_or_double_is_forgotten_by_2012(factor):
    start = baseline().parameters.migration.initial_miners * factor
    changes = (("parameters.migration.initial_miners", start),)
    found = {stock: ratios(stock, changes=changes).mean().round(3) for stock in STOCKS}
    print(f"\n2012 after a start with {start:g} miners over baseline: {found}")
    assert found["true.miners"] == pytest.approx(1.0, abs=0.05)
    assert found["true.people_in_sexual_exploitation"] == pytest.approx(1.0, abs=0.1)


def test_a_price_higher_by_a_tenth_for_good_brings_more_effort():
    changes = (("price.shock_from", "2008-01-07"), ("price.shock_factor", 1.1))
    elasticity = np.log(ratios("true.miners", changes=changes)) / np.log(1.1)
    mean, half = interval(elasticity)
    print(f"\nelasticity of effort to price after five years: {mean:.2f} +- {half:.2f}")
    assert mean - half > 0.0
    assert mean < 3.0


LONG = 600
"""Weeks by which raids, trials, campaigns, follow-ups and the highway of 2010 have been at work."""
UNSEEN = {
    "migration.under_25_share": "no rule or outcome tells adults' ages apart",
    "bars.retained": "networks' funds limit nothing yet",
    "recruitment.fee": "networks' funds limit nothing yet",
    "bars.least_open": "bars hide for half a week, so the floor is not reached",
    "bars.largest": "few bars are drawn as large",
    "moving.exhausted_share": "no site is worked out in ten years",
}
"""Parameters that may change no outcome, and why."""


def busy(**changes):
    """Return the baseline with some miners held by an advance, under one policy of each kind, prevention for a time."""
    stops = {PreventionCommunities: date_of(GROWN + 10)}
    kinds = (kind for kind in INTERVENTIONS.values() if kind is not RegisterOutage)
    migration = {"forced_share": 0.05} | changes.pop("migration", {})
    return under(*(policy(kind, stop=stops.get(kind)) for kind in kinds), plan=baseline(migration=migration, **changes))


def changed_by(about):
    """Tell whether a parameter at one end of its range changes any week of a grown or of a young world."""
    other = about.high if about.value != about.high else about.low
    plan = busy(**nested([(about, float(other == about.high))]))
    worlds = ((60, lambda: adopted(grown_state(), plan)), (LONG, lambda: young(plan)))
    return any(weekly(world(), weeks).tobytes() != usual_weeks(weeks) for weeks, world in worlds)


@cache
def usual_weeks(weeks):
    """Return the weeks of a long young world or of a short grown one without the change."""
    return weekly(young(busy()) if weeks == LONG else adopted(grown_state(), busy()), weeks).tobytes()


def test_every_parameter_changes_something():
    varied = [about for about in declared(GROUPS) if about.name not in FUTURE and about.low < about.high]
    unread = {about.key for about in varied if not changed_by(about)}
    print(f"\nparameters that change no outcome of eleven years: {sorted(unread)}")
    assert unread <= UNSEEN.keys()
