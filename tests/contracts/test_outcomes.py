"""Every outcome says what it is, and none says what must not be told."""

import inspect
import re

from model.outcomes import OUTCOMES
from model.parameters.origins import REGIONS
from model.places.space import TOWNS

UNITS = {
    "persons", "person-years", "person-weeks", "networks", "posts", "offers", "calls", "bars", "camps", "cases",
    "complaints", "raids", "g", "soles", "soles/g", "soles/week", "USD/oz", "1", "weeks",
}  # fmt: skip
BANNED = (
    "victim", "slave", "prostitut", "whore", "pimp", "brothel", "commodity", "merchandise", "purchase", "sold",
    "supply of", "inventory", "minor girl", "trafficked girl",
)  # fmt: skip
REGISTERED = re.compile(r"(recorded|ratio)\.(reta|sistra)_victims")
"""Registers call people victims; the word stands for what a register writes, nowhere else."""
UNTOLD = {*REGIONS, *TOWNS, "route", "km_", "abduction", "family_placement"} - {"inside"}
ALL = OUTCOMES.values()


def test_every_outcome_belongs_to_one_family():
    assert [name for name in OUTCOMES if not re.fullmatch(r"(true|recorded|ratio)\.[a-z0-9_]+", name)] == []


def test_every_outcome_has_unit_direction_and_way_to_add_up():
    assert [one.name for one in ALL if one.unit not in UNITS] == []
    assert [one.name for one in ALL if one.better not in ("lower", "higher", "neither")] == []
    assert [one.name for one in ALL if one.over_time not in ("sum", "mean", "last")] == []


def test_every_definition_is_one_sentence_or_two_that_end():
    assert [one.name for one in ALL if not re.fullmatch(r"[A-Z].{7,}\.", one.definition)] == []


def test_no_outcome_uses_a_word_against_dignity():
    used = {one.name: [word for word in BANNED if word in told(one)] for one in ALL}
    assert {name: words for name, words in used.items() if words} == {}


def told(outcome):
    """Return name and definition, without the word that registers use where a register is quoted."""
    text = f"{outcome.name} {outcome.definition}".lower()
    return text.replace("victim", "") if REGISTERED.match(outcome.name) else text


def test_no_outcome_names_a_place_route_or_way_to_recruit_by_force():
    assert [name for name in OUTCOMES if any(word in name for word in UNTOLD)] == []


def test_the_families_share_no_name():
    names = [name.partition(".")[2] for name in OUTCOMES]
    assert len(set(names)) == len(names)


def test_no_outcome_says_how_people_are_recruited():
    ways = ("recruited_by", "job_offer", "acquaintance", "abduct")
    assert [name for name in OUTCOMES if any(way in name for way in ways)] == []


DIVIDES = re.compile(r"\bratio\(|running_ratio\(|max\(1, |price_level")
"""What stands in the measure of an outcome that divides by what may be nothing."""
MEANS = {"miner_income", "hostility", "bars_hidden"}
"""Counts of the census that are means over what may be nobody."""


def test_every_outcome_that_may_have_nothing_to_divide_by_says_what_it_is_then():
    declared = {name: one for name, one in OUTCOMES.items() if one.of_nothing}
    assert [
        name for name, one in declared.items() if not re.search(r" It is [014] (where|as long as) ", one.definition)
    ] == []
    sources = {name: inspect.getsource(one.measure) for name, one in OUTCOMES.items() if one.measure}
    dividing = {name for name, source in sources.items() if DIVIDES.search(source)}
    dividing |= {name for name, one in OUTCOMES.items() if one.census in MEANS}
    assert dividing == set(declared)
