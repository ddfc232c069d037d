"""Collect the mistakes of a scenario while it is read, so that one message can list them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from model.text.suggestions import did_you_mean
from model.text.toml_file import Node, ScenarioError, ScenarioFile, shortened


@dataclass
class Report:
    """The mistakes found so far, as (file, line, message); readers of a scenario add to it and continue."""

    mistakes: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, node: Node, message: str) -> None:
        """Note what is wrong with a value."""
        file, key, shown = node.place.file, shortened(str(node.place)), f" = {node.shown}" if node.shown else ""
        line = (file.line_of(node.place.key) or 0) if file else 0
        subject = f"{key}{shown}: " if key else ""
        self.mistakes.append((file.shown_path if file else "change", line, f"{subject}{message}"))

    def add_syntax(self, file: ScenarioFile) -> None:
        """Note the syntax mistakes that were skipped when the file was parsed."""
        self.mistakes += [(file.shown_path, line, message) for line, message in file.syntax_mistakes]

    def add_text(self, node: Node, error: ScenarioError) -> None:
        """Note that another scenario named by a value has mistakes of its own."""
        self.add(node, str(error).replace("\n", "\n  "))

    def result[T](self, value: T | None) -> T:
        """Return what was read, or raise ScenarioError that lists all mistakes."""
        if value is None or self.mistakes:
            raise ScenarioError("\n".join(self.lines()))
        return value

    def lines(self) -> list[str]:
        """Return the mistakes, a line each, in the order of the files and of their lines."""
        files = [file for file, _, _ in self.mistakes]
        distinct = dict.fromkeys(self.mistakes)
        in_order = sorted(distinct, key=lambda mistake: (files.index(mistake[0]), mistake[1]))
        return [f"{_where(file, line)}: {message}" for file, line, message in in_order]


def _where(file: str, line: int) -> str:
    return f"{file}, line {line}" if line else file


def children(node: Node | None, known: Iterable[str], what: str, report: Report) -> dict[str, Node]:
    """Return what a table holds under known names; note every other name. A missing table counts as empty."""
    if node is None:
        return {}
    if not isinstance(node.value, dict):
        report.add(node, "is not a table, which holds a line NAME = VALUE for each setting")
        return {}
    known = tuple(known)
    for name in (name for name in node.value if name not in known):
        report.add(node.value[name], f"unknown {what}; {did_you_mean(name, known)}")
    return {name: child for name, child in node.value.items() if name in known}


def value_of[T](node: Node | None, read: Callable[[Any], T], report: Report) -> T | None:
    """Return what ``read`` makes of a value; None, with the mistake noted, when it raises ValueError."""
    if node is None:
        return None
    if isinstance(node.value, dict) or node.entries():
        report.add(node, "is a table, but a single value is wanted")
        return None
    try:
        return read(node.value)
    except ValueError as error:
        report.add(node, str(error))
        return None
