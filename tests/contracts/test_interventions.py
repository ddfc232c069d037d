"""Every intervention is described, priced, sourced, saturates, and has a scenario of its own."""

import re
from dataclasses import fields

import numpy as np
import pytest

from model.evidence.facts import ASSUMED, facts
from model.interventions import INTERVENTIONS
from model.interventions.base import Intervention
from model.levers import Levers, routine
from model.parameters import Parameters
from model.scenario.scenario import load_scenario, scenario_names
from model.text.dates import date_of
from tests.contracts.source import attributes_read
from tests.model.worlds import grown, policy

KINDS = pytest.mark.parametrize("kind", INTERVENTIONS.values(), ids=INTERVENTIONS)
FREE = {"register_outage", "crisis", "epidemic", "removal"}
"""What costs nothing and takes no time to build: missing money, a crisis, an epidemic, a thought experiment."""
MECHANISMS = range(1, 86)
NOT_SHARES = {
    "raids_per_week", "screening", "agencies", "notice", "oversight", "shelter_places", "opening_delay",
    "responsible_bodies", "recovery_places", "reintegration_jobs", "follow_up", "advocacy", "outreach", "prosecutors",
    "prosecutor_skill", "trials", "road_checks", "river_checks", "inspections", "fine", "force", "formalisation_staff",
    "formalisation_requirements", "livelihoods_region", "hotline_operators", "contact_points",
}  # fmt: skip
"""Levers in a unit of their own. Every other lever is a share or a coverage, from 0 to 1."""
LEVERS = [*Levers._fields]
FACTS = re.compile(r"\bfacts? ((?:[a-z0-9-]+, )*[a-z0-9-]+)")
HALVES = [
    (kind, about.name.removeprefix("half_"))
    for kind in INTERVENTIONS.values()
    for about in fields(kind)
    if about.name.startswith("half_")
]


def levers_of(one, strength=1.0):
    """Return the routine levers as a policy leaves them, name -> value."""
    return one.adjust(routine(Parameters()), strength)._asdict()


def moved(after, before):
    """Return the levers that differ, name -> difference; of a lever with several values the sum."""
    return {name: np.sum(after[name]) - np.sum(before[name]) for name in after if after[name] != before[name]}


def own_scenario(kind):
    """Return the policies of the kind in the scenario named after it."""
    return [one for one in load_scenario(kind.kind).interventions if isinstance(one, kind)]


def test_halves_are_found():
    assert len(HALVES) > 10


@KINDS
def test_it_is_one_file_named_after_it(kind):
    assert kind.__module__ == f"model.interventions.{kind.kind}"


@KINDS
def test_it_is_described_in_its_own_words(kind):
    assert kind.__doc__ != Intervention.__doc__
    assert re.match(r"[A-Z][^\n]+\.\s", kind.__doc__ + "\n")


@KINDS
def test_it_names_its_mechanisms(kind):
    named = {int(number) for number in re.findall(r"\bM(\d+)\b", kind.__doc__)}
    assert named
    assert named <= set(MECHANISMS)


@KINDS
def test_its_settings_and_its_description_rest_on_facts_that_exist(kind):
    cited = {fact for field in fields(kind) for fact in field.metadata.get("sources", ())}
    described = FACTS.findall(" ".join(kind.__doc__.split()))
    cited |= {fact for named in described for fact in named.split(", ")}
    assert cited - {ASSUMED} <= facts().keys()


@KINDS
def test_what_is_assumed_says_what_it_is_about(kind):
    own = (field for field in fields(kind) if field.metadata.get("sources") == (ASSUMED,))
    assert [field.name for field in own if not field.metadata["note"] and not field.name.endswith("_cost")] == []


@KINDS
def test_a_scenario_named_after_it_uses_it(kind):
    assert kind.kind in scenario_names()
    assert own_scenario(kind)


@KINDS
def test_its_scenario_phases_it_in(kind):
    assert all((one.ramp > 0) != (kind.kind in FREE) for one in own_scenario(kind))


@KINDS
def test_it_costs_something_in_proportion_to_its_strength(kind):
    model = grown()
    one = policy(kind)
    whole = one.weekly_cost(model, 1.0)
    assert one.weekly_cost(model, 0.0) == 0
    assert one.weekly_cost(model, 0.5) == pytest.approx(whole / 2)
    assert (whole > 0) != (kind.kind in FREE)


@KINDS
def test_its_unit_costs_are_settings_in_soles(kind):
    units = [field.metadata.get("unit", "") for field in fields(kind)]
    assert any(unit.startswith("soles") for unit in units) != (kind.kind in FREE)


@KINDS
def test_it_leaves_the_levers_it_is_given_alone_and_does_more_at_more_strength(kind):
    levers, one = routine(Parameters()), policy(kind)
    before = repr(levers)
    none, half, whole = (one.adjust(levers, strength) for strength in (0.0, 0.5, 1.0))
    assert repr(levers) == before
    assert none == levers
    assert len({repr(none), repr(half), repr(whole)}) == 3


@KINDS
def test_at_no_strength_it_changes_no_lever_that_another_policy_has_set(kind):
    levers = routine(Parameters())
    for other in INTERVENTIONS.values():
        levers = policy(other).adjust(levers, 0.7)
    assert policy(kind).adjust(levers, 0.0) == levers


@KINDS
def test_no_strength_takes_a_share_beyond_all(kind):
    shares = {name: value for name, value in levers_of(policy(kind), strength=50.0).items() if name not in NOT_SHARES}
    assert all(np.min(share) >= 0.0 and np.max(share) <= 1.0 for share in shares.values())


def test_levers_in_a_unit_of_their_own_exist():
    assert set(LEVERS) >= NOT_SHARES


@pytest.mark.parametrize(("kind", "supply"), HALVES, ids=lambda part: getattr(part, "kind", part))
def test_twice_the_supply_reaches_more_and_less_than_twice_as_much(kind, supply):
    usual, amount = levers_of(policy(kind), strength=0.0), getattr(policy(kind), supply) or 1000.0
    once, twice = (policy(kind, **{supply: times * amount}) for times in (1.0, 2.0))
    one, two = moved(levers_of(once), usual), moved(levers_of(twice), usual)
    raised = [name for name in one if two[name] != one[name] and name != "hotline_operators"]
    assert raised
    assert all(one[name] < two[name] < 2.0 * one[name] for name in raised)


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_is_read_by_a_rule(lever):
    assert lever in attributes_read("levers.py", "interventions")


@KINDS
def test_it_is_out_of_force_before_its_start_and_from_its_stop_on(kind):
    one = kind(start=date_of(300), stop=date_of(600))
    assert one.strength(299) == one.strength(600) == 0
    assert one.strength(300) > 0
    assert max(one.strength(week) for week in range(300, 600)) == 1


@KINDS
def test_its_strength_grows_in_equal_steps_over_its_ramp(kind):
    one = kind(start=date_of(300), ramp=8.0, intensity=2.0)
    assert [one.strength(300 + n) for n in range(10)] == [0.25 * min(8, n + 1) for n in range(10)]
