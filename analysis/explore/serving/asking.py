"""Read what a page asks: strictly, and with one clear message for what is wrong."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LONGEST_SHOWN = 40
"""Letters of a wrong word that a message repeats."""


class RefusedError(Exception):
    """What is asked cannot be done; ``status`` is the HTTP status, ``code`` a word that the page has a text for."""

    def __init__(self, status: int, code: str, message: str) -> None:
        """Take status, code and one message in plain words."""
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass(frozen=True)
class Setting:
    """A policy in a world.

    ``policy`` holds the intensity of each slider that is not at zero, 0..1 of its full size; ``budget`` is what a year
    allows, soles/year; ``price`` multiplies the gold price of the outlook.
    """

    policy: Mapping[str, float]
    budget: float
    price: float

    @property
    def changes_something(self) -> bool:
        """Tell whether there is a lever, and money for it; without them it is the world without a new policy."""
        return bool(self.policy and self.budget)


@dataclass(frozen=True)
class Limits:
    """What may be asked: the keys of the sliders, and the lowest and highest budget and price factor."""

    sliders: Sequence[str]
    budget: tuple[float, float]
    price: tuple[float, float]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Limits":
        """Return the limits of the data that the page has."""
        keys = tuple(slider["key"] for slider in data["sliders"])
        budget, price = ((data[name]["low"], data[name]["high"]) for name in ("budget", "price"))
        return cls(keys, budget, price)


def parsed(body: bytes) -> Any:
    """Return what JSON says; refuse NaN, infinities, a key that comes twice, and what is no JSON."""
    try:
        return json.loads(body, parse_constant=_no_constant, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise RefusedError(400, "malformed", f"the body is not the JSON that is expected: {why}") from None


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is no number")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key comes twice")
    return found


def read_setting(content: Any, limits: Limits) -> Setting:
    """Return the setting that ``{"policy", "budget", "price"}`` describes; sliders left out are at zero."""
    table = _table(content, ("policy", "budget", "price"), "the body")
    return _setting(table["policy"], "policy", table, limits)


def read_question(content: Any, limits: Limits) -> tuple[Setting, Setting]:
    """Return policies A and B of ``{"a", "b", "budget", "price"}``; both have one budget and one world."""
    table = _table(content, ("a", "b", "budget", "price"), "the body")
    a, b = (_setting(table[name], name, table, limits) for name in ("a", "b"))
    return a, b


def _setting(policy: Any, name: str, table: Mapping[str, Any], limits: Limits) -> Setting:
    budget = _number(table["budget"], "budget", limits.budget)
    price = _number(table["price"], "price", limits.price)
    if not isinstance(policy, dict):
        raise _invalid(f'{name} is no table; write {{"{limits.sliders[0]}": 0.5}}')
    for key in policy:
        if key not in limits.sliders:
            raise _invalid(f"{name}: {_shown(key)} is no slider; there are {', '.join(limits.sliders)}")
    found = {key: _number(policy[key], f"{name}.{key}", (0.0, 1.0)) for key in limits.sliders if key in policy}
    return Setting({key: value for key, value in found.items() if value}, budget, price)


def _table(content: Any, names: Sequence[str], what: str) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise _invalid(f"{what} is no table with {', '.join(names)}")
    for name in content:
        if name not in names:
            raise _invalid(f"{_shown(name)} is unknown; write {', '.join(names)}")
    for name in names:
        if name not in content:
            raise _invalid(f"{name} is missing; write {', '.join(names)}")
    return content


def _number(value: Any, name: str, limits: tuple[float, float]) -> float:
    low, high = limits
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise _invalid(f"{name} is no number from {low:g} to {high:g}")
    return float(value)


def _shown(name: str) -> str:
    return ascii(name[:LONGEST_SHOWN])


def _invalid(message: str) -> RefusedError:
    return RefusedError(422, "invalid", message)
