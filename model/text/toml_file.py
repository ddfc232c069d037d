"""Read a scenario file into a tree that records where each value stands, for error messages.

``tomllib`` keeps no line numbers. They are found when a message needs them: each assignment and each header is parsed
by itself, which shows which line brings in which key, whatever the layout of the file.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from model.text.files import read_text

type Key = tuple[str | int, ...]

AT_LINE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
ASSIGNMENT = re.compile(r"""[\w.\-"']+\s*=""")
BARE_VALUE = re.compile(r"""([\w.\-"']+\s*=\s*)([^"'\[{#\s][^"'\[{#=]*?)(\s*(?:#.*)?)$""")
LIKE_A_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}$")
TYPOGRAPHIC = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u00a0\u2009\u202f\u3000", " ")
)
SINGLE_QUOTES = str.maketrans(dict.fromkeys("\u2018\u2019\u201a\u201b\u2039\u203a", "'"))
DEEPEST = 20
"""Tables inside one another, at most."""
MOST_SLIPS = 20
"""Syntax mistakes after which a file is not read on."""
LONGEST_STATEMENT = 200
"""Lines of one assignment after which line numbers are no longer looked for."""
LONGEST_SHOWN = 100
"""Characters of a value that a message shows."""


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

    def where(self) -> str:
        """Return the file and line as written in messages; ``change`` outside any file."""
        if self.file is None:
            return "change"
        line = self.file.line_of(self.key)
        return f"{self.file.shown_path}, line {line}" if line else self.file.shown_path

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
        if isinstance(self.value, str):
            return f'"{shortened(self.value)}"'
        return shortened(str(self.value))

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
    for _ in range(MOST_SLIPS):
        file = ScenarioFile(path, text, tuple(slips))
        try:
            return file, as_nodes(_parsed(file), (), file)
        except tomllib.TOMLDecodeError as error:
            text = _stepped_over(file, error, slips)
    raise _not_toml(path, [*slips, (0, "and perhaps more lines like these")])


def as_nodes(value: Any, key: Key, file: ScenarioFile | None) -> Node:
    """Return parsed TOML as nodes; raise ScenarioError for tables too deep in one another and for endless numbers."""
    place = Place(key, file)
    if len(key) > DEEPEST or _is_too_long(value):
        what = "tables stand too deep inside one another" if len(key) > DEEPEST else "a whole number is too long"
        raise ScenarioError(f"{place.where()}: {str(place)[:LONGEST_SHOWN]}: {what}")
    if isinstance(value, dict):
        value = {name: as_nodes(child, (*key, name), file) for name, child in value.items()}
    elif isinstance(value, list) and value and all(isinstance(child, dict) for child in value):
        value = [as_nodes(child, (*key, n), file) for n, child in enumerate(value)]
    return Node(value, place)


def _is_too_long(value: Any) -> bool:
    """Tell whether a value is, or a list holds, a whole number beyond the 64 bits of TOML."""
    if isinstance(value, list):
        return any(map(_is_too_long, value))
    return isinstance(value, int) and not -(2**63) <= value < 2**63


def _text_of(path: Path) -> str:
    try:
        return read_text(path)
    except ValueError as error:
        raise ScenarioError(f"{path}: {error}") from error


