"""What a study of sensitivity measured, and what its factors are, as tables and figures print it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from analysis.base.words import Words

FAMILIES = ("lever", "uncertainty", "theory", "price", "dummy")
"""Kinds of factors in the order of printing: what is decided, what is not known, how people are taken to behave,
what is set elsewhere, and what does nothing."""

DUMMY = "dummy"
PAIR_MARKS = (" x ", " \N{MULTIPLICATION SIGN} ", "|", ":")


@dataclass(frozen=True)
class Subject:
    """What was measured, over which runs and how.

    ``unit`` is the outcome's, ``start`` and ``stop`` are years, ``target`` says whether the level of the outcome, its
    difference of ``policy`` from ``reference``, or the ranking of policies was analysed; ``runs`` counts points of
    the design, each run ``replicates`` times, and ``method`` names the estimator with author and year. Fewer ``runs``
    than ``planned`` make a partial result.
    """

    study: str
    outcome: str
    unit: str
    start: int
    stop: int
    target: Literal["level", "difference", "ranking"]
    runs: int
    replicates: int
    method: str
    policy: str = ""
    reference: str = ""
    planned: int = 0

    @property
    def recorded(self) -> bool:
        """Tell whether this is what registers show, not what happens."""
        return self.outcome.startswith("recorded.")


@dataclass(frozen=True)
class Factors:
    """Labels, families (see FAMILIES) and units of factors, by name; a factor without a family is an uncertainty."""

    families: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """Return a factor's name as printed."""
        return self.labels.get(name, name.replace("_", " "))

    def family(self, name: str) -> str:
        """Return the family of a factor."""
        return self.families.get(name, "uncertainty")

    def grouped(self, names: Sequence[str]) -> dict[str, list[str]]:
        """Return names by family, in the order of families, families without a name left out."""
        found = {family: [name for name in names if self.family(name) == family] for family in FAMILIES}
        return {family: members for family, members in found.items() if members}

    def floor(self, found: Any) -> float:
        """Return the noise floor: the upper limit of the index of a factor that does nothing; NaN without one.

        The highest of them where there are several (the dummy of Khorashadi Zadeh and others 2017). ``found`` has
        ``names`` and ``high``, shape (factors,).
        """
        highs = [float(high) for name, high in zip(found.names, found.high, strict=True) if self.family(name) == DUMMY]
        return max(highs, default=math.nan)


def pair_of(name: Sequence[str] | str) -> tuple[str, str]:
    """Return the two factors of a pair, given as two names or as one text with one of PAIR_MARKS between them."""
    if isinstance(name, str):
        name = name.split(next((mark for mark in PAIR_MARKS if mark in name), PAIR_MARKS[0]))
    first, last = (part.strip() for part in name)
    return first, last


def told(value: float, low: float, floor: float = math.nan) -> bool:
    """Tell whether an index differs from zero: its interval lies above zero and its value above the noise floor."""
    return bool(low > 0 and not value <= floor)


def leaders(found: Any, factors: Factors) -> list[str]:
    """Return the factors with the highest index, the first alone where its interval lies above all others.

    Otherwise all whose interval reaches into that of the first, the highest value first; empty where no index can be
    told from zero. The dummy never leads.
    """
    floor, value, low, high = factors.floor(found), *(np.asarray(part) for part in (found.value, found.low, found.high))
    real = [k for k, name in enumerate(found.names) if factors.family(name) != DUMMY]
    apart = sorted((k for k in real if told(value[k], low[k], floor)), key=lambda k: -value[k])
    return [found.names[k] for k in apart if high[k] >= low[apart[0]]]


def figures(words: Words, value: float, digits: int = 3) -> str:
    """Return a number with ``digits`` significant digits and no zeros after them."""
    if not math.isfinite(value) or value == 0:
        return words.number(value)
    short = float(f"{value:.{digits}g}")
    places = range(max(0, digits - math.floor(math.log10(abs(short)))) + 1)
    return words.number(short, next((k for k in places if math.isclose(round(short, k), short)), places[-1]))


def index(words: Words, value: float) -> str:
    """Return an index, a number between 0 and 1 but for noise, as printed."""
    return words.number(value, 2)


def either(words: Words, names: Sequence[str]) -> str:
    """Return names as alternatives."""
    return f" {words('number.or')} ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)


def index_in_words(value: float, low: float, high: float, floor: float, words: Words) -> str:
    """Return an index with its interval; where the interval contains zero, the interval alone and that it does.

    ``floor`` is NaN where no noise floor is known.
    """
    if not math.isfinite(low):
        return words("sensitivity.no_interval")
    limits = {"low": index(words, low), "high": index(words, high)}
    if told(value, low, floor):
        return words("sensitivity.index_told", value=index(words, value), **limits)
    return words("sensitivity.within_noise" if low > 0 else "sensitivity.not_told", **limits)


def measured_in(subject: Subject, words: Words) -> str:
    """Return what was analysed: the outcome, or its difference from the reference, or the ranking of policies."""
    names = {"policy": words.scenario(subject.policy), "reference": words.scenario(subject.reference)}
    key = f"sensitivity.target_{subject.target}"
    return words(key, outcome=words.outcome(subject.outcome).strip(), **names)


def kind(subject: Subject, words: Words) -> str:
    """Return whether this is what happens or what registers show."""
    return words("sensitivity.kind_recorded" if subject.recorded else "sensitivity.kind_true")
