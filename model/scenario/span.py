"""The days that are simulated: what lies outside them never acts, which is a mistake of whoever wrote it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from model.text.mistakes import Report
from model.text.toml_file import Node


@dataclass(frozen=True)
class Span:
    """What is simulated, from ``begin`` to the day before ``end``.

    ``cut`` are the files of reference worlds that are simulated in another period here: what they inherit or do outside
    it is left out on purpose.
    """

    begin: date
    end: date
    cut: tuple[Path, ...] = ()

    def refuse_late(self, node: Node, day: date | None, report: Report) -> None:
        """Note what begins on a ``day`` when the simulation is over."""
        if day and day >= self.end and not self._spares(node):
            report.add(
                node, f"is not before the end of the period, {self.end}: it would never act; stop later or leave it out"
            )

    def refuse_early(self, node: Node, day: date | None, report: Report) -> None:
        """Note what ends on a ``day`` on which the simulation has not begun."""
        if day and day <= self.begin and not self._spares(node):
            report.add(node, f"is not after the simulation begins, {self.begin}: it would never act; leave it out")

    def _spares(self, node: Node) -> bool:
        return bool(node.place.file and node.place.file.path in self.cut)
