"""Sites: what each zone type holds, and when prospectors find the rest."""

import numpy as np
import pytest

from model.codes import ZONES, Zone
from model.places.sites import site_columns
from model.processes.mining import arrivals
from model.processes.mining.prospecting import prospect
from tests.model.worlds import baseline, grown, young

WAGE = 300.0
"""Outside mining, soles/week."""


def found(change=None, weeks=200, plan=None):
    """Return how many sites prospectors find in some weeks of a grown world after a change to its camps."""
    model = grown(plan)
    model.camps.known[:] = model.camps.open
    if change:
        change(model)
    for week in range(weeks):
        model.week = 470 + week
        prospect(model.clock, model.camps.table, WAGE, model.numbers)
    new = model.camps.known & ~model.camps.open
    return np.bincount(model.camps.zone[new], minlength=ZONES)


@pytest.fixture(scope="module")
def usual():
    return found()


def test_more_is_found_where_gold_pays_and_nothing_where_it_pays_nothing(usual):
    def dear(model):
        model.camps.net[:] *= 2.0

    assert found(dear).sum() > usual.sum() > 0
    assert found(lambda model: model.camps.net.fill(0.0)).sum() == 0


def test_the_road_brings_discoveries_at_the_roadside(usual):
    def nearer(model):
        arrivals.open_the_road(model.camps.table, 0.3)

    by_road = found(nearer)
    assert by_road[Zone.ROADSIDE] > usual[Zone.ROADSIDE]
    np.testing.assert_array_equal(by_road[1:], usual[1:])


def test_less_is_found_where_it_is_forbidden():
    plans = (baseline(places={"discovery": 0.02, "protected_prospecting": share}) for share in (0.1, 1.0))
    forbidden, free = (found(plan=plan) for plan in plans)
    assert free[Zone.PROTECTED] > forbidden[Zone.PROTECTED]
    np.testing.assert_array_equal(free[: Zone.PROTECTED], forbidden[: Zone.PROTECTED])


def test_the_highway_shortens_the_walk_to_roadside_sites_when_it_opens():
    model = young()
    places = model.parameters.places
    roadside = model.camps.zone == Zone.ROADSIDE
    assert (model.camps.access[roadside] == places.roadside_access_before).all()
    model.week = model.road_opens
    others = model.camps.access[~roadside].copy()
    arrivals.look_around(model.world)
    assert (model.camps.access[roadside] == places.roadside_access).all()
    np.testing.assert_array_equal(model.camps.access[~roadside], others)


def test_no_camp_opens_on_a_site_that_nobody_knows():
    model = young(baseline(places={"discovery": 0.0}, moving={"scouting": 1.0}))
    known = model.camps.known.copy()
    for _ in range(60):
        model.step()
    assert not (model.camps.open & ~known).any()
    np.testing.assert_array_equal(model.camps.known, known)


def test_zone_types_hold_their_shares_of_the_gold_and_the_best_sites_are_known_first():
    parameters = baseline(places={"corridor_gold": 0.7, "corridor_known": 0.5}).parameters
    sites, places = site_columns(parameters), parameters.places
    by_zone = np.bincount(sites["zone"], sites["gold"])
    weights = np.array([getattr(places, f"{zone.name.lower()}_gold") for zone in Zone])
    np.testing.assert_allclose(by_zone / by_zone.sum(), weights / weights.sum())
    assert by_zone.sum() == pytest.approx(parameters.digging.gold_in_ground * 1e6)
    assert sites["room"].sum() == pytest.approx(parameters.digging.crowding_scale)
    worth, corridor = sites["gold"] * sites["quality"], sites["zone"] == Zone.CORRIDOR
    known = sites["known"]
    assert known[corridor].mean() == pytest.approx(0.5)
    assert worth[corridor & known].min() > worth[corridor & ~known].max()
    assert not known[sites["zone"] == Zone.PROTECTED].any()
    assert known[sites["open"]].all()