def _parsed(file: ScenarioFile) -> dict[str, Any]:
    """Return the parsed text; raise TOMLDecodeError for what is not TOML, ScenarioError for what Python cannot hold."""
    try:
        return tomllib.loads(file.text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        raise ScenarioError(f"{file.shown_path}: lists or tables stand too deep inside one another") from None
    except ValueError:
        raise ScenarioError(f"{file.shown_path}: a whole number is too long") from None


def _stepped_over(file: ScenarioFile, error: tomllib.TOMLDecodeError, slips: list[tuple[int, str]]) -> str:
    """Note the syntax mistake that ``error`` reports and return the text without it; raise ScenarioError if unclear."""
    lines = file.text.split("\n")
    number = _line_number(error, lines)
    line = lines[number - 1].strip() if lines else ""
    slip, better = _slip(line, str(error))
    if slip:
        slips.append((number, slip))
    if better is None:
        raise _not_toml(file.path, slips)
    lines[number - 1] = better
    return "\n".join(lines)


def _not_toml(path: Path, slips: list[tuple[int, str]]) -> ScenarioError:
    """Return the error that lists syntax mistakes with their lines."""
    shown = ScenarioFile(path, "").shown_path
    return ScenarioError("\n".join(f"{shown}, line {at}: {each}" if at else f"{shown}: {each}" for at, each in slips))


def _slip(line: str, error: str) -> tuple[str, str | None]:
    """Return what is wrong with a line that is not TOML, and the line as it was meant; None if that is not clear."""
    if "overwrite" in error and ASSIGNMENT.match(line):
        return f"{shortened(line)}: this key is given twice; keep one", ""
    plain = _with_plain_characters(line)
    if plain != line:
        said = "typographic quotes, dashes or spaces, as word processors put them; write plain ones"
        return f"{shortened(line)}: {said}: {shortened(plain)}", plain
    if "\\" in line and "\\" in error:
        return f"{shortened(line)}: in a path write / instead of \\", line.replace("\\", "/")
    if bare := BARE_VALUE.match(line):
        name, value, rest = bare.groups()
        said = f'{shortened(line)}: a word or a number with a unit stands in quotes: "{shortened(value)}"'
        return "" if LIKE_A_DATE.match(value) else said, f'{name}"{value}"{rest}'
    return f"{shortened(line)}: not valid TOML ({AT_LINE.sub('', error).strip()})", None


def _with_plain_characters(line: str) -> str:
    """Return a line with the quotes, dashes and spaces of TOML; single quotes inside double ones are apostrophes."""
    value, hash_, comment = line.partition("#")
    plain = value.translate(TYPOGRAPHIC)
    return (plain if '"' in plain else plain.translate(SINGLE_QUOTES)) + hash_ + comment


def shortened(text: str) -> str:
    """Return a text for a message in one line, cut where it is long."""
    text = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)


def _line_number(error: tomllib.TOMLDecodeError, lines: list[str]) -> int:
    """Return the line that ``error`` points at; at the end of the document, the last that is not blank."""
    at = AT_LINE.search(str(error))
    if at and at[1]:
        return min(int(at[1]), len(lines))
    return max((n for n, line in enumerate(lines, start=1) if line.strip()), default=1)


@cache
def _key_lines(text: str) -> dict[Key, int]:
    """Return the line on which each key of a TOML text first appears."""
    found: dict[Key, int] = {}
    counts: dict[Key, int] = {}
    table: Key = ()
    for number, statement, tree in _statements(text):
        if statement.lstrip().startswith("["):
            table = _opened(tree, counts)
            found |= {table[:n]: number for n in range(1, len(table) + 1) if table[:n] not in found}
        else:
            found |= {key: number for key in ((*table, *own) for own in _keys(tree)) if key not in found}
    return found


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Yield each assignment and each header of a TOML text with its first line's number, and parsed by itself."""
    begun, held = 1, []
    for number, line in enumerate(text.split("\n"), start=1):
        held.append(line)
        statement = "\n".join(held)
        try:
            tree = tomllib.loads(statement)
        except (ValueError, RecursionError):
            if len(held) > LONGEST_STATEMENT:
                return
            continue
        yield begun, statement, tree
        begun, held = number + 1, []


def _opened(tree: Any, counts: dict[Key, int]) -> Key:
    """Return the key of the table that a parsed header opens; ``counts`` holds the last place in each list."""
    key: Key = ()
    while tree:
        ((name, tree),) = tree.items()
        key = (*key, name)
        if isinstance(tree, list):
            counts[key], tree = counts.get(key, -1) + 1, {}
        if key in counts:
            key = (*key, counts[key])
    return key


def _keys(tree: Any, above: Key = ()) -> Iterator[Key]:
    """Yield every key of parsed TOML, tables before what they hold."""
    children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for name, child in children:
        yield (*above, name)
        yield from _keys(child, (*above, name))
