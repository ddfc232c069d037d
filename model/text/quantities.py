"""Read numbers with units and dates as people write them in scenario files."""

import re
from datetime import date, datetime
from numbers import Real
from typing import Any

from model.text.dates import WEEKS_PER_YEAR

NUMBER = r"[+-]?(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
NUMBER_AND_UNIT = re.compile(rf"\s*({NUMBER})\s*((?:1\s*/|[^\d\s.,_]).*)?$")
ISO_DATE = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)\s*$")
WEEKS_PER = {"day": 1 / 7, "week": 1.0, "month": WEEKS_PER_YEAR / 12, "year": WEEKS_PER_YEAR}
MONEY = {"soles", "USD"}
PURE = {"1", "share"}
ANOTHER_SPELLING = {
    "days": "day", "weeks": "week", "wk": "week", "months": "month", "years": "year", "yr": "year",
    "hours": "hour", "sol": "soles", "usd": "USD", "us$": "USD", "$": "USD", "ounce": "oz",
    "ounces": "oz", "gram": "g", "grams": "g", "kilogram": "kg", "kilograms": "kg", "person": "persons",
    "people": "persons", "place": "places", "miner": "miners", "bar": "bars", "raid": "raids",
}  # fmt: skip


class QuantityError(ValueError):
    """A value cannot be read as the expected quantity or date."""


def parse_quantity(value: Any, unit: str) -> float:
    """Return ``value``, a number or ``"number unit"``, in ``unit``.

    Spans of time are converted between days, weeks, months and years, and "%" to a share; any other unit must be the
    declared one. A bare number is refused for money. QuantityError names the right unit.
    """
    number, given = _split(value, unit)
    if given is None:
        return _bare(number, unit)
    return number * _factor(given, unit)


def _split(value: Any, unit: str) -> tuple[float, str | None]:
    """Return the number and the unit as written, None if there is none."""
    if isinstance(value, bool) or not isinstance(value, Real | str):
        raise QuantityError(f"is not a number; write {example(unit)}")
    if not isinstance(value, str):
        return float(value), None
    found = NUMBER_AND_UNIT.match(value)
    if not found:
        raise QuantityError(f"is not a number with a unit; write {example(unit)}")
    return float(found[1]), found[2].strip() if found[2] else None


def _bare(number: float, unit: str) -> float:
    if is_money(unit):
        raise QuantityError(f'needs its unit; write "{number:.10g} {unit}"')
    return number


def _factor(given: str, unit: str) -> float:
    """Return the value of one ``given`` unit in ``unit``."""
    from_unit, to_unit = normal_unit(given), normal_unit("1" if unit in PURE else unit)
    if from_unit == to_unit:
        return 1.0
    if from_unit in WEEKS_PER and to_unit in WEEKS_PER:
        return WEEKS_PER[from_unit] / WEEKS_PER[to_unit]
    if from_unit.startswith("%") and "1" + from_unit[1:] == to_unit:
        return 0.01
    raise QuantityError(f"has the wrong unit '{given}'; write {example(unit)}")


def is_money(unit: str) -> bool:
    """Return whether a unit contains money, which must not be given as a bare number."""
    return not MONEY.isdisjoint(re.split(r"[/ ]", unit))


def normal_unit(unit: str) -> str:
    """Return one spelling for all ways to write a unit: ``per week`` and ``1 / weeks`` become ``1/week``."""
    parts = re.sub(r"\bper\b", "/", unit.replace("S/", "soles")).split("/")
    spelt = [" ".join(ANOTHER_SPELLING.get(word.lower(), word) for word in part.split()) for part in parts]
    return "/".join([spelt[0] or "1", *spelt[1:]])


def example(unit: str) -> str:
    """Return how a value in ``unit`` is written, for messages."""
    if unit in PURE:
        return "a number without unit, such as 0.5"
    return f'a number in {unit}, such as "{"2" + unit[1:] if unit.startswith("1/") else "2 " + unit}"'


def parse_date(value: Any) -> date:
    """Return ``value``, a date or ``"YYYY-MM-DD"``, as a date; raise QuantityError if it is no valid date."""
    if isinstance(value, datetime):
        raise QuantityError(f"has a time of day; write the date alone, {value:%Y-%m-%d}")
    if isinstance(value, date):
        return value
    found = ISO_DATE.match(value) if isinstance(value, str) else None
    if not found:
        raise QuantityError("is not a date; write year-month-day, such as 2010-01-04")
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError as error:
        raise QuantityError(f"is no day of the calendar ({error})") from error
