"""Join the many small parts of old batches into few, without losing a run if it is stopped at any moment."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from experiments.store.parts import Part, joined_part, read_table
from experiments.store.store import Store

MOST_BYTES = 32_000_000
"""Most bytes of the parts that are joined into one, so that a reader needs little memory."""


@dataclass(frozen=True)
class Compacted:
    """Parts before and after."""

    before: int
    after: int


def compact(folder: Path) -> Compacted:
    """Join the parts of a store in ``folder``, each cell once, in order of cells; the old ones go last.

    Parts with other outcomes, resolution or environment stay apart. Raise DamagedError for a damaged part, StoreError
    when the disk is full; then nothing is lost.
    """
    store = Store(folder)
    store.prepare()
    before = list(store.parts())
    written = [store.put_run(content) for group in _alike(before) for content in _joined(group)]
    for part in before:
        if part.path not in written:
            part.path.unlink(missing_ok=True)
    return Compacted(len(before), len(set(written)))


def rest_of(part: Part, cells: set[str]) -> bytes:
    """Return the bytes of a part that holds only some cells of another one."""
    return _join(sorted(cells), dict.fromkeys(cells, part))


def _alike(parts: Iterable[Part]) -> list[list[Part]]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        key = (sorted(part.outcomes), part.resolution, sorted(part.environment.items()), sorted(part.marks.items()))
        found.setdefault(repr(key), []).append(part)
    return list(found.values())


def _joined(parts: list[Part]) -> Iterator[bytes]:
    """Yield the bytes of new parts: cells in order of their ids, cut where a part would become too large."""
    owner = {cell: part for part in parts for cell in part.cells}
    cells = sorted(owner)
    size = sum(part.path.stat().st_size for part in parts)
    step = max(1, len(cells) * MOST_BYTES // max(size, MOST_BYTES))
    for first in range(0, len(cells), step):
        yield _join(cells[first : first + step], owner)


def _join(cells: list[str], owner: dict[str, Part]) -> bytes:
    tables, wanted = [], set(cells)
    for path in sorted({owner[cell].path for cell in cells}):
        own = [cell for cell in owner if cell in wanted and owner[cell].path == path]
        table = read_table(path)
        tables.append(table.filter(pa.array(np.isin(table["cell"].to_numpy(), own))))
    whole = pa.concat_tables(tables)
    return joined_part(whole.sort_by([("cell", "ascending"), ("date", "ascending")]), tables, wanted)
