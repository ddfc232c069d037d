"""Every outcome says what it is, and none says what must not be told."""

import re

import pytest

from model.origins import REGIONS
from model.outcomes import OUTCOMES
from model.places import TOWNS

UNITS = {
    "persons", "person-years", "person-weeks", "posts", "offers", "calls", "bars", "camps", "cases", "complaints",
    "raids", "g", "soles", "soles/g", "soles/week", "USD/oz", "1",
}  # fmt: skip
BANNED = (
    "victim", "slave", "prostitut", "whore", "pimp", "brothel", "commodity", "merchandise", "purchase", "sold",
    "supply of", "inventory", "minor girl", "trafficked girl",
)  # fmt: skip
REGISTERED = re.compile(r"(recorded|ratio)\.(reta|sistra)_victims")
"""Registers call people victims; the word stands for what a register writes, nowhere else."""
UNTOLD = {*REGIONS, *TOWNS, "route", "km_", "abduction", "family_placement"} - {"inside"}
ALL = OUTCOMES.values()


@pytest.mark.parametrize("outcome", ALL, ids=OUTCOMES)
def test_an_outcome_belongs_to_one_family(outcome):
    assert re.fullmatch(r"(true|recorded|ratio)\.[a-z0-9_]+", outcome.name)


@pytest.mark.parametrize("outcome", ALL, ids=OUTCOMES)
def test_an_outcome_has_unit_direction_and_way_to_add_up(outcome):
    assert outcome.unit in UNITS
    assert outcome.better in ("lower", "higher", "neither")
    assert outcome.over_time in ("sum", "mean", "last")


@pytest.mark.parametrize("outcome", ALL, ids=OUTCOMES)
def test_a_definition_is_one_sentence_or_two_that_end(outcome):
    assert re.fullmatch(r"[A-Z].{7,}\.", outcome.definition)


@pytest.mark.parametrize("outcome", ALL, ids=OUTCOMES)
def test_an_outcome_uses_no_word_against_dignity(outcome):
    text = f"{outcome.name} {outcome.definition}".lower()
    allowed = ("victim",) if REGISTERED.match(outcome.name) else ()
    assert [word for word in BANNED if word in text and word not in allowed] == []


@pytest.mark.parametrize("outcome", ALL, ids=OUTCOMES)
def test_an_outcome_names_no_place_route_or_way_to_recruit_by_force(outcome):
    assert [word for word in UNTOLD if word in outcome.name] == []


def test_the_families_share_no_name():
    names = [name.partition(".")[2] for name in OUTCOMES]
    assert len(set(names)) == len(names)


def test_no_outcome_says_how_people_are_recruited():
    ways = ("recruited_by", "job_offer", "acquaintance", "abduct")
    assert [name for name in OUTCOMES if any(way in name for way in ways)] == []
