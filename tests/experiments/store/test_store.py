"""The store: what goes in comes out, whole, once, and what is broken is named."""

import resource
import subprocess
import sys
from contextlib import contextmanager
from copy import replace
from datetime import date

import numpy as np
import pyarrow.parquet as pq
import pytest

from experiments.base.cell import Cell
from experiments.base.errors import DamagedError, StoreError
from experiments.base.files import ABANDONED_AFTER
from experiments.store.resolution import kept
from experiments.store.results import Result
from experiments.store.store import Store
from tests.experiments.processes import ROOT

NAMES = ["true.people_in_sexual_exploitation", "recorded.reta_complaints"]
CELL = Cell(scenario="raids", fingerprint="f", seed=1, replicate=0, scale=20, model_version=4)
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
    (part,) = (store.folder / "runs").glob("part-*.parquet")
    table = pq.read_table(part)
    assert table.column_names == ["cell", "scenario", "draw", "theory", "replicate", "date", *NAMES]
    assert table.num_rows == 3
    assert table.schema.field(NAMES[0]).metadata == {b"unit": b"persons", b"over_time": b"mean"}


@pytest.mark.parametrize("resolution", ["year", "period"])
def test_months_add_up_as_each_outcome_declares(store, resolution):
    store.add([result()])
    dates, values = store.series([CELL.id], NAMES, resolution)
    assert dates == DATES[:1]
    assert values.tolist() == [[[np.mean([0, 2, 4]), np.sum([1, 3, 5])]]]


def test_what_is_kept_by_the_year_holds_no_months_but_the_whole_period(store):
    store.add([kept(result(), NAMES, "year")], "year")
    assert store.stored(NAMES) == {}
    assert list(store.stored(NAMES, "period")) == [CELL.id]
    with pytest.raises(StoreError, match="1 cells are not stored"):
        store.series([CELL.id], NAMES)


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
    left = store.folder / "runs" / ".tmp-0123"
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


def truncated(content):
    return content[:-20]


def flipped(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


@pytest.mark.parametrize("damage", [truncated, flipped])
def test_a_damaged_part_is_named_and_set_aside_and_the_others_stay(store, damage):
    store.add([result(0)])
    (part,) = (store.folder / "runs").glob("part-*.parquet")
    store.add([result(1)])
    part.write_bytes(damage(part.read_bytes()))
    fresh = Store(store.folder)
    with pytest.raises(DamagedError, match=part.name):
        fresh.stored()
    assert [each.path for each in fresh.set_aside_damaged()] == [part]
    assert list(fresh.stored()) == [result(1).cell.id]
    assert (store.folder / "damaged" / part.name).exists()


def test_cells_that_are_not_there_are_said_to_be_missing(store):
    with pytest.raises(StoreError, match="1 cells are not stored"):
        store.series([CELL.id], NAMES)


READS = """
import sys
from pathlib import Path
import psutil
import pyarrow as pa
from experiments.store.compaction import compact
from experiments.store.parts import read_table

pa.array([1])
before = psutil.Process().num_threads()
for path in Path(sys.argv[1]).glob("runs/*"):
    read_table(path).to_pylist()
compact(Path(sys.argv[1]))
sys.exit(psutil.Process().num_threads() - before)
"""


def test_reading_and_compacting_start_no_threads_which_could_abort_the_end_of_a_command(store):
    for replicate in range(3):
        store.add([result(replicate)])
    assert subprocess.run([sys.executable, "-c", READS, store.folder], cwd=ROOT).returncode == 0
    assert len(list(store.folder.glob("runs/*"))) == 1
