"""Where the model implements each mechanism and institution of the sources, and how to switch it off.

The files beside this one hold one row for each: where the mechanism is (process, parameters, kinds of intervention),
its off-switch, and the outcome that it is claimed to move. ``analysis/measures/mechanism_effects.py`` measures the
claim.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, partial
from importlib import import_module
from inspect import isroutine
from pathlib import Path
from pkgutil import walk_packages
from re import fullmatch
from typing import Any

from model import people, processes
from model.evidence.facts import ASSUMED, facts
from model.interventions import INTERVENTIONS
from model.interventions.base import Intervention
from model.outcomes import known_outcome
from model.parameters import GROUPS, Parameters
from model.parameters.declaring import declared
from model.processes.world import Rule
from model.scenario.portfolio import Portfolio
from model.scenario.portfolio_section import LEVERS, SETTINGS
from model.scenario.sections import read_interventions, read_settings
from model.text.dates import date_of
from model.text.mistakes import Report, children, value_of
from model.text.suggestions import did_you_mean
from model.text.toml_file import Node, ScenarioError, read_file

FOLDER = Path(__file__).resolve().parent
TOPICS = ("justice", "aftercare", "corruption", "registers", "society")
"""Files in the order of their rows; any other file comes after them."""
GROWN = 470
"""Week, in January 2009, from which both arms of a row run; policies of a row begin then."""
LONGEST = 520
"""Largest number of weeks that a row may ask for."""
SIGNS = ("+", "-")
IDENTITY = r"[ML][1-9]\d?|I-[a-z0-9]+(?:-[a-z0-9]+)*"
NEEDED = ("id", "process", "outcome", "sign", "weeks")
ORDER_OF_IDS = ("M", "L", "I")
"""First letters of mechanisms, feedback loops and institutions, in the order of their rows."""
KEYS_NOT_MODELLED = ("id", "institution", "mechanism", "because", "facts")
"""Keys that a row may have for something not modelled."""


class MechanismError(ScenarioError):
    """The rows cannot be read; the message lists every mistake with file, line, row and key."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One mechanism (``M36``), loop (``L3``) or institution (``I-veedurias``): the claim that it moves an outcome.

    Both arms run ``weeks`` weeks from week ``GROWN`` under ``policies`` and with the parameters ``set``. The arm
    without the mechanism also has the parameters ``off`` and lacks the policies whose kind is in ``without``, including
    those of its portfolio. A portfolio, ``{ yearly, when_short, levers }``, stands last among the policies. ``sign`` is
    that of the outcome with the mechanism minus without it. A row with ``because`` says why something is not modelled,
    and makes no claim.
    """

    id: str
    institution: str = ""
    mechanism: str = ""
    because: str = ""
    process: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    off: Mapping[str, float]
    policies: tuple[Intervention, ...] = ()
    without: tuple[str, ...] = ()
    set: Mapping[str, float]
    outcome: str = ""
    sign: str = ""
    weeks: int = 0
    facts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the institution, the mechanism, or both."""
        return ": ".join(part for part in (self.institution, self.mechanism) if part)

    @property
    def order(self) -> tuple[int, int]:
        """Return what sorts mechanisms by number, then loops by number, then institutions."""
        return ORDER_OF_IDS.index(self.id[0]), 0 if self.id.startswith("I-") else int(self.id[1:])


def rows(folder: Path = FOLDER) -> tuple[Row, ...]:
    """Return the rows of what is modelled in every ``.toml`` file of a folder: mechanisms, loops, institutions.

    Raise MechanismError that lists every mistake.
    """
    return tuple(row for row in _all_rows(folder) if not row.because)


def not_modelled(folder: Path = FOLDER) -> tuple[Row, ...]:
    """Return the rows that say why something is not modelled, in the same order; raise as ``rows`` does."""
    return tuple(row for row in _all_rows(folder) if row.because)


