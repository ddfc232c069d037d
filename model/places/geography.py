"""Places: origins, towns and stylised camp sites, and the routes between them, as a Mesa network."""

from datetime import date, timedelta
from statistics import NormalDist

import networkx as nx
import numpy as np
from mesa.discrete_space import Network as NetworkSpace

from model.codes import Zone
from model.parameters.origins import REGIONS
from model.text.dates import week_of

GOLDEN = (5**0.5 - 1) / 2
GRAMS_PER_TONNE = 1.0e6
TOWNS = ("puerto_maldonado", "mazuko")
FIRST_CAMP = len(REGIONS) + len(TOWNS)
"""Number of the node of the first camp; origins and towns come before."""


def spread(n: int, shift: float) -> np.ndarray:
    """Return ``n`` standard normal scores, evenly spread and in scattered order, the same in every run."""
    quantiles = ((np.arange(1, n + 1) * GOLDEN + shift) % 1.0).clip(0.02, 0.98)
    return np.array([NormalDist().inv_cdf(q) for q in quantiles])


def site_columns(p) -> dict[str, np.ndarray]:
    """Return the columns of all camp sites from the parameter groups ``places`` and ``digging``.

    Gold and quality vary over sites with the declared spreads; the room for miners is proportional to the gold.
    """
    zone = np.repeat([int(z) for z in Zone], [getattr(p.places, f"{z.name.lower()}_sites") for z in Zone])
    access = np.array([getattr(p.places, f"{z.name.lower()}_access") for z in Zone])[zone]
    gold = np.exp(p.digging.site_spread * spread(zone.size, 0.0))
    gold *= p.digging.gold_in_ground * GRAMS_PER_TONNE / gold.sum()
    quality = np.exp(p.digging.quality_spread * spread(zone.size, 0.5) - p.digging.quality_spread**2 / 2)
    room = p.digging.crowding_scale * gold / gold.sum()
    return {
        "zone": zone, "access": access, "gold_start": gold, "gold": gold, "quality": quality, "room": room,
        "open": opened_first(zone, gold * quality, p.places.open_in_2000),
    }  # fmt: skip


def opened_first(zone: np.ndarray, worth: np.ndarray, share: float) -> np.ndarray:
    """Return which sites are worked at the start: the best of the corridor and of the rivers (old mining areas)."""
    old = np.isin(zone, (Zone.CORRIDOR, Zone.RIVER))
    rank = np.argsort(np.argsort(np.where(old, -worth, np.inf), kind="stable"), kind="stable")
    return rank < max(1, round(share * zone.size))


def travel_hours(p, road: float) -> np.ndarray:
    """Return hours from each origin to the gold region for a time on the road from Cusco, shape (10,) (M12)."""
    hours = p.column("beyond") + road
    hours[REGIONS.index("inside")] = p.beyond_inside
    return hours


def road_opens(p) -> int:
    """Return the week in which the highway opens."""
    year = int(p.road_year)
    return week_of(date(year, 1, 1) + timedelta(days=round((p.road_year - year) * 365)))


def ways(model) -> nx.Graph:
    """Return the graph of places; edges carry ``hours`` and ``mode`` (road, river or foot)."""
    graph = nx.Graph()
    gate, hub = len(REGIONS) + 1, len(REGIONS)
    for origin, hours in enumerate(model.travel_hours):
        graph.add_edge(origin, gate, hours=float(hours), mode="road")
    graph.add_edge(gate, hub, hours=3.0, mode="road")
    for camp, (zone, access) in enumerate(zip(model.camps.zone, model.camps.access, strict=True)):
        by_river = zone == Zone.RIVER
        graph.add_edge(
            hub if by_river else gate, FIRST_CAMP + camp, hours=float(access), mode="river" if by_river else "foot"
        )
    return graph


def network_space(model) -> NetworkSpace:
    """Return places as a Mesa network space; every camp stands in its cell."""
    space = NetworkSpace(ways(model), random=model.random)
    for camp in model.camps:
        space[FIRST_CAMP + camp.row].add_agent(camp)
    return space
