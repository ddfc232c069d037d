"""The facts, sources and dated series that the numbers of the model rest on, read from ``evidence.toml``.

Parameters cite facts by id, patterns compare the model with them, and prices and wages follow the series.
Grades run from A (official statistics or government report) over B (named study or press release of an
organisation) and C (press, or a private copy of it) to D (no source retrieved).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.text.suggestions import did_you_mean

FILE = Path(__file__).with_name("evidence.toml")
ASSUMED = "assumed"
GRADE_OF_ASSUMED = "D"


class EvidenceError(LookupError):
    """``evidence.toml`` does not hold the fact, source or series asked for, or holds one twice."""


@dataclass(frozen=True)
class Source:
    """Where facts come from; ``grade`` is A to D."""

    key: str
    citation: str
    grade: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One figure as its source gives it: a value, a range, a bound (``low`` or ``high`` alone) or no number.

    ``source`` is the key of a source, then the place in it. ``contradicts`` lists facts that are incompatible with it.
    """

    id: str
    statement: str
    unit: str
    period: str
    place: str
    source: str
    kind: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""
    contradicts: tuple[str, ...] = ()

    @property
    def source_key(self) -> str:
        """The key of the source, without the place in it."""
        return key_of(self.source)


@dataclass(frozen=True, kw_only=True)
class Series:
    """One value per year; ``estimated`` lists the years whose value no source gives."""

    id: str
    unit: str
    source: str
    note: str
    values: Mapping[int, float]
    estimated: tuple[int, ...] = ()


def facts() -> Mapping[str, Fact]:
    """Return all facts by id."""
    return _evidence()[0]


def sources() -> Mapping[str, Source]:
    """Return all sources by key."""
    return _evidence()[1]


def all_series() -> Mapping[str, Series]:
    """Return all dated series by id, with unit, source and note."""
    return _evidence()[2]


def fact(fact_id: str) -> Fact:
    """Return one fact. Raise EvidenceError for an unknown id."""
    return _find("fact", fact_id, facts())


def series(series_id: str) -> dict[int, float]:
    """Return the values of one dated series by year. Raise EvidenceError for an unknown id."""
    return dict(_find("series", series_id, all_series()).values)


def grade(fact_id: str) -> str:
    """Return the grade, A to D, of the source of a fact; ``"assumed"`` has grade D."""
    if fact_id == ASSUMED:
        return GRADE_OF_ASSUMED
    return _find("source", fact(fact_id).source_key, sources()).grade


def annual(series_id: str, year_fraction: ArrayLike) -> float | NDArray[np.float64]:
    """Return a series at decimal years: linear between mid-years, flat before the first and after the last.

    So years after the last keep the last value: from 2026 on, money is converted and deflated as in 2025.
    """
    years, values = _points(series_id)
    found = np.interp(np.asarray(year_fraction, float), years, values)
    return float(found) if np.ndim(found) == 0 else found


def key_of(source: str) -> str:
    """Return the key in a source with a place in it, such as ``"tip-2013, summary"``."""
    return source.split(",", 1)[0].strip()


@cache
def _points(series_id: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    values = _find("series", series_id, all_series()).values
    return np.array(list(values), float) + 0.5, np.array(list(values.values()), float)


@cache
def _evidence() -> tuple[Mapping[str, Fact], Mapping[str, Source], Mapping[str, Series]]:
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return (
        _by_name("fact", (_fact(entry) for entry in tables["fact"]), "id"),
        _by_name("source", (Source(**entry) for entry in tables["source"]), "key"),
        _by_name("series", (_series(entry) for entry in tables["series"]), "id"),
    )


def _fact(entry: dict[str, Any]) -> Fact:
    contradicts = tuple(entry.pop("contradicts", ()))
    return Fact(**entry, contradicts=contradicts)


def _series(entry: dict[str, Any]) -> Series:
    values = {int(year): float(value) for year, value in sorted(entry.pop("values").items())}
    estimated = tuple(entry.pop("estimated", ()))
    return Series(**entry, values=MappingProxyType(values), estimated=estimated)


def _by_name[T](what: str, entries: Iterable[T], attribute: str) -> Mapping[str, T]:
    """Return entries by name, in the order of the file. Raise EvidenceError for a repeated name."""
    found: dict[str, T] = {}
    for entry in entries:
        name = getattr(entry, attribute)
        if name in found:
            raise EvidenceError(f"{FILE.name}: {what} '{name}' comes twice; give the second one another name")
        found[name] = entry
    return MappingProxyType(found)


def _find[T](what: str, name: str, known: Mapping[str, T]) -> T:
    if name not in known:
        raise EvidenceError(f"{FILE.name} has no {what} '{name}'; {did_you_mean(name, known)}")
    return known[name]
