"""The patterns that the model is compared with; ``patterns.toml`` holds them and says how to compute each."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from model.evidence.links import COUNTED, citing

FILE = Path(__file__).with_name("patterns.toml")
STATISTICS = ("mean", "sum", "ratio", "change", "share_of_months")
SCOPES = ("region", "nation-ratio", "nation-level")
CALIBRATION, CHECK = ROLES = ("calibration", "check")
MARKS = ("identity", "derived", "prior", "fitted")
"""Why a pattern is not independent: a parameter returns as it, it repeats other patterns, a fact of it measures or
bounds a parameter, or a fact of it is fitted."""
NAMES = {"from": "start", "to": "stop", "base_from": "base_start", "base_to": "base_stop"}


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """The range that some facts give for an outcome of the model.

    ``statistic`` of ``outcome`` from ``start`` to ``stop`` (exclusive), times ``scale``, lies from ``low`` to ``high``
    in ``unit``; None is an open end. A pattern that is not ``shown`` has a ``reason`` and no outcome.

    ``identity`` names a parameter that the pattern returns, ``derived_from`` patterns whose facts it repeats or whose
    ratio it is: such a pattern does not count as an independent one (``mark``).
    """

    id: str
    facts: tuple[str, ...]
    statement: str
    scope: str
    role: str
    outcome: str = ""
    statistic: str = ""
    denominator: str = ""
    months: tuple[int, ...] = ()
    start: date | None = None
    stop: date | None = None
    base_start: date | None = None
    base_stop: date | None = None
    scale: float = 1.0
    low: float | None = None
    high: float | None = None
    unit: str = ""
    discrepancy: float = 0.0
    shown: bool = True
    reason: str = ""
    note: str = ""
    identity: str = ""
    derived_from: tuple[str, ...] = ()

    @property
    def lowest(self) -> float | None:
        """The low end, widened by the discrepancy between nation and region."""
        return None if self.low is None else self.low - self.discrepancy

    @property
    def highest(self) -> float | None:
        """The high end, widened by the discrepancy between nation and region."""
        return None if self.high is None else self.high + self.discrepancy

    @property
    def cited(self) -> Mapping[str, str]:
        """The parameters that cite a fact of a check, with what it says of each; none for a calibration pattern."""
        return citing(self.facts) if self.role == CHECK else {}

    @property
    def priors(self) -> tuple[str, ...]:
        """The parameters whose size rests on a fact of a check, which measures or bounds it."""
        return tuple(name for name, link in self.cited.items() if link in COUNTED)

    @property
    def named(self) -> tuple[str, ...]:
        """The parameters that cite a fact of a check which says nothing of their size: the check stays independent."""
        return tuple(name for name, link in self.cited.items() if link not in COUNTED)

    @property
    def fitted(self) -> tuple[str, ...]:
        """The calibration patterns that share a fact with a check; none for a calibration pattern."""
        others = (each for each in patterns() if self.role == CHECK and each.role == CALIBRATION and each.shown)
        return tuple(each.id for each in others if set(each.facts) & set(self.facts))

    @property
    def mark(self) -> str:
        """Why a pass tells nothing new, the plainest reason of MARKS; empty for an independent pattern."""
        reasons = (self.identity, self.derived_from, self.priors, self.fitted)
        return next((mark for mark, reason in zip(MARKS, reasons, strict=True) if reason), "")

    @property
    def depends_on(self) -> tuple[str, ...]:
        """The parameters and other patterns that a pattern is not independent of, each once."""
        found = (*((self.identity,) if self.identity else ()), *self.derived_from, *self.priors, *self.fitted)
        return tuple(dict.fromkeys(found))

    @property
    def independent(self) -> bool:
        """Whether a pass tells something that no parameter and no other pattern tells already."""
        return not self.mark

    def agrees(self, value: float) -> bool:
        """Whether ``value``, in ``unit``, lies in the widened range."""
        above = self.lowest is None or value >= self.lowest
        return above and (self.highest is None or value <= self.highest)


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A later change of a check, with its reason and the checksum of all checks after it."""

    id: str
    before: str
    after: str
    on: date
    reason: str
    checks: str


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """The checksum of the checks on the day when they were frozen, and the changes since."""

    on: date
    checks: str
    edited: tuple[Edit, ...] = ()

    @property
    def now(self) -> str:
        """The checksum that the checks must have now."""
        return self.edited[-1].checks if self.edited else self.checks


COMPARED = (
    *("id", "outcome", "statistic", "denominator", "months", "start", "stop", "base_start", "base_stop", "scale"),
    *("low", "high", "unit", "discrepancy", "scope", "shown"),
)
"""What of a check is frozen: what is compared, when, and in which range."""


def checksum(known: Iterable[Pattern]) -> str:
    """Return the checksum of the checks among some patterns; the order of the file does not matter."""
    checks = sorted((each for each in known if each.role == "check"), key=lambda each: each.id)
    text = json.dumps([[getattr(each, name) for name in COMPARED] for each in checks], default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def frozen() -> Frozen:
    """Return since when the checks are frozen, and every change since."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Frozen(**content["frozen"], edited=tuple(Edit(**entry) for entry in content.get("edited", ())))


@dataclass(frozen=True, kw_only=True)
class Compared:
    """All patterns, and whether the checks among them are those that were frozen."""

    patterns: tuple[Pattern, ...]
    frozen: Frozen

    @property
    def shown(self) -> list[Pattern]:
        """The patterns that are compared with the model."""
        return [pattern for pattern in self.patterns if pattern.shown]

    @property
    def left_out(self) -> list[Pattern]:
        """The patterns that cannot be compared with the model."""
        return [pattern for pattern in self.patterns if not pattern.shown]

    @property
    def as_listed(self) -> bool:
        """Whether every change of a check since the freeze is listed."""
        return checksum(self.patterns) == self.frozen.now


def compared() -> Compared:
    """Return what the model is compared with."""
    return Compared(patterns=patterns(), frozen=frozen())


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return all patterns in the order of the file."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["pattern"]
    return tuple(_pattern(entry) for entry in entries)


def _pattern(entry: dict[str, Any]) -> Pattern:
    values = {NAMES.get(key, key): value for key, value in entry.items()}
    lists: dict[str, Any] = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    return Pattern(**values | lists)
