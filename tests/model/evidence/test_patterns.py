"""Patterns are complete, honest about their scope, and never fit what is kept for checking."""

from dataclasses import replace
from datetime import date

import pytest

from model.evidence.facts import facts
from model.evidence.patterns import ROLES, SCOPES, STATISTICS, checksum, frozen, patterns
from model.parameters import GROUPS
from model.parameters.declaring import declared

SHOWN = [pattern for pattern in patterns() if pattern.shown]
TARGETS = {"calibration-target", "validation-target"}
END_OF_FITTING = date(2014, 1, 1)
FROZEN = "2679c211d0b74a02"
"""The checks before the first run of the rules of version 4. Never change it: list a change of a check in the file."""


def test_every_target_is_a_pattern():
    targets = {name for name, fact in facts().items() if fact.kind in TARGETS}
    assert targets <= {name for pattern in patterns() for name in pattern.facts}


def test_patterns_cite_facts_and_have_names_of_their_own():
    assert {name for pattern in patterns() for name in pattern.facts} <= set(facts())
    assert len({pattern.id for pattern in patterns()}) == len(patterns())


def test_words_are_declared():
    for pattern in patterns():
        assert pattern.scope in SCOPES and pattern.role in ROLES, pattern.id
    assert {pattern.statistic for pattern in SHOWN} <= set(STATISTICS)


@pytest.mark.parametrize("pattern", SHOWN, ids=lambda pattern: pattern.id)
def test_a_shown_pattern_can_be_computed(pattern):
    assert pattern.outcome.startswith(("true.", "recorded."))
    assert pattern.start < pattern.stop
    assert (pattern.statistic == "ratio") == bool(pattern.denominator)
    assert (pattern.statistic == "share_of_months") == bool(pattern.months)
    assert (pattern.statistic == "change") == bool(pattern.base_start and pattern.base_stop)
    assert pattern.low is not None or pattern.high is not None
    assert pattern.unit


@pytest.mark.parametrize("pattern", SHOWN, ids=lambda pattern: pattern.id)
def test_a_ratio_stays_in_one_family(pattern):
    if pattern.denominator:
        assert pattern.outcome.split(".")[0] == pattern.denominator.split(".")[0]


def test_a_hidden_pattern_says_why():
    for pattern in patterns():
        assert bool(pattern.reason) == (not pattern.shown), pattern.id


def test_validation_targets_are_only_checked():
    for pattern in patterns():
        if pattern.role == "calibration":
            kinds = {facts()[name].kind for name in pattern.facts}
            assert "validation-target" not in kinds, pattern.id


def test_calibration_ends_in_2013_and_never_uses_national_levels():
    for pattern in patterns():
        if pattern.role == "calibration":
            assert pattern.shown and pattern.stop <= END_OF_FITTING, pattern.id
            assert pattern.scope in {"region", "nation-ratio"}, pattern.id
        if pattern.scope == "nation-level":
            assert not pattern.shown, pattern.id


def test_national_ratios_carry_a_discrepancy_and_regional_values_none():
    for pattern in SHOWN:
        assert (pattern.discrepancy > 0.0) == (pattern.scope == "nation-ratio"), pattern.id


def test_the_headline_ranges_are_those_of_the_brief():
    headlines = [pattern for pattern in SHOWN if pattern.id.endswith("2012-2013")]
    ranges = {pattern.outcome: (pattern.low, pattern.high) for pattern in headlines}
    assert ranges == {
        "true.miners": (30_000, 80_000),
        "true.bars": (200, 800),
        "true.people_in_sexual_exploitation": (1_000, 4_000),
    }


def test_agreement_is_judged_in_the_widened_range():
    ratio = next(pattern for pattern in patterns() if pattern.id == "victims-per-complaint")
    assert ratio.agrees(2.0) and ratio.agrees(4.2) and not ratio.agrees(1.9)
    bound = next(pattern for pattern in patterns() if pattern.id == "found-per-raid-2014")
    assert bound.agrees(0.0) and not bound.agrees(15.1)


def test_a_changed_check_is_listed_with_its_reason():
    record = frozen()
    assert record.checks == FROZEN
    assert checksum(patterns()) == record.now
    for edit in record.edited:
        assert edit.on >= record.on and edit.reason and edit.before != edit.after, edit.id


@pytest.mark.parametrize(
    "change", [{"high": 1e9}, {"shown": False}, {"stop": date(2030, 1, 1)}, {"role": "calibration"}]
)
def test_the_checksum_sees_a_changed_check(change):
    check = next(pattern for pattern in SHOWN if pattern.role == "check")
    changed = [replace(pattern, **change) if pattern is check else pattern for pattern in patterns()]
    assert checksum(changed) != checksum(patterns())


def test_marks_name_parameters_and_other_patterns():
    parameters = {number.key for number in declared(GROUPS)}
    ids = [pattern.id for pattern in patterns()]
    for pattern in SHOWN:
        assert not pattern.identity or pattern.identity in parameters, pattern.id
        assert set(pattern.derived_from) <= set(ids) - {pattern.id}, pattern.id


def test_patterns_are_derived_from_patterns_that_are_not_derived_from_them():
    source = {pattern.id: set(pattern.derived_from) for pattern in patterns()}
    for name, of in source.items():
        assert not any(name in source[other] for other in of), name
