"""A model with agents in columns keeps the promises that Mesa's models make about agents."""

import copy
import pickle

import mesa
import numpy as np
import pytest
from mesa.experimental.data_collection.dataset import AgentDataSet, NumpyAgentDataSet
from mesa.experimental.mesa_signals import ModelSignals

from model.columns.population import Column
from tests.model.mine import CAMPS, Camp, Mine, Miner


@pytest.fixture
def model():
    """Return a mine that has run for a week."""
    mine = Mine(rng=1)
    mine.step()
    return mine


@pytest.fixture
def miner(model):
    """Return one of its miners."""
    return next(iter(model.miners))


def test_is_a_mesa_model(model, miner):
    assert isinstance(model, mesa.Model)
    assert isinstance(miner, mesa.Agent)


def test_all_agents_are_registered(model):
    assert set(model.agent_types) == {Camp, Miner}
    assert model.agents_by_type[Miner] is model.miners
    assert len(model.agents) == CAMPS + len(model.miners) == len(list(model.agents))


def test_ids_are_unique_over_types(model):
    assert len({agent.unique_id for agent in model.agents}) == len(model.agents)


def test_agents_share_the_models_random_numbers(model, miner):
    assert miner.random is model.random
    assert miner.rng is model.rng


def test_two_views_of_an_agent_are_one_agent(model, miner):
    other = model.miners.view(miner.unique_id)
    assert miner == other
    assert len({miner, other}) == 1
    other.gold = 9.0
    assert miner.gold == 9.0


def test_agents_of_two_models_differ(model, miner):
    assert miner != copy.deepcopy(model).miners.view(miner.unique_id)


def test_a_view_follows_its_row(model):
    last = model.miners.view(int(model.miners.unique_id[-1]))
    last.gold = 77.0
    model.miners.view(int(model.miners.unique_id[0])).remove()
    assert last.row == 0
    assert last.gold == 77.0


def test_creating_an_agent_registers_it(model):
    new = Miner(model, camp=3)
    assert new in model.agents
    assert new in model.agents_by_type[Miner]
    assert (new.camp, new.gold) == (3, 0.0)
    assert new.cell is model.camps[3].cell


def test_writing_an_attribute_changes_the_column(model, miner):
    miner.gold += 5
    assert model.miners.gold[miner.row] == miner.gold


def test_removing_an_agent_twice_is_silent(model, miner):
    n = len(model.miners)
    miner.remove()
    miner.remove()
    assert miner not in model.agents
    assert miner not in model.miners
    assert len(model.miners) == n - 1


def test_a_removed_agent_says_so(miner):
    miner.remove()
    with pytest.raises(AttributeError, match=f"Miner {miner.unique_id} was removed from the model"):
        _ = miner.gold
    with pytest.raises(AttributeError, match="was removed"):
        miner.gold = 1.0


def test_an_unknown_attribute_is_refused(miner):
    with pytest.raises(AttributeError, match="Miner has no column 'silver'"):
        miner.silver = 1


def test_ordinary_agents_come_and_go(model):
    camp = Camp(model, model.space[0], 0)
    assert camp in model.agents
    camp.remove()
    assert camp not in model.agents


def test_signals_tell_who_came_and_went(model):
    heard = []

    def listener(message):
        heard.append((message.signal_type, message.additional_kwargs["args"][0]))

    model.observe("agents", ModelSignals.AGENT_ADDED, listener)
    model.observe("agents", ModelSignals.AGENT_REMOVED, listener)
    one = Miner(model, camp=1)
    many = Miner.create_agents(model, 3)
    one.remove()
    model.miners.remove_rows(many.rows())
    (_, first), (_, three), (_, gone), (_, ids) = heard
    assert first == gone == one
    assert len(ids) == 3
    assert set(three._ids) == set(ids)


def test_data_collector(model):
    collector = mesa.DataCollector(
        agent_reporters={"gold": lambda agent: getattr(agent, "gold", None)},
        agenttype_reporters={Miner: {"gold": "gold"}, Camp: {"miners": "miners"}},
    )
    collector.collect(model)
    assert len(collector.get_agent_vars_dataframe()) == len(model.agents)
    assert collector.get_agenttype_vars_dataframe(Miner)["gold"].tolist() == model.miners.gold.tolist()
    assert collector.get_agenttype_vars_dataframe(Camp)["miners"].sum() == len(model.miners)


def test_agent_data_set(model):
    rows = AgentDataSet("miners", model.miners, ["gold", "camp"]).data
    assert [row["gold"] for row in rows] == model.miners.gold.tolist()


def test_numpy_agent_data_set_is_refused():
    """It would put one model's array behind the columns of all models."""
    with pytest.raises(AttributeError):
        NumpyAgentDataSet("miners", Miner, ["gold"])
    assert isinstance(Miner.gold, Column)


def test_from_dataframe(model):
    table = model.datacollector.get_model_vars_dataframe().assign(camp=[4])[["gold", "camp"]]
    (new,) = Miner.from_dataframe(model, table)
    assert (new.camp, new.gold) == (4, table["gold"][0])


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_a_copy_goes_its_own_way(duplicate):
    model, twin = Mine(rng=1), Mine(rng=1)
    model.datacollector = twin.datacollector = mesa.DataCollector({"miners": "miners"})
    for _ in range(3):
        model.step()
        twin.step()
    other = duplicate(model)
    before = model.miners.gold.copy()
    other.step()
    twin.step()
    assert np.array_equal(model.miners.gold, before)
    assert np.array_equal(other.miners.gold, twin.miners.gold)
    assert other.miners.view(int(other.miners.unique_id[0])).model is other
    assert other.agents_by_type[Miner] is other.agents.populations[Miner] is other.miners


def test_two_models_in_one_process_share_no_data():
    one, two = Mine(rng=1), Mine(rng=1)
    before = two.state()
    one.miners.set("gold", 99.0)
    one.run_for(5)
    one.remove_all_agents()
    after = two.state()
    assert before.keys() == after.keys()
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_batch_run():
    results = mesa.batch_run(Mine, {"n": [50, 60]}, rng=[1, 2], max_steps=3, number_processes=1, display_progress=False)
    assert len({row["gold"] for row in results}) == 4


def test_same_seed_same_run():
    one, two = Mine(rng=5), Mine(rng=5)
    one.run_for(10)
    two.run_for(10)
    assert one.time == two.time == 10
    assert np.array_equal(one.miners.gold, two.miners.gold)
    assert np.array_equal(one.miners.unique_id, two.miners.unique_id)


def test_remove_all_agents(model):
    model.remove_all_agents()
    assert len(model.agents) == 0
    assert list(model.agents) == []
    assert len(Miner.create_agents(model, 2)) == 2
