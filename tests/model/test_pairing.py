"""Two runs that differ only in a policy share their luck: identical until it starts, and where it changes nothing."""

from copy import replace
from functools import cache

import mesa
import numpy as np
import pytest

from model.columns.population import Column, ColumnAgent
from model.goldrush import GoldRush
from model.interventions import INTERVENTIONS
from model.organisations.bar import Bar
from model.organisations.recruiter import Recruiter
from model.outcomes import OUTCOMES
from model.people.bar_worker import BarWorker
from model.people.miner import Miner
from model.people.person import Person
from model.scenario.scenario import load_scenario, scenario_names
from model.text.dates import date_of
from tests.model.worlds import (
    GROWN,
    baseline,
    differing,
    grown,
    grown_state,
    people,
    policy,
    under,
    weekly,
    young,
)  # fmt: skip

BEFORE, AFTER = 12, 70
REMOVABLE = (Miner, Person, BarWorker, Bar, Recruiter)


def policies_of_the_repository():
    """Return the names of scenarios that differ from the baseline in policies only."""
    base, plans = baseline(), {name: load_scenario(name) for name in scenario_names()}
    return [
        name
        for name, plan in plans.items()
        if plan.interventions and (plan.price, plan.parameters, plan.world) == (base.price, base.parameters, "baseline")
    ]


def brought_forward(name):
    """Return a scenario of the repository with its policies starting soon after the grown state."""
    plan = load_scenario(name)
    start = date_of(GROWN + BEFORE)
    return replace(plan, interventions=tuple(replace(p, start=start, stop=None) for p in plan.interventions))


def test_the_repository_has_scenarios_to_pair():
    assert INTERVENTIONS.keys() | {"clean_police"} <= set(policies_of_the_repository())


@cache
def without_policy(weeks=AFTER):
    """Return the outcomes of the weeks without a policy, and the state after them."""
    model = grown()
    return weekly(model, weeks), model.snapshot()


def parts(model, without, columns=slice(None)):
    """Tell whether a week to come differs from its row of those without a policy; live no longer than until then."""
    return any(weekly(model, 1)[0, columns].tobytes() != row[columns].tobytes() for row in without)


@pytest.mark.parametrize("name", policies_of_the_repository())
def test_arms_are_identical_until_the_policy_starts_and_part_then(name):
    with_policy, (before, state) = grown(brought_forward(name)), without_policy(BEFORE)
    assert weekly(with_policy, BEFORE).tobytes() == before.tobytes()
    assert differing(with_policy.snapshot(), state) == []
    assert parts(with_policy, without_policy(BEFORE + AFTER)[0][BEFORE:])


@pytest.mark.parametrize("kind", INTERVENTIONS.values(), ids=INTERVENTIONS)
def test_a_policy_of_zero_intensity_changes_nothing(kind):
    nothing = grown(under(policy(kind, intensity=0.0)))
    outcomes, state = without_policy()
    assert weekly(nothing, AFTER).tobytes() == outcomes.tobytes()
    assert differing(nothing.snapshot(), state) == []


@pytest.mark.parametrize("kind", INTERVENTIONS.values(), ids=INTERVENTIONS)
def test_a_policy_of_full_intensity_changes_more_than_its_cost(kind):
    others = [i for i, name in enumerate(OUTCOMES) if not name.startswith("true.cost_to_")]
    assert parts(grown(under(policy(kind))), without_policy()[0], others)


def test_a_policy_of_zero_intensity_from_the_first_week_changes_nothing():
    none = under(*(policy(kind, start=0, intensity=0.0) for kind in INTERVENTIONS.values()))
    assert weekly(young(none), 40).tobytes() == weekly(young(), 40).tobytes()


class Bystander(ColumnAgent):
    """Someone who does nothing."""

    patience = Column(np.float64, "1", "kept for ever", default=1.0)


def add_bystanders(model):
    """Add a population that no rule reads."""
    model.population(Bystander).add(7)


@pytest.mark.parametrize("add", [mesa.Agent, add_bystanders], ids=["agent", "population"])
def test_an_agent_that_does_nothing_changes_nothing(add):
    alone, watched = young(), young()
    add(watched)
    assert weekly(watched, 40).tobytes() == weekly(alone, 40).tobytes()
    seen = {name: values for name, values in people(watched).items() if not name.startswith("Bystander")}
    assert differing(seen, people(alone)) == []


def test_an_agent_that_joins_late_changes_nothing():
    alone, watched = grown(), grown()
    mesa.Agent(watched)
    assert weekly(watched, 30).tobytes() == weekly(alone, 30).tobytes()
    assert differing(people(watched), people(alone)) == []


def test_draws_from_mesas_own_generators_change_nothing():
    alone, disturbed = grown(), grown()
    disturbed.random.random(), disturbed.rng.random()
    disturbed.miners.shuffle()
    assert weekly(disturbed, 10).tobytes() == weekly(alone, 10).tobytes()


def shuffled(state, cls):
    """Return a state with the rows of one population in another order."""
    columns = [name for name in state if name.startswith(f"agents/{cls.__name__}.")]
    order = np.random.default_rng(1).permutation(state[columns[0]].size)
    return state | {name: state[name][order] for name in columns}


@pytest.mark.parametrize("cls", [cls for cls in REMOVABLE if not cls.keep_order])
def test_decisions_do_not_depend_on_the_order_of_rows(cls):
    straight, other = grown(), GoldRush.from_snapshot(shuffled(grown_state(), cls), baseline())
    for model in (straight, other):
        weekly(model, 6)
    mine, theirs = people(straight), people(other)
    for name, values in mine.items():
        if values.dtype.kind == "f":
            np.testing.assert_allclose(theirs[name], values, rtol=1e-7, atol=1e-6, err_msg=name)
        else:
            np.testing.assert_array_equal(theirs[name], values, err_msg=name)


@pytest.mark.parametrize("cls", [cls for cls in REMOVABLE if cls.keep_order])
def test_rows_whose_order_matters_stay_in_the_order_of_joining(cls):
    model = grown()
    weekly(model, 20)
    assert (np.diff(model.agents_by_type[cls].unique_id) > 0).all()
