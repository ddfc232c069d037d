"""Every intervention is described, priced, sourced, and used by a scenario."""

import re
from dataclasses import fields

import pytest

from model.dates import date_of
from model.evidence import ASSUMED, facts
from model.interventions import INTERVENTIONS
from model.interventions.base import Intervention
from model.levers import routine
from model.parameters import Parameters
from model.scenario import load_scenario, scenario_names
from tests.model.worlds import grown, policy

KINDS = pytest.mark.parametrize("kind", INTERVENTIONS.values(), ids=INTERVENTIONS)
FREE = {"register_outage"}
"""What costs nothing: money that is missing."""


def used():
    """Return the kinds of intervention that scenarios use."""
    return {one.kind for name in scenario_names() for one in load_scenario(name).interventions}


@KINDS
def test_it_is_described_in_its_own_words(kind):
    assert kind.__doc__ != Intervention.__doc__
    assert re.match(r"[A-Z][^\n]+\.\s", kind.__doc__ + "\n")


@KINDS
def test_a_scenario_uses_it(kind):
    assert kind.kind in used()


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
def test_its_settings_rest_on_facts_that_exist(kind):
    sources = {fact for field in fields(kind) for fact in field.metadata.get("sources", ())}
    assert sources - {ASSUMED} <= facts().keys()


@KINDS
def test_it_leaves_the_levers_it_is_given_alone_and_does_more_at_more_strength(kind):
    levers, one = routine(Parameters()), policy(kind)
    before = repr(levers)
    none, half, whole = (one.adjust(levers, strength) for strength in (0.0, 0.5, 1.0))
    assert repr(levers) == before
    assert none == levers
    assert len({repr(none), repr(half), repr(whole)}) == 3


@KINDS
def test_it_is_out_of_force_before_its_start_and_from_its_stop_on(kind):
    one = kind(start=date_of(300), stop=date_of(600))
    assert one.strength(299) == one.strength(600) == 0
    assert one.strength(599) == 1
