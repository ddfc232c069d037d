"""Every parameter is read by a rule and rests on facts that exist."""

from model.evidence.facts import ASSUMED, facts
from model.parameters import GROUPS
from model.parameters.declaring import declared
from model.parameters.origins import REGIONS
from model.places.sites import QUANTITIES
from tests.contracts.source import attributes_read, columns_asked, patterns_built

DECLARING = ("parameters", "parameters_base.py", "outcomes")
ALL = declared(GROUPS)


def read(about) -> bool:
    """Tell whether a rule reads a parameter, by its name, a name it builds, or as a column of origins."""
    quantity, _, region = about.name.rpartition("_")
    if about.group == "origins" and region in REGIONS:
        return quantity in columns_asked() or about.name in attributes_read(*DECLARING)
    if about.group == "places" and about.name.partition("_")[2] in QUANTITIES:
        return "column" in attributes_read(*DECLARING)
    built = (pattern.fullmatch(about.name) for pattern in patterns_built(*DECLARING, "origins.py"))
    return about.name in attributes_read(*DECLARING) or any(built)


def test_every_parameter_is_read_by_a_rule():
    assert [about.key for about in ALL if not read(about)] == []


def test_every_parameter_rests_on_facts_that_exist():
    unknown = {about.key: set(about.sources) - {ASSUMED} - facts().keys() for about in ALL}
    assert {key: names for key, names in unknown.items() if names} == {}


def test_every_assumption_says_what_it_is_about():
    assert [about.key for about in ALL if about.sources == (ASSUMED,) and not about.note] == []


def test_a_name_that_no_rule_reads_is_noticed():
    assert "no_such_parameter" not in attributes_read(*DECLARING)
    assert not any(pattern.fullmatch("no_such_parameter") for pattern in patterns_built(*DECLARING))
