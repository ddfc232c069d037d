"""How an outcome is declared: name, unit, direction, how weeks add up, what it means, and how to measure it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

OverTime = Literal["sum", "mean", "last"]
Better = Literal["lower", "higher", "neither"]
OUTCOMES: dict[str, "Outcome"] = {}


@dataclass(frozen=True)
class Outcome:
    """A weekly number: its unit, how weeks add up, which direction is better, and what it means."""

    name: str
    unit: str
    over_time: OverTime
    better: Better
    definition: str
    measure: Callable[[Any], float] | None
    """How to measure it on the model; None for a counter of the week."""
    counter: str | None = None
    """The counter of ``model/processes/flows.py`` that it sums."""


def declare(name: str, unit: str, over_time: OverTime, better: Better, definition: str, *how: Any) -> None:
    """Register an outcome; a name can be declared once."""
    if name in OUTCOMES:
        raise ValueError(f"outcome {name} is declared twice")
    OUTCOMES[name] = Outcome(name, unit, over_time, better, definition, *how)


def stock(name: str, unit: str, better: Better, definition: str, measure: Callable) -> None:
    """Register a stock: the mean over a month's weeks."""
    declare(name, unit, "mean", better, definition, measure)


def flow(name: str, unit: str, better: Better, key: str, definition: str) -> None:
    """Register the sum of a weekly counter of ``model/processes/flows.py``."""
    declare(name, unit, "sum", better, definition, None, key)


def ratio(part: float, whole: float) -> float:
    """Return part over whole, 0 where there is nothing to divide by."""
    return float(part / whole) if whole else 0.0
