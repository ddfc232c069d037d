"""Rows and columns: adding, removing, growing, saving, and handing tables to kernels."""

import pickle
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.columns.population import Column, ColumnAgent, ColumnModel, table_of
from model.kernels.compiled import MODEL, compiled


class Bar(ColumnAgent):
    """An agent with columns of every size."""

    camp = Column(np.int16, "index", "camp it stands in", default=-1)
    open = Column(np.bool_, "1", "serves customers", default=True)
    till = Column(np.float64, "soles", "money held")
    size = Column(np.float32, "1", "size against a usual bar", default=1.5)
    week = Column(np.int32, "week", "week of opening", default=-7)


BarTable = table_of(Bar)


class Shop(ColumnAgent):
    """An agent whose rows keep their order."""

    keep_order = True
    till = Column(np.float64, "soles", "money held")


def new_population(cls=Bar, n=0, capacity=4, **values):
    """Return a population of a model of its own."""
    population = ColumnModel(rng=1).population(cls, capacity)
    population.add(n, **values)
    return population


def assert_consistent(population):
    """Every id leads to its row, and no other id leads to any."""
    rows = np.flatnonzero(population.row_of >= 0)
    assert sorted(population.unique_id) == rows.tolist()
    assert np.array_equal(population.row_of[population.unique_id], np.arange(population.n))


def test_add_returns_the_new_rows():
    bars = new_population(n=3)
    rows = bars.add(2, camp=[5, 6], till=1.0)
    assert rows == slice(3, 5)
    assert bars.camp.tolist() == [-1, -1, -1, 5, 6]
    assert bars.till.tolist() == [0, 0, 0, 1, 1]
    assert bars.n == len(bars) == 5


def test_defaults_fill_columns_that_are_not_named():
    bars = new_population(n=1, camp=2)
    assert (bars.open[0], bars.size[0], bars.week[0]) == (True, 1.5, -7)
    bars.set("week", 9)
    bars.remove_rows([0])
    bars.add(1)
    assert bars.week[0] == -7


def test_identity_is_given_or_the_unique_id():
    bars = new_population(n=2)
    bars.add(1, identity=np.array([2**63 + 5], np.uint64))
    assert bars.identity.tolist() == [1, 2, 2**63 + 5]
    assert bars.view(3).identity == 2**63 + 5
    assert Bar(bars.model, identity=7).identity == 7


def test_ids_are_counted_over_all_types():
    bars = new_population(n=2)
    shops = bars.model.population(Shop)
    shops.add(2)
    bars.add(1)
    assert bars.unique_id.tolist() == [1, 2, 5]
    assert shops.unique_id.tolist() == [3, 4]


def test_unknown_column_is_refused_by_name():
    bars = new_population(n=2)
    with pytest.raises(TypeError, match=r"Bar has no column 'tll'; it has .*till"):
        bars.add(1, tll=3)
    with pytest.raises(TypeError, match="Bar has no column 'unique_id'"):
        bars.add(1, unique_id=3)
    with pytest.raises(AttributeError, match="no column 'tll'"):
        _ = bars.tll


@pytest.mark.parametrize("bad", [[1.0, 2.0, 3.0], "many", 10**400])
def test_a_value_that_does_not_fit_leaves_the_population_as_it_was(bad):
    bars = new_population(n=2, capacity=2)
    with pytest.raises((ValueError, OverflowError), match=r"Bar.till of 2 new rows"):
        bars.add(2, camp=1, till=bad)
    assert bars.n == 2
    assert bars.model.agent_id_counter == 3
    assert_consistent(bars)
    bars.add(2)
    assert bars.unique_id.tolist() == [1, 2, 3, 4]


def test_a_negative_number_of_agents_is_refused():
    with pytest.raises(ValueError, match="cannot add -1 Bar"):
        new_population(n=3).add(-1)


def test_growth_keeps_every_row():
    bars = new_population(capacity=1)
    for i in range(200):
        bars.add(1, till=i, camp=i, open=i % 2 == 0)
    assert bars.capacity >= 200
    assert bars.till.tolist() == bars.camp.tolist() == list(range(200))
    assert bars.open.tolist() == [i % 2 == 0 for i in range(200)]
    assert_consistent(bars)


def test_assigning_a_column_writes_it():
    bars = new_population(n=3)
    bars.till += 2
    bars.camp = [7, 8, 9]
    bars.add(1)
    assert bars.till.tolist() == [2, 2, 2, 0]
    assert bars.cols["camp"][:4].tolist() == [7, 8, 9, -1]


