"""Which public functions and classes the commands and examples reach, followed by name through the source.

A definition is reached if its name stands in code that is reached: in a command, an example, a benchmark, in what
a module does when it is imported, or in a definition that is reached itself. Names are not resolved, so that two
functions of one name count as one; what is found unreached is surely so.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.contracts.imports import ROOT, modules

STARTS = ("examples", "benchmarks", "tools")


@dataclass(frozen=True)
class Definition:
    """A public function, class or method, and the names that stand in it."""

    module: str
    name: str
    names: frozenset[str]


def names_in(*nodes: ast.AST) -> frozenset[str]:
    """Return every name, attribute and word in the text of these nodes, docstrings included only as single words."""
    return frozenset(name for node in nodes for name in _names(node))


def _names(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            yield each.id
        elif isinstance(each, ast.Attribute):
            yield each.attr
        elif isinstance(each, ast.alias):
            yield each.name.rpartition(".")[2]
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and re.fullmatch(r"[\w.]+", each.value):
            yield from each.value.split(".")


def parts(path: Path) -> tuple[list[ast.stmt], list[ast.stmt]]:
    """Return the definitions of a file and what it does when it is imported; imports count as neither."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    defined = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    done = [node for node in body if node not in defined and not isinstance(node, ast.Import | ast.ImportFrom)]
    return defined, done


@cache
def definitions() -> tuple[Definition, ...]:
    """Return the definitions of all modules; what is private belongs to whoever uses it, too."""
    found = []
    for module, path in modules().items():
        for node in parts(path)[0]:
            found.append(Definition(module, node.name, names_in(*_inside(node))))
    return tuple(found)


def _inside(node: ast.stmt) -> Iterator[ast.AST]:
    """Yield all that a definition consists of but its own name."""
    return ast.iter_child_nodes(node)


@cache
def commands() -> frozenset[str]:
    """Return the names of the functions that are commands."""
    return frozenset(node.name for path in modules().values() for node in parts(path)[0] if is_command(node))


@cache
def methods() -> tuple[Definition, ...]:
    """Return the public methods of all classes but those that stand in for classes of Mesa or of another library."""
    found = []
    for module, path in modules().items():
        for owner in (node for node in parts(path)[0] if isinstance(node, ast.ClassDef)):
            if not module.startswith("model.columns") and module != "model.kernels.compiled":
                inside = (node for node in owner.body if isinstance(node, ast.FunctionDef))
                found += [Definition(module, each.name, names_in(*_inside(each))) for each in inside]
    return tuple(found)


@cache
def reached() -> frozenset[str]:
    """Return every name that stands in code which commands and examples reach."""
    starts = [ROOT / "run.py", *(path for name in STARTS for path in (ROOT / name).rglob("*.py"))]
    names = set(names_in(*(ast.parse(path.read_text(encoding="utf-8")) for path in starts)))
    names |= names_in(*(node for path in modules().values() for node in parts(path)[0] if is_command(node)))
    names |= names_in(*(node for path in modules().values() for node in parts(path)[1]))
    waiting = set(definitions())
    while new := {each for each in waiting if each.name in names}:
        names |= frozenset().union(*(each.names for each in new))
        waiting -= new
    return frozenset(names)


def is_command(node: ast.stmt) -> bool:
    """Tell whether a function is registered as a command of the command line."""
    registered = getattr(node, "decorator_list", [])
    return any(isinstance(each, ast.Call) and "command" in names_in(each.func) for each in registered)


def unreached() -> list[str]:
    """Return the public definitions that nothing reaches, as ``module.name``."""
    public = (each for each in definitions() if not each.name.startswith("_") and each.name not in commands())
    public = (*public, *(each for each in methods() if not each.name.startswith("_")))
    return sorted(f"{each.module}.{each.name}" for each in public if each.name not in reached())
