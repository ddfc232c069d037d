"""On what the variance of a result rests."""

import numpy as np
import pytest

from analysis.base.parts import Sets, variance_parts
from analysis.measures.evidence_share import rests_on

SIZED, OTHERS, MANY = 5, 60, 120


def told(share_of_sized, count=MANY, luck=0.5):
    """Return what is told of runs whose parameters' variance goes with five sized numbers to a share."""
    rng = np.random.default_rng(4)
    numbers = [rng.random((count, n)) for n in (SIZED, OTHERS)]
    scaled = [(each - each.mean()) / each.std() for each in (own.sum(1) for own in numbers)]
    means = np.sqrt(share_of_sized) * scaled[0] + np.sqrt(1 - share_of_sized) * scaled[1]
    rows = np.repeat(np.arange(count), 2)
    sets = Sets(rows, np.array(["a", "b"])[rows % 2])
    values = means[rows] + rng.normal(0, luck, len(rows))
    return rests_on(values, sets, variance_parts(values, sets), numbers)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_the_range_of_what_evidence_sizes_holds_the_truth(share):
    found = told(share)
    parameters = found.sized + found.open + found.assumed
    assert found.sized / parameters <= share <= 1 - found.assumed / parameters
    assert found.open < 0.6 * parameters
    assert parameters + found.theories + found.chance == pytest.approx(1.0)


def test_few_sets_tell_nothing_and_more_tell_more():
    assert told(0.5, 22) is None
    assert told(0.5, 24).open > told(0.5).open
