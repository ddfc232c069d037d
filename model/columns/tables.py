"""Tables: the columns of a population as kernels take them, and handles: all that a world's rules work on.

A table is a namedtuple of three arrays, so that handing it over costs the same however many columns a class has. In
kernels, as in Python, ``table.stage`` is the whole column ``stage``, ``table.n`` the number of rows in use now and
``table.rows`` the rows that there is memory for. A handle is a namedtuple of one array, which says where the arrays and
tables are that its class declares; handing it over costs as much as handing over a number.

Arrays taken from a table or handle own nothing: a kernel reads and writes them, and never returns one.
"""

from collections import namedtuple
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from llvmlite import ir
from numba.core import types
from numba.core.imputils import impl_ret_borrowed, lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.np.arrayobj import make_array, populate_array
from numba.np.numpy_support import from_dtype

from model.columns.storage import Column, Place, Storage, append_rows, column_in, lines_of, places_of, remove_rows
from model.kernels.compiled import compiled

FIELDS = ("in_use", "row_of", "memory")
"""What a table consists of: its numbers of rows in use and in memory; the row of each unique id, -1 if gone; bytes."""
NUMBERS = ("n", "rows")
"""The two numbers in ``in_use``, by the names under which a table has them."""


class _Table:
    """What tables of all classes have in common; ``_places`` says where columns are."""

    __slots__ = ()
    _places: Mapping[str, Place]
    _lines: tuple[int, ...]
    _keep_order: bool

    def __getattr__(self: Any, name: str) -> Any:
        if name in NUMBERS:
            return self.in_use.item(NUMBERS.index(name))
        if name not in self._places:
            raise AttributeError(f"{type(self).__name__} has no column {name!r}")
        return column_in(self.memory, self._places[name], self.in_use.item(1))


def table_type(name: str, module: str, columns: Mapping[str, Column], keep_order: bool) -> type:
    """Return the namedtuple class that carries some columns into kernels; numba caches kernels by its name."""
    clash = [each for each in columns if each in (*FIELDS, *NUMBERS, *vars(_Table))]
    if clash:
        raise TypeError(f"{name}: a column cannot be named {clash[0]!r}, a table has a field of this name")
    about = {"_places": places_of(columns), "_lines": lines_of(columns), "_keep_order": keep_order}
    fields = namedtuple(name, FIELDS, module=module)
    return type(name, (_Table, fields), {"__slots__": (), "__module__": module, **about})


class _At(NamedTuple):
    """Where a handle says what an array is like: the first of its words (address, lengths), its type and dimensions."""

    word: int
    dtype: np.dtype
    ndim: int


class _Handle:
    """What handles of all classes have in common; ``_arrays`` and ``_tables`` say where and of what kind."""

    __slots__ = ()
    _arrays: Mapping[str, _At]
    _tables: Mapping[str, type]
    length: int

    def bind(self: Any, name: str, array: np.ndarray) -> None:
        """Let the handle point to an array, whose owner has to keep it; TypeError where it is of another kind."""
        at = self._arrays[name]
        if array.dtype != at.dtype or array.ndim != at.ndim or not array.flags.c_contiguous:
            raise TypeError(f"{name} must be {at.dtype} of {at.ndim} dimensions, not {array.dtype} of {array.ndim}")
        self.words[at.word : at.word + 1 + at.ndim] = (array.ctypes.data, *array.shape)

    def bind_table(self: Any, name: str, table: Any) -> None:
        """Let the handle point to a population's table."""
        for field in FIELDS:
            self.bind(f"{name}.{field}", getattr(table, field))


def handle_type(name: str, module: str, arrays: Mapping[str, tuple[Any, int]], tables: Mapping[str, type]) -> type:
    """Return the class of handles on some arrays, each of a type and number of dimensions, and some tables."""
    of_tables = ((np.int64, 1), (np.int32, 1), (np.uint8, 1))
    kinds = dict(arrays)
    for each in tables:
        kinds |= {f"{each}.{field}": kind for field, kind in zip(FIELDS, of_tables, strict=True)}
    places, word = {}, 0
    for each, (dtype, ndim) in kinds.items():
        places[each] = _At(word, np.dtype(dtype), ndim)
        word += 1 + ndim
    about = {"_arrays": places, "_tables": dict(tables), "length": word}
    fields = namedtuple(name, ("words",), module=module)
    return type(name, (_Handle, fields), {"__slots__": (), "__module__": module, **about})


def _type_of(at: _At | Place, ndim: int) -> types.Array:
    return types.Array(from_dtype(at.dtype), ndim, "C")


