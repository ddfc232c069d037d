"""How the code is laid out: imports flow one way, and the command starts light."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_IMPORT = {"model": set(), "experiments": {"model"}, "analysis": {"experiments"}}
LIGHT = {"json", "os", "collections", "functools", "contextlib", "pathlib", "typing", "typer", "rich"}


def imported(nodes):
    """Return the first parts of the names of all modules that these nodes import."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_imports_flow_one_way(folder):
    for path in (ROOT / folder).rglob("*.py"):
        ours = set(imported(ast.walk(ast.parse(path.read_text())))) & {*MAY_IMPORT, "run", "tests"}
        assert ours <= MAY_IMPORT[folder] | {folder}, f"{path.relative_to(ROOT)} imports {ours}"


def test_the_command_imports_nothing_heavy_before_it_knows_what_is_asked():
    for path in ("run.py", *(str(path.relative_to(ROOT)) for path in (ROOT / "experiments/command_line").glob("*.py"))):
        assert set(imported(ast.parse((ROOT / path).read_text()).body)) <= LIGHT | {"experiments"}, path


def test_no_module_is_longer_than_a_reader_can_hold():
    paths = [path for folder in MAY_IMPORT for path in (ROOT / folder).rglob("*.py")]
    lengths = {path.relative_to(ROOT): len(path.read_text().splitlines()) for path in paths}
    assert not {path: length for path, length in lengths.items() if length > 400}
