"""Shelter places."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.codes import Building
from model.interventions.base import Intervention, choice, setting
from model.text.dates import WEEKS_PER_YEAR

KINDS = tuple(building.name.lower() for building in Building)


@dataclass(frozen=True, kw_only=True)
class Shelters(Intervention):
    """Shelter places, in the region or at origin, specialised in trafficking or general (M62, M65, M66, M67, M79).

    Where survivors should live is disputed (M65), so it is a choice. Counted from the start, opening takes
    ``opening_delay`` weeks if one body is responsible and longer if several share the task; that way one building stood
    empty for over a year (fact shelter-empty-years). Every place costs from the start, even when empty. Sizes: facts
    specialised-shelter-capacity, girls-home-capacity. Costs are assumed.
    """

    kind: ClassVar[str] = "shelters"

    places: float = setting(40.0, "persons", 0.0, 500.0, ("specialised-shelter-capacity", "girls-home-capacity"))
    building: str = choice(KINDS[Building.REGION_SPECIALISED], KINDS, ("specialised-shelters-2012",), "where, what for")
    opening_delay: float = setting(26.0, "weeks", 0.0, 150.0, ("shelter-empty-years",), "work of one body alone")
    responsible_bodies: float = setting(1.0, "1", 1.0, 6.0, ("shelter-empty-years",), "that share the task")
    place_cost: float = setting(36_000.0, "soles/year", 5_000.0, 150_000.0, ("assumed",), "one place")

    def adjust(self, levers, strength):
        """Add places; the longest delay and the most divided responsibility apply to all of them."""
        if not strength:
            return levers
        places = list(levers.shelter_places)
        places[KINDS.index(self.building)] += self.places * strength
        return replace(
            levers,
            shelter_places=tuple(places),
            opening_delay=max(levers.opening_delay, self.opening_delay),
            responsible_bodies=max(levers.responsible_bodies, self.responsible_bodies),
        )

    def weekly_cost(self, model, strength):
        """Charge every place, open or not, occupied or not."""
        return self.places * self.place_cost * strength / WEEKS_PER_YEAR
