"""Expected direction of each lever's effects, from ``expected_directions.toml``, written before the first run."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("expected_directions.toml")
EXPECTED = ("+", "-", "0")
OPEN = "open"
BASES = ("settled", "derived")
"""Whether sources state a sign themselves, or it follows from mechanisms that they name."""
WORKED_OUT = ("replacement", "cost")
"""Columns that are not outcomes themselves."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the table: an ``outcome`` of the model, or none where it is computed from several."""

    name: str
    part: str
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The expected direction of some columns, and its sources: mechanisms, and facts by id."""

    expected: str
    basis: str
    columns: tuple[str, ...]
    source: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """Claims about columns; those without a claim are open for the reason in ``open``."""

    open: str
    claims: tuple[Claim, ...]

    def claim(self, column: str) -> Claim | None:
        """Return the claim about a column; None where it is open."""
        return next((claim for claim in self.claims if column in claim.columns), None)


@dataclass(frozen=True, kw_only=True)
class Lever(Expectation):
    """The claims about one kind of intervention."""

    kind: str


@dataclass(frozen=True, kw_only=True)
class Probe(Expectation):
    """The claims about one number of the model that is changed alone, by the name of the probe."""

    name: str


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why a lever's results disagree with the expectation; written after a run, leaving the expectation unchanged."""

    kind: str
    columns: tuple[str, ...]
    text: str


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A later change to the expectations of a lever, with its reason."""

    kind: str
    column: str
    before: str
    after: str
    on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class Signs:
    """The whole table."""

    columns: tuple[Column, ...]
    levers: tuple[Lever, ...]
    explained: tuple[Explanation, ...] = ()
    edited: tuple[Edit, ...] = ()
    probes: tuple[Probe, ...] = ()

    def probe(self, name: str) -> Probe | None:
        """Return what is expected of a probe; None where nothing was written down."""
        return next((probe for probe in self.probes if probe.name == name), None)

    def explanation(self, kind: str, column: str) -> str:
        """Return why a result disagrees; empty if unexplained."""
        return " ".join(one.text for one in self.explained if one.kind == kind and column in one.columns)


@cache
def signs(file: Path = FILE) -> Signs:
    """Return the table in a file."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return Signs(
        columns=tuple(Column(**entry) for entry in content["column"]),
        levers=tuple(Lever(**_with_claims(entry)) for entry in content["lever"]),
        probes=tuple(Probe(**_with_claims(entry)) for entry in content.get("probe", ())),
        explained=tuple(Explanation(**_tuples(entry)) for entry in content.get("explained", ())),
        edited=tuple(Edit(**entry) for entry in content.get("edited", ())),
    )


def _with_claims(entry: dict[str, Any]) -> dict[str, Any]:
    return entry | {"claims": tuple(Claim(**_tuples(claim)) for claim in entry["claims"])}


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
