"""Parts of the store: Parquet files that are written whole, named by their content and checked when read.

Columns: cell, scenario, draw, theory, replicate, date and one per outcome, float64, with its unit and the way its
months add up in the field's metadata. One row per cell and span of time; ``date`` is the first day of the span. The
file's metadata names the resolution, the environment and, by cell id, everything that identifies a cell.
"""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.base.cell import Cell
from experiments.base.errors import DamagedError, StoreError
from experiments.base.outcomes import declared_outcomes
from experiments.store.results import Failure, Result
from model.plugins import code_of

KEYS = ("cell", "scenario", "draw", "theory", "replicate")
ABOUT = b"goldrush"
"""Key of the file's metadata: JSON with ``resolution``, ``environment`` and ``cells``."""
NAME_DIGITS = 32
MARK = "plugin"


@dataclass(frozen=True)
class Part:
    """What a part holds: outcomes, resolution, cell id -> model version, and the environment it was made in.

    ``marks`` names the code of the plugins that declared outcomes; ``outcomes`` lacks those whose code has changed.
    """

    path: Path
    outcomes: frozenset[str]
    resolution: str
    cells: dict[str, int]
    environment: dict[str, str]
    marks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """Rows of a part: their cells, dates, and values of shape (rows, outcomes)."""

    cells: np.ndarray
    dates: np.ndarray
    values: np.ndarray
    over_time: list[str]


def part_name(content: bytes) -> str:
    """Return the name of a part, a hash of its content: a changed byte no longer fits the name."""
    return f"part-{hashlib.sha256(content).hexdigest()[:NAME_DIGITS]}.parquet"


def results_part(results: Sequence[Result], outcomes: Mapping[str, Any], resolution: str, made: dict) -> bytes:
    """Return the bytes of a part with the results of some cells, in order of their ids."""
    results = sorted(results, key=lambda result: result.cell.id)
    cells = {result.cell.id: asdict(result.cell) for result in results}
    about = {"resolution": resolution, "environment": made, "cells": cells}
    return as_parquet(_table(results, outcomes).replace_schema_metadata({ABOUT: json.dumps(about, sort_keys=True)}))


def joined_part(rows: pa.Table, parts: Sequence[pa.Table], cells: set[str]) -> bytes:
    """Return the bytes of a part with ``rows``, which come from ``parts`` of one environment and hold ``cells``."""
    abouts = [json.loads(part.schema.metadata[ABOUT]) for part in parts]
    identities = {cell: one for about in abouts for cell, one in about["cells"].items() if cell in cells}
    about = json.dumps({**abouts[0], "cells": identities}, sort_keys=True)
    return as_parquet(rows.combine_chunks().replace_schema_metadata({ABOUT: about}))


def failure_part(failure: Failure) -> bytes:
    """Return the bytes of a part with one failed cell: stage, message, and the command that shows the failure again."""
    row = {**_keys(failure.cell), "model_version": failure.cell.model_version}
    row |= {"stage": failure.stage, "message": failure.message, "command": failure.command}
    return as_parquet(pa.Table.from_pylist([row]))


def as_parquet(table: pa.Table) -> bytes:
    """Return a table as the bytes of a Parquet file."""
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def read_part(path: Path) -> Part:
    """Return what a part holds; raise DamagedError where it is not what was written."""
    schema = pq.ParquetFile(_checked(path)).schema_arrow
    try:
        about = json.loads(schema.metadata[ABOUT])
        versions = {cell: identity["model_version"] for cell, identity in about["cells"].items()}
        resolution, made, marks = about["resolution"], about["environment"], _marks(schema)
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedError(path, "does not say what it holds") from error
    return Part(path, frozenset(schema.names) - _changed(marks), resolution, versions, made, marks)


def read_table(path: Path, columns: list[str] | None = None) -> pa.Table:
    """Return the rows of a part as they are stored; raise DamagedError where it is not what was written.

    Arrow's own threads are not used: now and then they abort a process that ends soon after (apache/arrow 34314).
    """
    return pq.ParquetFile(_checked(path)).read(columns, use_threads=False)


def read_rows(path: Path, outcomes: Sequence[str]) -> Table:
    """Return the rows of some outcomes."""
    table = read_table(path, ["cell", "date", *outcomes])
    values = np.column_stack([_numbers(table[name]) for name in outcomes])
    how = [table.schema.field(name).metadata[b"over_time"].decode() for name in outcomes]
    cells, days = np.array(table["cell"].to_pylist(), object), _numbers(table["date"], pa.int32())
    return Table(cells, days.astype("datetime64[D]"), values, how)


def _numbers(column: pa.ChunkedArray, stored_as: pa.DataType | None = None) -> np.ndarray:
    """Return a column without gaps as the numbers that it is stored as, its own by default.

    Unlike Arrow's own ``to_numpy`` this does not load pandas.
    """
    return np.from_dlpack(column.combine_chunks().view(stored_as or column.type))


def _checked(path: Path) -> pa.BufferReader:
    """Return the content of a part; raise DamagedError where it does not fit the name."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from error
    if part_name(content) != path.name:
        raise DamagedError(path, "is not what was written: its content does not match its name")
    return pa.BufferReader(content)


def _table(results: Sequence[Result], outcomes: Mapping[str, Any]) -> pa.Table:
    names, lengths = results[0].names, [len(result.dates) for result in results]
    keys = [_keys(result.cell) for result in results]
    columns = {key: _repeated([one[key] for one in keys], lengths) for key in KEYS}
    columns["replicate"] = columns["replicate"].cast(pa.int32())
    columns["date"] = pa.array([day for result in results for day in result.dates], pa.date32())
    values = np.concatenate([result.values for result in results])
    fields = [pa.field(key, column.type) for key, column in columns.items()]
    fields += [pa.field(name, pa.float64(), metadata=_about_outcome(outcomes[name])) for name in names]
    arrays = [*columns.values(), *(pa.array(column, pa.float64()) for column in values.T)]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _about_outcome(outcome: Any) -> dict[str, str]:
    about = {"unit": outcome.unit, "over_time": outcome.over_time}
    mark = _mark(outcome)
    return about | {MARK: mark} if mark else about


def _mark(outcome: Any) -> str:
    return code_of(getattr(outcome, "declared_in", ""))


def _marks(schema: pa.Schema) -> dict[str, str]:
    found = {each.name: (each.metadata or {}).get(MARK.encode(), b"").decode() for each in schema}
    return {name: mark for name, mark in found.items() if mark}


def _changed(marks: dict[str, str]) -> set[str]:
    """Return the outcomes that are no longer measured by the code that measured them."""
    declared = declared_outcomes() if marks else {}
    return {name for name, mark in marks.items() if name not in declared or _mark(declared[name]) != mark}


def _keys(cell: Cell) -> dict[str, Any]:
    return {"cell": cell.id, **{key: getattr(cell, key) for key in KEYS[1:]}}


def _repeated(values: Iterable, lengths: Sequence[int]) -> pa.Array:
    return pa.array([value for value, n in zip(values, lengths, strict=True) for _ in range(n)])
