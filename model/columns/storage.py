"""Storage of rows in columns: typed columns over four blocks of raw words, and compiled moves of whole rows.

Columns with items of the same size share a block, so adding or removing a few rows takes one kernel call, however many
columns the class has. The unique id is row 0 of the block of 8-byte words, the identity row 1.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from model.kernels.compiled import compiled

WORD_TYPES = (np.uint64, np.uint32, np.uint16, np.uint8)
BLOCKS = ("words_8", "words_4", "words_2", "words_1")
"""Names of the blocks, by the bytes of a word."""
WORD_OF_SIZE = {np.dtype(word).itemsize: i for i, word in enumerate(WORD_TYPES)}
NOBODY = -1

type Blocks = tuple[NDArray, ...]


class Column:
    """A column of a population, declared on its agent class; on a view it reads and writes the view's row."""

    def __init__(self, dtype: DTypeLike, unit: str, doc: str, default: Any = 0):
        """Declare a column by its numpy type, unit, meaning and default value."""
        self.dtype, self.unit, self.doc = np.dtype(dtype), unit, doc
        if self.dtype.kind not in "buif" or self.dtype.itemsize not in WORD_OF_SIZE:
            raise TypeError(
                f"a column cannot be of type {self.dtype}; use numbers or booleans of up to 8 bytes"
            )
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


def lines_of(columns: Mapping[str, Column]) -> dict[str, tuple[int, int]]:
    """Return the block of each column and its line there."""
    blocks = [WORD_OF_SIZE[column.dtype.itemsize] for column in columns.values()]
    return {name: (block, blocks[:i].count(block)) for i, (name, block) in enumerate(zip(columns, blocks, strict=True))}


def empty_blocks(columns: Mapping[str, Column], capacity: int) -> Blocks:
    """Return zeroed blocks, one for each size of word, for ``capacity`` rows of ``columns``."""
    sizes = [column.dtype.itemsize for column in columns.values()]
    return tuple(np.zeros((sizes.count(np.dtype(word).itemsize), capacity), word) for word in WORD_TYPES)


def typed_views(columns: Mapping[str, Column], blocks: Blocks) -> dict[str, NDArray]:
    """Return each column, in its own type, as a view of its line of a block."""
    return {name: blocks[block][line].view(columns[name].dtype) for name, (block, line) in lines_of(columns).items()}


def default_words(columns: Mapping[str, Column]) -> Blocks:
    """Return the default of every line of every block, as raw words."""
    words = empty_blocks(columns, 1)
    for name, view in typed_views(columns, words).items():
        view[0] = columns[name].default
    return tuple(block[:, 0].copy() for block in words)


@compiled
def _set_rows(block, first, stop, words):
    for line in range(block.shape[0]):
        for row in range(first, stop):
            block[line, row] = words[line]


@compiled
def _move_row(block, source, target):
    for line in range(block.shape[0]):
        block[line, target] = block[line, source]


@compiled
def _gather_rows(block, sources, first):
    for line in range(block.shape[0]):
        for i in range(sources.size):
            block[line, first + i] = block[line, sources[i]]


@compiled
def append_rows(blocks, defaults, row_of, n, added, first_id):
    """Write ``added`` rows of defaults from row ``n`` on, with ids from ``first_id``; record their rows."""
    _set_rows(blocks[0], n, n + added, defaults[0])
    _set_rows(blocks[1], n, n + added, defaults[1])
    _set_rows(blocks[2], n, n + added, defaults[2])
    _set_rows(blocks[3], n, n + added, defaults[3])
    for i in range(added):
        blocks[0][0, n + i] = first_id + i
        blocks[0][1, n + i] = first_id + i
        row_of[first_id + i] = n + i


@compiled
def all_within(rows, n):
    """Return whether all row numbers are from 0 to ``n`` - 1."""
    return ((rows >= 0) & (rows < n)).all()


@compiled
def fill_gaps(blocks, row_of, n, leaving):
    """Remove rows by moving the last row into each gap; return how many rows remain.

    ``leaving`` holds row numbers, in any order, repeated or not. The cost depends only on the number of rows removed.
    """
    ids = blocks[0][0][leaving]
    for i in range(ids.size):
        row = row_of[ids[i]]
        if row >= 0:
            n -= 1
            _move_row(blocks[0], n, row)
            _move_row(blocks[1], n, row)
            _move_row(blocks[2], n, row)
            _move_row(blocks[3], n, row)
            row_of[blocks[0][0, row]] = row
            row_of[ids[i]] = NOBODY
    return n


@compiled
def close_gaps(blocks, row_of, n, leaving):
    """Remove rows and move up those behind them, which keeps the order; return how many rows remain."""
    ids = blocks[0][0]
    for i in range(leaving.size):
        row_of[ids[leaving[i]]] = NOBODY
    first = leaving.min()
    staying = np.empty(n - first, np.int64)
    count = 0
    for row in range(first, n):
        if row_of[ids[row]] >= 0:
            row_of[ids[row]] = first + count
            staying[count] = row
            count += 1
    staying = staying[:count]
    _gather_rows(blocks[0], staying, first)
    _gather_rows(blocks[1], staying, first)
    _gather_rows(blocks[2], staying, first)
    _gather_rows(blocks[3], staying, first)
    return first + count
