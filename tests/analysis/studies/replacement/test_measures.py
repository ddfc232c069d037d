"""The recovery after a removal, and the ranking of policies, on made-up numbers."""

from datetime import date

import numpy as np
import pytest

from analysis.base.headlines import FORMS
from analysis.base.statistics import Interval
from analysis.measures.summarise import Pair
from analysis.studies.replacement.measures import OUTCOMES, by_policy, recovery

NAMES = list(OUTCOMES)
MONTHS = 37


@pytest.fixture
def removed():
    """Return what follows a removal of 100 people of whom ten are replaced by recruitment in each of ten months."""
    dates = [date(2013 + month // 12, month % 12 + 1, 1) for month in range(MONTHS)]
    policy, against = np.zeros((2, 3, MONTHS, len(NAMES)))
    gap = np.minimum(0.0, -100.0 + 10.0 * np.arange(MONTHS))
    policy[:, :, NAMES.index("true.people_in_sexual_exploitation")] = gap
    policy[:, 0, NAMES.index("true.exits_by_removed")] = policy[:, 0, NAMES.index("true.exits")] = 100.0
    policy[:, 1:11, NAMES.index("true.recruited")] = 10.0
    return recovery(Pair("removal", "held_price", dates[0], dates, NAMES, policy, against, 3))


def test_the_path_says_which_share_is_regained_and_when_half_is(removed):
    mean, low, high = removed.regained
    assert mean[:3] == pytest.approx([0.1, 0.2, 0.3])
    assert low[:3] == pytest.approx(high[:3])
    assert removed.half_time == (5, 5, 5)


def test_recruitments_are_counted_per_person_removed(removed):
    assert removed.per_removed("recruited", 1).mean == pytest.approx(1.0)
    assert removed.per_removed("returned", 3).mean == 0
    assert removed.per_removed("stayed", 1).mean == 0


def test_policies_are_ranked_by_what_they_avert():
    sexual, labour = FORMS.values()
    averted = {("refilled", sexual, name): Interval(mean, mean, mean) for name, mean in (("a", 1.0), ("b", 9.0))}
    averted |= {("not_refilled", sexual, "a"): Interval(5.0, 5.0, 5.0)}
    assert list(by_policy(averted, "refilled", sexual)) == ["b", "a"]
    assert list(by_policy(averted, "not_refilled", sexual)) == ["a"] and by_policy(averted, "refilled", labour) == {}
