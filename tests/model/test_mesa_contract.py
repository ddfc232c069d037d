"""A model with agents in columns keeps every promise that Mesa's models make about agents."""

import copy
import gc
import pickle

import mesa
import networkx as nx
import numpy as np
import pytest
from mesa.discrete_space import FixedAgent, Network
from mesa.experimental.data_collection.dataset import AgentDataSet, NumpyAgentDataSet
from mesa.experimental.mesa_signals import ModelSignals

from model.population import Column, ColumnAgent, ColumnModel

CAMPS = 8
MINERS = 200


class Camp(FixedAgent):
    """An ordinary Mesa agent on a cell of a network."""

    def __init__(self, model, cell, number):
        super().__init__(model)
        self.cell, self.number = cell, number

    @property
    def miners(self):
        """How many miners work here."""
        return int((self.model.miners.camp == self.number).sum())


class Miner(ColumnAgent):
    """An agent that is a row."""

    camp = Column(np.int16, "index", "camp worked in", default=-1)
    gold = Column(np.float64, "g", "gold saved")

    @property
    def cell(self):
        """The cell of the miner's camp."""
        return self.model.camps[self.camp].cell

    @classmethod
    def step_rows(cls, model, miners):
        """Dig, for all miners at once."""
        gold = miners.column("gold")
        miners.set("gold", gold + model.rng.exponential(size=gold.size))

    def dig(self, grams):
        """Dig, for one miner."""
        self.gold += grams
        return self.gold


class Mine(ColumnModel):
    """Camps on a network and miners in columns."""

    def __init__(self, n=MINERS, rng=None):
        super().__init__(rng=rng)
        self.space = Network(nx.path_graph(CAMPS), random=self.random)
        self.camps = [Camp(self, self.space[j], j) for j in range(CAMPS)]
        self.miners = self.population(Miner)
        self.miners.add(n, camp=np.arange(n) % CAMPS)
        self.datacollector = mesa.DataCollector(model_reporters={"gold": lambda m: float(m.miners.gold.sum())})

    def step(self):
        """Dig, lose some miners, gain some."""
        self.agents_by_type[Miner].do("step")
        self.miners.remove_rows(self.rng.random(self.miners.n) < 0.05)
        Miner.create_agents(self, 7, camp=3)
        self.datacollector.collect(self)


@pytest.fixture
def model():
    """A mine that has run for a week."""
    mine = Mine(rng=1)
    mine.step()
    return mine


@pytest.fixture
def miner(model):
    """One of its miners."""
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


def test_a_mixed_selection_keeps_its_members(model):
    chosen = model.agents.select(lambda agent: isinstance(agent, Miner) and agent.camp == 5)
    gc.collect()
    assert len(chosen) == len(list(chosen)) == int((model.miners.camp == 5).sum()) > 0


def test_a_mixed_selection_forgets_those_who_leave(model):
    chosen = model.agents.select(agent_type=Miner).select(lambda miner: miner.camp == 5)
    mixed = model.agents.copy()
    next(iter(chosen)).remove()
    assert len(mixed) == len(model.agents)
    assert len(chosen) == int((model.miners.camp == 5).sum())


def test_select(model):
    miners, at_five = model.miners, model.miners.camp == 5
    ids = miners.unique_id[at_five].tolist()
    assert miners.select(lambda miner: miner.camp == 5).get("unique_id") == ids
    assert miners.select(at_five).get("unique_id") == ids
    assert miners.select(at_five, at_most=2).get("unique_id") == ids[:2]
    assert len(miners.select(at_most=0.5)) == len(miners) // 2
    assert len(miners.select(agent_type=Camp)) == 0
    assert len(model.agents.select(agent_type=Camp)) == CAMPS
    assert len(model.agents.select(lambda a: a.camp == 5, agent_type=Miner)) == len(ids)


