"""Gold, money, people and cases are neither made nor lost, week by week, and nobody is in two states."""

from collections import defaultdict
from types import SimpleNamespace

import numpy as np
import pytest

from model.codes import Desk
from model.interventions import (
    BarLicensing,
    Formalisation,
    Interdiction,
    LivelihoodsRegion,
    Raids,
    Savings,
    Shelters,
    SpecialisedProsecutors,
    Traceability,
)
from model.parameters.origins import REGIONS
from model.text.dates import date_of
from tests.model.invariants import broken
from tests.model.worlds import GROWN, baseline, grown, policy, under, young

WEEKS = 100


def stocks(model):
    """Return what may only change by flows."""
    miners = np.bincount(model.miners.origin, minlength=len(REGIONS)) * model.scale
    return {
        "gold": model.camps.gold.copy(),
        "cash": model.miners.cash.sum() * model.scale,
        "funds": model.networks.funds.copy(),
        "followed": model.candidates.sum() + model.persons.n + model.bar_workers.n + model.workers_in_jobs.sum(),
        "men": model.workforce + miners + model.men_in_jobs,
        "in_jobs": model.men_in_jobs.sum() + model.workers_in_jobs.sum(),
        "exploited": sum(model.census.by_form),
        "bars": model.bars.n,
        "open": model.camps.open.sum(dtype=int),
        "cases": model.cases.n,
        "undecided": np.count_nonzero(model.cases.desk != Desk.CLOSED),
        "at_court": np.count_nonzero(model.cases.desk == Desk.COURT),
        "in_custody": model.prisoners.n,
        "files": np.count_nonzero(model.miners.filed >= 0) * model.scale,
    }


def lived(model):
    """Return stocks before and after every week, and the week's flows and exits."""
    seen, flows, exits, mistakes, gold_value = defaultdict(list), defaultdict(list), [], [], []
    for week in range(WEEKS + 1):
        if week:
            model.step()
            exits.append(model.exits.copy())
            gold_value.append(model.gold_value)
            mistakes += [f"week {model.week}: {what}" for what in broken(model)]
            for name, value in model.flows.items():
                flows[name].append(value)
        for name, value in stocks(model).items():
            seen[name].append(value)
    return SimpleNamespace(
        **{name: np.array(values) for name, values in seen.items()},
        flows={name: np.array(values) for name, values in flows.items()},
        exits=np.array(exits),
        gold_value=np.array(gold_value),
        mistakes=mistakes,
        fee=model.parameters.recruitment.fee,
    )


BUYING = {
    "trials_per_week": 5.0, "charge_threshold": 0.0, "bought": 0.5, "conviction_threshold": 0.0, "heads": 0.3,
    "named": 0.9, "trial_wait": 4.0, "complaint_owner": 0.5, "detention": 1.0,
}  # fmt: skip
WORLDS = {
    "young": young,
    "grown": grown,
    "under policies": lambda: grown(
        under(
            policy(Raids, frequency=8.0),
            policy(Shelters, places=100.0, opening_delay=0.0),
            policy(Interdiction, zones=("roadside", "corridor"), garrison=600.0, error=0.5),
            policy(SpecialisedProsecutors, staff=8.0),
            policy(Savings),
            policy(Traceability),
            policy(LivelihoodsRegion, stop=date_of(GROWN + WEEKS - 20)),
            policy(Formalisation, staff=100.0, requirements=0.2),
            policy(BarLicensing, inspections=30.0),
        )
    ),
    "where courts are bought": lambda: grown(baseline(justice=BUYING)),
}


@pytest.fixture(scope="module", params=WORLDS)
def run(request):
    """Return the weeks of a young world, a grown one, one under policies, and one whose networks buy trials."""
    return lived(WORLDS[request.param]())


def assert_explained(stock, change, size):
    """Assert that a stock changes by ``change`` every week, up to rounding of sums of ``size``."""
    np.testing.assert_allclose(np.diff(stock, axis=0), change, rtol=0, atol=1e-9 * max(1.0, np.max(size)))


def test_gold_leaves_the_ground_only_by_being_dug(run):
    assert run.flows["gold_extracted"].sum() > 0
    assert_explained(run.gold.sum(axis=1), -run.flows["gold_extracted"], run.gold.sum(axis=1))


def test_no_place_gains_gold_or_goes_below_none(run):
    assert (np.diff(run.gold, axis=0) <= 0).all()
    assert (run.gold >= 0).all()


def test_miners_cash_changes_by_what_they_earn_spend_lose_and_take_with_them(run):
    f = run.flows
    sold = f["gold_sales"] - f["operating_costs"] - f["employers_income"]
    lost = f["living_costs"] + f["bar_spending"] + f["extortion_miners"] + f["cash_robbed"]
    invested = f["equipment_replaced"] + f["compliance_costs"]
    taken_along = f["carried_home"] + f["carried_into_jobs"]
    assert_explained(run.cash, sold - lost - invested - taken_along, f["gold_sales"])


