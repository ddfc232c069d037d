"""Turn scenarios into plain values and plain words, and compare them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from model.interventions.base import Intervention
from model.parameters.declaring import as_declared, numbers_of, with_unit
from model.plugins import code_of


def first_difference(some: tuple[Intervention, ...], others: tuple[Intervention, ...]) -> date | None:
    """Return the earliest start among the interventions that are not in the common beginning of two lists."""
    same = common_start(some, others)
    return min((one.start for one in (*some[same:], *others[same:])), default=None)


def common_start(some: tuple[Intervention, ...], others: tuple[Intervention, ...]) -> int:
    """Return how many interventions two lists share before they first differ; order matters."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(some), len(others)))


def described(intervention: Intervention) -> str:
    """Return an intervention in one line: kind, dates and settings with their units."""
    numbers = numbers_of(intervention)
    settings = [
        f"{name} {with_unit(value, numbers[name].metadata['unit']) if name in numbers else _shown(value)}"
        for name, value in plain(intervention).items()
        if name not in ("start", "stop")
    ]
    until = f" until {intervention.stop}" if intervention.stop else ""
    return f"{intervention.kind} from {intervention.start}{until}: {', '.join(settings)}"


def plain(owner: Any) -> dict[str, Any]:
    """Return the fields of a group or intervention as values that JSON can hold."""
    numbers = numbers_of(owner)
    values = {f.name: getattr(owner, f.name) for f in fields(owner)}
    return {
        name: as_declared(numbers[name], value) if name in numbers else _plain_value(value)
        for name, value in values.items()
    }


def with_kind(intervention: Intervention) -> dict[str, Any]:
    """Return kind and fields of an intervention as values that JSON can hold; of a plugin's, also its code's mark."""
    code = code_of(type(intervention).__module__)
    return {"kind": intervention.kind} | ({"plugin": code} if code else {}) | plain(intervention)


def _plain_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Intervention):
        return with_kind(value)
    return [_plain_value(one) for one in value] if isinstance(value, tuple) else value


def differences(part: str, mine: dict[str, Any], others: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each key of two flat tables whose values differ."""
    for name in mine | others:
        here, there = mine.get(name), others.get(name)
        if isinstance(here, Mapping) and isinstance(there, Mapping) and here != there:
            yield f"{part}.{name}: other values than in the other {name}"
        elif here != there:
            yield f"{part}.{name}: {_shown(here)} instead of {_shown(there)}"


def _word(one: Any) -> str:
    if isinstance(one, Mapping):
        return one["kind"]
    return " ".join(str(part) for part in one) if isinstance(one, list) else one


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "values of its own"
    if isinstance(value, list):
        return " and ".join(_word(one) for one in value)
    return "nothing" if value is None else with_unit(value, "1") if isinstance(value, float) else str(value)
