"""Factors of a design: what varies, over which range, and of what kind it is.

A factor is named as ``run.py parameters`` names a parameter (``migration.bragging``), or by policy and setting
(``raids.intensity``, ``portfolio.yearly``), switch of theory (``theory.decision_rule``), price (``price.as_in``, whose
options are scenarios; ``price.volatility``), or ``dummy``, which changes nothing and shows what noise alone looks like.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from experiments.base.vocabulary import hint
from experiments.design.apply_draw import PRICE_AS_IN

LEVER, UNCERTAINTY, THEORY, PRICE, DUMMY = FAMILIES = ("lever", "uncertainty", "theory", "price", "dummy")
"""Kinds of factor: set by a policy, uncertain, a rival rule of decision, a price path, or without any effect."""
REGISTRY = "registry"
"""Word in a file for the range that the model declares."""


@dataclass(frozen=True)
class Factor:
    """One axis of a design: a range ``low`` to ``high``, or ``options``, one of which is chosen.

    ``change`` is the key of a draw, empty for a dummy.
    """

    name: str
    change: str
    family: str
    unit: str
    low: float = 0.0
    high: float = 1.0
    options: tuple[Any, ...] = ()
    whole: bool = False

    def value(self, share: float) -> Any:
        """Return the value at a share in [0, 1] of the range; options divide it evenly."""
        if self.options:
            return self.options[min(int(share * len(self.options)), len(self.options) - 1)]
        number = float(self.low + share * (self.high - self.low))
        return round(number) if self.whole else number

    def share(self, value: Any) -> float:
        """Return the share in [0, 1] at which a value lies; for an option, the middle of its part."""
        if self.options:
            return (self.options.index(value) + 0.5) / len(self.options)
        return (value - self.low) / (self.high - self.low)

    def is_called(self, name: str) -> bool:
        """Tell whether a name, short or in full, is this factor's."""
        return name == self.name or (name in known_factors() and known_factors()[name].change == self.change)

    def ends(self) -> tuple[Any, ...]:
        """Return the values that must all be possible: both ends of the range, or every option."""
        return self.options or (self.value(0.0), self.value(1.0))


@dataclass(frozen=True)
class Declared:
    """What the model declares about something that can vary."""

    change: str
    family: str
    unit: str
    low: float = math.nan
    high: float = math.nan
    options: tuple[Any, ...] = ()
    whole: bool = False


@cache
def known_factors() -> Mapping[str, Declared]:
    """Return everything that can vary in the model, by full key and, where it is unique, by short name."""
    found = [*_parameters(), *_policies(), *_theories(), *_price()]
    short = Counter(map(_short, found))
    names = {_short(each): each for each in found if short[_short(each)] == 1}
    return {**{each.change: each for each in found}, **names, DUMMY: Declared("", DUMMY, "1", 0.0, 1.0)}


def _short(declared: Declared) -> str:
    return declared.change.removeprefix("parameters.").removeprefix("interventions.")


def factor(name: str, wanted: Any) -> Factor:
    """Return the factor with a name and a range: ``"registry"``, ``[low, high]`` or a list of options.

    Raise ValueError, which says what would be right, for an unknown name or a range that makes no sense.
    """
    known = known_factors()
    if name not in known:
        raise ValueError(f"no parameter, policy's setting, theory or price is called so; {hint(name, known)}")
    declared = known[name]
    if wanted == REGISTRY:
        return _as_declared(name, declared)
    if not isinstance(wanted, list) or len(wanted) < 2:
        raise ValueError('is no range; write "registry", [low, high] or a list of options')
    return _with_options(name, declared, wanted) if _is_words(declared, wanted) else _with_range(name, declared, wanted)


def _is_words(declared: Declared, wanted: Sequence[Any]) -> bool:
    return bool(declared.options) or declared.change == PRICE_AS_IN or not all(map(_is_number, wanted))


def _as_declared(name: str, declared: Declared) -> Factor:
    if declared.options:
        return Factor(name, declared.change, declared.family, declared.unit, options=declared.options)
    if not math.isfinite(declared.high - declared.low):
        raise ValueError("the model declares no range with two ends for it; write [low, high]")
    return _with_range(name, declared, [declared.low, declared.high])


def _with_options(name: str, declared: Declared, wanted: Sequence[Any]) -> Factor:
    strange = [option for option in wanted if declared.options and option not in declared.options]
    if strange:
        raise ValueError(f"{strange[0]!r} is no option; known: {', '.join(map(str, declared.options))}")
    if declared.change == PRICE_AS_IN and not all(isinstance(option, str) for option in wanted):
        raise ValueError('is no list of scenarios; write ["baseline", "price_crash"]')
    if not declared.options and declared.change != PRICE_AS_IN:
        raise ValueError(f"{wanted} is no range of numbers; write [low, high]")
    if len(set(wanted)) < len(wanted):
        raise ValueError("an option is given twice")
    return Factor(name, declared.change, declared.family, declared.unit, options=tuple(wanted))


def _with_range(name: str, declared: Declared, wanted: Sequence[float]) -> Factor:
    if len(wanted) > 2:
        return Factor(name, declared.change, declared.family, declared.unit, options=tuple(wanted))
    low, high = wanted
    if not math.isfinite(low) or not math.isfinite(high):
        raise ValueError(f"the range {low} to {high} is not finite")
    if not low < high:
        raise ValueError(f"the range {low} to {high} is empty; the first number is the lower one")
    return Factor(name, declared.change, declared.family, declared.unit, low, high, whole=declared.whole)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _parameters() -> Iterator[Declared]:
    from model.parameters import Parameters
    from model.parameters.declaring import is_whole, numbers_of

    for group, values in Parameters().groups().items():
        for name, declaration in numbers_of(values).items():
            about, whole = declaration.metadata, is_whole(declaration)
            change = f"parameters.{group}.{name}"
            yield Declared(change, UNCERTAINTY, about["unit"], about["low"], about["high"], whole=whole)


def _policies() -> Iterator[Declared]:
    from model.interventions import INTERVENTIONS
    from model.scenario.portfolio import Portfolio

    policies = {f"interventions.{name}": kind for name, kind in INTERVENTIONS.items()}
    levers = {f"portfolio.{name}": kind for name, kind in INTERVENTIONS.items()}
    kinds = policies | {"portfolio": Portfolio} | levers
    for prefix, kind in kinds.items():
        yield from (_setting(f"{prefix}.{f.name}", f) for f in fields(kind) if "unit" in f.metadata or _is_choice(f))


def _is_choice(declaration: Any) -> bool:
    return "options" in declaration.metadata and not declaration.metadata["many"]


def _setting(change: str, declaration: Any) -> Declared:
    from model.parameters.declaring import is_whole

    about = declaration.metadata
    if "options" in about:
        return Declared(change, LEVER, "1", options=about["options"])
    return Declared(change, LEVER, about["unit"], about["low"], about["high"], whole=is_whole(declaration))


def _theories() -> Iterator[Declared]:
    from model.scenario.theories import SWITCHES

    return (Declared(f"theory.{name}", THEORY, "1", options=options) for name, options in SWITCHES.items())


def _price() -> Iterator[Declared]:
    from model.price.path import RANGES

    yield from (Declared(f"price.{name}", PRICE, unit, low, high) for name, (low, high, unit) in RANGES.items())
    yield Declared(PRICE_AS_IN, PRICE, "1")
