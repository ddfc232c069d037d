"""Describe scenario files as a JSON schema, so that editors complete keys and mark mistakes."""

import math
from dataclasses import Field, fields
from typing import Any

from model.interventions import INTERVENTIONS
from model.interventions.base import Intervention
from model.parameters import GROUPS
from model.parameters.declaring import is_whole, numbers_of
from model.price.path import RANGES
from model.scenario import ministries
from model.scenario.portfolio import Portfolio
from model.scenario.portfolio_section import LEVERS, MINISTRIES, SETTINGS
from model.scenario.price_section import DATES, FILE, UNITS, WORDS
from model.scenario.sections import SCHEMA_VERSION
from model.scenario.texts import LANGUAGE, LONGEST_TITLE
from model.scenario.theories import SWITCHES
from model.text.quantities import PURE, is_money

DATE = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
NAME = {"type": "string", "minLength": 1}
NUMBER = r"^\s*[+-]?[0-9][0-9_.]*([eE][+-]?[0-9]+)?"


def json_schema() -> dict[str, Any]:
    """Return the JSON schema (draft 7) of scenario files, made from what parameters and settings declare."""
    kinds = [_kind(kind) for kind in INTERVENTIONS.values()]
    properties = {
        "schema_version": {"const": SCHEMA_VERSION},
        "title": _by_language({"type": "string", "minLength": 1, "maxLength": LONGEST_TITLE}, "What it is called"),
        "question": _by_language({"type": "string", "pattern": r"\?\s*$"}, "What the scenario answers"),
        "extends": NAME | {"description": "Scenario that it inherits from: a name, or a path to a file."},
        "reference": NAME | {"description": "Scenario it is compared with; default: the world it extends."},
        "period": _period(),
        "price": _price(),
        "parameters": _table({name: _group(group) for name, group in GROUPS.items()}),
        "theory": _table({name: {"enum": list(options)} for name, options in SWITCHES.items()}),
        "interventions": {"type": "array", "items": {"oneOf": kinds}},
        "portfolio": _portfolio(),
    }
    draft = {"$schema": "http://json-schema.org/draft-07/schema#", "title": "goldrush scenario"}
    return draft | _table(properties, required=["question"])


def _table(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties, **more}


def _by_language(text: dict[str, Any], about: str) -> dict[str, Any]:
    """Return the schema of a text, or of a table of that text by language."""
    named = {"type": "object", "additionalProperties": False, "patternProperties": {f"^{LANGUAGE.pattern}$": text}}
    return {"anyOf": [text, named], "description": f"{about}, once or by language (en, es, fr)."}


def _period() -> dict[str, Any]:
    return _table(
        {
            "simulated_from": DATE | {"description": "First day simulated."},
            "start": DATE | {"description": "First day scored."},
            "stop": DATE | {"description": "First day left out."},
            "starts_from": NAME | {"description": "World whose state at the start this one begins with."},
        }
    )


def _price() -> dict[str, Any]:
    words = {name: {"enum": list(options)} for name, options in WORDS.items()}
    numbers = {name: _price_number(unit, *RANGES[name][:2]) for name, unit in UNITS.items()}
    table = {"type": "string", "description": "CSV file: month or year, usd_per_oz; relative to this file."}
    return _table(words | dict.fromkeys(DATES, DATE) | numbers | {FILE: table})


def _price_number(unit: str, low: float, high: float) -> dict[str, Any]:
    bare = {"type": "number", "minimum": low, "maximum": high}
    return {"description": f"{_range(low, high)}; {unit}"} | quantity_schema(unit, bare)


def _group(group: type) -> dict[str, Any]:
    numbers = {name: number_schema(declaration) for name, declaration in numbers_of(group).items()}
    return _table(numbers, description=_first_line(group))


def _kind(kind: type[Intervention]) -> dict[str, Any]:
    settings = {f.name: _setting(f) for f in fields(kind)}
    about = {"title": kind.kind, "description": _first_line(kind)}
    return about | _table({"kind": {"const": kind.kind}, **settings}, required=["kind", "start"])


def _portfolio() -> dict[str, Any]:
    named = NAME | {"description": "List of levers: a name, or a path to a file."}
    settings = {name: _setting(declaration) for name, declaration in SETTINGS.items()}
    share = {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
    divided = _table(dict.fromkeys(ministries.MINISTRIES, share), description="Shares of the year's money, sum 1.")
    changed = {name: _lever(kind) for name, kind in INTERVENTIONS.items()}
    return _table({LEVERS: named, MINISTRIES: divided} | settings | changed, description=_first_line(Portfolio))


def _lever(kind: type[Intervention]) -> dict[str, Any]:
    settings = {f.name: _setting(f) for f in fields(kind) if f.metadata}
    return _table(settings, description=f"Changes the levers of kind {kind.kind} in the list.")


def _setting(declaration: Field) -> dict[str, Any]:
    about = declaration.metadata
    if "unit" in about:
        return number_schema(declaration)
    if "switch" in about:
        return {"type": "boolean", "description": about["note"]}
    if "options" in about:
        words = {"enum": list(about["options"])}
        many = {"type": "array", "uniqueItems": True, "items": words}
        return (many if about["many"] else words) | {"description": about["note"]}
    return DATE | {"description": f"{declaration.name.capitalize()} of the intervention; stop is exclusive."}


def number_schema(declaration: Field) -> dict[str, Any]:
    """Return the schema of a declared number, with its range and note."""
    about = declaration.metadata
    limits = {"minimum": about["low"], "maximum": about["high"]}
    bare = {"type": "integer" if is_whole(declaration) else "number"}
    bare |= {name: limit for name, limit in limits.items() if math.isfinite(limit)}
    notes = (about["note"], _range(**limits), "" if about["unit"] in PURE else about["unit"])
    return {"description": "; ".join(note for note in notes if note)} | quantity_schema(about["unit"], bare)


def quantity_schema(unit: str, bare: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a value in ``unit``: a bare number or a string with the unit; money: only that."""
    quantity = {"type": "string", "pattern": NUMBER + (r"\s*%\s*$" if unit in PURE else r"\s*\S.*$")}
    return quantity if is_money(unit) else {"anyOf": [bare, quantity]}


def _range(minimum: float, maximum: float) -> str:
    return f"{minimum:g} or more" if math.isinf(maximum) else f"{minimum:g} to {maximum:g}"


def _first_line(owner: type) -> str:
    return (owner.__doc__ or "").strip().splitlines()[0]
