"""What ``meanings.toml`` adds to the declarations of the code, and what it lacks or has too much."""

import ast
import inspect
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from model import levers
from model.columns import snapshot
from model.outcomes import OUTCOMES
from model.parameters import GROUPS
from model.parameters.declaring import declared
from model.processes.counts import LENGTHS
from model.processes.flows import FLOWS
from model.processes.world import ARRAYS, NOW

FILE = Path(__file__).with_name("meanings.toml")


@cache
def meanings() -> Mapping[str, Mapping[str, Any]]:
    """Return unit and meaning by section and name."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def needed() -> Mapping[str, set[str]]:
    """Return by section the names that the code declares without a unit or a meaning."""
    counters = {one.counter for one in OUTCOMES.values()}
    counts = {one.census for one in OUTCOMES.values()}
    numbers = set(NOW.names or ())
    return {
        "now": numbers,
        "arrays": (set(ARRAYS) | set(snapshot.ARRAYS) | set(snapshot.NUMBERS)) - numbers,
        "levers": set(levers.Levers._fields),
        "flows": set(FLOWS) - counters,
        "census": set(LENGTHS) - counts,
        "parameters": {one.key for one in declared(GROUPS) if not one.note},
    }


def wrong(known: Mapping[str, Iterable[str]] | None = None) -> list[str]:
    """Return ``section.name`` of every name that lacks a meaning, or that has one for nothing."""
    found = {part: set(names) for part, names in (meanings() if known is None else known).items()}
    return sorted(f"{part}.{name}" for part, names in needed().items() for name in names ^ found.get(part, set()))


@cache
def lever_meanings() -> Mapping[str, str]:
    """Return what stands beneath every lever where it is declared, by name."""
    (tree,) = ast.parse(inspect.getsource(levers.Levers)).body
    assert isinstance(tree, ast.ClassDef)
    pairs = zip(tree.body, tree.body[1:], strict=False)
    return {
        field.target.id: " ".join(said.value.value.split())
        for field, said in pairs
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(said, ast.Expr)
        and isinstance(said.value, ast.Constant) and isinstance(said.value.value, str)
    }  # fmt: skip
