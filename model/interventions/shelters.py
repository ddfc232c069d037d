"""Shelter and recovery places."""

from dataclasses import dataclass, replace
from typing import ClassVar

from model.dates import WEEKS_PER_YEAR
from model.interventions.base import Intervention, setting


@dataclass(frozen=True, kw_only=True)
class Shelters(Intervention):
    """Specialised shelter places in the region and places in psychological recovery (M61, M62, M66, M67).

    Buildings open ``opening_delay`` weeks after the start: handing a centre from one level of government to
    another took more than a year (fact shelter-empty-years).
    """

    kind: ClassVar[str] = "shelters"

    places: float = setting(40.0, "persons", 0.0, 500.0, ("specialised-shelter-capacity", "girls-home-capacity"))
    recovery_places: float = setting(100.0, "persons", 0.0, 1000.0, ("calp-capacity",), "places in recovery")
    opening_delay: float = setting(26.0, "weeks", 0.0, 150.0, ("shelter-empty-years",), "from start to first night")
    place_cost: float = setting(36_000.0, "soles/year", 5_000.0, 150_000.0, ("assumed",), "one shelter place")
    recovery_cost: float = setting(6_000.0, "soles/year", 1_000.0, 40_000.0, ("assumed",), "one recovery place")

    def strength(self, week):
        """Return the usual strength, ``opening_delay`` weeks late."""
        return super().strength(week - round(self.opening_delay)) if super().strength(week) else 0.0

    def adjust(self, levers, strength):
        """Add places."""
        return replace(
            levers,
            shelter_places=(levers.shelter_places[0] + self.places * strength, *levers.shelter_places[1:]),
            recovery_places=levers.recovery_places + self.recovery_places * strength,
        )

    def weekly_cost(self, model, strength):
        """Charge every place, occupied or not."""
        yearly = self.places * self.place_cost + self.recovery_places * self.recovery_cost
        return yearly * strength / WEEKS_PER_YEAR
