"""The model keeps the promises of Mesa's public names, one by one, so that Mesa's tools work on it as on any model."""

import copy
import pickle
from datetime import date

import mesa
import numpy as np
import pytest
from mesa.experimental.mesa_signals import ModelSignals, ObservableSignals
from mesa.time import Schedule

from model.codes import FORMS
from model.columns.snapshot import RENAMED, SnapshotError
from model.goldrush import GoldRush
from model.organisations.camp import Camp
from model.outcomes import OUTCOMES
from model.people.miner import Miner
from model.places.space import FIRST_CAMP
from model.scenario.scenario import load_scenario
from tests.model.worlds import SCALE, differing, young

BRIEF = {"period.start": "2000-03-01", "period.stop": "2000-06-01"}
"""Changes that make a scenario last 22 weeks."""
SOON = {"interventions.raids.start": "2000-03-06"}
"""A change by which raids act in so short a scenario."""
CHECKED = {
    "agents", "agent_types", "agents_by_type", "agent_id_counter", "register_agent", "deregister_agent",
    "remove_all_agents", "running", "run_model", "run_for", "run_until", "step", "steps", "time", "random", "rng",
    "reset_rng", "reset_randomizer", "scenario", "schedule_event", "schedule_recurring", "data_registry", "observe",
    "unobserve", "notify", "observables", "subscribers", "batch", "suppress", "clear_all_subscriptions",
}  # fmt: skip
"""Mesa's public names that the tests here try."""


def brief(**luck) -> GoldRush:
    return young(load_scenario("baseline", changes=BRIEF), **luck)


@pytest.fixture
def model() -> GoldRush:
    """Return a world that has lived for two weeks."""
    world = young()
    world.run_for(2)
    return world


@pytest.fixture(scope="module")
def rows() -> list[dict]:
    """Return every month of a batch of two scenarios and two seeds."""
    scenarios = [load_scenario("baseline", changes=BRIEF), load_scenario("raids", changes=BRIEF | SOON)]
    return mesa.batch_run(
        GoldRush, {"scenario": scenarios, "scale": SCALE}, rng=[1, 2], data_collection_period=1, display_progress=False
    )


def names(thing: object) -> set[str]:
    return {name for name in dir(thing) if not name.startswith("_")}


# no name of Mesa's means something else


def test_every_public_name_of_mesas_model_is_tried_here():
    assert names(mesa.Model()) == CHECKED


def test_no_name_of_mesas_model_holds_a_thing_of_another_kind(model):
    plain = mesa.Model()
    changed = {name for name in CHECKED if not isinstance(getattr(model, name), type(getattr(plain, name)))}
    assert changed <= {"agents", "step"}  # a set with rows in it; a method beside the wrapper that Mesa makes of it
    assert isinstance(model.agents, mesa.agentset.AbstractAgentSet)
    assert callable(model.step)


def test_no_column_of_an_agent_hides_a_name_of_mesas_agent(model):
    reserved = names(mesa.Agent(mesa.Model()))
    assert {cls.__name__: reserved & set(cls.columns) for cls in model.agent_types if reserved & set(cls.columns)} == {}


def test_sets_of_agents_have_every_method_of_mesas_sets(model):
    sets = (model.agents, model.miners, model.miners.select(at_most=3), model.agents.shuffle())
    expected = names(mesa.agentset._HardKeyAgentSet([], random=model.random))
    assert [expected - names(agents) for agents in sets] == [set()] * len(sets)


# the flag, steps and time


def test_a_model_runs_until_the_scenario_ends():
    model = brief()
    assert model.running is True
    model.run_model()
    assert model.running is False
    assert model.date >= model.setup.stop > date(2000, 5, 1)
    assert (model.steps, model.time) == (22, 22.0)


def test_running_to_the_end_in_mesas_way_and_in_ours_is_one_run():
    one, other = brief(), brief()
    one.run_model()
    other.run()
    assert differing(one.snapshot(), other.snapshot()) == []
    assert other.running is False


