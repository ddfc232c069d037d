"""How legitimate the state is to miners, what anger follows, and what a protest does."""

from copy import replace

import numpy as np
import pytest

from model.codes import Climate
from model.interventions import Formalisation, Interdiction
from model.parameters import Parameters
from model.processes.mining import price
from model.processes.state import legitimacy
from tests.model.worlds import baseline, column, grown, policy, under, weekly, young

P = Parameters().legitimacy
LEGITIMACY, PROTEST = int(Climate.LEGITIMACY), int(Climate.PROTEST)


def after(granted=0, refused=0, waiting=0.0, start=P.usual):
    """Return legitimacy a week later."""
    model = grown()
    model.climate[LEGITIMACY] = start
    model.flows.update({"applications_granted": granted, "applications_refused": refused})
    return legitimacy.next_legitimacy(model.world, waiting)


def test_it_starts_at_its_usual_level_and_stays_there_without_a_window():
    assert young().climate[LEGITIMACY] == P.usual
    assert (weekly(grown(), 30)[:, column("true.legitimacy")] == P.usual).all()


def test_refusals_and_endless_files_lower_it_and_permits_raise_it():
    assert after() == P.usual
    assert after(refused=200) < P.usual < after(granted=200)
    assert after(refused=400) < after(refused=200)
    assert after(waiting=0.1) < P.usual


def test_it_stays_between_none_and_full_and_comes_back():
    assert after(refused=10**9) == 0.0
    assert after(granted=10**9) == 1.0
    assert 0.1 < after(start=0.1) < P.usual < after(start=0.9) < 0.9


def test_a_share_of_what_is_left_can_be_lost():
    model = grown()
    legitimacy.lose_legitimacy(model.world, 0.25)
    assert model.climate[LEGITIMACY] == pytest.approx(0.75 * P.usual)
    assert legitimacy.lost(model.world) == pytest.approx(0.25)


def test_a_window_that_leaves_files_lying_costs_legitimacy_and_one_that_grants_gains_it():
    lasts = []
    for settings in ({"staff": 3.0}, {"staff": 300.0, "requirements": 0.0, "protected": 1.0}):
        lasts.append(weekly(grown(under(policy(Formalisation, **settings))), 130)[-1, column("true.legitimacy")])
    assert lasts[0] < 0.9 * P.usual
    assert lasts[1] > 1.02 * P.usual


def test_camps_become_hostile_where_legitimacy_is_lost_and_only_there():
    usual, bitter = grown(), grown()
    bitter.climate[LEGITIMACY] = 0.0
    before = usual.camps.hostility.copy()
    for model in (usual, bitter):
        legitimacy.embitter(model.world)
    assert np.array_equal(usual.camps.hostility, before)
    assert (bitter.camps.hostility[bitter.camps.open] > before[bitter.camps.open]).all()
    assert bitter.camps.hostility.max() <= 1.0


# protest


def hazard(plan=None, waiting=0.0, lost=0.0, gold=1.0, **levers):
    """Return the hazard of a protest."""
    model = grown(plan)
    price.step(model)
    model.levers = replace(model.levers, **levers)
    model.gold_value *= gold
    legitimacy.lose_legitimacy(model.world, lost)
    return legitimacy.protest_hazard(model.world, waiting)


def test_nobody_protests_without_cause():
    assert hazard() == 0
    assert weekly(grown(), 52)[:, column("true.protests")].sum() == 0


def test_files_operations_distrust_and_the_weight_of_gold_make_protests_likelier():
    half = {"force": (1000.0,) * 4}
    assert 0 < hazard(waiting=0.05) < hazard(waiting=0.1)
    assert 0 < hazard(**half) < hazard(waiting=0.05, **half)
    assert hazard(**half) < hazard(lost=0.5, **half)
    assert hazard(gold=0.1, **half) < hazard(**half) < hazard(gold=3.0, **half)
    assert hazard(baseline(legitimacy={"other_income": 1.5e9}), **half) < hazard(**half)


def test_a_protest_lasts_its_weeks_and_takes_police_off_raids():
    model = grown(baseline(legitimacy={"police_tied": 1.0, "protest_weeks": 12.0}))
    model.climate[PROTEST] = 12.0
    seen = weekly(model, 20)
    assert legitimacy.on_the_streets(model.world) == 1.0
    assert seen[:, column("true.weeks_of_protest")].sum() == 11
    assert seen[1:11, column("true.raids")].sum() == 0 < seen[11:, column("true.raids")].sum()


def test_operations_bring_protests_in_which_people_may_die():
    plan = baseline(legitimacy={"protest_rate": 2.0, "protest_deaths": 3.0})
    seen = weekly(grown(under(policy(Interdiction, force=8_000.0), plan=plan)), 40)
    protests, deaths = (seen[:, column(name)].sum() for name in ("true.protests", "true.deaths_in_protests"))
    assert protests > 2
    assert deaths > protests
    assert (seen[seen[:, column("true.weeks_of_protest")] == 0, column("true.deaths_in_protests")] == 0).all()


def test_operations_cost_regional_income():
    income = [
        weekly(grown(under(*policies)), 40)[:, column("true.regional_income")].sum()
        for policies in ((), (policy(Interdiction, force=8_000.0),))
    ]
    assert income[1] < 0.9 * income[0]