def test_removal_fills_gaps_from_the_end():
    bars = new_population(n=6, till=np.arange(6))
    bars.remove_rows([1, 4])
    assert sorted(bars.till) == [0, 2, 3, 5]
    assert bars.till[0] == 0
    assert_consistent(bars)


def test_removal_keeps_the_order_where_asked():
    shops = new_population(Shop, 6, till=np.arange(6))
    shops.remove_rows([4, 1])
    assert shops.till.tolist() == [0, 2, 3, 5]
    assert_consistent(shops)


@pytest.mark.parametrize("leaving", [[], np.zeros(3, bool), slice(0, 0)])
def test_removing_nobody_changes_nothing(leaving):
    bars = new_population(n=3)
    bars.remove_rows(bars.unique_id[leaving] if isinstance(leaving, slice) else leaving)
    assert bars.n == 3


@pytest.mark.parametrize("leaving", [[3], [-1], [True], np.ones(4, bool), np.ones((3, 1), bool)])
def test_rows_that_do_not_exist_are_refused(leaving):
    bars = new_population(n=3)
    with pytest.raises(IndexError):
        bars.remove_rows(leaving)
    assert bars.n == 3


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([Bar, Shop]),
    st.lists(st.tuples(st.integers(0, 9), st.lists(st.integers(0, 30), max_size=12), st.booleans()), max_size=8),
)
def test_any_sequence_of_additions_and_removals(cls, steps):
    """The population holds what a plain dictionary of agents would hold."""
    population = new_population(cls, capacity=1)
    expected = {}
    for number, picks, as_mask in steps:
        rows = population.add(number, till=np.arange(number))
        expected |= dict(zip(population.unique_id[rows].tolist(), range(number), strict=True))
        leaving = np.array([row for row in picks if row < population.n], np.int64)
        for unique_id in population.unique_id[leaving].tolist():
            expected.pop(unique_id, None)
        population.remove_rows(np.isin(np.arange(population.n), leaving) if as_mask else leaving)
        found = dict(zip(population.unique_id.tolist(), population.till.tolist(), strict=True))
        assert found == expected
        assert_consistent(population)
        if cls.keep_order:
            assert list(found) == list(expected)


def test_view_of_nobody():
    bars = new_population(n=3)
    bars.view(2).remove()
    for unique_id in (2, 4, 10_000, -1):
        with pytest.raises(KeyError, match=f"Bar {unique_id} is not in the model"):
            bars.view(unique_id)


def test_memory_for_rows_by_id_stops_with_the_highest_id():
    model_with_two = ColumnModel(rng=1)
    shops = model_with_two.population(Shop)
    shops.add(3)
    model_with_two.population(Bar).add(100_000)
    assert shops.row_of.nbytes < 1000


def test_a_state_restores_every_byte_the_order_and_the_ids():
    bars = new_population(n=50, till=np.linspace(0, 1, 50))
    shops = bars.model.population(Shop)
    shops.add(4)
    bars.remove_rows(np.arange(0, 50, 7))
    saved = bars.model.state()

    other = ColumnModel(rng=2)
    other.population(Bar), other.population(Shop).add(30)
    other.restore(saved)
    again = other.state()
    assert again.keys() == saved.keys()
    assert all(again[name].tobytes() == saved[name].tobytes() for name in saved)
    assert_consistent(other.population(Bar))
    new = other.population(Bar).add(1)
    assert other.population(Bar).unique_id[new] == saved["agent_id_counter"]


def test_a_saved_state_is_not_touched_by_the_model():
    bars = new_population(n=3)
    saved = bars.state()
    bars.till += 1
    assert saved["till"].tolist() == [0, 0, 0]
    bars.restore(saved)
    bars.till += 1
    assert saved["till"].tolist() == [0, 0, 0]


def test_views_survive_a_restore():
    bars = new_population(n=3, till=[1, 2, 3])
    first, last = bars.view(1), bars.view(3)
    saved = bars.state()
    bars.remove_rows([0])
    assert not first.alive
    bars.restore(saved)
    assert (first.till, last.till) == (1, 3)


