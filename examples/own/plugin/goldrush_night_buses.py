"""A lever and an outcome of one's own, made up to show how: free night buses with watched bus stations.

Nothing here rests on a source; a lever that is to answer a question names the facts behind its numbers. Where goldrush
is installed as a package, the imports begin with ``goldrush.model`` in place of ``model``.
"""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.outcomes.declare import stock


@dataclass(frozen=True, kw_only=True)
class NightBuses(Intervention):
    """Buses that leave at night are free, and people at their stations tell travellers what to beware of (M16).

    They reach a share of people at origin that grows with the number of buses, ever less with each. All is assumed.
    """

    kind: ClassVar[str] = "night_buses"

    buses: float = setting(10.0, "buses", 0.0, 500.0, ("assumed",), "that run every night")
    half_buses: float = setting(40.0, "buses", 1.0, 1000.0, ("assumed",), "that reach half of the people at origin")
    bus_cost: float = setting(2500.0, "soles/week", 0.0, 50_000.0, ("assumed",), "fuel, wages and the people who tell")

    def adjust(self, levers, strength):
        """Inform travellers, independently of who else does."""
        reached = saturating(self.buses * strength, self.half_buses)
        return replace(levers, awareness=combine_coverage(levers.awareness, reached))

    def weekly_cost(self, model, strength):
        """Charge every bus."""
        return self.buses * self.bus_cost * strength


def miners_a_bar(model) -> float:
    """Return miners for each bar; 0 where there are no bars."""
    bars = float(model.bars.n)
    return float(model.census.miners_by_zone.sum()) / bars if bars else 0.0


stock(
    "true.miners_a_bar",
    unit="persons",
    better="neither",
    measure=miners_a_bar,
    of_nothing="0 where there are no bars",
    definition="Miners for each bar, in all zone types.",
)
