"""Every parameter is read by a rule and rests on facts that exist."""

import pytest

from model.evidence import ASSUMED, facts
from model.origins import REGIONS
from model.parameters import GROUPS
from model.parameters_base import declared
from tests.contracts.source import attributes_read, columns_asked, patterns_built

DECLARING = ("parameters", "parameters_base.py", "outcomes")
ALL = declared(GROUPS)


def read(about) -> bool:
    """Tell whether a rule reads a parameter, by its name, a name it builds, or as a column of origins."""
    quantity, _, region = about.name.rpartition("_")
    if about.group == "origins" and region in REGIONS:
        return quantity in columns_asked() or about.name in attributes_read(*DECLARING)
    built = (pattern.fullmatch(about.name) for pattern in patterns_built(*DECLARING, "origins.py"))
    return about.name in attributes_read(*DECLARING) or any(built)


@pytest.mark.parametrize("about", ALL, ids=lambda about: about.key)
def test_a_parameter_is_read_by_a_rule(about):
    assert read(about), f"no rule reads {about.key}; use it or take it away"


@pytest.mark.parametrize("about", ALL, ids=lambda about: about.key)
def test_a_parameter_rests_on_facts_that_exist(about):
    unknown = [fact for fact in about.sources if fact != ASSUMED and fact not in facts()]
    assert not unknown, f"{about.key} rests on {unknown}, which model/evidence.toml does not hold"


@pytest.mark.parametrize("about", ALL, ids=lambda about: about.key)
def test_an_assumption_says_what_it_is_about(about):
    assert about.sources != (ASSUMED,) or about.note


def test_a_name_that_no_rule_reads_is_noticed():
    assert "no_such_parameter" not in attributes_read(*DECLARING)
    assert not any(pattern.fullmatch("no_such_parameter") for pattern in patterns_built(*DECLARING))