def test_select_in_place(model):
    chosen = model.miners.copy()
    assert chosen.select(lambda miner: miner.camp == 5, inplace=True) is chosen
    assert set(chosen.get("camp")) == {5}
    with pytest.raises(TypeError, match="inplace=False"):
        model.miners.select(lambda miner: miner.camp == 5, inplace=True)
    with pytest.raises(TypeError, match="inplace=False"):
        model.agents.shuffle(inplace=True)


def test_get(model):
    assert model.miners.get("camp") == model.miners.camp.tolist()
    assert model.miners.get(["camp", "cell"])[0] == [0, model.camps[0].cell]
    assert model.agents.get("miners", "default", -1).count(-1) == len(model.miners)
    with pytest.raises(ValueError, match="handle_missing"):
        model.miners.get("cell", "ignore")


def test_agg(model):
    assert model.miners.agg("gold", np.mean) == model.miners.gold.mean()
    assert model.miners.agg("gold", [min, max]) == [model.miners.gold.min(), model.miners.gold.max()]


def test_set(model):
    model.miners.select(model.miners.camp == 5).set("gold", 7.0)
    assert set(model.miners.gold[model.miners.camp == 5]) == {7.0}
    assert 7.0 not in model.miners.gold[model.miners.camp != 5]


def test_sort_orders_like_python(model):
    by_camp = model.miners.sort("camp")
    expected = sorted(model.miners, key=lambda miner: miner.camp, reverse=True)
    assert by_camp.to_list() == expected
    assert model.miners.sort(lambda miner: miner.camp, ascending=True).get("camp") == sorted(model.miners.camp)


def test_groupby(model):
    groups = model.miners.groupby("camp")
    assert groups.count() == {c: int((model.miners.camp == c).sum()) for c in range(CAMPS)}
    assert groups.agg("gold", sum)[5] == pytest.approx(model.miners.gold[model.miners.camp == 5].sum())
    assert model.miners.groupby(lambda miner: miner.camp).count() == groups.count()
    assert model.agents.groupby(type).count() == {Camp: CAMPS, Miner: len(model.miners)}


def test_map_and_do_call_a_method_of_every_agent(model):
    before = model.miners.gold.copy()
    assert model.miners.map("dig", 2.0) == (before + 2).tolist()
    model.miners.do("dig", grams=1.0)
    assert np.array_equal(model.miners.gold, before + 3)


def test_do_uses_the_rule_for_all_rows(model):
    before = model.miners.gold.copy()
    model.agents.shuffle_do("step")
    assert (model.miners.gold > before).all()


def test_shuffle_do_visits_every_agent_once(model):
    seen = []
    model.agents.shuffle_do(lambda agent: seen.append(agent.unique_id))
    assert sorted(seen) == sorted(agent.unique_id for agent in model.agents)
    assert seen != sorted(seen)


def test_agents_that_leave_during_do_are_not_called(model):
    called = []

    def send_away_the_last(miner):
        called.append(miner.unique_id)
        for other in list(model.miners)[-3:]:
            if other != miner:
                other.remove()

    n = len(model.miners)
    model.miners.sort("unique_id", ascending=True).do(send_away_the_last)
    assert len(called) == len(set(called)) < n
    assert set(called) & set(model.miners.unique_id.tolist())


def test_agents_that_join_during_do_wait_for_the_next(model):
    n = len(model.miners)
    model.miners.do(lambda miner: Miner(model, camp=miner.camp))
    assert len(model.miners) == 2 * n


def test_set_operations_mix_types(model):
    everybody = model.miners | set(model.camps)
    assert len(everybody) == len(model.agents)
    assert len(everybody & set(model.camps)) == CAMPS


def test_row_sets_take_members_of_their_population(model, miner):
    some = model.miners.select(at_most=0)
    some.add(miner)
    some.add(miner)
    assert some.to_list() == [miner]
    some.remove(miner)
    with pytest.raises(KeyError):
        some.remove(miner)
    with pytest.raises(TypeError, match="only a Miner of the same model"):
        some.add(model.camps[0])


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
    results = mesa.batch_run(
        Mine, {"n": [50, 60]}, rng=[1, 2], max_steps=3, number_processes=1, display_progress=False
    )
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