def test_a_model_that_goes_on_from_the_last_week_has_stopped():
    model = brief().run()
    assert GoldRush.from_snapshot(model.snapshot(), model.setup).running is False


def test_a_flag_lowered_by_the_user_stops_the_run():
    model = brief()

    def stop() -> None:
        model.running = False

    model.schedule_event(stop, at=3)
    model.run_model()
    assert model.steps == 3


def test_run_for_and_run_until_count_weeks(model):
    model.run_for(3)
    model.run_until(7)
    assert (model.steps, model.time) == (7, 7.0)
    assert model.week == young().week + 7


def test_events_come_in_their_week(model):
    came = []

    def note() -> None:
        came.append(model.time)

    model.schedule_event(note, at=4)
    model.schedule_recurring(note, Schedule(interval=2, start=5))
    model.run_until(8)
    assert came == [4, 5, 7]


# random numbers


def test_rng_is_the_seed_by_mesas_name():
    assert differing(brief(rng=7).snapshot(), brief(seed=7).snapshot()) == []
    assert brief(rng=np.random.default_rng(3)).luck == brief(rng=np.random.default_rng(3)).luck
    with pytest.raises(TypeError, match="seed is 3 and rng is 4; give one of them"):
        brief(seed=3, rng=4)


def test_a_seed_of_none_is_drawn():
    assert len({brief(seed=None).luck.seed for _ in range(3)}) == 3


def test_mesas_generators_begin_from_the_seed_and_can_be_reset():
    model = brief(seed=4)
    first = (model.random.random(), model.rng.random())
    with pytest.warns(FutureWarning, match="deprecated"):
        model.reset_randomizer()
    model.reset_rng()
    assert (model.random.random(), model.rng.random()) == first
    assert first == ((again := brief(seed=4)).random.random(), again.rng.random())
    assert next(iter(model.miners)).random is model.random


def test_the_scenario_in_mesas_sense_records_the_settings():
    model = young(replicate=2)
    assert {"name": "baseline", "seed": 1, "replicate": 2, "scale": SCALE}.items() <= model.scenario.to_dict().items()
    assert model.scenario.model is model
    assert not model.scenario  # else Mesa's pages put it in the place of the argument scenario
    with pytest.raises(ValueError, match="Cannot change scenario parameter"):
        model.scenario.scale = 3


# agents


def test_agents_are_found_by_type(model):
    assert set(model.agent_types) == set(model.agents_by_type)
    assert model.agents_by_type[Miner] is model.miners
    assert len(model.agents) == sum(map(len, model.agents_by_type.values()))
    assert model.agents[0] == next(iter(model.agents))
    assert model.miners[:2] == list(model.miners)[:2]


def test_an_ordinary_agent_joins_and_leaves(model):
    before, counter = len(model.agents), model.agent_id_counter
    guest = mesa.Agent(model)
    assert guest.unique_id == counter
    assert guest in model.agents
    assert list(model.agents_by_type[mesa.Agent]) == [guest]
    model.step()
    model.deregister_agent(guest)
    assert guest not in model.agents
    guest.remove()
    assert (before, mesa.Agent in model.agent_types) == (before, True)


def test_a_row_agent_joins_by_being_made_and_leaves_by_either_door(model):
    one, other, third = list(model.miners)[:3]
    model.register_agent(one)
    n = len(model.miners)
    model.deregister_agent(one)
    model.agents.discard(other)
    third.remove()
    assert len(model.miners) == n - 3
    for gone in (one, other, third):
        assert gone not in model.agents
    with pytest.raises(KeyError):
        model.deregister_agent(one)
    with pytest.raises(TypeError, match="a Miner is registered by creating it in this model"):
        model.register_agent(one)
    with pytest.raises(KeyError):
        model.deregister_agent(young().miners[0])


def test_every_agent_can_be_removed(model):
    model.remove_all_agents()
    assert (len(model.agents), list(model.agents)) == (0, [])
    other = young()
    other.agents.clear()
    assert len(other.agents) == 0


