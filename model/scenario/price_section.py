"""Read the ``[price]`` table of a scenario."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from model.price.path import KINDS, PROCESSES, PricePath
from model.price.table import PriceError
from model.scenario.span import Span
from model.text.mistakes import Report, children, value_of
from model.text.quantities import parse_date, parse_quantity
from model.text.suggestions import did_you_mean
from model.text.toml_file import Node

WORDS = {"kind": tuple(KINDS), "process": PROCESSES}
FIRST_DAYS = ("held_from", "stochastic_from", "shock_from")
DATES = (*FIRST_DAYS, "shock_until")
UNITS = {
    "held_at": "USD/oz",
    "start_price": "USD/oz",
    "reversion_level": "USD/oz",
    "drift": "1/year",
    "volatility": "1",
    "reversion_speed": "1/year",
    "shock_factor": "1",
}
FILE = "csv"
SETTINGS = (*WORDS, *DATES, *UNITS, FILE)


def read_price(node: Node | None, span: Span | None, report: Report) -> PricePath | None:
    """Return the price plan, replay if there is no table; None, with the mistakes noted, if it has any.

    The path of a user's CSV starts from the folder of the file that names it. Prices that stop before the end of the
    ``span`` that is simulated, and settings that lie outside it, are mistakes.
    """
    if node is None:
        return PricePath()
    before = len(report.mistakes)
    found = children(node, SETTINGS, "price setting", report)
    values = {name: value_of(child, _reader(name, child), report) for name, child in found.items()}
    given = {name: value for name, value in values.items() if value is not None}
    plan = _plan(given, found, node, report) if len(report.mistakes) == before else None
    if plan and span:
        _check_dates(plan, found, span, report)
    return plan


def _check_dates(plan: PricePath, found: dict[str, Node], span: Span, report: Report) -> None:
    """Note what of a plan is never used, and prices that are missing."""
    for name in (name for name in FIRST_DAYS if name in found):
        span.refuse_late(found[name], getattr(plan, name), report)
    if "shock_until" in found:
        span.refuse_early(found["shock_until"], plan.shock_until, report)
    if mistake := table_mistake(plan, span.end):
        report.add(found[FILE], mistake)


def table_mistake(plan: PricePath, end: date) -> str | None:
    """Return why a plan's table does not fit a period that ends on a day; None if it does or there is no table."""
    if plan.table is None:
        return None
    if plan.table.begin >= end:
        return f"begins on {plan.table.begin}, but the period ends on {end}: none of its prices would be used"
    if plan.table.end < end:
        return f"ends before {plan.table.end}, but the period on {end}; add lines to the file"
    return None


def price_content(plan: PricePath) -> dict[str, Any]:
    """Return the settings of a price plan as values that JSON can hold; for a file, its prices instead of its name."""
    content = {name: getattr(plan, name) for name in SETTINGS if name != FILE}
    content = {name: value for name, value in content.items() if value is not None}
    if plan.table:
        content |= {"table": {name: getattr(plan.table, name) for name in ("step", "first")}}
        content["table"]["values"] = list(plan.table.values)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in content.items()}


def price_settings(plan: PricePath) -> dict[str, str]:
    """Return the settings that make a price plan anew, as a person would write them."""
    given = {f.name: getattr(plan, f.name) for f in fields(plan) if f.name in SETTINGS}
    units = {name: f" {unit}" for name, unit in UNITS.items() if unit != "1"}
    kept = {
        name: value for name, value in given.items() if value is not None and (name, value) != ("shock_factor", 1.0)
    }
    return {name: f"{value:.10g}{units.get(name, '')}" if name in UNITS else str(value) for name, value in kept.items()}


def _plan(given: dict[str, Any], found: dict[str, Node], node: Node, report: Report) -> PricePath | None:
    try:
        return PricePath(**given)
    except PriceError as error:
        for where, what in error.problems:
            missing = where in SETTINGS and where not in found
            report.add(found.get(where) or found.get(FILE) or node, f"{where} {what}" if missing else what)
        return None


def _reader(name: str, node: Node) -> Callable[[Any], Any]:
    """Return the reader of the setting ``name``."""
    if name in DATES:
        return parse_date
    if name in UNITS:
        return partial(parse_quantity, unit=UNITS[name])
    return partial(_path, node=node) if name == FILE else partial(_word, options=WORDS[name])


def _word(value: Any, options: tuple[str, ...]) -> str:
    if value not in options:
        raise ValueError(f"is none of the options; {did_you_mean(value, options)}")
    return value


def _path(value: Any, node: Node) -> str:
    if not isinstance(value, str):
        raise ValueError('is not a path; write, for example, "prices.csv"')
    folder = node.place.file.path.parent if node.place.file else Path()
    return str(folder / value)
