"""Storage of rows in columns: one stretch of memory for a class, and compiled moves of whole rows.

Columns with words of the same size stand together, one after another, as lines of a block, so that adding or removing a
few rows takes few loops, however many columns the class has. The unique id is line 0 of the block of 8-byte words, the
identity line 1. The last row is never in use: it holds the defaults.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

from model.kernels.compiled import compiled

WORDS = {8: np.dtype(np.uint64), 4: np.dtype(np.uint32), 2: np.dtype(np.uint16), 1: np.dtype(np.uint8)}
"""Types of raw words by their bytes, in the order of the blocks."""
NOBODY = -1


class Column:
    """A column of a population, declared on its agent class; on a view it reads and writes the view's row."""

    def __init__(self, dtype: DTypeLike, unit: str, doc: str, default: Any = 0):
        """Declare a column by its numpy type, unit, meaning and default value."""
        self.dtype, self.unit, self.doc = np.dtype(dtype), unit, doc
        if self.dtype.kind not in "buif" or self.dtype.itemsize not in WORDS:
            raise TypeError(f"a column cannot be of type {self.dtype}; use numbers or booleans of up to 8 bytes")
        self.default = default

    def __set_name__(self, owner: type, name: str) -> None:
        """Take the name of the class attribute."""
        self.name = name

    def __get__(self, view: Any, owner: type | None = None) -> Any:
        """Return the view's value, or the column itself when asked of the class."""
        if view is None:
            return self
        return view.population.cols[self.name].item(view.row)

    def __set__(self, view: Any, value: Any) -> None:
        """Set the view's value."""
        view.population.cols[self.name][view.row] = value


UNIQUE_ID = Column(np.int64, "number", "Mesa's unique id, counted over all agents of a model")


class Place(NamedTuple):
    """Where a column is: the bytes of all columns before it in a row, and its type."""

    bytes_before: int
    dtype: np.dtype


class Storage(NamedTuple):
    """Rows in memory, whatever their columns.

    ``in_use``: numbers of rows in use and in memory, shape (2,); ``row_of``: row of each unique id, -1 if gone;
    ``memory``: bytes; ``lines``: numbers of columns with words of 8, 4, 2 and 1 bytes.
    """

    in_use: NDArray[np.int64]
    row_of: NDArray[np.int32]
    memory: NDArray[np.uint8]
    lines: tuple[int, int, int, int]


def lines_of(columns: Mapping[str, Column]) -> tuple[int, ...]:
    """Return the numbers of columns with words of 8, 4, 2 and 1 bytes."""
    sizes = [column.dtype.itemsize for column in columns.values()]
    return tuple(sizes.count(size) for size in WORDS)


def places_of(columns: Mapping[str, Column]) -> dict[str, Place]:
    """Return the place of each column."""
    sizes = [size for size, lines in zip(WORDS, lines_of(columns), strict=True) for _ in range(lines)]
    before = {size: sum(sizes[: sizes.index(size)]) for size in set(sizes)}
    places = {}
    for name, column in columns.items():
        places[name] = Place(before[column.dtype.itemsize], column.dtype)
        before[column.dtype.itemsize] += column.dtype.itemsize
    return places


def column_in(memory: NDArray[np.uint8], place: Place, rows: int) -> NDArray:
    """Return the column at a place of the memory of so many ``rows``, in its own type, shape (rows,)."""
    first = place.bytes_before * rows
    return memory[first : first + place.dtype.itemsize * rows].view(place.dtype)


@compiled
def _copy_words(words, rows, source, first, stop):
    for line in range(words.size // rows):
        word = words[line * rows + source]
        for row in range(first, stop):
            words[line * rows + row] = word


@compiled
def _gather_words(words, rows, sources, first):
    for line in range(words.size // rows):
        for i in range(sources.size):
            words[line * rows + first + i] = words[line * rows + sources[i]]


@compiled
def _blocks(storage):
    """Return the words of 8, 4, 2 and 1 bytes, line after line."""
    rows, lines, memory = storage.in_use[1], storage.lines, storage.memory
    first = 8 * lines[0] * rows
    second = first + 4 * lines[1] * rows
    third = second + 2 * lines[2] * rows
    words = memory[:first].view(np.uint64), memory[first:second].view(np.uint32), memory[second:third].view(np.uint16)
    return words[0], words[1], words[2], memory[third : third + lines[3] * rows]


@compiled
def _copy_row(storage, source, first, stop):
    """Copy a row to the rows from ``first`` to before ``stop``."""
    rows, blocks = storage.in_use[1], _blocks(storage)
    _copy_words(blocks[0], rows, source, first, stop)
    _copy_words(blocks[1], rows, source, first, stop)
    _copy_words(blocks[2], rows, source, first, stop)
    _copy_words(blocks[3], rows, source, first, stop)


@compiled
def append_rows(storage, ids, added):
    """Add rows of defaults with new ids; return the first. ``ids``: the id that comes next, shape (1,).

    Raise MemoryError where there is no room, which ``Population.make_room`` has to prepare.
    """
    n, rows, first, words = storage.in_use[0], storage.in_use[1], ids[0], _blocks(storage)[0]
    if added > 0 and (n + added >= rows or first + added > storage.row_of.size):
        raise MemoryError("a population would grow by more rows in a week than there is room for")
    _copy_row(storage, rows - 1, n, n + added)
    for i in range(added):
        words[n + i] = words[rows + n + i] = first + i
        storage.row_of[first + i] = n + i
    storage.in_use[0] = n + added
    ids[0] = first + added
    return n


@compiled
def remove_rows(storage, leaving, keep_order):
    """Remove rows, in any order, repeated or not; return False, and do nothing, where one does not exist."""
    n = storage.in_use[0]
    for row in leaving:
        if row < 0 or row >= n:
            return False
    if leaving.size:
        storage.in_use[0] = _close_gaps(storage, leaving) if keep_order else _fill_gaps(storage, leaving)
    return True


@compiled
def _fill_gaps(storage, leaving):
    """Move the last row into each gap, which costs only what is removed; return how many rows remain."""
    n, row_of, ids = storage.in_use[0], storage.row_of, _blocks(storage)[0]
    gone = ids[leaving]
    for unique_id in gone:
        row = row_of[unique_id]
        if row >= 0:
            n -= 1
            _copy_row(storage, n, row, row + 1)
            row_of[ids[row]] = row
            row_of[unique_id] = NOBODY
    return n


@compiled
def _close_gaps(storage, leaving):
    """Move up the rows behind each gap, which keeps the order; return how many rows remain."""
    n, rows, row_of, blocks = storage.in_use[0], storage.in_use[1], storage.row_of, _blocks(storage)
    ids, first, count = blocks[0], leaving.min(), 0
    for row in leaving:
        row_of[ids[row]] = NOBODY
    staying = np.empty(n - first, np.int64)
    for row in range(first, n):
        if row_of[ids[row]] >= 0:
            row_of[ids[row]] = first + count
            staying[count] = row
            count += 1
    _gather_words(blocks[0], rows, staying[:count], first)
    _gather_words(blocks[1], rows, staying[:count], first)
    _gather_words(blocks[2], rows, staying[:count], first)
    _gather_words(blocks[3], rows, staying[:count], first)
    return first + count
