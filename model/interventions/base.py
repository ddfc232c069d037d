"""What every policy and dated state action has in common: a schedule, an intensity, two hooks and a cost.

A policy is one small class::

    @dataclass(frozen=True, kw_only=True)
    class Raids(Intervention):
        kind: ClassVar[str] = "raids"
        raids_per_week: float = setting(0.5, "1/week", 0.0, 10.0, ("assumed",))
        screening: bool = switch(False, ("assumed",))
        targeting: str = choice("random", ("random", "intelligence"), ("assumed",))

        def adjust(self, levers, strength):
            return replace(levers, raids_per_week=levers.raids_per_week + strength * self.raids_per_week)
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import Field, dataclass, field, fields
from datetime import date
from typing import Any, ClassVar, Self

from model.parameters.declaring import Mistake, number_field, number_mistake, refuse
from model.text.dates import week_of
from model.text.suggestions import did_you_mean, listed

BEGINS_EARLIEST = date(2000, 1, 3)


def setting(default: float, unit: str, low: float, high: float, sources: Iterable[str], note: str = "") -> Any:
    """Declare a number of an intervention: default, unit, range and the facts it rests on."""
    return number_field(default, unit, low, high, "lever", sources, note)


def choice(default: str, options: Iterable[str], sources: Iterable[str], note: str = "") -> Any:
    """Declare a setting that takes one of a few words."""
    about = {"options": tuple(options), "many": False, "sources": tuple(sources), "note": note}
    return field(default=default, metadata=about)


def choices(default: Iterable[str], options: Iterable[str], sources: Iterable[str], note: str = "") -> Any:
    """Declare a setting that takes a list of words, none twice; it is kept as a tuple."""
    about = {"options": tuple(options), "many": True, "sources": tuple(sources), "note": note}
    return field(default=tuple(default), metadata=about)


def switch(default: bool, sources: Iterable[str], note: str = "") -> Any:
    """Declare a setting that is on or off."""
    return field(default=default, metadata={"switch": True, "sources": tuple(sources), "note": note})


def saturating(supplied: float, half: float) -> float:
    """Return the coverage 0..1 that a supply reaches: ``supplied / (supplied + half)``.

    The form is Michaelis-Menten's. ``half`` is the supply that reaches one half, in the unit of ``supplied``.
    """
    return supplied / (supplied + half) if supplied > 0 else 0.0


@dataclass(frozen=True, kw_only=True)
class Intervention:
    """A policy in force from ``start`` until the day before ``stop``, phased in over ``ramp`` weeks.

    The default of every hook changes nothing, so a subclass overrides only what it needs. A setting that the
    declarations exclude raises ParameterError.
    """

    kind: ClassVar[str] = ""
    payer: ClassVar[str] = "state"
    """Who pays: ``state`` or ``ngos``."""

    start: date
    stop: date | None = None
    ramp: float = setting(0.0, "weeks", 0.0, math.inf, ("assumed",), "time to build capacity, linear")
    intensity: float = setting(1.0, "1", 0.0, math.inf, ("assumed",), "multiplies the effect; 0 is no policy")

    def __post_init__(self) -> None:
        """Refuse settings outside the declared limits."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        refuse(setting_mistakes(type(self), values) + schedule_mistakes(type(self), values))

    def strength(self, week: int) -> float:
        """Return intensity times the share of the ramp done by the end of ``week``; 0 when not in force."""
        first = week_of(self.start)
        if week < first or (self.stop is not None and week >= week_of(self.stop)):
            return 0.0
        share = min(1.0, (week - first + 1) / self.ramp) if self.ramp > 0 else 1.0
        return self.intensity * share

    def without(self, kinds: Collection[str]) -> Self:
        """Return the intervention without its components of some kinds; a single one has none, so itself."""
        return self

    def adjust(self, levers: Any, strength: float) -> Any:
        """Return the week's levers as the policy leaves them; must not change ``levers`` itself."""
        return levers

    def act(self, model: Any, strength: float) -> None:
        """Do something to agents this week."""

    def weekly_cost(self, model: Any, strength: float) -> float:
        """Return what the policy costs this week, in constant 2013 soles."""
        return 0.0


def setting_mistakes(kind: type[Intervention], values: dict[str, Any]) -> list[Mistake]:
    """Return every invalid one of ``values`` (setting -> value)."""
    known = {f.name: f for f in fields(kind) if f.metadata}
    found = ((name, setting_mistake(known[name], values[name])) for name in values if name in known)
    return [Mistake(f"{kind.kind}.{name}", message) for name, message in found if message]


def setting_mistake(declaration: Field, value: Any) -> str | None:
    """Return what is wrong with ``value`` as a declared setting, or None."""
    if "unit" in declaration.metadata:
        return number_mistake(declaration, value)
    if "switch" in declaration.metadata:
        return None if isinstance(value, bool) else f"{value!r} is neither true nor false"
    return _words_mistake(declaration, value)


def _words_mistake(declaration: Field, value: Any) -> str | None:
    options, many = declaration.metadata["options"], declaration.metadata["many"]
    if many and not isinstance(value, list | tuple):
        return f"{value!r} is not a list; give some of {listed(options)}"
    words = value if many else (value,)
    unknown = [word for word in words if word not in options]
    if unknown:
        return f"{unknown[0]!r} is none of the options; {did_you_mean(unknown[0], options)}"
    return "a word is given twice" if len(set(words)) < len(words) else None


def schedule_mistakes(kind: type[Intervention], values: dict[str, Any]) -> list[Mistake]:
    """Return what is wrong with ``start`` and ``stop``."""
    start, stop = values.get("start"), values.get("stop")
    if start is not None and start < BEGINS_EARLIEST:
        return [Mistake(f"{kind.kind}.start", f"{start} is before {BEGINS_EARLIEST}, week 0 of the model")]
    if start is not None and stop is not None and stop <= start:
        return [Mistake(f"{kind.kind}.stop", f"{stop} is not after the start, {start}; stop is exclusive")]
    return []
