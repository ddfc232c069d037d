"""What a sensitivity study measured, what its factors are, and which of them can be told from noise."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from analysis.sensitivity.estimate import Estimates

FAMILIES = ("lever", "uncertainty", "theory", "price", "dummy")
"""Kinds of factors in the order of printing: what is decided, what is not known, how people behave, what is set
elsewhere, and what does nothing."""

DUMMY = "dummy"
type Target = Literal["level", "difference", "ranking"]

PAIR_MARKS = (" x ", " \N{MULTIPLICATION SIGN} ", "|", ":")


@dataclass(frozen=True)
class Subject:
    """What was measured, over which runs and how.

    ``unit`` is the unit of the outcome; ``start`` and ``stop`` are years. ``target`` says what was analysed: the level
    of the outcome, its difference between ``policy`` and ``reference``, or the ranking of policies. ``runs`` counts
    points of the design, each run ``replicates`` times; with fewer than ``planned`` the result is partial. ``method``
    names the estimator with author and year. ``sets``: what is no factor comes from sets of an ensemble, another in
    each replicate.
    """

    study: str
    outcome: str
    unit: str
    start: int
    stop: int
    target: Target
    runs: int
    replicates: int
    method: str
    policy: str = ""
    reference: str = ""
    planned: int = 0
    sets: bool = False

    @property
    def recorded(self) -> bool:
        """Tell whether the outcome is what registers show, not what happens."""
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

    def floor(self, found: Estimates) -> float:
        """Return the noise floor: the upper limit of the index of a dummy (Khorashadi Zadeh and others 2017).

        It is the highest of them where there are several, and NaN without a dummy.
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
    """Tell whether an index can be told from zero: interval above zero and value above the noise floor, if known."""
    return bool(low > 0 and not value <= floor)


def leaders(found: Estimates, factors: Factors) -> list[str]:
    """Return the factors that lead, the highest index first.

    These are the first factor and all whose interval reaches into its interval. None leads where no index can be told
    from zero. The dummy never leads.
    """
    floor, value, low, high = factors.floor(found), *(np.asarray(part) for part in (found.value, found.low, found.high))
    real = [k for k, name in enumerate(found.names) if factors.family(name) != DUMMY]
    apart = sorted((k for k in real if told(value[k], low[k], floor)), key=lambda k: -value[k])
    return [found.names[k] for k in apart if high[k] >= low[apart[0]]]
