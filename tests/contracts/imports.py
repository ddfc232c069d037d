"""Who imports whom among the project's modules, found in their source; imports inside functions count too."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOP = ("model", "experiments", "analysis")


@cache
def modules() -> dict[str, Path]:
    """Return the project's modules by name; a package stands for its ``__init__.py``."""
    files = [*(path for top in TOP for path in (ROOT / top).rglob("*.py")), ROOT / "run.py"]
    return {name_of(path): path for path in sorted(files)}


def name_of(path: Path) -> str:
    """Return the dotted name of a module's file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def graph() -> dict[str, frozenset[str]]:
    """Return the modules that each module imports."""
    return {name: frozenset(imported(path)) - {name} for name, path in modules().items()}


def imported(path: Path) -> Iterator[str]:
    """Yield the project's modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules())
        elif isinstance(node, ast.ImportFrom) and node.module:
            named = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in modules() else node.module for name in named if node.module in modules())


def room(module: str) -> str:
    """Return the folder of a module; a module that stands beside folders of the model is a room of its own."""
    folder = name_of(modules()[module].parent / "__init__.py")
    return module if folder in TOP else folder


def rooms() -> dict[str, set[str]]:
    """Return the rooms that each room imports from."""
    found: dict[str, set[str]] = {room(name): set() for name in graph()}
    for name, others in graph().items():
        found[room(name)] |= {room(other) for other in others} - {room(name)}
    return found


def circles(edges: Mapping[str, set[str] | frozenset[str]]) -> list[list[str]]:
    """Return the groups of nodes that reach one another, by taking away what imports nothing that is left."""
    left = {node: set(others) for node, others in edges.items()}
    while free := {node for node, others in left.items() if not others & left.keys()}:
        left = {node: others for node, others in left.items() if node not in free}
    return [sorted(left)] if left else []
