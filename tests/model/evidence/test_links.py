"""Every fact that a parameter cites says whether it measures the parameter, bounds it, or only names its topic."""

import pytest

from model.evidence.facts import ASSUMED
from model.evidence.links import COUNTED, LINKS, evidence_link, links, links_of
from model.parameters import GROUPS
from model.parameters.declaring import declared

PARAMETERS = {number.key: number for number in declared(GROUPS)}


@pytest.mark.parametrize("key", PARAMETERS)
def test_every_fact_of_a_parameter_has_a_link_and_no_link_is_superfluous(key):
    assert set(links_of(key)) == set(PARAMETERS[key].sources) - {ASSUMED}


def test_every_name_fits_a_parameter():
    linked = {id(links_of(key)) for key in PARAMETERS}
    assert [name for name, facts in links().items() if id(facts) not in linked] == []


def test_links_are_declared_words():
    assert {link for facts in links().values() for link in facts.values()} == set(LINKS)


def test_the_strongest_link_of_a_parameter_counts():
    assert evidence_link("spending.highest_markup") == "measures"
    assert evidence_link("migration.arrival_rate") == "bounds"
    assert evidence_link("policing.word_of_mouth") == "names" and "names" not in COUNTED
    assert evidence_link("justice.fear") == ASSUMED
