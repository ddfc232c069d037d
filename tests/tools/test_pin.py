"""Pins name every package of the lock once, and nothing else of ``pyproject.toml`` changes."""

import re
import tomllib

import pytest

from tools.pin import PYPROJECT, PinError, pins, with_pins, without_pins

LOCK = """
version = 1
[[package]]
name = "scipy"
version = "1.17.1"
source = { registry = "somewhere" }
[[package]]
name = "goldrush"
version = "0.1.0"
source = { virtual = "." }
[[package]]
name = "numpy"
version = "2.3.0"
source = { registry = "somewhere" }
resolution-markers = ["python_full_version < '3.14'"]
[[package]]
name = "numpy"
version = "2.4.0"
source = { registry = "somewhere" }
resolution-markers = ["python_full_version >= '3.14' and sys_platform == 'win32'", "python_full_version >= '3.15'"]
"""
PROJECT = """[project]
name = "goldrush"

[tool.uv]
package = false

[tool.ruff]
line-length = 120
"""


def test_pins_are_exact_sorted_and_name_no_host():
    assert pins(LOCK) == [
        "numpy==2.3.0 ; (python_full_version < '3.14')",
        "numpy==2.4.0 ; (python_full_version >= '3.14' and sys_platform == 'win32') or (python_full_version >= '3.15')",
        "scipy==1.17.1",
    ]


def test_writing_pins_changes_nothing_else():
    pinned = with_pins(PROJECT, ["scipy==1.17.1"])
    assert tomllib.loads(pinned)["tool"]["uv"]["constraint-dependencies"] == ["scipy==1.17.1"]
    assert without_pins(pinned) == PROJECT


def test_old_pins_give_way_to_new_ones():
    assert with_pins(with_pins(PROJECT, ["numpy==1.0"]), ["numpy==2.3.0"]) == with_pins(PROJECT, ["numpy==2.3.0"])


def test_the_project_itself_can_be_pinned_again():
    text = PYPROJECT.read_text(encoding="utf-8")
    assert with_pins(with_pins(text, []), ["numpy==2.3.0"]) == with_pins(text, ["numpy==2.3.0"])


def test_every_package_that_the_project_declares_is_pinned():
    content = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    groups = [content["project"]["dependencies"], *content["dependency-groups"].values()]
    declared = {plain_name(requirement) for group in groups for requirement in group}
    pinned = {plain_name(pin) for pin in content["tool"]["uv"].get("constraint-dependencies", []) if "==" in pin}
    assert declared <= pinned, f"not pinned: {sorted(declared - pinned)}; run python tools/pin.py"


def plain_name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower()


def test_a_project_without_the_table_is_refused():
    with pytest.raises(PinError, match="no table"):
        with_pins('[project]\nname = "goldrush"\n', [])
