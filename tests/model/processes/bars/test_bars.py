"""Bars open, staff themselves and close on expected profit against expected loss."""

import numpy as np
import pytest

from model.parameters import GROUPS
from model.parameters.declaring import declared
from model.processes.bars import bars, prospects
from tests.model.worlds import baseline, column, grown, weekly


@pytest.fixture(scope="module")
def model():
    """Return a grown world."""
    world = grown()
    world.step()
    return world


def desired(model):
    """Return how many bars each camp could carry."""
    camps, feared = model.camps.table, prospects.dangers(model.world)
    losses = prospects.feared_losses(camps, feared, model.numbers)
    return prospects.desired_bars(camps, losses, feared, model.numbers)


def test_owners_who_expect_raids_want_fewer_bars(model):
    calm, raided = grown(), grown()
    for world, rate in ((calm, 0.0), (raided, 0.5)):
        world.camps.raid_rate[:] = rate
    here = desired(calm) > 0
    assert here.any()
    assert (desired(raided)[here] < desired(calm)[here]).all()


def test_bars_are_wanted_in_proportion_to_what_miners_spend(model):
    before = desired(model)
    model.camps.demand[:] *= 2
    after = desired(model)
    model.camps.demand[:] /= 2
    np.testing.assert_allclose(after, 2 * before)


def test_a_warned_bar_takes_a_smaller_share_of_its_camp(model):
    warned, calm = grown(), grown()
    for world in (warned, calm):
        world.step()
    warned.bars.warned[:] = warned.week
    for world in (warned, calm):
        world.step()
    hidden = baseline().parameters.bars.hiding_weeks
    assert (warned.bars.concealment[: calm.bars.n // 2] == hidden).all()
    assert (calm.bars.concealment == 0).mean() > 0.5


def test_bars_of_a_closed_camp_close_and_nobody_stays_behind_in_them():
    model = grown(baseline(spending={"transit": 0.0}))
    camp = int(np.argmax(model.camps.bars))
    model.camps.gold[camp] = 0.0
    held = int(model.census.sexual[camp])
    closed = weekly(model, 1)[0]
    assert held > 0
    assert not (model.bars.camp == camp).any()
    assert not (model.persons.camp[model.persons.bar >= 0] == camp).any()
    assert closed[column("true.exits_by_bar_closed")] > 0


def test_nobody_is_moved_on_when_owners_do_not_transfer():
    moved, left = (grown(baseline(bars={"transfer_share": share})) for share in (1.0, 0.0))
    for world in (moved, left):
        world.bars.ordered[: world.bars.n // 4] = True
    exits = column("true.exits_by_bar_closed")
    few, many = weekly(moved, 1)[0, exits], weekly(left, 1)[0, exits]
    assert few < many


def test_there_are_identities_for_the_bars_of_as_many_sites_as_can_be_declared():
    highest = sum(about.high for about in declared(GROUPS) if about.group == "places" and about.name.endswith("_sites"))
    assert highest <= bars.MOST_SITES
