"""Tables: the columns of a population as kernels take them, in a few words instead of an array for each column.

A table is a namedtuple of the blocks that hold all columns, so that handing it over costs the same however many columns
a class has. In kernels, as in Python, ``table.stage`` is the whole column ``stage`` and ``table.n`` the number of rows
in use now. Columns taken from a table belong to the population: a kernel reads and writes them and never returns one.
"""

from collections import namedtuple
from collections.abc import Mapping
from typing import Any, NamedTuple

import numba
import numpy as np
from numba.core import types
from numba.core.imputils import lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.np.arrayobj import make_array, populate_array
from numba.np.numpy_support import from_dtype

from model.columns.storage import BLOCKS, Column, lines_of

FIELDS = ("in_use", "row_of", *BLOCKS)
"""What a table consists of: an array with the number of rows, the row of each unique id (-1 if gone), the blocks."""


class Line(NamedTuple):
    """Where a column is: the field of its block, its line there, and its type."""

    block: str
    line: int
    dtype: np.dtype


class _Table:
    """What tables of all classes have in common; ``lines`` says where columns are."""

    __slots__ = ()
    lines: Mapping[str, Line]

    @property
    def n(self: Any) -> int:
        """The number of rows in use."""
        return self.in_use.item()

    def __getattr__(self: Any, name: str) -> np.ndarray:
        found = self.lines.get(name)
        if found is None:
            raise AttributeError(f"{type(self).__name__} has no column {name!r}")
        return getattr(self, found.block)[found.line].view(found.dtype)


def table_type(name: str, module: str, columns: Mapping[str, Column]) -> type:
    """Return the namedtuple class that carries some columns into kernels; numba caches kernels by its name."""
    clash = [*columns.keys() & {*FIELDS, "n"}]
    if clash:
        raise TypeError(f"{name}: a column cannot be named {clash[0]!r}, a table has a field of this name")
    places = {each: Line(BLOCKS[block], line, columns[each].dtype) for each, (block, line) in lines_of(columns).items()}
    fields = namedtuple(name, FIELDS, module=module)
    return type(name, (_Table, fields), {"__slots__": (), "__module__": module, "lines": places})


def _lines(table: types.Type) -> Mapping[str, Line] | None:
    return getattr(getattr(table, "instance_class", None), "lines", None)


@infer_getattr
class _ColumnsOfTables(AttributeTemplate):
    """Types of what numba finds in a table beside the fields of the namedtuple."""

    key = types.BaseNamedTuple

    def generic_resolve(self, table: types.Type, name: str) -> types.Type | None:
        lines = _lines(table) or {}
        if lines and name == "n":
            return types.int64
        return types.Array(from_dtype(lines[name].dtype), 1, "C") if name in lines else None


@lower_getattr_generic(types.NamedTuple)
def _field_or_column(context, builder, table, value, name):
    if name in table.fields:
        field = builder.extract_value(value, table.fields.index(name))
        return numba.core.imputils.impl_ret_borrowed(context, builder, table[table.fields.index(name)], field)
    if name == "n":
        return builder.load(_array(context, builder, table, value, "in_use").data)
    return _column(context, builder, table, value, _lines(table)[name])


def _array(context, builder, table, value, field):
    at = table.fields.index(field)
    return make_array(table[at])(context, builder, builder.extract_value(value, at))


def _column(context, builder, table, value, line):
    """Return a line of a block as an array that owns nothing, so that no references are counted."""
    block, column = _array(context, builder, table, value, line.block), types.Array(from_dtype(line.dtype), 1, "C")
    rows, item = builder.extract_value(block.shape, 1), context.get_constant(types.intp, line.dtype.itemsize)
    first = builder.mul(rows, context.get_constant(types.intp, line.line))
    array = make_array(column)(context, builder)
    data = builder.bitcast(builder.gep(block.data, [first]), array.data.type)
    populate_array(array, data=data, shape=[rows], strides=[item], itemsize=item, meminfo=None)
    return array._getvalue()
