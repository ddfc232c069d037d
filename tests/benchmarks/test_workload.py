"""The reference workload on our machinery is the same model as in idiomatic Mesa."""

import numpy as np
import pytest

from benchmarks import on_goldrush, on_mesa
from benchmarks.agree import means, standard_scores

SMALL = {"n": 400, "weeks": 60, "seeds": range(1, 9)}


@pytest.fixture(scope="module")
def scores():
    return standard_scores(means(on_goldrush.run, **SMALL), means(on_mesa.run, **SMALL))


@pytest.mark.parametrize("name", ["population", "income", "spending share", "moves", "exits"])
def test_means_agree_with_idiomatic_mesa(scores, name):
    assert abs(scores[name]) < 4.0


def test_neighbouring_seeds_are_independent():
    moves = [on_goldrush.run(400, 40, seed).record[:, 3].sum(axis=1) for seed in range(1, 13)]
    moves = np.array(moves) - np.mean(moves, axis=0)
    together = (moves[:-1] * moves[1:]).mean() / moves.var()
    assert abs(together) < 0.25


def test_miners_are_mesa_agents():
    model = on_goldrush.ColumnLine(400, 4, seed=1)
    model.run_for(3)
    miner = next(iter(model.agents_by_type[on_goldrush.Miner]))
    assert miner.wealth == model.miners.wealth[miner.row]
    assert len(model.agents) == model.miners.n + 80
