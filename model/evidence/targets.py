"""What calibration fits: patterns with that role, and how far each may be off; ``targets.toml`` holds them."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from model.evidence.patterns import Pattern, patterns

FILE = Path(__file__).with_name("targets.toml")
INTERVAL, CONTRADICTION = READINGS = ("interval", "contradiction")
FACTOR, DIFFERENCE = ERRORS = ("factor", "difference")
TRUE, RECORDED = KINDS = ("true", "recorded")
LAST_DAY = date(2014, 1, 1)
"""Targets end before this day; what comes after it checks the model."""
CALIBRATION, NATION_LEVEL = "calibration", "nation-level"


class TargetError(ValueError):
    """``targets.toml`` says something about a pattern that cannot be."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """A pattern that is fitted, what its two ends mean, and how far off a model with the right parameters may be.

    ``reading`` tells an ``interval`` (the ends hold nine tenths of a normal error) from a ``contradiction`` (any value
    between them is as good as any other). ``discrepancy`` is a standard deviation, of the logarithm where ``errors``
    are a ``factor``, else in the unit of the pattern.
    """

    pattern: Pattern
    reading: str
    errors: str
    kind: str
    discrepancy: float
    why: str = ""

    @property
    def id(self) -> str:
        """The id of the pattern."""
        return self.pattern.id


@dataclass(frozen=True)
class Targets:
    """All targets, and the calibration patterns that are not fitted, by id with the reason."""

    each: tuple[Target, ...]
    left_out: Mapping[str, str]


@cache
def targets() -> Targets:
    """Return the targets; TargetError where the file and the patterns do not agree."""
    return targets_of(tomllib.loads(FILE.read_text(encoding="utf-8")), patterns())


def targets_of(about: Mapping[str, Any], known: Iterable[Pattern]) -> Targets:
    """Return the targets among patterns; every shown calibration pattern must be a target or left out, once."""
    fitted = {pattern.id: pattern for pattern in known if pattern.role == CALIBRATION and pattern.shown}
    left_out = {entry["pattern"]: entry["why"] for entry in about.get("left_out", ())}
    named = [*(entry["pattern"] for entry in about["target"]), *left_out]
    wrong = sorted({name for name in named if name not in fitted or named.count(name) > 1} | fitted.keys() - set(named))
    if wrong:
        raise TargetError(
            f"{FILE.name}: {', '.join(wrong)}: every pattern with the role calibration is a target or left out, once, "
            "and no other pattern is"
        )
    each = (_target(entry, fitted[entry["pattern"]], about["discrepancy"]) for entry in about["target"])
    return Targets(tuple(each), left_out)


def _target(entry: Mapping[str, Any], pattern: Pattern, usual: Mapping[str, float]) -> Target:
    about: dict[str, Any] = {"discrepancy": usual.get(entry["errors"], 0.0), **entry, "pattern": pattern}
    target = Target(**about)
    if mistake := next((text for text, wrong in _mistakes(target).items() if wrong), None):
        raise TargetError(f"{FILE.name}: {pattern.id} {mistake}")
    return target


def _mistakes(target: Target) -> dict[str, bool]:
    pattern = target.pattern
    words = target.reading in READINGS and target.errors in ERRORS and target.kind in KINDS
    register = [name.startswith("recorded.") for name in (pattern.outcome, pattern.denominator) if name]
    return {
        "has an unknown reading, errors or kind": not words,
        "is a national level, which is never fitted to the region": pattern.scope == NATION_LEVEL,
        f"ends after {LAST_DAY}": pattern.stop is None or pattern.stop > LAST_DAY,
        "is recorded, but not compared with what registers record": target.kind == RECORDED and not all(register),
        "is about what is true, but compared with what registers record": target.kind == TRUE and any(register),
        "has an open end": pattern.low is None or pattern.high is None,
        "has errors that multiply and an end that is not above 0": target.errors == FACTOR and not _above_zero(pattern),
        "has no discrepancy above 0": target.discrepancy <= 0,
    }


def _above_zero(pattern: Pattern) -> bool:
    return pattern.lowest is not None and pattern.lowest > 0
