"""Where gold lies, by zone type: sites, walk, endowment, what was known in 2000 and how the rest is found.

No source gives gold, yield or discoveries by zone type; ranges are wide. The order of discovery is the sources': old
areas first, a fifth at most of what was mined in 2012 (mining-area-1999, mining-area-2012); the roadside once gold was
dear (gold-rush-onset-year) and the highway open.
"""

from dataclasses import dataclass

import numpy as np

from model.codes import Zone
from model.parameters.declaring import parameter
from model.parameters.sources import ASSUMED


@dataclass(frozen=True, kw_only=True)
class Places:
    """Sites of each zone type, their walk from the road and their gold; stylised, no site is a real one."""

    roadside_sites: int = parameter(100, "1", 20, 300, "fixed", ("camp-strip-length",), "three in a kilometre")
    river_sites: int = parameter(60, "1", 10, 200, "fixed", ASSUMED, "stylised")
    corridor_sites: int = parameter(80, "1", 10, 200, "fixed", ASSUMED, "stylised")
    protected_sites: int = parameter(40, "1", 0, 200, "fixed", ASSUMED, "stylised")
    roadside_access: float = parameter(0.3, "hours", 0.0, 2.0, "free", ("insecure-zone-km-start",), "on foot")
    roadside_access_before: float = parameter(
        3.0, "hours", 0.0, 10.0, "free", ASSUMED, "the same, before the highway opens"
    )
    river_access: float = parameter(5.0, "hours", 4.0, 12.0, "free", ("walk-to-river-camps-hours",), "on foot")
    corridor_access: float = parameter(0.5, "hours", 0.0, 3.0, "free", ASSUMED, "on foot")
    protected_access: float = parameter(4.0, "hours", 1.0, 12.0, "free", ASSUMED, "on foot")
    roadside_gold: float = parameter(
        0.35, "1", 0.05, 0.7, "free", ASSUMED, "weight in the region's gold; one of two main fields, taken as equal"
    )
    river_gold: float = parameter(0.15, "1", 0.05, 0.7, "free", ASSUMED, "weight in the region's gold")
    corridor_gold: float = parameter(
        0.35, "1", 0.05, 0.7, "free", ASSUMED, "weight in the region's gold; one of two main fields, taken as equal"
    )
    protected_gold: float = parameter(0.15, "1", 0.05, 0.7, "free", ASSUMED, "weight in the region's gold")
    roadside_quality: float = parameter(1.0, "1", 0.5, 2.0, "free", ASSUMED, "yield of its sites, relative")
    river_quality: float = parameter(1.0, "1", 0.5, 2.0, "free", ASSUMED, "yield of its sites, relative")
    corridor_quality: float = parameter(1.0, "1", 0.5, 2.0, "free", ASSUMED, "yield of its sites, relative")
    protected_quality: float = parameter(1.0, "1", 0.5, 2.0, "free", ASSUMED, "yield of its sites, relative")
    roadside_room: float = parameter(1.0, "1", 0.3, 3.0, "free", ASSUMED, "room on one of its sites, relative")
    river_room: float = parameter(1.0, "1", 0.3, 3.0, "free", ASSUMED, "room on one of its sites, relative")
    corridor_room: float = parameter(1.0, "1", 0.3, 3.0, "free", ASSUMED, "room on one of its sites, relative")
    protected_room: float = parameter(1.0, "1", 0.3, 3.0, "free", ASSUMED, "room on one of its sites, relative")
    room_spread: float = parameter(0.5, "1", 0.0, 1.5, "free", ASSUMED, "sd of log room over sites")
    roadside_known: float = parameter(
        0.05, "1", 0.0, 0.5, "free", ("gold-rush-onset-year",), "share of sites known in 2000, best first"
    )
    river_known: float = parameter(
        0.2,
        "1",
        0.05,
        0.6,
        "free",
        ("mining-area-1999", "mining-area-2012"),
        "share of sites known in 2000, best first",
    )
    corridor_known: float = parameter(
        0.2,
        "1",
        0.05,
        0.6,
        "free",
        ("mining-area-1999", "mining-area-2012"),
        "share of sites known in 2000, best first",
    )
    protected_known: float = parameter(0.0, "1", 0.0, 0.5, "free", ASSUMED, "share of sites known in 2000, best first")
    open_in_2000: float = parameter(0.08, "1", 0.02, 0.3, "free", ("mining-area-1999",), "share of sites, best first")
    discovery: float = parameter(
        0.0015, "1/week", 0.0, 0.02, "free", ASSUMED, "that a site at the road is found when mining pays a wage"
    )
    prospecting: float = parameter(1.0, "1", 0.0, 3.0, "free", ASSUMED, "elasticity of that in income over the wage")
    prospecting_scale: float = parameter(
        3.0, "hours", 0.5, 20.0, "free", ASSUMED, "walk from the road that divides that by e"
    )
    protected_prospecting: float = parameter(
        0.3, "1", 0.0, 1.0, "free", ("protected-area-share",), "that hazard where it is forbidden, relative"
    )
    police_units: int = parameter(4, "1", 1, 10, "fixed", ("divintrap-officers",))
    road_checkpoints: int = parameter(5, "1", 0, 15, "fixed", ("mobile-controls",))
    river_checkpoints: int = parameter(2, "1", 0, 15, "fixed", ("mobile-controls",))

    def column(self, name: str) -> np.ndarray:
        """Return ``sites``, ``access``, ``gold``, ``quality``, ``room`` or ``known`` of all zone types, shape (4,)."""
        return np.array([getattr(self, f"{zone.name.lower()}_{name}") for zone in Zone])
