"""Longer hours at checkpoints on roads."""

from dataclasses import dataclass, replace
from typing import ClassVar

from model.interventions.base import Intervention, setting


@dataclass(frozen=True, kw_only=True)
class RoadChecks(Intervention):
    """Police and prosecutors man the checkpoints on the highway for more hours (M32, M74).

    Mobile controls of people in transit exist but check few (fact mobile-controls). Officials who take money still let
    people pass, recruiters take detours, and hours are capped at those of a week. Costs are assumed.
    """

    kind: ClassVar[str] = "road_checks"

    hours: float = setting(60.0, "hours/week", 0.0, 168.0, ("mobile-controls",), "added at each road checkpoint")
    hour_cost: float = setting(60.0, "soles/hour", 10.0, 500.0, ("assumed",), "officers and a prosecutor at one")

    def adjust(self, levers, strength):
        """Man every road checkpoint for longer."""
        return replace(levers, road_checks=levers.road_checks + self.hours * strength)

    def weekly_cost(self, model, strength):
        """Charge the hours added at all road checkpoints."""
        return self.hours * self.hour_cost * model.parameters.places.road_checkpoints * strength
