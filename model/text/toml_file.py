"""Read a scenario file into a tree that records where each value stands, for error messages.

``tomllib`` keeps no line numbers. They are found when a message needs them: parsing the first line, the first two lines
and so on shows which line brings in which key, whatever the layout of the file.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

type Key = tuple[str | int, ...]

AT_LINE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
ASSIGNMENT = re.compile(r"""[\w.\-"']+\s*=""")
BARE_VALUE = re.compile(r"""([\w.\-"']+\s*=\s*)([^"'\[{#\s][^"'\[{#=]*?)(\s*(?:#.*)?)$""")
LIKE_A_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}$")


class ScenarioError(ValueError):
    """A scenario cannot be read; the message lists every mistake with file, line and key."""


@dataclass(frozen=True)
class ScenarioFile:
    """The text of one scenario file, made parsable, and what was wrong with its syntax."""

    path: Path
    text: str
    syntax_mistakes: tuple[tuple[int, str], ...] = ()

    @property
    def shown_path(self) -> str:
        """Return the path as a user would type it here."""
        folder = Path.cwd()
        return str(self.path.relative_to(folder) if self.path.is_relative_to(folder) else self.path)

    def line_of(self, key: Key) -> int | None:
        """Return the line that brings in ``key``, or the nearest table around it."""
        lines = _key_lines(self.text)
        return next((lines[key[:n]] for n in range(len(key), 0, -1) if key[:n] in lines), None)


@dataclass(frozen=True)
class Place:
    """Where a value was written: a key in a file, or a change made outside any file (``file`` is None)."""

    key: Key
    file: ScenarioFile | None = None

    def __str__(self) -> str:
        """Return the key as written in messages: ``interventions[2].start``."""
        parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in self.key)
        return "".join(parts).lstrip(".")


@dataclass(frozen=True)
class Node:
    """A value and its place. Tables hold nodes by name, lists of tables hold a list of nodes."""

    value: Any
    place: Place

    @property
    def shown(self) -> str:
        """Return the value for a message; empty for tables and lists of tables."""
        if isinstance(self.value, dict) or (isinstance(self.value, list) and self.entries()):
            return ""
        if isinstance(self.value, bool):
            return str(self.value).lower()
        return f'"{self.value}"' if isinstance(self.value, str) else str(self.value)

    def entries(self) -> list["Node"]:
        """Return the tables of a list of tables."""
        children = self.value if isinstance(self.value, list) else []
        return [child for child in children if isinstance(child, Node)]


def read_file(path: Path) -> tuple[ScenarioFile, Node]:
    """Return a scenario file and its tree. Raise ScenarioError when it cannot be opened or parsed at all.

    Syntax mistakes with an obvious meaning (a word or quantity without quotes, a key given twice) are noted in
    ``syntax_mistakes`` and skipped, so that one reading finds the other mistakes too.
    """
    text = _text_of(path)
    slips: list[tuple[int, str]] = []
    while True:
        file = ScenarioFile(path, text, tuple(slips))
        try:
            return file, as_nodes(tomllib.loads(text), (), file)
        except tomllib.TOMLDecodeError as error:
            text = _stepped_over(file, error, slips)


def as_nodes(value: Any, key: Key, file: ScenarioFile | None) -> Node:
    """Return parsed TOML as nodes."""
    if isinstance(value, dict):
        value = {name: as_nodes(child, (*key, name), file) for name, child in value.items()}
    elif isinstance(value, list) and value and all(isinstance(child, dict) for child in value):
        value = [as_nodes(child, (*key, n), file) for n, child in enumerate(value)]
    return Node(value, Place(key, file))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ScenarioError(f"{path}: there is no such file") from error
    except IsADirectoryError as error:
        raise ScenarioError(f"{path}: is a folder, not a scenario file") from error
    except UnicodeDecodeError as error:
        raise ScenarioError(f"{path}: is not a text file in UTF-8") from error
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be read ({error.strerror})") from error


def _stepped_over(file: ScenarioFile, error: tomllib.TOMLDecodeError, slips: list[tuple[int, str]]) -> str:
    """Note the syntax mistake that ``error`` reports and return the text without it; raise ScenarioError if unclear."""
    lines = file.text.splitlines()
    number = _line_number(error, lines)
    line = lines[number - 1].strip() if lines else ""
    bare = BARE_VALUE.match(line)
    if "overwrite" in str(error) and ASSIGNMENT.match(line):
        slips.append((number, f"{line}: this key is given twice; keep one"))
        lines[number - 1] = ""
    elif bare:
        name, value, rest = bare.groups()
        if not LIKE_A_DATE.match(value):
            slips.append((number, f'{line}: a word or a number with a unit stands in quotes: "{value}"'))
        lines[number - 1] = f'{name}"{value}"{rest}'
    else:
        slips.append((number, f"{line}: not valid TOML ({AT_LINE.sub('', str(error)).strip()})"))
        raise ScenarioError("\n".join(f"{file.shown_path}, line {at}: {slip}" for at, slip in slips))
    return "\n".join(lines)


def _line_number(error: tomllib.TOMLDecodeError, lines: list[str]) -> int:
    """Return the line that ``error`` points at; at the end of the document, the last that is not blank."""
    at = AT_LINE.search(str(error))
    if at and at[1]:
        return min(int(at[1]), len(lines))
    return max((n for n, line in enumerate(lines, start=1) if line.strip()), default=1)


@cache
def _key_lines(text: str) -> dict[Key, int]:
    """Return the line on which each key of a TOML text first appears."""
    lines, found, begun = text.splitlines(), {}, 1
    for number in range(1, len(lines) + 1):
        try:
            tree = tomllib.loads("\n".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue
        found |= {key: begun for key in _keys(tree) if key not in found}
        begun = number + 1
    return found


def _keys(tree: Any, above: Key = ()) -> Iterator[Key]:
    """Yield every key of parsed TOML, tables before what they hold."""
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, child in children:
        yield (*above, name)
        yield from _keys(child, (*above, name))
