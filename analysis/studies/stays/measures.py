"""Shares of stays, debts, recoveries and survivors by class, over all years of the study."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval, interval_of_level
from analysis.measures.summarise import Levels, whole_period

CLASSES = {
    "weeks": (
        "under_13", "13_to_26", "26_to_39", "39_to_52", "52_to_78", "78_to_104", "104_to_156", "156_or_more",
    ),
    "debt": ("none", "0_to_500", "500_to_1000", "1000_to_2000", "2000_to_4000", "4000_or_more"),
    "recovery": ("under_26", "26_to_52", "52_to_104", "104_or_more"),
    "states": ("in_care", "at_home", "independent", "returned", "unknown"),
}  # fmt: skip
"""Classes by distribution."""
NAMES = {
    **{form: tuple(f"true.{form}_stays_{each}_weeks" for each in CLASSES["weeks"]) for form in FORMS},
    "debt": tuple(f"true.debt_at_exit_{each}" for each in CLASSES["debt"]),
    "recovery": (
        *(f"true.recovery_ended_{each}_weeks" for each in CLASSES["recovery"]), "true.recovery_completed",
    ),
    "states": tuple(f"true.years_later_{each}" for each in CLASSES["states"]),
}  # fmt: skip
"""Outcomes that count the classes, by distribution; stays have one a form."""
OUTCOMES = tuple(name for names in NAMES.values() for name in names)


@dataclass(frozen=True)
class Distribution:
    """Outcomes of the classes, the number of cases in each, and its share of all, mean and interval."""

    outcomes: tuple[str, ...]
    counts: tuple[Interval, ...]
    shares: tuple[Interval, ...]


@dataclass(frozen=True)
class Stays:
    """All distributions by name, and the runs they are from."""

    found: Mapping[str, Distribution]
    world: Levels


def stays(stored: Iterable[Levels], manifest: Mapping[str, Any]) -> Stays | None:
    """Return the distributions of the world; None where it has no run stored."""
    for levels in stored:
        totals = whole_period(levels, manifest)
        return Stays({key: distribution(names, totals) for key, names in NAMES.items()}, levels)
    return None


def distribution(names: tuple[str, ...], totals: Mapping[str, np.ndarray]) -> Distribution:
    """Return counts and shares of some classes; a replicate without any case has no shares and is left out."""
    counts = np.array([totals[name] for name in names])
    whole = counts.sum(axis=0)
    some = whole > 0
    shares = counts[:, some] / whole[some] if some.any() else np.full((len(names), 1), np.nan)
    return Distribution(
        names, tuple(interval_of_level(each) for each in counts), tuple(interval_of_level(each) for each in shares)
    )
