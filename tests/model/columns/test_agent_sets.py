"""Sets of agents in columns do what Mesa's agent sets do."""

import gc

import numpy as np
import pytest

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