def _type_of_table(table: type) -> types.NamedTuple:
    fields = (types.Array(types.int64, 1, "C"), types.Array(types.int32, 1, "C"), types.Array(types.uint8, 1, "C"))
    return types.NamedTuple(fields, table)


@infer_getattr
class _AttributesOfTables(AttributeTemplate):
    """Types of what kernels find in a table or handle beside the fields of the namedtuple."""

    key = types.BaseNamedTuple

    def generic_resolve(self, owner: types.Type, name: str) -> types.Type | None:
        cls = getattr(owner, "instance_class", object)
        if issubclass(cls, _Handle):
            if name in cls._tables:
                return _type_of_table(cls._tables[name])
            return _type_of(cls._arrays[name], cls._arrays[name].ndim) if name in cls._arrays else None
        if not issubclass(cls, _Table):
            return None
        if name in NUMBERS:
            return types.int64
        constants = {"_lines": types.UniTuple(types.int64, 4), "_keep_order": types.boolean}
        return _type_of(cls._places[name], 1) if name in cls._places else constants.get(name)


@lower_getattr_generic(types.NamedTuple)
def _attribute(context, builder, owner, value, name):
    cls = owner.instance_class
    if name in owner.fields:
        at = owner.fields.index(name)
        return impl_ret_borrowed(context, builder, owner[at], builder.extract_value(value, at))
    if name == "_keep_order":
        return context.get_constant(types.boolean, cls._keep_order)
    if name == "_lines":
        lines = [context.get_constant(types.int64, count) for count in cls._lines]
        return context.make_tuple(builder, types.UniTuple(types.int64, 4), lines)
    if name in NUMBERS:
        return _word(context, builder, _field(context, builder, owner, value, "in_use"), NUMBERS.index(name))
    return _column(context, builder, owner, value, cls._places[name])


@lower_getattr_generic(types.NamedUniTuple)
def _array_of_handle(context, builder, owner, value, name):
    cls = owner.instance_class
    if name in owner.fields:
        at = owner.fields.index(name)
        return impl_ret_borrowed(context, builder, owner.dtype, builder.extract_value(value, at))
    words = _field(context, builder, owner, value, "words")
    if name not in cls._tables:
        return _array_at(context, builder, words, cls._arrays[name])
    arrays = [_array_at(context, builder, words, cls._arrays[f"{name}.{field}"]) for field in FIELDS]
    return context.make_tuple(builder, _type_of_table(cls._tables[name]), arrays)


def _field(context, builder, owner, value, name):
    at = owner.fields.index(name)
    return make_array(owner.types[at])(context, builder, builder.extract_value(value, at))


def _word(context, builder, words, at):
    return builder.load(builder.gep(words.data, [context.get_constant(types.intp, at)]))


def _column(context, builder, table, value, place):
    """Return a column of a table."""
    rows = _word(context, builder, _field(context, builder, table, value, "in_use"), 1)
    first = builder.mul(rows, context.get_constant(types.intp, place.bytes_before))
    data = builder.gep(_field(context, builder, table, value, "memory").data, [first])
    return _borrowed(context, builder, _type_of(place, 1), data, [rows])


def _array_at(context, builder, words, at):
    """Return the array that the words of a handle describe."""
    address, *shape = (_word(context, builder, words, at.word + k) for k in range(1 + at.ndim))
    data = builder.inttoptr(address, ir.IntType(8).as_pointer())
    return _borrowed(context, builder, _type_of(at, at.ndim), data, shape)


def _borrowed(context, builder, array_type, data, shape):
    """Return an array that owns nothing, so that no references are counted."""
    array = make_array(array_type)(context, builder)
    item = context.get_constant(types.intp, context.get_abi_sizeof(context.get_data_type(array_type.dtype)))
    strides = [item]
    for length in reversed(shape[1:]):
        strides.insert(0, builder.mul(strides[0], length))
    data = builder.bitcast(data, array.data.type)
    populate_array(array, data=data, shape=shape, strides=strides, itemsize=item, meminfo=None)
    return array._getvalue()


@compiled
def storage_of(table):
    """Return a table's rows, whatever its columns."""
    return Storage(table.in_use, table.row_of, table.memory, table._lines)


@compiled
def add(table, ids, added):
    """Add rows of defaults to a table, with new ids; return the first. ``ids``: the id that comes next, shape (1,)."""
    return append_rows(storage_of(table), ids, added)


@compiled
def remove(table, leaving):
    """Remove rows of a table; IndexError where one does not exist."""
    if not remove_rows(storage_of(table), leaving, table._keep_order):
        raise IndexError("a row to be removed does not exist")
