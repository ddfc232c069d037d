"""Results as Parquet files: ``series/``, ``summary/`` and ``failures/``, one part a chunk of cells.

A part is written whole or not at all, and its name and bytes follow from its content, so that writing a cell
again changes nothing. Columns: cell, scenario, draw, theory, replicate, date and one an outcome, float64.
``series`` has one row a cell and month (first day of the month); ``summary`` one row a cell (first day of the
period scored).
"""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.cell import Cell
from experiments.errors import StoreError
from experiments.files import make_folder, sweep, write_whole
from experiments.results import Failure, Result, totals

KEYS = ("cell", "scenario", "draw", "theory", "replicate")
FOLDERS = ("series", "summary", "failures")
ABOUT = b"goldrush"
"""Key of the part's metadata: JSON with the resolution and, by cell id, everything that identifies a cell."""


class Store:
    """A folder of results that many experiments and workers extend."""

    def __init__(self, folder: Path) -> None:
        """Take the folder as it is; nothing is written until ``prepare``."""
        self.folder = Path(folder)
        self._contents: dict[Path, tuple[set[str], list[str]]] = {}

    def prepare(self) -> None:
        """Create the folders, or raise StoreError; remove what killed processes left half-written."""
        for name in FOLDERS:
            sweep(make_folder(self.folder / name))

    def add(self, results: Sequence[Result]) -> None:
        """Write the results of one group as one part. Series come last: a cell with a series is stored."""
        if not results:
            return
        results = sorted(results, key=lambda result: result.cell.id)
        name = _part_name(result.cell.id for result in results)
        outcomes = declared_outcomes()
        self._write("summary", name, _summary_table(results, outcomes), results)
        self._write("series", name, _series_table(results, outcomes), results)

    def add_failures(self, failures: Iterable[Failure]) -> None:
        """Write a row a failed cell: stage, message and the command that shows it again."""
        for failure in failures:
            row = {**_keys(failure.cell), "stage": failure.stage, "message": failure.message}
            table = pa.Table.from_pylist([{**row, "command": failure.command}])
            self._put("failures", _part_name([failure.cell.id]), table)

    def stored(self, outcomes: Iterable[str] = ()) -> dict[str, Path]:
        """Return the part that holds each stored cell with all of ``outcomes``: cell id -> path."""
        wanted, found = set(outcomes), {}
        for path in self._parts("series"):
            columns, cells = self._content(path)
            if wanted <= columns:
                found |= dict.fromkeys(cells, path)
        return found

    def series(self, cells: Sequence[str], outcomes: Sequence[str]) -> tuple[list, np.ndarray]:
        """Return months, and values of shape (cells, months, outcomes), of cells with one period."""
        where = self.stored(outcomes)
        missing = [cell for cell in cells if cell not in where]
        if missing:
            raise StoreError(f"{len(missing)} cells are not stored in {self.folder}, such as {missing[0]}")
        values: dict[str, np.ndarray] = {}
        dates: list = []
        for path in sorted({where[cell] for cell in cells}):
            table = _read(path, ["cell", "date", *outcomes])
            owner, months = table["cell"].to_numpy(), table["date"].to_pylist()
            numbers = np.column_stack([table[name].to_numpy() for name in outcomes])
            for cell in {cell for cell in cells if where[cell] == path}:
                rows = np.flatnonzero(owner == cell)
                dates = _same_dates(dates, [months[row] for row in rows], cell)
                values[cell] = numbers[rows]
        return dates, np.stack([values[cell] for cell in cells])

    def failures(self) -> list[dict[str, Any]]:
        """Return the failure rows of cells that have not been stored since."""
        done = self.stored()
        rows = [row for path in self._parts("failures") for row in _read(path).to_pylist()]
        return [row for row in rows if row["cell"] not in done]

    def _parts(self, name: str) -> list[Path]:
        return sorted((self.folder / name).glob("part-*.parquet"))

    def _content(self, path: Path) -> tuple[set[str], list[str]]:
        """Return columns and cells of a part, read once: a part is never written with other content."""
        if path not in self._contents:
            schema = _schema(path)
            self._contents[path] = set(schema.names), list(_about(schema, path)["cells"])
        return self._contents[path]

    def _write(self, folder: str, name: str, table: pa.Table, results: Sequence[Result]) -> None:
        cells = {result.cell.id: asdict(result.cell) for result in results}
        about = json.dumps({"resolution": "month", "cells": cells}, sort_keys=True)
        self._put(folder, name, table.replace_schema_metadata({ABOUT: about}))

    def _put(self, folder: str, name: str, table: pa.Table) -> None:
        buffer = io.BytesIO()
        pq.write_table(table, buffer, compression="zstd")
        write_whole(self.folder / folder / name, buffer.getvalue())


def declared_outcomes() -> Mapping[str, Any]:
    """Return the outcomes that the model declares."""
    from model.outcomes import OUTCOMES

    return OUTCOMES


def _part_name(cells: Iterable[str]) -> str:
    return f"part-{hashlib.sha256(' '.join(cells).encode()).hexdigest()[:20]}.parquet"


def _keys(cell: Cell) -> dict[str, Any]:
    return {"cell": cell.id, **{key: getattr(cell, key) for key in KEYS[1:]}}


def _series_table(results: Sequence[Result], outcomes: Mapping[str, Any]) -> pa.Table:
    rows = [(_keys(result.cell), result.dates, result.values) for result in results]
    return _table(rows, results[0].names, outcomes)


def _summary_table(results: Sequence[Result], outcomes: Mapping[str, Any]) -> pa.Table:
    over_time = {name: about.over_time for name, about in outcomes.items()}
    rows = [(_keys(r.cell), r.dates[:1], totals(r, over_time)[None, :]) for r in results]
    return _table(rows, results[0].names, outcomes)


def _table(rows: Sequence[tuple], names: Sequence[str], outcomes: Mapping[str, Any]) -> pa.Table:
    lengths = [len(dates) for _, dates, _ in rows]
    columns = {key: _repeated([keys[key] for keys, _, _ in rows], lengths) for key in KEYS}
    columns["replicate"] = columns["replicate"].cast(pa.int32())
    columns["date"] = pa.array([day for _, dates, _ in rows for day in dates], pa.date32())
    values = np.concatenate([values for _, _, values in rows])
    fields = [pa.field(key, column.type) for key, column in columns.items()]
    fields += [pa.field(name, pa.float64(), metadata={"unit": outcomes[name].unit}) for name in names]
    arrays = [*columns.values(), *(pa.array(column, pa.float64()) for column in values.T)]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _repeated(values: Sequence, lengths: Sequence[int]) -> pa.Array:
    return pa.array([value for value, n in zip(values, lengths, strict=True) for _ in range(n)])


def _same_dates(dates: list, months: list, cell: str) -> list:
    if dates and dates != months:
        raise StoreError(f"cell {cell} covers {months[0]} to {months[-1]}, others {dates[0]} to {dates[-1]}")
    return months


def _schema(path: Path) -> pa.Schema:
    try:
        return pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path) from error


def _read(path: Path, columns: list[str] | None = None) -> pa.Table:
    try:
        return pq.read_table(path, columns=columns, partitioning=None)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path) from error


def _about(schema: pa.Schema, path: Path) -> dict[str, Any]:
    try:
        return json.loads(schema.metadata[ABOUT])
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> StoreError:
    return StoreError(f"{path} cannot be read as results; delete it and repeat the command to run its cells again")
