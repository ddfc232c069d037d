"""The number of people a row of miners stands for moves results by no more than chance.

Tested where gold is twice and a half as plentiful as in the baseline and twice as many men set out. In the baseline's
first years a handful of bars and one site more or less make replicates differ by half, and no bias could be told from
that; here some ninety bars trade in the second year.
"""

import numpy as np
import pytest
from scipy import stats

from model.goldrush import GoldRush
from tests.model.worlds import baseline, column, weekly

REPLICATES, WEEKS, LAST = 6, 104, 52
NAMES = (
    "true.miners", "true.gold_extracted", "true.bar_spending", "true.bars", "true.people_in_exploitation",
)  # fmt: skip
BIAS = 0.05
"""A difference that the test must be able to tell, relative."""


def plenty():
    """Return the baseline with so much gold and so many men that bars are many within two years."""
    usual = baseline().parameters
    return baseline(
        digging={"best_yield": 2.5 * usual.digging.best_yield},
        migration={"arrival_rate": 2.0 * usual.migration.arrival_rate},
    )


def levels(scale):
    """Return the mean of each outcome over the second year, shape (replicates, outcomes)."""
    chosen, plan = [column(name) for name in NAMES], plenty()
    runs = (GoldRush(plan, replicate=r, scale=scale) for r in range(REPLICATES))
    return np.array([weekly(model, WEEKS)[-LAST:, chosen].mean(axis=0) for model in runs])


@pytest.fixture(scope="module")
def differences():
    """Return relative differences between scale 20 and scale 5, in pairs of the same replicate."""
    return levels(20) / levels(5) - 1


@pytest.mark.parametrize("name", NAMES)
def test_rows_of_20_people_give_what_rows_of_5_give(differences, name):
    values = differences[:, NAMES.index(name)]
    half = stats.t.ppf(0.95, REPLICATES - 1) * stats.sem(values)
    assert abs(values.mean()) < BIAS, f"{values.mean():+.1%} +- {half:.1%}"
    assert half < BIAS, f"{values.mean():+.1%} +- {half:.1%}: the test could not tell a bias"
