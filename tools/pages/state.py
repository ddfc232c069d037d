"""State variables from the code: columns of agents, numbers and arrays of the world, levers, counters and counts."""

import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum

from model import codes
from model.columns.snapshot import ARRAYS as SAVED_ARRAYS
from model.columns.snapshot import NUMBERS as SAVED_NUMBERS
from model.columns.views import ColumnAgent
from model.levers import LEVERS
from model.outcomes import OUTCOMES
from model.processes.counts import LENGTHS
from model.processes.flows import FLOWS
from model.processes.world import TABLES
from tools.pages.meanings import lever_meanings, meanings, needed
from tools.pages.text import ending, item, marked, number, page, plain, section

PEOPLE, WORLD, COUNTED = "odd/state-agents.md", "odd/state-world.md", "odd/state-counters.md"
IDENTITY = "identity"
EVERYBODY = (
    "Every agent also has a unique id (Mesa's number) and an identity (whose luck it is; "
    "`model/kernels/randomness.py`). Units: `1` is a pure number or a share, or yes or no; `code` a number that"
    " stands for a word ([codes](#codes)); `index` the row of another table or the number of a place; `id` the "
    "unique id of another agent; `week` a week counted from Monday 3 January 2000."
)


def classes() -> list[type[ColumnAgent]]:
    """Return the classes of agents, in the order of the world's tables."""
    return [getattr(sys.modules[table.__module__], table.__name__.removesuffix("Table")) for table in TABLES.values()]


def agents() -> str:
    """Return the page of all columns of agents, and of the codes that stand in them."""
    parts = [section(_title(cls), f"{plain(cls.__doc__ or '')}\n\n{_columns(cls)}") for cls in classes()]
    about = "What is known of every agent from week to week, by class, from the declarations of the columns."
    return page("State variables of agents", f"{about} {EVERYBODY}", [*parts, section("Codes", _codes())])


def _title(cls: type) -> str:
    return f"{cls.__name__} (`{cls.__module__.replace('.', '/')}.py`)"


def _columns(cls: type[ColumnAgent]) -> str:
    own = {name: column for name, column in cls.columns.items() if name != IDENTITY}
    return "\n".join(
        item(f"`{name}` ({column.unit}): {marked(column.doc)}. At first {_first(column.default)}.")
        for name, column in own.items()
    )


def _first(default: float | bool) -> str:
    return ("yes" if default else "no") if isinstance(default, bool) else number(default)


def _codes() -> str:
    found = [each for _, each in inspect.getmembers(codes, inspect.isclass) if issubclass(each, IntEnum)]
    return "\n".join(item(f"{each.__name__}: {plain(each.__doc__ or '')} {_members(each)}.")
                     for each in found if each is not IntEnum)  # fmt: skip


def _members(code: type[IntEnum]) -> str:
    return ", ".join(f"{int(one)} {one.name.lower().replace('_', ' ')}" for one in code)


def entities() -> str:
    """Return a short list of the entities: what each is and how many columns it has."""
    return "\n".join(
        item(f"**{cls.__name__}** (`{cls.__module__.replace('.', '/')}.py`, {len(cls.columns) - 1} state variables): "
             f"{plain((cls.__doc__ or '').splitlines()[0])}")
        for cls in classes()
    )  # fmt: skip


def world() -> str:
    """Return the page of the world's single numbers, arrays and levers."""
    known = meanings()
    saved = {*SAVED_ARRAYS, *SAVED_NUMBERS}
    numbers, arrays = (_items(known[part], lambda name: " Saved with a state." if name in saved else "")
                       for part in ("now", "arrays"))  # fmt: skip
    about = (
        "What belongs to nobody: single numbers, arrays, and the levers that policies move. What is saved with "
        "a state is needed to go on from it; everything else follows from the parameters or is computed anew "
        "every week."
    )
    unit = known["levers"]
    levers = (item(f"`{name}` ({unit[name]}): {said}{_size(name)}") for name, said in lever_meanings().items())
    parts = {"Single numbers": numbers, "Arrays": arrays, "Levers": "\n".join(levers)}
    return page("State variables of the world", about, [section(*part) for part in parts.items()])


def _items(known: Mapping[str, list[str]], more: Callable[[str], str]) -> str:
    return "\n".join(item(f"`{name}` ({unit}): {ending(said)}{more(name)}") for name, (unit, said) in known.items())


def _size(lever: str) -> str:
    shape = LEVERS[lever].shape
    return f" {shape[0]} numbers." if shape else ""


def counters() -> str:
    """Return the page of the week's counters and of what the census counts."""
    about = (
        "Counters are set to zero at the start of a week and added to by its rules; counts are taken at its "
        "end. Most are reported as an outcome, which has their meaning ([outcomes](outcomes-true.md)); what "
        "stands beside each other one is said here."
    )
    flows = section("Counters of the week", _counted(FLOWS, "flows", "counter"))
    census = section("Counts at the end of the week", _counted(LENGTHS, "census", "census"))
    return page("Counters and counts", about, [flows, census])


def _counted(names: Iterable[str], part: str, kind: str) -> str:
    reported: dict[str, list[str]] = {}
    for name, one in OUTCOMES.items():
        reported.setdefault(getattr(one, kind) or "", []).append(name)
    return "\n".join(_lines(names, part, reported))


def _lines(names: Iterable[str], part: str, reported: dict[str, list[str]]) -> Iterator[str]:
    own = needed()[part]
    for name in names:
        if name in own:
            unit, said = meanings()[part][name]
            yield item(f"`{name}` ({unit}): {ending(said)}")
        else:
            first = OUTCOMES[reported[name][0]]
            yield item(f"`{name}` ({first.unit}): reported as {_some(reported[name])}.")


def _some(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:3])
    return f"{shown} and {len(names) - 3} more" if len(names) > 3 else shown
