"""The number of people a row of miners stands for moves results by no more than chance."""

import numpy as np
import pytest
from scipy import stats

from model.goldrush import GoldRush
from tests.model.worlds import baseline, column, weekly

REPLICATES, WEEKS, LAST = 6, 104, 26
NAMES = ("true.miners", "true.gold_extracted", "true.bar_spending", "true.bars")


def levels(scale):
    """Return the mean of each outcome over the last weeks of two years, shape (replicates, outcomes)."""
    chosen = [column(name) for name in NAMES]
    runs = (GoldRush(baseline(), replicate=r, scale=scale) for r in range(REPLICATES))
    return np.array([weekly(model, WEEKS)[-LAST:, chosen].mean(axis=0) for model in runs])


@pytest.fixture(scope="module")
def differences():
    """Return relative differences between scale 20 and scale 5, in pairs of the same replicate."""
    return levels(20) / levels(5) - 1


@pytest.mark.parametrize("name", NAMES)
def test_rows_of_20_people_give_what_rows_of_5_give(differences, name):
    values = differences[:, NAMES.index(name)]
    half = stats.t.ppf(0.95, REPLICATES - 1) * stats.sem(values)
    assert abs(values.mean()) < max(0.05, half), f"{values.mean():+.1%} +- {half:.1%}"
    assert half < 0.2
