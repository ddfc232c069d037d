"""Targets agree with the patterns; what must never be fitted is refused."""

from dataclasses import replace
from datetime import date

import pytest

from model.evidence.facts import facts
from model.evidence.patterns import patterns
from model.evidence.targets import TargetError, targets, targets_of

ONE = next(pattern for pattern in patterns() if pattern.id == "cases-2009-2013")
ENTRY = {"pattern": ONE.id, "reading": "interval", "errors": "factor", "kind": "recorded"}
USUAL = {"factor": 0.15, "difference": 0.05}


def made(known=ONE, **entry):
    return targets_of({"discrepancy": USUAL, "target": [{**ENTRY, **entry}]}, [known])


def test_the_file_agrees_with_the_patterns_and_every_fact_is_known():
    found = targets()
    assert len(found.each) >= 20 and all(found.left_out.values())
    assert {fact for target in found.each for fact in target.pattern.facts} <= facts().keys()
    assert all(target.why for target in found.each if target.discrepancy not in USUAL.values())


def test_a_target_takes_its_pattern_and_the_usual_discrepancy():
    (target,) = made().each
    assert (target.id, target.discrepancy, target.pattern.low) == (ONE.id, 0.15, ONE.low)


@pytest.mark.parametrize(
    ("changes", "entry", "message"),
    [
        ({"scope": "nation-level"}, {}, "never fitted"),
        ({"stop": date(2014, 5, 1)}, {}, "ends after"),
        ({"outcome": "true.bars"}, {}, "is recorded, but"),
        ({}, {"kind": "true"}, "is about what is true, but"),
        ({"low": None}, {}, "open end"),
        ({"low": 0.0}, {}, "not above 0"),
        ({}, {"reading": "guess"}, "unknown reading"),
        ({}, {"pattern": "miners-2022"}, "miners-2022"),
    ],
)
def test_what_must_not_be_fitted_is_refused(changes, entry, message):
    with pytest.raises(TargetError, match=message):
        made(replace(ONE, **changes), **entry)


def test_every_calibration_pattern_is_fitted_or_left_out_once():
    other = replace(ONE, id="other")
    with pytest.raises(TargetError, match="other"):
        targets_of({"discrepancy": USUAL, "target": [ENTRY]}, [ONE, other])
