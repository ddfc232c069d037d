"""Results as Parquet files in ``runs/`` and ``failures/``, one part per chunk (``experiments/store/parts.py``).

A part is written whole or not at all, and its name follows from its bytes, so that writing a cell again changes
nothing and a changed byte is noticed. Readers take each cell once, also where two processes have both run it.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from experiments.base.errors import DamagedError, StoreError
from experiments.base.files import make_folder, sweep, write_whole
from experiments.base.outcomes import declared_outcomes
from experiments.store.parts import Part, failure_part, part_name, read_part, read_rows, read_table, results_part
from experiments.store.resolution import RESOLUTIONS, at_resolution, holds
from experiments.store.results import Failure, Result

RUNS, FAILURES, DAMAGED = "runs", "failures", "damaged"
FINEST = RESOLUTIONS[0]


class Store:
    """A folder of results that many experiments and workers extend."""

    def __init__(self, folder: Path) -> None:
        """Take the folder as it is; nothing is written until ``prepare``."""
        self.folder = Path(folder)
        self._known: dict[Path, Part] = {}

    def prepare(self) -> None:
        """Create the folders, or raise StoreError; remove what killed processes left half-written."""
        for name in (RUNS, FAILURES):
            sweep(make_folder(self.folder / name))

    def add(self, results: Sequence[Result], resolution: str = FINEST) -> None:
        """Write results, kept at a resolution, as one part."""
        from experiments.base.environment import environment

        if results:
            self.put_run(results_part(results, declared_outcomes(), resolution, environment()))

    def put_run(self, content: bytes) -> Path:
        """Write the bytes of a part of results and return its path."""
        return self._put(RUNS, content)

    def add_failures(self, failures: Iterable[Failure]) -> None:
        """Write one row per failed cell: stage, message and the command that shows the failure again."""
        for failure in failures:
            self._put(FAILURES, failure_part(failure))

    def parts(self) -> Iterator[Part]:
        """Yield every part of the results; raise DamagedError for one that is not what was written."""
        for path in self._paths(RUNS):
            if path not in self._known:
                try:
                    self._known[path] = read_part(path)
                except FileNotFoundError:  # compacted since the folder was read
                    continue
            yield self._known[path]

    def stored(self, outcomes: Iterable[str] = (), resolution: str = FINEST) -> dict[str, Path]:
        """Return the part that holds each cell with all of ``outcomes`` at a resolution: cell id -> path."""
        wanted, found = set(outcomes), {}
        for part in self.parts():
            if wanted <= part.outcomes and holds(part.resolution, resolution):
                found |= dict.fromkeys(part.cells, part.path)
        return found

    def environments(self) -> dict[str, dict[str, str]]:
        """Return the environment in which each stored cell was run, by cell id."""
        return {cell: part.environment for part in self.parts() for cell in part.cells}

    def versions(self) -> Counter[int]:
        """Return how many cells are stored of each model version."""
        return Counter({cell: version for part in self.parts() for cell, version in part.cells.items()}.values())

    def series(
        self, cells: Sequence[str], outcomes: Sequence[str], resolution: str = FINEST
    ) -> tuple[list, np.ndarray]:
        """Return dates, and values of shape (cells, dates, outcomes), of cells with one period."""
        dates: list = []
        values: dict[str, np.ndarray] = {}
        for cell, days, numbers in self.each(cells, outcomes, resolution):
            dates = _same_dates(dates, days, cell)
            values[cell] = numbers
        return dates, np.stack([values[cell] for cell in cells])

    def each(
        self, cells: Iterable[str], outcomes: Sequence[str], resolution: str = FINEST
    ) -> Iterator[tuple[str, list, np.ndarray]]:
        """Yield (cell, dates, values of shape (dates, outcomes)), part by part; StoreError if a cell is missing."""
        where, wanted = self.stored(outcomes, resolution), set(cells)
        missing = sorted(wanted - where.keys())
        if missing:
            raise StoreError(f"{len(missing)} cells are not stored in {self.folder}, such as {missing[0]}")
        for path in sorted({where[cell] for cell in wanted}):
            own = {cell for cell in self._known[path].cells if cell in wanted and where[cell] == path}
            yield from _cells(path, own, outcomes, self._known[path].resolution, resolution)

    def failures(self) -> list[dict[str, Any]]:
        """Return the failure rows of cells that have not been stored since, each cell once."""
        done = {cell for part in self.parts() for cell in part.cells}
        rows = {row["cell"]: row for path in self._paths(FAILURES) for row in read_table(path).to_pylist()}
        return [row for cell, row in rows.items() if cell not in done]

    def set_aside_damaged(self) -> list[DamagedError]:
        """Move parts that are not what was written to ``damaged/``, so that their cells run again; return them."""
        damages = [damage for name in (RUNS, FAILURES) for path in self._paths(name) if (damage := self._damage(path))]
        for damage in damages:
            make_folder(self.folder / DAMAGED)
            os.replace(damage.path, self.folder / DAMAGED / damage.path.name)
        return damages

    def _damage(self, path: Path) -> DamagedError | None:
        if path in self._known:
            return None
        try:
            if path.parent.name == RUNS:
                self._known[path] = read_part(path)
            else:
                read_table(path)
        except DamagedError as damage:
            return damage
        except FileNotFoundError:
            return None
        return None

    def _paths(self, name: str) -> list[Path]:
        return sorted((self.folder / name).glob("part-*.parquet"))

    def _put(self, folder: str, content: bytes) -> Path:
        path = self.folder / folder / part_name(content)
        if not path.exists():
            write_whole(path, content)
        return path


def _cells(
    path: Path, cells: set[str], outcomes: Sequence[str], stored: str, wanted: str
) -> Iterator[tuple[str, list, np.ndarray]]:
    """Yield the dates and values of some cells of a part at the resolution that is wanted."""
    table = read_rows(path, outcomes)
    firsts = np.flatnonzero(np.r_[True, table.cells[1:] != table.cells[:-1]])
    for first, stop in zip(firsts, [*firsts[1:], len(table.cells)], strict=True):
        cell = table.cells[first]
        if cell in cells:
            days = [day.astype(object) for day in table.dates[first:stop]]
            yield cell, *at_resolution(days, table.values[first:stop], table.over_time, stored, wanted)


def _same_dates(dates: list, months: list, cell: str) -> list:
    if dates and dates != months:
        raise StoreError(f"cell {cell} covers {months[0]} to {months[-1]}, others {dates[0]} to {dates[-1]}")
    return months