def test_a_state_that_does_not_fit_is_refused():
    bars = new_population(n=3)
    state = bars.state()
    with pytest.raises(ValueError, match="differ in columns: till"):
        bars.restore({name: column for name, column in state.items() if name != "till"})
    with pytest.raises(ValueError, match=r"Bar.till is float32 .* must be float64 of shape \(3,\)"):
        bars.restore(state | {"till": np.zeros(3, np.float32)})
    with pytest.raises(ValueError, match=r"shape \(1,\)"):
        bars.restore(state | {"camp": np.zeros(1, np.int16)})
    with pytest.raises(ValueError, match="no population 'Shop'"):
        bars.model.restore(bars.model.state() | {"Shop.till": np.zeros(1)})
    assert bars.n == 3


def test_a_pickle_holds_live_rows_only_and_works_on():
    bars = new_population(n=3, capacity=100_000, till=[1, 2, 3])
    data = pickle.dumps(bars.model)
    assert len(data) < 20_000
    other = pickle.loads(data).population(Bar)
    other.remove_rows([0])
    other.add(2)
    other.table.till[0] = 8
    assert other.till[0] == other.view(int(other.unique_id[0])).till == 8
    assert bars.till.tolist() == [1, 2, 3]


def test_columns_describe_themselves():
    described = {name: (column.unit, column.doc) for name, column in Bar.columns.items()}
    assert described["till"] == ("soles", "money held")
    assert list(described) == ["identity", "camp", "open", "till", "size", "week"]
    assert Bar.till.dtype == np.float64


@pytest.mark.parametrize("dtype", [object, "U5", np.complex128, "M8[D]"])
def test_columns_of_other_types_are_refused(dtype):
    with pytest.raises(TypeError, match="a column cannot be of type"):
        Column(dtype, "1", "something")


def test_a_column_cannot_hide_the_population():
    class Broken(ColumnAgent):
        capacity = Column(np.int8, "1", "beds")

    with pytest.raises(TypeError, match=r"Broken.capacity"):
        ColumnModel(rng=1).population(Broken)


def test_two_classes_of_one_name_are_refused():
    population = new_population()
    twin = type("Bar", (ColumnAgent,), {})
    with pytest.raises(TypeError, match="two classes of agents are named Bar"):
        population.model.population(twin)


@compiled
def _fill_tills(bars):
    for i in range(bars.n):
        bars.till[i] = bars.camp[i] * 10.0 + bars.identity[i]
        bars.open[i] = bars.size[i] > 2


def test_a_kernel_works_on_a_table():
    bars = new_population(n=3, camp=[1, 2, 3], size=[1, 2, 3])
    _fill_tills(bars.table)
    assert bars.till.tolist() == [11, 22, 33]
    assert bars.open.tolist() == [False, False, True]


def test_tables_are_whole_columns_and_renewed_with_growth():
    bars = new_population(n=2, capacity=2)
    before = bars.table
    assert before is bars.table
    assert type(before) is BarTable
    bars.add(3)
    names = ("unique_id", "identity", "camp", "open", "till", "size", "week")
    assert all(getattr(bars.table, name).size == bars.table.rows > bars.capacity >= 5 for name in names)
    assert bars.table.n == 5
    with pytest.raises(AttributeError, match="BarTable has no column 'tills'"):
        _ = bars.table.tills
    bars.table.till[4] = 6
    assert bars.till[4] == 6


def test_tables_need_their_declaration():
    with pytest.raises(TypeError, match=r"write ShopTable = table_of\(Shop\) after the class"):
        _ = new_population(Shop).table


MODULE = """
import numba
import numpy as np
from model.kernels.compiled import compiled
from model.columns.population import Column, ColumnAgent, ColumnModel, table_of


class Bar(ColumnAgent):
    till = Column(np.float64, "soles", "money held")

BarTable = table_of(Bar)

@compiled
def total(bars):
    return bars.till[:bars.n].sum()

def report():
    bars = ColumnModel(rng=1).population(Bar)
    bars.add(3, till=2.0)
    assert total(bars.table) == 6
    print(sum(total.stats.cache_hits.values()), sum(total.stats.cache_misses.values()))
"""


def test_kernels_on_tables_are_cached_across_processes(tmp_path):
    (tmp_path / "counted.py").write_text(MODULE)
    command = [sys.executable, "-c", "import counted; counted.report()"]
    where = {"cwd": tmp_path, "env": {"PYTHONPATH": str(MODEL.parent), "GOLDRUSH_KERNELS": str(tmp_path / "kernels")}}
    runs = [subprocess.run(command, capture_output=True, text=True, check=True, **where) for _ in range(2)]
    assert [run.stdout.split() for run in runs] == [["0", "1"], ["1", "0"]]