def _all_rows(folder: Path) -> tuple[Row, ...]:
    report = Report()
    all_rows = [row for path in _files(folder) for row in _read_file(path, report)]
    if report.mistakes:
        raise MechanismError("\n".join(report.lines()))
    return tuple(sorted(all_rows, key=lambda row: row.order))


def _files(folder: Path) -> list[Path]:
    order = {topic: n for n, topic in enumerate(TOPICS)}
    return sorted(folder.glob("*.toml"), key=lambda path: (order.get(path.stem, len(order)), path.stem))


def _read_file(path: Path, report: Report) -> list[Row]:
    try:
        file, tree = read_file(path)
    except ScenarioError as error:
        raise MechanismError(str(error)) from error
    report.add_syntax(file)
    table = children(tree, ("row",), "key", report).get("row")
    if table is None or not table.entries():
        report.add(table or tree, f"{file.shown_path} holds no row; begin each with [[row]]")
        return []
    read = (_read_row(entry, report) for entry in table.entries())
    return [row for row in read if row]


def _read_row(entry: Node, report: Report) -> Row | None:
    """Return a row; None, with its mistakes noted, if it has any."""
    before = len(report.mistakes)
    nodes = children(entry, [*(field.name for field in fields(Row)), "portfolio"], "key of a row", report)
    values: dict[str, Any] = {
        name: value_of(nodes.get(name), read, report) for name, read in READERS.items() if name in nodes
    }
    values |= {name: _read_numbers(nodes.get(name), report) for name in ("off", "set")}
    values["policies"] = (*_read_policies(nodes.get("policies"), report), *_read_portfolio(nodes, report))
    _check_whole(entry, report)
    return Row(**values) if len(report.mistakes) == before else None


def _check_whole(entry: Node, report: Report) -> None:
    """Note what a row lacks, and policies to be left out that are not in force."""
    if "because" in entry.value:
        _check_not_modelled(entry, report)
        return
    for name in (name for name in NEEDED if name not in entry.value):
        report.add(entry, f"this row has no {name}")
    _check_named(entry, report)
    given = {name for name in ("off", "without") if name in entry.value and entry.value[name].value}
    if not given:
        report.add(entry, "this row has no off-switch; give off = { ... } or without = [ ... ]")
    if "without" in given:
        _check_without(entry, report)


def _check_not_modelled(entry: Node, report: Report) -> None:
    """Note what a row of something that is not modelled lacks, and what it cannot claim."""
    if "id" not in entry.value:
        report.add(entry, "this row has no id")
    for name in (name for name in entry.value if name not in KEYS_NOT_MODELLED):
        report.add(entry.value[name], "a row with 'because' is not modelled, so it claims nothing; leave this out")
    _check_named(entry, report)


def _check_named(entry: Node, report: Report) -> None:
    if not {"institution", "mechanism"} & entry.value.keys():
        report.add(entry, "this row has neither mechanism nor institution; say in words what it is")


def _check_without(entry: Node, report: Report) -> None:
    listed = [entry.value["policies"]] if "policies" in entry.value else []
    if "portfolio" in entry.value and LEVERS in entry.value["portfolio"].value:
        listed.append(entry.value["portfolio"].value[LEVERS])
    policies = [one for node in listed for one in node.entries()]
    kinds = {one.value["kind"].value for one in policies if "kind" in one.value}
    for kind in (kind for kind in entry.value["without"].value if kind not in kinds):
        report.add(entry.value["without"], f"'{kind}' is none of the row's policies; add it to them")


def _read_numbers(node: Node | None, report: Report) -> dict[str, float]:
    """Return values of parameters by ``group.name``."""
    if node is None:
        return {}
    numbers = children(node, parameter_keys(), "parameter", report)
    values: dict[str, Any] = {key: value_of(child, lambda value: value, report) for key, child in numbers.items()}
    for key, value in values.items():
        group, _, name = key.partition(".")
        for mistake in Parameters().mistakes({group: {name: value}}):
            report.add(node.value[key], mistake.message)
    return values


