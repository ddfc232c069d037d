"""Chances of being best and regrets, on tables small enough to work out by hand."""

import numpy as np
import pytest

from analysis.sensitivity.estimate import SensitivityError
from analysis.sensitivity.ranking import best_indicator, rank_policies
from tests.analysis.sensitivity.known import saltelli, sobol_indices

TABLE = np.array([[1.0, 2.0, 9.0], [5.0, 3.0, 9.0], [4.0, 4.0, 9.0], [0.0, 6.0, 9.0]])
POLICIES = ("raids", "shelters", "fines")


def test_a_table_by_hand():
    found = rank_policies(TABLE, POLICIES)
    assert found.best.value == pytest.approx([2.5 / 4, 1.5 / 4, 0.0])
    assert found.regret.value == pytest.approx([2 / 4, 7 / 4, (8 + 6 + 5 + 9) / 4])


def test_where_a_policy_is_best_by_hand():
    assert best_indicator(TABLE, 0) == pytest.approx([1.0, 0.0, 0.5, 1.0])
    runs = np.stack([TABLE - 3.0, TABLE + 3.0], axis=2)
    assert best_indicator(runs, 0) == pytest.approx([1.0, 0.0, 0.5, 1.0])


def test_the_interval_of_the_chance_covers_it_as_often_as_it_says():
    rng, hits = np.random.default_rng(1), []
    for seed in range(200):
        y = np.stack([np.zeros(120), rng.normal(0.5, 1.0, 120)], axis=1)
        found = rank_policies(y, POLICIES[:2], resamples=300, seed=seed)
        hits.append([found.best.low[0] <= 0.691462 <= found.best.high[0]])  # a standard normal lies below 0.5
    assert np.mean(hits) == pytest.approx(0.90, abs=0.06)


def test_luck_of_few_replicates_widens_the_interval():
    rng = np.random.default_rng(2)
    exact = rng.normal(0, 1.0, (100, 2))
    shared = rng.normal(0, 1.0, (1, 2, 6))
    runs = exact[..., None] + shared - shared.mean(2, keepdims=True)
    calm = rank_policies(exact, POLICIES[:2]).best.half_width
    assert (rank_policies(runs, POLICIES[:2]).best.half_width > 1.3 * calm).all()


def test_indices_name_the_factor_that_changes_the_ranking():
    x, _ = saltelli(2, 512)
    y = np.stack([np.full(len(x), 0.5) + 5 * x[:, 1], x[:, 0] + 5 * x[:, 1]], axis=1)
    for target in (y[:, 0] - y[:, 1], best_indicator(y, 0)):
        found = sobol_indices(target, ("decides", "shifts both"))
        assert found.total.value == pytest.approx([1.0, 0.0], abs=0.1)


def test_a_policy_alone_and_nan_are_refused():
    with pytest.raises(SensitivityError, match="two or more"):
        rank_policies(TABLE[:, :1], POLICIES[:1])
    with pytest.raises(SensitivityError, match="1 of 4 points: 2"):
        rank_policies(np.where(np.arange(4)[:, None] == 2, np.nan, TABLE), POLICIES)
