"""Kinds of interventions and outcomes from outside the project: entry points of installed packages.

A package names what it brings in its ``pyproject.toml``, each under a name of its choice::

    [project.entry-points."goldrush.levers"]
    night_buses = "goldrush_night_buses:NightBuses"

    [project.entry-points."goldrush.outcomes"]
    night_buses = "goldrush_night_buses"

They are loaded once a process, outcomes first and each group by name, so that the order of outcomes is the same in
every process. A plugin that is of no use is never passed over: results without it would not be what was asked for.
"""

import hashlib
import importlib.metadata
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

LEVERS, OUTCOMES = "goldrush.levers", "goldrush.outcomes"
GROUPS = (OUTCOMES, LEVERS)
TOP = __name__.rpartition(".")[0]
"""The package that holds levers and outcomes: ``model`` in a checkout, ``goldrush.model`` once installed."""
CODE_DIGITS = 16


class PluginError(RuntimeError):
    """What an installed package adds to the model cannot be used."""


@dataclass(frozen=True)
class Plugin:
    """One entry point: its group and name, the object that it names, and the package and version that bring it."""

    group: str
    name: str
    place: str
    package: str

    @property
    def module(self) -> str:
        """Return the name of the module in which its object stands."""
        return self.place.partition(":")[0].strip()

    def error(self, what: str) -> PluginError:
        """Return the error that says what is wrong with this entry."""
        return PluginError(
            f"plugin {self.package}, entry {self.name} of {self.group} ({self.place}): {what}; "
            "mend the plugin or uninstall the package"
        )


def loaded(group: str) -> list[tuple[Plugin, Any]]:
    """Return the entries of a group by name, each with its object; PluginError for one that cannot be loaded."""
    return [(plugin, found) for plugin, found in _all() if plugin.group == group]


@cache
def code_of(module: str) -> str:
    """Return a hash of a module that plugins name, with its package's version, as results depend on it; else ""."""
    plugin = next((each for each in plugins() if each.module == module), None)
    if plugin is None:
        return ""
    content = Path(sys.modules[module].__file__ or "").read_bytes()
    return f"{plugin.package} {hashlib.sha256(content).hexdigest()[:CODE_DIGITS]}"


@cache
def plugins() -> tuple[Plugin, ...]:
    """Return every entry of both groups, in the order in which they are loaded; PluginError for a name given twice."""
    found: dict[tuple[int, str], Plugin] = {}
    for plugin in _entries():
        place = GROUPS.index(plugin.group), plugin.name
        if place in found:
            raise plugin.error(f"{found[place].package} has an entry of this name, too")
        found[place] = plugin
    return tuple(found[place] for place in sorted(found))


def culprit(error: BaseException) -> str:
    """Return which plugin's code an error comes from, and the line, if its traceback leads through one; else ""."""
    places = [place for place in _places(error.__traceback__) if code_of(place[0])]
    if not places:
        return ""
    module, file, line = places[-1]
    plugin = next(each for each in plugins() if each.module == module)
    return str(plugin.error(f"{type(error).__name__}: {error} ({Path(file).name}, line {line})"))


def _places(traceback: TracebackType | None) -> Iterator[tuple[str, str, int]]:
    """Yield module, file and line of each call that an error has left."""
    while traceback:
        frame = traceback.tb_frame
        yield frame.f_globals.get("__name__", ""), frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next


def _entries() -> Iterator[Plugin]:
    """Yield the entries of all packages; of one that is found twice on the path, only those found first."""
    seen = set()
    for package in importlib.metadata.distributions():
        text = package.read_text("entry_points.txt") or ""
        if any(group in text for group in GROUPS) and package.name not in seen:
            seen.add(package.name)
            called = f"{package.name} {package.version}"
            yield from (Plugin(e.group, e.name, e.value, called) for e in package.entry_points if e.group in GROUPS)


@cache
def _all() -> tuple[tuple[Plugin, Any], ...]:
    return tuple((plugin, _object(plugin)) for plugin in plugins())


def _object(plugin: Plugin) -> Any:
    """Return what an entry names; PluginError where importing it fails, whatever the error."""
    if _is_being_imported(plugin.module):
        raise plugin.error(
            f"while it is imported, it imports a part of {TOP} that needs the plugins; "
            "import that part inside the function that uses it"
        )
    entry = importlib.metadata.EntryPoint(plugin.name, plugin.place, plugin.group)
    if not entry.pattern.match(plugin.place):
        raise plugin.error("names nothing; write module:Class for a lever, module for outcomes")
    try:
        return entry.load()
    except PluginError:
        raise
    except Exception as error:
        raise plugin.error(f"{type(error).__name__}: {error}{_hint(error)}") from error


def _is_being_imported(module: str) -> bool:
    return getattr(getattr(sys.modules.get(module), "__spec__", None), "_initializing", False)


def _hint(error: Exception) -> str:
    missing = error.name if isinstance(error, ModuleNotFoundError) else None
    return f"; the model is imported as {TOP} here" if missing in ("model", "goldrush") else ""
