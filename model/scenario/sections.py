"""Turn the tree of a scenario into checked objects, noting every mistake on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import Field, dataclass, fields
from datetime import date
from functools import partial
from typing import Any

from model.interventions import INTERVENTIONS
from model.interventions.base import Intervention, schedule_mistakes, setting_mistake
from model.parameters import Parameters
from model.parameters.declaring import as_declared, number_mistake, numbers_of
from model.scenario.span import Span
from model.scenario.texts import UNTITLED, Titles, read_texts
from model.scenario.theories import SWITCHES, Theory
from model.text.dates import WEEK_ZERO, first_month_ends
from model.text.mistakes import Report, children, value_of
from model.text.quantities import parse_date, parse_quantity
from model.text.suggestions import did_you_mean
from model.text.toml_file import Node

SCHEMA_VERSION = 1
LAST_STOP = date(2200, 1, 1)
HEADER = ("schema_version", "title", "question", "extends", "reference")
SECTIONS = (*HEADER, "period", "price", "parameters", "theory", "interventions", "portfolio")
DAYS = {"simulated_from": "2000-01-03", "start": "2008-01-01", "stop": "2021-01-01"}
"""Required days of a period, and how each is written."""


@dataclass(frozen=True, kw_only=True)
class Period:
    """What is simulated, from ``simulated_from``, and scored, from ``start`` to the day before ``stop``."""

    simulated_from: date
    start: date
    stop: date
    starts_from: str | None = None


def read_titles(own: Node, name: str, report: Report) -> Titles:
    """Return the title of a scenario file and the question that opens it; they are never inherited."""
    version = own.value.get("schema_version")
    if version is not None and version.value != SCHEMA_VERSION:
        report.add(version, f"this version of goldrush reads schema_version = {SCHEMA_VERSION}")
    if "question" not in own.value:
        report.add(own, 'no question; begin the file with the question it answers: question = "Would ...?"')
        return UNTITLED
    read = {kind: read_texts(own.value.get(kind), kind, report) for kind in ("title", "question")}
    return Titles(name, **read)


def read_period(node: Node | None, parent: Node, report: Report) -> Period | None:
    """Return the period, None if it has a mistake.

    A world that starts from the state of another is simulated from its own start, whatever it inherits.
    """
    found = children(node, (*DAYS, "starts_from"), "key in [period]", report)
    if node and not isinstance(node.value, dict):
        return None
    starts_from = found["starts_from"].value if "starts_from" in found else None
    if starts_from is not None and "start" in found:
        found["simulated_from"] = found["start"]
    days = {name: value_of(found.get(name), parse_date, report) for name in DAYS}
    possible = {name: day for name, day in days.items() if day}
    missing = [name for name in DAYS if name not in found]
    if len(missing) == len(DAYS):
        report.add(parent, 'says nothing about its period; build it on a world: extends = "baseline"')
    for name in missing if len(missing) < len(DAYS) else ():
        report.add(node or parent, f"[period] has no {name}; write {name} = {DAYS[name]}, or extend a world")
    if len(possible) < len(DAYS) or not _in_order(found, possible, parent, report):
        return None
    return Period(**possible, starts_from=starts_from)


def _in_order(found: Mapping[str, Node], days: Mapping[str, date], parent: Node, report: Report) -> bool:
    """Note days that come in the wrong order and return whether there are none."""
    before = len(report.mistakes)
    if days["simulated_from"] < WEEK_ZERO:
        report.add(found["simulated_from"], f"is before {WEEK_ZERO}, the first week of the model")
    if days["start"] < days["simulated_from"]:
        report.add(found["start"], f"is before the simulation begins, {days['simulated_from']}")
    if days["stop"] > LAST_STOP:
        report.add(found["stop"], f"is after {LAST_STOP}, the last that can be simulated")
    elif days["stop"] <= days["start"]:
        report.add(found["stop"], f"is not after the start, {days['start']}; stop is the first day left out")
    elif days["stop"] < (end := first_month_ends(days["start"])):
        short = (
            f"no whole calendar month lies between {days['start']} and {days['stop']}, and results are kept by month"
        )
        named = found["stop"] if found["stop"].place.file in (None, parent.place.file) else found["start"]
        report.add(named, f"{short}; stop on {end} or later")
    return len(report.mistakes) == before


def read_parameters(node: Node | None, report: Report) -> Parameters:
    """Return the parameters as ``[parameters.<group>]`` changes them; invalid ones keep their default."""
    parameters = Parameters()
    groups = parameters.groups()
    changes = {
        name: _read_group(group, groups[name], report)
        for name, group in children(node, groups, "parameter group", report).items()
    }
    return parameters.with_changes(changes)


def _read_group(node: Node, group: Any, report: Report) -> dict[str, float]:
    numbers = numbers_of(group)
    found = children(node, numbers, f"parameter of {node.place.key[-1]}", report)
    values = {name: value_of(child, partial(_number, numbers[name]), report) for name, child in found.items()}
    return {name: value for name, value in values.items() if value is not None}


def _number(declaration: Field, value: Any) -> float:
    number = parse_quantity(value, declaration.metadata["unit"])
    mistake = number_mistake(declaration, number)
    if mistake:
        raise ValueError(mistake)
    return as_declared(declaration, number)


def read_theory(node: Node | None, report: Report) -> Theory:
    """Return the theory that ``[theory]`` chooses; a switch that is not named keeps its reference option."""
    found = children(node, SWITCHES, "switch of [theory]", report)
    chosen = {name: value_of(child, partial(_option, name), report) for name, child in found.items()}
    return Theory(**{name: option for name, option in chosen.items() if option})


def _option(switch: str, value: Any) -> str:
    """Return an option of a switch; raise ValueError if it has no such option."""
    if value not in SWITCHES[switch]:
        raise ValueError(f"is no option of {switch}; {did_you_mean(value, SWITCHES[switch])}")
    return value


def read_interventions(node: Node | None, span: Span | None, report: Report) -> tuple[Intervention, ...]:
    """Return the interventions in the order of the file; invalid ones are left out.

    One that would never act, because its dates lie outside the ``span`` that is simulated, is a mistake.
    """
    if node is None or node.value == []:
        return ()
    if not node.entries():
        report.add(node, "is not a list of interventions; begin each with [[interventions]]")
        return ()
    built = (_read_intervention(entry, span, report) for entry in node.entries())
    return tuple(intervention for intervention in built if intervention)


def _read_intervention(entry: Node, span: Span | None, report: Report) -> Intervention | None:
    before = len(report.mistakes)
    kind = _kind(entry, report)
    if kind is None:
        return None
    settings = {f.name: f for f in fields(kind)}
    found = children(entry, ("kind", *settings), f"setting of {kind.kind}", report)
    del found["kind"]
    values = read_settings(found, settings, report)
    _check_schedule(entry, kind, values, span, report)
    return kind(**values) if len(report.mistakes) == before else None


def read_settings(found: Mapping[str, Node], settings: Mapping[str, Field], report: Report) -> dict[str, Any]:
    """Return the values of declared settings and dates by name; an invalid one is noted and left out."""
    values = {key: value_of(child, partial(_setting, settings[key]), report) for key, child in found.items()}
    return {key: value for key, value in values.items() if value is not None}


def _kind(entry: Node, report: Report) -> type[Intervention] | None:
    """Return the class that an entry's ``kind`` names; None, with the mistake noted, if there is none."""
    if "kind" not in entry.value:
        report.add(entry, f"this intervention has no kind; {did_you_mean('', INTERVENTIONS)}")
        return None
    name = entry.value["kind"]
    if not isinstance(name.value, str) or name.value not in INTERVENTIONS:
        report.add(name, f"unknown kind of intervention; {did_you_mean(name.value, INTERVENTIONS)}")
        return None
    return INTERVENTIONS[name.value]