def _read_policies(node: Node | None, report: Report) -> tuple[Intervention, ...]:
    """Return the policies of a row; one without a start begins in week ``GROWN``."""
    if node is None or not node.entries():
        return read_interventions(node, None, report)
    entries = [_begun(one) for one in node.entries()]
    return read_interventions(Node(entries, node.place), None, report)


def _begun(entry: Node) -> Node:
    """Return the table of a policy, starting in week ``GROWN`` unless it gives a start."""
    return Node({"start": Node(date_of(GROWN), entry.place)} | entry.value, entry.place)


def _read_portfolio(nodes: Mapping[str, Node], report: Report) -> tuple[Portfolio, ...]:
    """Return the portfolio of a row, whose levers stand in the row itself, if it has one."""
    if "portfolio" not in nodes:
        return ()
    parts = children(_begun(nodes["portfolio"]), (LEVERS, *SETTINGS), "key of a portfolio", report)
    values = read_settings({name: child for name, child in parts.items() if name in SETTINGS}, SETTINGS, report)
    return (Portfolio(**values, levers=_read_policies(parts.get(LEVERS), report)),) if "start" in values else ()


@cache
def parameter_keys() -> tuple[str, ...]:
    """Return ``group.name`` of every parameter."""
    return tuple(one.key for one in declared(GROUPS))


@cache
def process_names() -> tuple[str, ...]:
    """Return ``module.function`` of every function of the week's rules, and of how people come and go."""
    infos = [info for rooms in (processes, people) for info in walk_packages(rooms.__path__, f"{rooms.__name__}.")]
    modules = [import_module(info.name) for info in infos if not info.ispkg]
    return tuple(f"{module.__name__.rpartition('.')[2]}.{name}" for module in modules for name in _functions(module))


def _functions(module: Any) -> list[str]:
    """Return the public functions that a module defines, compiled ones included."""
    public = {name: value for name, value in vars(module).items() if not name.startswith("_")}
    return [
        name
        for name, value in public.items()
        if (isroutine(value) or isinstance(value, Rule) or hasattr(value, "py_func"))
        and value.__module__ == module.__name__
    ]


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is not a text; write it in quotes")
    return " ".join(value.split())


def _identity(value: Any) -> str:
    if not fullmatch(IDENTITY, text := _text(value)):
        raise ValueError("is no id; write M or L and a number, as M36, or I- and a short name, as I-hotline")
    return text


def _one_of(what: str, known: Callable[[], Iterable[str]], value: Any) -> str:
    if value not in (words := tuple(known())):
        raise ValueError(f"unknown {what}; {did_you_mean(value, words)}")
    return value


def _some_of(what: str, known: Callable[[], Iterable[str]], value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f'is not a list; write ["..."], a {what} each')
    words = tuple(known())
    unknown = [word for word in value if word not in words]
    if unknown:
        advice = dict.fromkeys(did_you_mean(word, words) for word in unknown)
        raise ValueError(f"unknown {what} {', '.join(f"'{word}'" for word in unknown)}; {'; '.join(advice)}")
    return tuple(value)


def _weeks(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LONGEST:
        raise ValueError(f"is not a whole number of weeks from 1 to {LONGEST}")
    return value


READERS: dict[str, Callable[[Any], Any]] = {
    "id": _identity,
    "institution": _text,
    "mechanism": _text,
    "because": _text,
    "process": partial(_some_of, "process", process_names),
    "parameters": partial(_some_of, "parameter", parameter_keys),
    "levers": partial(_some_of, "kind of intervention", lambda: INTERVENTIONS),
    "without": partial(_some_of, "kind of intervention", lambda: INTERVENTIONS),
    "outcome": known_outcome,
    "sign": partial(_one_of, "sign", lambda: SIGNS),
    "weeks": _weeks,
    "facts": partial(_some_of, "fact", lambda: (*facts(), ASSUMED)),
}
"""How the value of each key is read; ``off``, ``set`` and ``policies`` are tables."""
