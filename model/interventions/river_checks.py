"""Longer hours at checkpoints on rivers."""

from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import setting
from model.interventions.checkpoints import CheckpointHours


@dataclass(frozen=True, kw_only=True)
class RiverChecks(CheckpointHours):
    """Police and prosecutors man the checkpoints on rivers for more hours (M32).

    Mobile controls of people in transit exist but check few (fact mobile-controls). Officials who take money still let
    people pass, recruiters take detours, and hours are capped at those of a week. Costs are assumed.
    """

    kind: ClassVar[str] = "river_checks"
    way: ClassVar[str] = "river"

    hours: float = setting(60.0, "hours/week", 0.0, 168.0, ("mobile-controls",), "added at each river checkpoint")
    hour_cost: float = setting(90.0, "soles/hour", 10.0, 500.0, ("assumed",), "officers, prosecutor and boat at one")
