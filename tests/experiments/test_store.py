"""The store: what goes in comes out, whole, once, and what is broken is named."""

import resource
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow.parquet as pq
import pytest

from experiments.cell import Cell
from experiments.errors import StoreError
from experiments.files import ABANDONED_AFTER
from experiments.results import Result
from experiments.store import Store

NAMES = ["true.people_in_sexual_exploitation", "recorded.reta_complaints"]
CELL = Cell(scenario="raids", fingerprint="f", seed=1, replicate=0, scale=20, model_version=3)
DATES = [date(2008, 1, 1), date(2008, 2, 1), date(2008, 3, 1)]


def result(replicate=0, names=tuple(NAMES)):
    values = np.arange(len(DATES) * len(names), dtype=float).reshape(len(DATES), -1) + 0.1 * replicate
    return Result(replace(CELL, replicate=replicate), DATES, list(names), values)


@pytest.fixture
def store(tmp_path, fake_model):
    store = Store(tmp_path / "out")
    store.prepare()
    return store


@contextmanager
def room_for(size):
    """Let files grow to ``size`` bytes only, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def files(store):
    return {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()}


def test_values_come_back_exactly_and_in_the_order_asked_for(store):
    some = [result(0), result(1), result(2)]
    store.add(some[:2])
    store.add(some[2:])
    dates, values = store.series([each.cell.id for each in reversed(some)], NAMES[::-1])
    assert dates == DATES
    assert np.array_equal(values, np.stack([each.values[:, ::-1] for each in reversed(some)]))


def test_columns_and_units_are_as_documented(store):
    store.add([result()])
    for folder, rows in (("series", 3), ("summary", 1)):
        (part,) = (store.folder / folder).glob("part-*.parquet")
        table = pq.read_table(part)
        assert table.column_names == ["cell", "scenario", "draw", "theory", "replicate", "date", *NAMES]
        assert table.num_rows == rows
        assert table.schema.field(NAMES[0]).metadata == {b"unit": b"persons"}


def test_the_summary_adds_months_up_as_each_outcome_declares(store):
    store.add([result()])
    (part,) = (store.folder / "summary").glob("part-*.parquet")
    row = pq.read_table(part).to_pylist()[0]
    assert row[NAMES[0]] == np.mean([0, 2, 4])
    assert row[NAMES[1]] == np.sum([1, 3, 5])


def test_adding_the_same_cells_again_changes_no_byte(store):
    store.add([result(0), result(1)])
    before = files(store)
    store.add([result(1), result(0)])
    assert files(store) == before


def test_a_cell_counts_as_stored_only_with_the_outcomes_asked_for(store):
    store.add([result(names=NAMES[:1])])
    assert CELL.id in store.stored(NAMES[:1])
    assert store.stored(NAMES) == {}


def test_a_cell_in_two_parts_is_read_once(store):
    store.add([result(0)])
    store.add([result(0), result(1)])
    _, values = store.series([CELL.id], NAMES)
    assert np.array_equal(values, result(0).values[None])


def test_what_a_killed_process_left_is_not_read_and_is_swept_when_old(store):
    left = store.folder / "series" / ".tmp-0123"
    left.write_bytes(b"half a part")
    store.prepare()
    assert store.stored() == {}
    assert left.exists()
    import os

    os.utime(left, (0, left.stat().st_mtime - 2 * ABANDONED_AFTER))
    store.prepare()
    assert not left.exists()


def test_a_full_disk_leaves_nothing_half_written(store):
    store.add([result(0)])
    before = files(store)
    with room_for(100), pytest.raises(StoreError, match=r"cannot write .*File too large"):
        store.add([result(1)])
    assert files(store) == before
    store.add([result(1)])
    assert len(store.stored()) == 2


def test_a_part_that_is_no_parquet_is_named(store):
    store.add([result()])
    (part,) = (store.folder / "series").glob("part-*.parquet")
    part.write_bytes(part.read_bytes()[:-20])
    with pytest.raises(StoreError, match=part.name):
        store.stored()


def test_cells_that_are_not_there_are_said_to_be_missing(store):
    with pytest.raises(StoreError, match="1 cells are not stored"):
        store.series([CELL.id], NAMES)