def test_signals_tell_of_agents_and_of_time(model):
    heard = []

    def listen(message) -> None:
        heard.append(message.name)

    model.observe("agents", ModelSignals.AGENT_REMOVED, listen)
    model.observe("time", ObservableSignals.CHANGED, listen)
    model.step()
    assert set(heard) == {"agents", "time"}
    model.clear_all_subscriptions("agents")
    model.clear_all_subscriptions("time")
    heard.clear()
    model.step()
    assert heard == []


def test_a_camp_stands_in_its_cell(model):
    camp = model.camps[4]
    assert camp.cell is model.space[FIRST_CAMP + 4]
    assert list(camp.cell.agents) == [camp]


# data


def test_the_datacollector_has_the_recorders_months():
    model = brief().run()
    table = model.datacollector.get_model_vars_dataframe()
    assert table["month"].tolist() == [day.isoformat() for day in model.recorder.months]
    assert np.array_equal(table[list(OUTCOMES)].to_numpy(), np.array(model.recorder.rows))
    assert model.datacollector.get_model_vars_dataframe().equals(table)


def test_a_datacollector_of_ones_own_is_left_alone():
    class Watched(GoldRush):
        def __init__(self, **settings):
            super().__init__(load_scenario("baseline", changes=BRIEF), **settings)
            self.datacollector = mesa.DataCollector(
                {"bars": lambda m: m.bars.n}, agenttype_reporters={Camp: {"zone": "zone"}}
            )

        def step(self):
            super().step()
            self.datacollector.collect(self)

    rows = mesa.batch_run(Watched, {"scale": SCALE}, data_collection_period=1, max_steps=9, display_progress=False)
    assert {row["Step"] for row in rows} == set(range(1, 10))
    model = young()
    assert len(rows) == 9 * model.camps.n


def test_a_batch_gives_the_recorders_outcomes(rows):
    for name, seed in (("baseline", 1), ("raids", 2)):
        changes = BRIEF | (SOON if name == "raids" else {})
        model = young(load_scenario(name, changes=changes), seed=seed).run()
        mine = [row for row in rows if row["scenario"].name == name and row["seed"] == seed]
        assert [row["month"] for row in mine] == [day.isoformat() for day in model.recorder.months]
        assert np.array_equal([[row[outcome] for outcome in OUTCOMES] for row in mine], model.recorder.rows)
        assert mine[-1]["Step"] == model.steps


def test_a_batch_takes_names_of_scenarios_and_draws_seeds_that_it_tells():
    rows = mesa.batch_run(
        GoldRush, {"scenario": ["baseline"], "scale": SCALE}, rng=[None, None], max_steps=9, display_progress=False
    )
    assert len({row["seed"] for row in rows}) == 2
    assert rows[0]["Step"] == 9
    again = young(seed=rows[0]["seed"]).run_until(9)
    assert rows[0]["true.miners"] == again.recorder.rows[-1][list(OUTCOMES).index("true.miners")]


def test_a_copy_of_a_running_model_is_one():
    model = brief()
    model.run_for(10)
    again, third = pickle.loads(pickle.dumps(model)), copy.deepcopy(model)
    for one in (model, again, third):
        one.run_model()
    for one in (again, third):
        assert differing(one.snapshot(), model.snapshot()) == []
    assert again.datacollector.get_model_vars_dataframe().equals(model.datacollector.get_model_vars_dataframe())


# saved states from before the flag was Mesa's


def test_a_state_saved_under_a_former_name_is_read():
    model = brief()
    model.run_for(5)
    state = model.snapshot()
    for old, new in RENAMED.items():
        state[f"array/{old}"] = state.pop(f"array/{new}")
    again = GoldRush.from_snapshot(state, model.setup)
    assert again.running is True
    assert differing(again.run().snapshot(), model.run().snapshot()) == []


def test_a_state_with_an_array_that_the_model_does_not_know_is_refused():
    state = brief().snapshot()
    state["array/rumours"] = np.zeros(FORMS)
    with pytest.raises(SnapshotError, match="rumours"):
        GoldRush.from_snapshot(state, brief().setup)
