"""Places as a Mesa network: origins, towns and stylised camp sites, and the routes between them."""

import networkx as nx
from mesa.discrete_space import Network as NetworkSpace

from model.codes import Zone
from model.parameters.origins import REGIONS

TOWNS = ("puerto_maldonado", "mazuko")
FIRST_CAMP = len(REGIONS) + len(TOWNS)
"""Number of the node of the first camp; origins and towns come before."""


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
