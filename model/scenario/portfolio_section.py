"""Read the ``[portfolio]`` table of a scenario and the list of levers that it names."""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from model.interventions import INTERVENTIONS
from model.interventions.base import Intervention, schedule_mistakes
from model.scenario.layers import PORTFOLIOS, scenario_names
from model.scenario.ministries import read_division
from model.scenario.portfolio import Portfolio
from model.scenario.sections import Period, read_interventions, read_settings
from model.text.dates import WEEK_ZERO
from model.text.mistakes import Report, children, value_of
from model.text.suggestions import did_you_mean
from model.text.toml_file import Node, ScenarioError, read_file

LEVERS, MINISTRIES = "levers", "ministries"
SETTINGS = {field.name: field for field in fields(Portfolio) if field.name not in (LEVERS, MINISTRIES)}
NEEDED = {LEVERS: '"protection_led"', "start": "2026-01-05", "yearly": '"2000000 soles/year"'}
"""Required settings of a portfolio, and how each is written."""
OWN_LIST = (
    f'or, for a list of your own, {LEVERS} = "my_levers.toml": a file in which every lever is a table [[{LEVERS}]] '
    'with kind = "raids" and what it sets'
)
"""How a user's own list of levers is named and what it looks like."""


def read_portfolio(node: Node | None, period: Period | None, folder: Path, report: Report) -> tuple[Portfolio, ...]:
    """Return the portfolio, if there is a table for one and it has no mistake, as a tuple of at most one.

    A table called by a kind of lever, ``[portfolio.raids]``, changes the levers of that kind in the list.
    """
    if node is None:
        return ()
    before = len(report.mistakes)
    found = children(node, (LEVERS, MINISTRIES, *SETTINGS, *INTERVENTIONS), "key in [portfolio]", report)
    values = read_settings({name: child for name, child in found.items() if name in SETTINGS}, SETTINGS, report)
    if isinstance(node.value, dict):
        _check_whole(node, values, period, report)
    levers, division = _read_list(found.get(LEVERS), folder, report), read_division(found.get(MINISTRIES), report)
    levers = _changed(levers, {kind: found[kind] for kind in INTERVENTIONS if kind in found}, report)
    return (Portfolio(**values, levers=levers, ministries=division),) if len(report.mistakes) == before else ()


def _check_whole(node: Node, values: dict[str, Any], period: Period | None, report: Report) -> None:
    """Note what is missing, and a start that lies outside the period."""
    for name in (name for name in NEEDED if name not in node.value):
        own = f", {OWN_LIST}" if name == LEVERS else ""
        report.add(node, f"[portfolio] has no {name}; write {name} = {NEEDED[name]}{own}")
    start = values.get("start")
    if start and period and not period.simulated_from <= start < period.stop:
        report.add(node.value["start"], f"is outside the period, {period.simulated_from} to {period.stop}")
        return
    for mistake in schedule_mistakes(Portfolio, values):
        report.add(node.value[mistake.key.rpartition(".")[2]], mistake.message)


def find_levers(name: Any, node: Node, folder: Path) -> Path:
    """Return the file of a list of levers, given its name or a path; raise ValueError if there is none."""
    if not isinstance(name, str) or not name or "\0" in name:
        raise ValueError(f"is not the name of a list of levers; write {NEEDED[LEVERS]}, {OWN_LIST}")
    if name.endswith(".toml"):
        path = ((node.place.file.path.parent if node.place.file else Path.cwd()) / name).resolve()
        if not path.exists():
            raise ValueError("there is no such file")
        return path
    lists = folder / PORTFOLIOS / LEVERS
    if name not in (known := scenario_names(lists)):
        raise ValueError(f"unknown list of levers; {did_you_mean(name, known)}, {OWN_LIST}")
    return lists / f"{name}.toml"


def _read_list(node: Node | None, folder: Path, report: Report) -> tuple[Intervention, ...]:
    """Return the levers of the list that a value names."""
    if node is None:
        return ()
    if node.entries():
        report.add(
            node, f"stands in a file of its own, which is named here: write {LEVERS} = {NEEDED[LEVERS]}, {OWN_LIST}"
        )
        return ()
    path = value_of(node, partial(find_levers, node=node, folder=folder), report)
    try:
        return read_levers(path, report) if path else ()
    except ScenarioError as error:
        report.add_text(node, error)
        return ()


def _changed(levers: tuple[Intervention, ...], changes: Mapping[str, Node], report: Report) -> tuple[Intervention, ...]:
    """Return levers with the settings that tables give to all of a kind; note a kind that is not among them."""
    for kind, node in changes.items():
        known = {f.name: f for f in fields(INTERVENTIONS[kind]) if f.metadata}
        found = children(node, tuple(known), f"setting of {kind} in a portfolio", report)
        values = read_settings(found, known, report)
        if levers and kind not in (kinds := {lever.kind for lever in levers}):
            report.add(node, f"the list of levers has no {kind}; {did_you_mean(kind, kinds)}")
        levers = tuple(replace(lever, **values) if lever.kind == kind else lever for lever in levers)
    return levers


def read_levers(path: Path, report: Report) -> tuple[Intervention, ...]:
    """Return the levers of a list in the order of the file; the portfolio, not the list, says when they start.

    Raise ScenarioError where the file cannot be read at all.
    """
    file, tree = read_file(path)
    report.add_syntax(file)
    table = children(tree, (LEVERS,), "key", report).get(LEVERS)
    if table is None or not table.entries():
        report.add(
            table or tree, f'{file.shown_path} holds no lever; begin each with [[{LEVERS}]] and a line kind = "raids"'
        )
        return ()
    dated = [entry.value[name] for entry in table.entries() for name in ("start", "stop") if name in entry.value]
    for one in dated:
        report.add(one, "a list of levers has no dates; [portfolio] says when it starts and stops")
    start = {"start": Node(WEEK_ZERO, table.place)}  # any valid day; the portfolio sets its own
    entries = [Node(entry.value | start, entry.place) for entry in table.entries()]
    return read_interventions(Node(entries, table.place), None, report)


def refuse_clashes(
    portfolios: Collection[Portfolio], interventions: Node | None, own: Collection[Path], report: Report
) -> None:
    """Note an intervention that a scenario adds beside a portfolio with a lever of the same kind."""
    kinds = [lever.kind for portfolio in portfolios for lever in portfolio.levers]
    for entry in interventions.entries() if interventions else ():
        file, kind = entry.place.file, entry.value.get("kind")
        if kind and kind.value in kinds and file and file.path in own:
            report.add(kind, "is a lever of the portfolio too; here it stands outside the cap: keep one of them")
