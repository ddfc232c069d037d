"""Which names the rules of the model read, found in their source."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.contracts.imports import imported, modules

MODEL = Path(__file__).resolve().parents[2] / "model"


def declares(path: Path, excluded: tuple[str, ...]) -> bool:
    """Tell whether a file is one of those excluded, or stands in a folder excluded."""
    return path.name in excluded or path.parent.name in excluded


@cache
def trees(*excluded: str) -> tuple[ast.Module, ...]:
    """Return the syntax trees of the model's files but those excluded."""
    files = (path for path in sorted(MODEL.rglob("*.py")) if not declares(path, excluded))
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in files)


def nodes(kind: type, *excluded: str):
    """Yield the nodes of one kind in the model's files."""
    return (node for tree in trees(*excluded) for node in ast.walk(tree) if isinstance(node, kind))


@cache
def attributes_read(*excluded: str) -> set[str]:
    """Return every name read as an attribute."""
    return {node.attr for node in nodes(ast.Attribute, *excluded)}


@cache
def patterns_built(*excluded: str) -> list[re.Pattern]:
    """Return a pattern for every name built by an f-string, such as ``f"{zone}_sites"``."""
    return [pattern_of(node) for node in nodes(ast.JoinedStr, *excluded) if any_letter(node)]


def any_letter(text: ast.JoinedStr) -> bool:
    """Tell whether an f-string has a part of a name written out and nothing but names."""
    constant = "".join(part.value for part in text.values if isinstance(part, ast.Constant))
    return bool(re.fullmatch(r"\w*[a-z]\w*", constant))


def pattern_of(text: ast.JoinedStr) -> re.Pattern:
    """Return the pattern of what an f-string can be."""
    parts = (re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+" for part in text.values)
    return re.compile("".join(parts))


@cache
def columns_asked(*excluded: str) -> set[str]:
    """Return the words given to calls of ``.column(...)``."""
    return {
        node.args[0].value
        for node in nodes(ast.Call, *excluded)
        if isinstance(node.func, ast.Attribute)
        and node.func.attr == "column"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


@cache
def flows_written(*files: str) -> tuple[frozenset[str], tuple[re.Pattern, ...]]:
    """Return names, and patterns of names, X of ``flows[X] = ...``, ``flows[X] += ...`` and ``flows.X += ...``.

    Where X is a variable, every word of the file and of files beside it that it imports counts: rules loop over names
    that they list.
    """
    names, patterns = set(), []
    for path in sorted(MODEL.rglob("*.py")):
        if path.name in files:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names |= {node.attr for node in ast.walk(tree) if is_counter(node) and isinstance(node.ctx, ast.Store)}
            for key in (node.slice for node in ast.walk(tree) if is_flow(node) and isinstance(node.ctx, ast.Store)):
                if isinstance(key, ast.JoinedStr):
                    patterns.append(pattern_of(key))
                else:
                    names |= {key.value} if isinstance(key, ast.Constant) else listed(path)
    return frozenset(names), tuple(patterns)


def listed(path: Path) -> frozenset[str]:
    """Return the words of a file and of the files in its folder that it imports."""
    beside = [modules()[name] for name in imported(path) if modules()[name].parent == path.parent]
    return frozenset().union(*map(words, (path, *beside)))


@cache
def words(path: Path) -> frozenset[str]:
    """Return all words that a file writes out, and the names of the fields of its records."""
    found = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    texts = {node.value for node in found if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    fields = (node.target for node in found if isinstance(node, ast.AnnAssign))
    return frozenset(texts | {field.id for field in fields if isinstance(field, ast.Name)})


def is_counter(node: ast.AST) -> bool:
    """Tell whether a node is an attribute of the record of the week's counters."""
    if not isinstance(node, ast.Attribute):
        return False
    owner = node.value
    if isinstance(owner, ast.Subscript):
        owner = owner.value
        return isinstance(owner, ast.Attribute) and owner.attr == "flows"
    return isinstance(owner, ast.Name) and owner.id in ("flows", "count", "counts")


def is_flow(node: ast.AST) -> bool:
    """Tell whether a node is ``flows[...]`` or ``model.flows[...]``."""
    if not isinstance(node, ast.Subscript):
        return False
    owner = node.value
    return (isinstance(owner, ast.Name) and owner.id == "flows") or (
        isinstance(owner, ast.Attribute) and owner.attr == "flows"
    )
