"""How an outcome is declared: name, unit, direction, how weeks add up, how to measure it, and what it means.

Every declaration gives these by keyword, in one order::

    flow("true.cash_robbed", unit="soles", better="lower", counts="cash_robbed", definition="Cash robbed from miners.")
    stock("true.bars", unit="bars", better="neither", measure=lambda m: float(m.bars.n), definition="Bars open.")
    stock("true.camps_open", unit="camps", better="neither", census="camps_open", definition="Camps worked.")

Every outcome is a finite number in every week. A share, mean or ratio says by ``of_nothing`` what it is where there is
nothing to divide by, such as "0 where there are no bars"; its definition repeats it. A value that is no finite number
is a fault of a rule: it ends the run (``model.outcomes.recorder``) and is not stored. So a NaN in results stands for a
run that is missing.
"""

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from model.text.suggestions import did_you_mean

OverTime = Literal["sum", "mean", "last"]
Better = Literal["lower", "higher", "neither"]
Measure = Callable[[Any], float]
NAME = re.compile(r"(true|recorded|ratio)\.[a-z0-9_]+")


class Declared(dict[str, "Outcome"]):
    """Outcomes by name, in order. Once ``closed``, none can be added: results of a run are told apart by this order."""

    closed = False


OUTCOMES = Declared()
RENAMED = {
    "true.slid_into_exploitation": "true.entered_exploitation_by_debt",
    "true.hiding_seen_through": "true.hidden_bars_detected",
}
"""Former names of outcomes, and what they are called now."""


@dataclass(frozen=True)
class Outcome:
    """A weekly number: its unit, how weeks add up, which direction is better, and what it means."""

    name: str
    unit: str
    over_time: OverTime
    better: Better
    definition: str
    measure: Measure | None
    """How to measure it on the model; None for a counter of the week and for what the census counts."""
    counter: str | None = None
    """The counter of ``model/processes/flows.py`` that it sums."""
    census: str | None = None
    """The count of ``model/processes/census.py`` that it reports, ``at`` an entry where there are several."""
    at: int = 0
    of_nothing: str | None = None
    """What a share, mean or ratio is where there is nothing to divide by; None for all others."""
    declared_in: str = ""
    """The module that declares it."""


def flow(name: str, *, unit: str, better: Better, definition: str, counts: str | None = None, **how: Any) -> None:
    """Declare a flow, summed over a month's weeks: a weekly counter of ``model/processes/flows.py``, or as a stock."""
    _declare(Outcome(name, unit, "sum", better, definition, counter=counts, measure=how.pop("measure", None), **how))


def stock(name: str, *, unit: str, better: Better, definition: str, of_nothing: str | None = None, **how: Any) -> None:
    """Declare a stock, reported as the mean over a month's weeks.

    ``how``: ``census``, with ``at`` where that counts several things, or ``measure``, a function of the model.
    ``of_nothing``: what a share, mean or ratio is where there is nothing to divide by, "0 where there are no bars".
    """
    said = f"{definition} It is {of_nothing}." if of_nothing else definition
    measure = how.pop("measure", None)
    _declare(Outcome(name, unit, "mean", better, said, measure=measure, of_nothing=of_nothing, **how))


def _declare(outcome: Outcome) -> None:
    if sum(way is not None for way in (outcome.counter, outcome.census, outcome.measure)) != 1:
        raise TypeError(f"outcome {outcome.name} needs one of counts, census and measure")
    if outcome.name in OUTCOMES:
        raise ValueError(f"outcome {outcome.name} is declared twice")
    if not NAME.fullmatch(outcome.name):
        raise ValueError(f"outcome {outcome.name} needs a name in small letters behind true., recorded. or ratio.")
    if outcome.better not in get_args(Better):
        raise ValueError(f"outcome {outcome.name}: better is one of {', '.join(get_args(Better))}")
    if OUTCOMES.closed:
        raise ValueError(f"outcome {outcome.name} is declared too late; name its module under goldrush.outcomes")
    caller = sys._getframe(2).f_globals["__name__"]  # two calls up: flow or stock, and what called that
    OUTCOMES[outcome.name] = replace(outcome, declared_in=caller)


def known_outcome(name: Any, known: Iterable[str] = OUTCOMES) -> str:
    """Return the name of an outcome; ValueError for any other word, with its current name or the nearest one.

    ``known``: the names to choose from, by default all that the model declares.
    """
    names = tuple(known)
    if name in names:
        return name
    now = RENAMED.get(name) if isinstance(name, str) else None
    advice = f"it is now called '{now}'" if now in names else did_you_mean(name, names)
    raise ValueError(f"unknown outcome '{name}'; {advice}")


def ratio(part: float, whole: float) -> float:
    """Return part over whole, 0 if the whole is 0."""
    return float(part / whole) if whole else 0.0
