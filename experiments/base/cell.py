"""The unit of every experiment: one scenario, one draw of parameters, one theory, one replicate."""

import dataclasses
import hashlib
import json
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any, Self

DEFAULT = "default"
"""Name of the draw that changes nothing, and of the theory in which every switch has its reference option."""

ENSEMBLE = "ensemble"
"""Stands for a theory where runs are of many parameter sets, each with a theory of its own."""


@dataclass(frozen=True)
class Draw:
    """Values that replace settings in every scenario of an experiment, by key of a scenario file."""

    changes: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def of(cls, changes: Mapping[str, Any]) -> Self:
        """Return the draw with these changes, such as ``{"parameters.digging.best_yield": 20}``."""
        return cls(tuple(sorted(changes.items())))

    def over(self, other: Self) -> Self:
        """Return the changes of both draws; where both change one key, this draw wins."""
        return type(self).of({**dict(other.changes), **dict(self.changes)})

    def without(self, keys: Container[str]) -> Self:
        """Return the changes to all other keys."""
        return type(self)(tuple(change for change in self.changes if change[0] not in keys))

    @property
    def label(self) -> str:
        """Return ``default``, or a name that follows from the values."""
        return f"draw-{digest(self.changes)[:16]}" if self.changes else DEFAULT


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One run. Its luck depends only on ``seed`` and ``replicate``, so all scenarios and draws meet the same luck.

    ``fingerprint`` stands for everything in the resolved scenario, draw included, that can change a result;
    ``scale`` is persons per agent.
    """

    scenario: str
    fingerprint: str
    draw: str = DEFAULT
    theory: str = DEFAULT
    seed: int
    replicate: int
    scale: int
    model_version: int

    @property
    def id(self) -> str:
        """Return 20 hexadecimal digits that identify the run; the names of scenario and draw do not count."""
        return digest({**dataclasses.asdict(self), "scenario": None, "draw": None})[:20]


def digest(content: Any) -> str:
    """Return the SHA-256 of plain values in hexadecimal; dates are hashed as text."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
