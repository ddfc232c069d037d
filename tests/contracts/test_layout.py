"""How the code is laid out: imports flow one way and in no circle, functions stay small, the command starts light."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.imports import ROOT, TOP, circles, graph, modules, rooms

MAY_IMPORT = {"model": {"model"}, "experiments": {"model", "experiments"}, "analysis": {"experiments", "analysis"}}
ORDER = {
    "experiments": ("base", "design", "store", "engine", "record", "command_line"),
    "analysis": (
        *("base", "measures", "sensitivity", "calibration"),
        *("tables", "figures", "brief", "explore", "reports", "studies"),
    ),
}
"""Rooms in the order in which later ones may import earlier ones."""
LIGHT = {"json", "os", "sys", "io", "codecs"}
LIGHT |= {"collections", "dataclasses", "functools", "contextlib", "inspect", "pathlib", "typing"}
LIGHT |= {"typer", "rich"}
MOST_PARAMETERS, MOST_LINES, LONGEST_MODULE = 7, 30, 400
type Function = ast.FunctionDef | ast.AsyncFunctionDef


def top(module: str) -> str:
    return module.partition(".")[0]


@pytest.mark.parametrize("folder", TOP)
def test_imports_flow_one_way(folder):
    wrong = {name: others for name, others in graph().items() if top(name) == folder}
    wrong = {name: [each for each in others if top(each) not in MAY_IMPORT[folder]] for name, others in wrong.items()}
    assert {name: others for name, others in wrong.items() if others} == {}


@pytest.mark.parametrize("folder", ORDER)
def test_rooms_import_only_from_rooms_before_them(folder):
    place = {room: n for n, room in enumerate(ORDER[folder])}
    edges = ((name, other) for name, others in graph().items() for other in others)
    inside = ((name, other) for name, other in edges if top(name) == top(other) == folder)
    wrong = [(a, b) for a, b in inside if place[a.split(".")[1]] < place[b.split(".")[1]]]
    assert wrong == []


def test_no_module_imports_in_a_circle():
    assert circles(graph()) == []


def test_no_room_imports_in_a_circle():
    assert circles(rooms()) == []


def test_a_circle_is_noticed():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()})
    assert not circles({"a": {"b"}, "b": {"c"}, "c": set()})


def test_the_command_imports_nothing_heavy_before_it_knows_what_is_asked():
    for path in (ROOT / "run.py", *(ROOT / "experiments" / "command_line").glob("*.py")):
        assert set(at_start(path)) <= LIGHT | {"experiments"}, path


def at_start(path: Path) -> Iterator[str]:
    """Yield the first parts of the names of what a file imports at its start."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (top(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield top(node.module or "")


def test_no_module_is_longer_than_a_reader_can_hold():
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in modules().items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def functions() -> Iterator[tuple[str, Function, list[str]]]:
    """Yield every function of the project with its module's name and lines."""
    for name, path in modules().items():
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield name, node, text.splitlines()


def test_no_function_takes_more_than_a_reader_can_check():
    counted = {f"{name}.{node.name}": parameters(node) for name, node, _ in functions()}
    assert {name: count for name, count in counted.items() if count > MOST_PARAMETERS} == {}


def parameters(node: Function) -> int:
    """Return how many parameters a function has, ``self`` and ``cls`` left out."""
    names = [each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return len([name for name in names if name not in ("self", "cls")])


def test_a_long_function_says_why_it_is_long():
    long = ((name, node, lines) for name, node, lines in functions() if body(node) > MOST_LINES)
    assert [f"{name}.{node.name}" for name, node, lines in long if not why(node, lines)] == []


def body(node: Function) -> int:
    """Return the lines of a function's body without its docstring."""
    first = node.body[0]
    told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if told else 0
    return (node.end_lineno or 0) - first.lineno + 1 - docstring


def why(node: Function, lines: list[str]) -> bool:
    """Tell whether a comment stands right above a function."""
    first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    return bool(re.match(r"\s*# ", lines[first - 2]))