def test_files_wait_until_they_are_decided_or_their_miner_leaves(run):
    f = run.flows
    decided = f["applications_granted"] + f["applications_refused"]
    np.testing.assert_array_equal(np.diff(run.files), f["applications"] - decided - f["applications_withdrawn"])


def test_gold_that_is_dug_is_paid_for_but_for_the_discount(run):
    f = run.flows
    np.testing.assert_allclose(f["gold_sales"] + f["discount_on_gold"], f["gold_extracted"] * run.gold_value, rtol=1e-9)


def test_bars_take_in_what_miners_and_transit_trade_spend(run):
    spent = run.flows["bar_spending"] + run.flows["transit_spending"]
    np.testing.assert_allclose(run.flows["bar_takings"], spent, rtol=1e-9)


def test_takings_of_bars_are_divided_without_rest(run):
    f = run.flows
    divided = f["bar_costs"] + f["bribes"] + f["network_income"] + f["owners_income"] + f["fines_paid"]
    np.testing.assert_allclose(f["bar_takings"], divided, rtol=1e-9, atol=1e-6)


def test_funds_of_networks_change_by_income_fees_bribes_and_confiscation(run):
    f = run.flows
    paid = f["fees_from_funds"] + f["bribes_at_checkpoints"] + f["court_bribes"] + f["funds_confiscated"]
    funds = run.funds.sum(axis=1)
    assert_explained(funds, f["network_income"] - paid, funds + f["network_income"].max())
    assert (run.funds >= 0).all()


def test_people_are_at_home_followed_at_work_in_bars_or_have_a_role_in_exploitation(run):
    roles = run.flows["survivors_who_recruit"] + run.flows["survivors_who_own_bars"]
    gone = np.concatenate([[0], np.cumsum(roles)])
    np.testing.assert_array_equal(run.followed + gone, run.followed[0])


def test_men_of_each_origin_are_at_home_or_mine_or_have_other_work(run):
    np.testing.assert_array_equal(run.men, np.broadcast_to(run.men[0], run.men.shape))


def test_jobs_outside_mining_are_taken_and_left(run):
    np.testing.assert_array_equal(np.diff(run.in_jobs), run.flows["jobs_taken"] - run.flows["jobs_ended"])


def test_people_in_exploitation_change_by_ways_in_and_ways_out(run):
    f = run.flows
    ways_in = f["recruited_sexual"] + f["recruited_labour"] + f["returns_to_exploitation"]
    ways_out = run.exits.sum(axis=(1, 2))
    np.testing.assert_array_equal(np.diff(run.exploited), ways_in - ways_out)


def test_cases_wait_or_are_decided_and_are_kept_until_they_are_counted(run):
    f = run.flows
    closed = f["cases_lost"] + f["cases_lapsed"] + f["shelved"] + f["tried"] + f["accused_fled"]
    np.testing.assert_array_equal(np.diff(run.undecided), f["complaints"] - closed)
    np.testing.assert_array_equal(np.diff(run.cases), f["complaints"] - f["cases_put_away"])
    np.testing.assert_array_equal(f["cases_decided"], f["shelved"] + f["charged"])
    assert (np.diff(run.at_court) <= f["charged"] - f["tried"]).all()
    assert (f["charged_lesser"] <= f["charged"]).all()
    assert (f["convicted"] + f["trials_bought"] <= f["tried"]).all()


def test_people_enter_custody_by_detention_or_sentence_and_leave_it_by_release(run):
    f = run.flows
    np.testing.assert_array_equal(np.diff(run.in_custody), f["detained"] + f["imprisoned"] - f["released"])
    assert (f["imprisoned"] <= f["convicted"]).all()
    assert (f["released_who_resume"] <= f["released"]).all()


def test_bars_and_camps_open_and_close(run):
    f = run.flows
    np.testing.assert_array_equal(np.diff(run.bars), f["bars_opened"] - f["bars_closed"])
    np.testing.assert_array_equal(np.diff(run.open), f["camps_opened"] - f["camps_closed"])


def test_recruiters_are_paid_by_networks_or_owners_and_only_for_arrivals(run):
    f = run.flows
    fees = f["fees_from_funds"] + f["fees_from_owners"]
    unpaid = f["entered_exploitation_by_debt"] + f["placed_by_families"]
    arrived = f["recruited_sexual"] + f["recruited_labour"] - unpaid
    np.testing.assert_allclose(fees, arrived * run.fee)


def test_nothing_is_negative_and_nobody_is_in_two_states(run):
    assert run.mistakes == []
