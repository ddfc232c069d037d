"""The share of luck, on values whose parts are drawn with known variances."""

import numpy as np
import pytest

from analysis.sensitivity.estimate import SensitivityError
from analysis.sensitivity.luck import luck_share

POINTS, SHARED, OWN = 4.0, 1.0, 3.0
"""Variances between points, of shared luck and of own luck."""


def drawn(seed, points=100, replicates=20, shared=SHARED, own=OWN, between=POINTS):
    rng = np.random.default_rng(seed)
    parts = (between, (points, 1)), (shared, (1, replicates)), (own, (points, replicates))
    return 50.0 + sum(rng.normal(0, np.sqrt(variance), shape) for variance, shape in parts)


def test_the_parts_are_found_on_average():
    found = np.mean([luck_share(drawn(seed), resamples=20).variances.value for seed in range(200)], axis=0)
    assert found == pytest.approx([POINTS, SHARED, OWN], rel=0.08)


def test_the_intervals_cover_the_truth_as_often_as_they_say():
    hits = []
    for seed in range(400):
        found = luck_share(drawn(seed, points=300), resamples=200, seed=seed)
        pairs = [(found.share.at(0), 0.5), (found.shares.at(2), OWN / (POINTS + SHARED + OWN))]
        hits.append([low <= truth <= high for (_, low, high), truth in pairs])
    assert np.mean(hits, axis=0) == pytest.approx(0.90, abs=0.07)


def test_luck_that_all_points_share_is_shared():
    found = luck_share(drawn(1, own=0.0))
    assert found.share.value[0] > 0.05
    assert found.shares.value[2] == pytest.approx(0.0, abs=1e-12)


def test_independent_luck_is_all_own():
    found = luck_share(drawn(2, shared=0.0, between=1.0))
    assert found.shares.low[1] == pytest.approx(0.0, abs=0.01)


def test_nothing_but_luck_is_nearly_all_luck():
    found = luck_share(drawn(3, between=0.0))
    assert found.share.value[0] > 0.97
    assert found.shares.value.sum() == pytest.approx(1.0)


def test_outputs_are_split_each_by_itself():
    one, other = drawn(4), drawn(5, own=30.0)
    found = luck_share(np.stack([one, other, np.full_like(one, 7.0)], axis=-1))
    assert found.share.value[:, 0] == pytest.approx(luck_share(one).share.value)
    assert found.share.low[:, 1] == pytest.approx(luck_share(other).share.low)
    assert np.isnan(found.share.value[0, 2]) and found.share.reason == "constant output, no variance to share: 2"


@pytest.mark.parametrize("y", [np.ones((1, 5)), np.ones((5, 1)), np.ones(5)])
def test_a_single_point_or_replicate_is_refused(y):
    with pytest.raises(SensitivityError, match="two or more"):
        luck_share(y)
