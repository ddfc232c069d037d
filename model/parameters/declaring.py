"""Declare numbers with unit, range and sources, group them, check them and change them.

A group is a frozen keyword-only dataclass of ``parameter(...)`` fields; a set holds one attribute a group::

    @dataclass(frozen=True, kw_only=True)
    class Digging:
        yield_per_week: float = parameter(5.0, "g/week", 1.0, 12.0, "free", ("cuanto_2011_yield",))

    @dataclass(frozen=True, kw_only=True)
    class Parameters(ParameterSet):
        digging: Digging = Digging()

    GROUPS = groups_of(Parameters)
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
from functools import cache
from numbers import Real
from typing import Any, Self

import numpy as np

from model.text.suggestions import did_you_mean

ROLES = ("free", "fixed", "context")


class ParameterError(ValueError):
    """A parameter is unknown or has an invalid value."""


@dataclass(frozen=True)
class Mistake:
    """One thing wrong with one key, such as ``digging.yield_per_week``."""

    key: str
    message: str

    def __str__(self) -> str:
        """Return the key and what is wrong with it, in one line."""
        return f"{self.key}: {self.message}"


@dataclass(frozen=True)
class Declared:
    """What is declared about one number."""

    group: str
    name: str
    value: float
    unit: str
    low: float
    high: float
    role: str
    sources: tuple[str, ...]
    note: str

    @property
    def key(self) -> str:
        """Return ``group.name``."""
        return f"{self.group}.{self.name}"


def parameter(
    value: float, unit: str, low: float, high: float, role: str, sources: Iterable[str], note: str = ""
) -> Any:
    """Declare a number: best value, unit, plausible range, role and the facts it rests on.

    ``role`` is ``free`` (may be calibrated), ``fixed`` (known or a definition) or ``context`` (an outside
    condition). ``sources`` are fact ids of ``model/evidence/evidence.toml``, or ``("assumed",)``.
    """
    if role not in ROLES:
        raise ParameterError(f"role {role!r} is not one of {', '.join(ROLES)}")
    return number_field(value, unit, low, high, role, sources, note)


def number_field(
    value: float, unit: str, low: float, high: float, role: str, sources: Iterable[str], note: str = ""
) -> Any:
    """Return a dataclass field that carries unit, range, role, sources and note in its metadata."""
    if not low <= value <= high:
        raise ParameterError(f"default {value} {unit} lies outside its own range {low} to {high}")
    if not unit:
        raise ParameterError(f"default {value} has no unit; write '1' for a pure number")
    sources = (sources,) if isinstance(sources, str) else tuple(sources)
    if not sources or not all(isinstance(source, str) and source for source in sources):
        raise ParameterError(f"default {value} {unit} has no source; name a fact id or 'assumed'")
    about = {"unit": unit, "low": low, "high": high, "role": role, "sources": sources, "note": note}
    return field(default=value, metadata=about)


def number_mistake(declaration: Field, value: Any) -> str | None:
    """Return what is wrong with ``value`` as the declared number, or None."""
    about = declaration.metadata
    if isinstance(value, bool) or not isinstance(value, Real):
        return f"{value!r} is not a number; give a number, unit {about['unit']}"
    if not math.isfinite(value):
        return f"{value} is not a finite number; give a number, unit {about['unit']}"
    if is_whole(declaration) and value != int(value):
        return f"{value} is not a whole number"
    if not about["low"] <= value <= about["high"]:
        return _outside(value, **about)
    return None


def _outside(value: float, *, unit: str, low: float, high: float, sources: tuple[str, ...], **_: Any) -> str:
    span = f"{low:,.10g} or more" if math.isinf(high) else f"{low:,.10g} to {high:,.10g}"
    origin = "the assumed range" if sources == ("assumed",) else f"the range given by {', '.join(sources)}"
    return (
        f"{with_unit(value, unit)} is outside {span}, {origin}; "
        "choose a value inside it, or widen the range with a source"
    )


def with_unit(value: float, unit: str) -> str:
    """Return a number as text, followed by its unit; a pure number stands alone."""
    return f"{value:,.10g}" if unit == "1" else f"{value:,.10g} {unit}"


def is_whole(declaration: Field) -> bool:
    """Return whether the field is annotated as a whole number."""
    return declaration.type in (int, "int")


def as_declared(declaration: Field, value: float) -> float | int:
    """Return a valid number as the type that the field is annotated with."""
    return int(value) if is_whole(declaration) else float(value)


def numbers_of(owner: Any) -> dict[str, Field]:
    """Return the declared numbers of a dataclass or instance, by name, in order."""
    return {f.name: f for f in fields(owner) if "unit" in f.metadata}


def group_mistakes(group: Any, key: str = "") -> list[Mistake]:
    """Return every invalid value of a group."""
    prefix = key or type(group).__name__
    found = ((name, number_mistake(f, getattr(group, name))) for name, f in numbers_of(group).items())
    return [Mistake(f"{prefix}.{name}", message) for name, message in found if message]


def checked[G](group: G, key: str = "") -> G:
    """Return the group, or raise ParameterError that names every value outside its declared range."""
    refuse(group_mistakes(group, key))
    return group


def refuse(mistakes: list[Mistake]) -> None:
    """Raise ParameterError with all mistakes, one a line, if there are any."""
    if mistakes:
        raise ParameterError("\n".join(str(mistake) for mistake in mistakes))


def declared(groups: Mapping[str, Any]) -> list[Declared]:
    """Return what is declared about every number, in order; ``groups`` maps names to classes or instances."""
    return [
        Declared(key, name, getattr(group, name), **f.metadata)
        for key, group in groups.items()
        for name, f in numbers_of(group).items()
    ]


@cache
def record_type(groups: tuple[tuple[str, type], ...]) -> np.dtype:
    """Return the type of the record that carries groups into compiled kernels: ``rule``, and a float64 a number.

    ``groups`` holds names and classes. The same groups give the same object: numba compares two types of one form field
    by field, at every call of a kernel.
    """
    numbers = ((key, [(name, np.float64) for name in numbers_of(group)]) for key, group in groups)
    return np.zeros(1, [("rule", np.int64), *numbers]).view(np.recarray).dtype


def as_record(groups: Mapping[str, Any], rule: int = 0) -> np.ndarray:
    """Return the numbers of groups as an array of one record: ``record[0].digging.best_yield``; ``rule`` is a code.

    Passing it to a kernel as one argument costs a small part of passing tuples of numbers, and its type tells numba
    which numbers there are and where each is stored.
    """
    values = tuple(tuple(float(getattr(group, name)) for name in numbers_of(group)) for group in groups.values())
    return np.array([(rule, *values)], record_type(tuple((key, type(group)) for key, group in groups.items())))


def groups_of(parameters: Any) -> dict[str, type]:
    """Return the groups of a parameter set: name -> dataclass, in order."""
    return {f.name: type(f.default) for f in fields(parameters) if is_dataclass(f.default)}


@dataclass(frozen=True, kw_only=True)
class ParameterSet:
    """Base of a frozen set of groups, one attribute a group."""

    def groups(self) -> dict[str, Any]:
        """Return the groups by name, in order."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    def mistakes(self, changes: Mapping[str, Mapping[str, Any]]) -> list[Mistake]:
        """Return everything wrong with ``changes`` (group -> name -> value)."""
        return [m for name, values in changes.items() for m in self._group_mistakes(name, values)]

    def with_changes(self, changes: Mapping[str, Mapping[str, Any]]) -> Self:
        """Return a copy with new values, such as ``{"digging": {"yield_per_week": 6.0}}``.

        Raise ParameterError listing every unknown name and every value that is not a number or out of range.
        """
        refuse(self.mistakes(changes))
        return replace(self, **{name: self._changed(name, values) for name, values in changes.items()})

    def _group_mistakes(self, name: str, values: Mapping[str, Any]) -> list[Mistake]:
        if name not in self.groups():
            return [Mistake(name, f"unknown parameter group; {did_you_mean(name, self.groups())}")]
        if not isinstance(values, Mapping):
            return [Mistake(name, "is a group; give its parameters as name = value")]
        numbers = numbers_of(self.groups()[name])
        found = ((key, self._value_mistake(numbers, key, value)) for key, value in values.items())
        return [Mistake(f"{name}.{key}", message) for key, message in found if message]

    @staticmethod
    def _value_mistake(numbers: dict[str, Field], key: str, value: object) -> str | None:
        if key not in numbers:
            return f"unknown parameter; {did_you_mean(key, numbers)}"
        return number_mistake(numbers[key], value)

    def _changed(self, name: str, values: Mapping[str, Any]) -> Any:
        group = self.groups()[name]
        numbers = numbers_of(group)
        return replace(group, **{key: as_declared(numbers[key], value) for key, value in values.items()})
