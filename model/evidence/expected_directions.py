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
class Lever:
    """The claims about one kind of intervention; columns without a claim are open for the reason in ``open``."""

    kind: str
    open: str
    claims: tuple[Claim, ...]

    def claim(self, column: str) -> Claim | None:
        """Return the claim about a column; None where it is open."""
        return next((claim for claim in self.claims if column in claim.columns), None)


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

    def explanation(self, kind: str, column: str) -> str:
        """Return why a result disagrees; empty if unexplained."""
        return " ".join(one.text for one in self.explained if one.kind == kind and column in one.columns)


@cache
def signs(file: Path = FILE) -> Signs:
    """Return the table in a file."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return Signs(
        columns=tuple(Column(**entry) for entry in content["column"]),
        levers=tuple(_lever(entry) for entry in content["lever"]),
        explained=tuple(Explanation(**_tuples(entry)) for entry in content.get("explained", ())),
        edited=tuple(Edit(**entry) for entry in content.get("edited", ())),
    )


def _lever(entry: dict[str, Any]) -> Lever:
    claims = tuple(Claim(**_tuples(claim)) for claim in entry["claims"])
    return Lever(kind=entry["kind"], open=entry["open"], claims=claims)


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