def _check_schedule(
    entry: Node, kind: type[Intervention], values: dict[str, Any], span: Span | None, report: Report
) -> None:
    """Note a missing start, a stop before it, and a start that the simulation never reaches."""
    for mistake in schedule_mistakes(kind, values):
        report.add(entry.value[mistake.key.rpartition(".")[2]], mistake.message)
    if "start" not in entry.value:
        report.add(entry, "this intervention has no start; write, for example, start = 2010-01-04")
    if span:
        span.refuse_late(entry.value.get("start", entry), values.get("start"), report)
        span.refuse_early(entry.value.get("stop", entry), values.get("stop"), report)


def refuse_absent_zones(
    node: Node | None, interventions: Sequence[Intervention], parameters: Parameters, report: Report
) -> None:
    """Note every intervention, or lever of a portfolio, whose zones all lack a site here, so that it acts nowhere."""
    if node is None:
        return
    entries, sites = node.entries(), vars(parameters.places) if hasattr(parameters, "places") else {}
    for n, one in enumerate(interventions):
        place = entries[n] if len(entries) == len(interventions) else node
        for each in getattr(one, "levers", ()) or (one,):
            counts = [f"{zone}_sites" for zone in getattr(each, "zones", ())]
            if counts and not any(sites.get(count, 1) for count in counts):
                report.add(place, f"{each.kind} acts nowhere, as parameters.places.{' and '.join(counts)} is 0")


def _setting(declaration: Field, value: Any) -> Any:
    """Return the value of one declared setting; raise ValueError if it is invalid."""
    if "unit" in declaration.metadata:
        return _number(declaration, value)
    if not declaration.metadata:
        return parse_date(value)
    mistake = setting_mistake(declaration, value)
    if mistake:
        raise ValueError(mistake)
    return tuple(value) if isinstance(value, list) else value
