"""Pin the versions of all packages: resolve them anew and write them into ``pyproject.toml``.

Run ``python -m pip install uv && python tools/pin.py``. The packages of every dependency group are resolved in a
temporary copy, without the old pins, and end as ``name==version`` in ``[tool.uv] constraint-dependencies``. A lock
file would name the hosts that packages came from, so none is kept.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
PYTHON = PYPROJECT.with_name(".python-version")
KEY = "constraint-dependencies"
TABLE = re.compile(r"^\[tool\.uv\]\n.*?(?=^\[|\Z)", re.MULTILINE | re.DOTALL)
ARRAY = re.compile(rf"^{KEY}\s*=\s*\[[^\]]*\]\n", re.MULTILINE)


class PinError(RuntimeError):
    """Packages cannot be resolved, or ``pyproject.toml`` has another form than expected."""


def pins(lock: str) -> list[str]:
    """Return ``name==version`` of every package in the text of a lock file, sorted.

    A package with several versions gets one pin a version, each with the markers that it is for.
    """
    packages = tomllib.loads(lock)["package"]
    return sorted(_pin(package) for package in packages if "registry" in package["source"])


def _pin(package: dict[str, Any]) -> str:
    markers = " or ".join(f"({marker})" for marker in package.get("resolution-markers", []))
    exact = f"{package['name']}=={package['version']}"
    return f"{exact} ; {markers}" if markers else exact


def without_pins(text: str) -> str:
    """Return the text of ``pyproject.toml`` without its pins."""
    return ARRAY.sub("", text)


def with_pins(text: str, found: list[str]) -> str:
    """Return the text of ``pyproject.toml`` with these pins at the end of ``[tool.uv]`` and nothing else changed."""
    table = TABLE.search(without_pins(text))
    if table is None:
        raise PinError("pyproject.toml has no table [tool.uv]; add one")
    lines = "".join(f'  "{pin}",\n' for pin in found)
    kept = table.group().rstrip("\n")
    gap = table.group()[len(kept) + 1 :]
    body = f"{kept}\n{KEY} = [\n{lines}]\n{gap}"
    return _checked(table.string[: table.start()] + body + table.string[table.end() :], text, found)


def _checked(new: str, old: str, found: list[str]) -> str:
    after, before = tomllib.loads(new), tomllib.loads(old)
    before["tool"]["uv"][KEY] = found
    if after != before:
        raise PinError(f"{KEY} in pyproject.toml cannot be replaced safely; delete the array and try again")
    return new


def resolve(text: str) -> str:
    """Return the text of the lock file that uv makes for a ``pyproject.toml``, in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / PYPROJECT.name).write_text(text, encoding="utf-8")
        shutil.copy(PYTHON, folder)
        done = subprocess.run([sys.executable, "-m", "uv", "lock"], cwd=folder, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            raise PinError(f"uv cannot resolve the packages:\n{done.stderr}")
        return (Path(folder) / "uv.lock").read_text(encoding="utf-8")


def main() -> None:
    """Refresh the pins and say what changed."""
    text = PYPROJECT.read_text(encoding="utf-8")
    old = tomllib.loads(text).get("tool", {}).get("uv", {}).get(KEY, [])
    new = pins(resolve(without_pins(text)))
    PYPROJECT.write_text(with_pins(text, new), encoding="utf-8")
    gone, come = sorted(set(old) - set(new)), sorted(set(new) - set(old))
    changes = [*(f"- {pin}" for pin in gone), *(f"+ {pin}" for pin in come)]
    print("\n".join([*changes, f"{len(new)} packages pinned in {PYPROJECT.name}"]))


if __name__ == "__main__":
    try:
        main()
    except PinError as error:
        sys.exit(f"error: {error}")
