"""Whatever the parameters within their ranges, every week keeps what must hold."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from model.parameters import GROUPS
from model.parameters.declaring import declared, is_whole, numbers_of
from tests.model.invariants import broken
from tests.model.worlds import adopted, baseline, grown_state, young

ALL = declared(GROUPS)
FOUNDING = ("places", "origins")
"""Groups that say what exists from the start; worlds that go on keep what they have."""


def valued(about, share):
    """Return the value that lies a share of the way from the lowest to the highest allowed."""
    value = about.low + share * (about.high - about.low)
    return round(value) if is_whole(numbers_of(GROUPS[about.group])[about.name]) else value


def changes(numbers):
    """Draw values for a dozen parameters at most, the ends of their ranges among them."""
    share = st.sampled_from([0.0, 1.0]) | st.floats(0.0, 1.0)
    drawn = st.lists(st.tuples(st.sampled_from(numbers), share), max_size=12, unique_by=lambda pair: pair[0].key)
    return drawn.map(nested)


def nested(pairs):
    """Return changes as group -> name -> value."""
    groups = {}
    for about, share in pairs:
        groups.setdefault(about.group, {})[about.name] = valued(about, share)
    return groups


def mistakes(model, weeks):
    """Live some weeks; return what breaks in any of them."""
    found = []
    for _ in range(weeks):
        model.step()
        found += [f"week {model.week}: {what}" for what in broken(model)]
    return found


@settings(max_examples=15, deadline=None, derandomize=True)
@given(changes(ALL))
def test_a_young_world_keeps_its_invariants(changed):
    assert mistakes(young(baseline(**changed)), 30) == []


@settings(max_examples=15, deadline=None, derandomize=True)
@given(changes([about for about in ALL if about.group not in FOUNDING]))
def test_a_grown_world_keeps_its_invariants(changed):
    model = adopted(grown_state(), baseline(**changed))
    assert mistakes(model, 20) == []


def test_every_parameter_at_its_lowest_and_at_its_highest():
    for share in (0.0, 1.0):
        model = young(baseline(**nested([(about, share) for about in ALL])))
        assert mistakes(model, 30) == []
        assert np.isfinite(model.camps.gold).all()
