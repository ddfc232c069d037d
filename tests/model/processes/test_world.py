"""The world that compiled rules take is the model, also after arrays, levers and numbers have been replaced."""

from copy import deepcopy, replace

import numpy as np
import pytest
from mesa.experimental.mesa_signals import ModelSignals

from model.columns.tables import add, handle_type, remove
from model.goldrush import WEEK
from model.kernels.compiled import MODEL, compiled, kernel_hash
from model.processes.world import Rule, World
from tests.model.worlds import grown


@compiled
def look(world):
    """Return what rules see of a model."""
    now, flows = world.now[0], world.flows[0]
    flows.raids += 1.0
    return now.week, now.month, world.levers[0].posts[1], world.campaign.sum(), world.bars.n, world.bars.trend[0]


@compiled
def come_and_go(world, added, leaving):
    """Add bar workers of the identity 7 and remove some rows."""
    workers = world.bar_workers
    first = add(workers, world.next_id, added)
    workers.identity[first : first + added] = 7
    remove(workers, leaving)
    return first


def test_kernels_see_what_the_model_holds_now():
    model = grown()
    model.campaign = np.full(10, 0.25)
    model.levers = replace(model.levers, posts=(0.0, 0.5, 0.0, 0.0))
    model.week += 30
    model.bars.add(1)
    model.bars.trend[0] = 12.5
    raids = model.flows["raids"]
    assert look(model.world) == (model.week, model.date.month, 0.5, 2.5, model.bars.n, 12.5)
    assert model.flows["raids"] == raids + 1
    model.bars.make_room(2 * model.bars.capacity, 0)
    model.bars.trend[0] = 13.5
    assert look(model.world)[-1] == 13.5


def test_every_array_of_the_world_is_the_models():
    model, parts = grown(), {"now": "_now", "levers": "_levers"}
    own = {"flows": model.flows.record, "census": model.census.record, "by_camp": model.census.by_camp}
    words = model.world.words
    for name, at in World._arrays.items():
        owner, _, field = name.partition(".")
        if field:
            array = getattr(getattr(model, owner).table, field)
        else:
            array = own[name] if name in own else getattr(model, parts.get(name, name))
        assert words[at.word : at.word + 1 + at.ndim].tolist() == [array.ctypes.data, *array.shape], name


def test_kernels_add_and_remove_rows_as_populations_do():
    model, same = grown(), grown()
    for world in (model, same):
        world.make_room()
    leaving = np.array([3, 0, 3])
    assert come_and_go(model.world, 4, leaving) == same.bar_workers.n
    same.bar_workers.add(4, identity=7)
    same.bar_workers.remove_rows(leaving)
    for name, column in same.bar_workers.state().items():
        np.testing.assert_array_equal(model.bar_workers.state()[name], column)
    assert model.agent_id_counter == same.agent_id_counter
    assert model.bar_workers.view(int(model.bar_workers.unique_id[-1])).alive


def test_a_kernel_that_lacks_room_or_names_rows_that_are_not_there_changes_nothing():
    model = grown()
    before = model.bar_workers.state()
    with pytest.raises(MemoryError):
        come_and_go(model.world, model.bar_workers.capacity, np.zeros(0, np.int64))
    with pytest.raises(IndexError):
        come_and_go(model.world, 0, np.array([0, model.bar_workers.n]))
    assert all((before[name] == column).all() for name, column in model.bar_workers.state().items())


def test_before_every_week_there_is_room_for_all_who_may_come():
    model = grown()
    model.make_room()
    for population in (model.persons, model.bars, model.cases, model.recruiters):
        assert population.capacity - population.n > population.n // 2 + 60_000
        assert population.row_of.size - model.agent_id_counter > 100_000


def test_who_subscribes_hears_of_all_whom_rules_add_and_remove():
    model, alive = grown(), set()
    alive.update(model.persons.unique_id.tolist())

    def come(message):
        alive.update(ids_of(model, message))

    def gone(message):
        alive.difference_update(ids_of(model, message))

    model.observe("agents", ModelSignals.AGENT_ADDED, come)
    model.observe("agents", ModelSignals.AGENT_REMOVED, gone)
    for _ in range(8):
        model.step()
    assert alive == set(model.persons.unique_id.tolist())


def ids_of(model, message):
    """Return the ids that a signal speaks of; of those added, if they are persons."""
    (who,) = message.additional_kwargs["args"]
    if message.signal_type == ModelSignals.AGENT_REMOVED:
        return who.tolist()
    return who._ids.tolist() if who.population is model.persons else []


def test_a_copy_has_a_world_of_its_own():
    model = grown()
    model.step()
    copy = deepcopy(model)
    weeks = [copy.step() or copy.census.by_form.tolist() for _ in range(3)]
    assert model.week + 3 == copy.week
    assert [model.step() or model.census.by_form.tolist() for _ in range(3)] == weeks


def test_a_handle_refuses_arrays_of_another_kind():
    handle = handle_type("Pair", __name__, {"a": (np.float64, 1)}, {})(np.zeros(2, np.int64))
    for wrong in (np.zeros(3, np.float32), np.zeros((3, 3)), np.zeros(6)[::2]):
        with pytest.raises(TypeError, match="a must be float64 of 1 dimensions"):
            handle.bind("a", wrong)


def test_most_steps_of_the_week_are_one_compiled_function():
    compiled_steps = [step for step in WEEK if isinstance(step, Rule)]
    assert len(compiled_steps) >= 16


def test_a_kernel_that_takes_the_world_depends_on_what_declares_it(tmp_path, monkeypatch):
    home, sums = MODEL / "people" / "home.py", MODEL / "kernels" / "sums.py"
    before = kernel_hash(home), kernel_hash(sums)
    monkeypatch.setattr("model.kernels.compiled.WORLD", ("levers.py",))
    assert kernel_hash(home) != before[0]
    assert kernel_hash(sums) == before[1]
