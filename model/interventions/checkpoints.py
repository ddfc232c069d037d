"""Longer hours at checkpoints, on roads or on rivers: what the two kinds have in common."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention


@dataclass(frozen=True, kw_only=True)
class CheckpointHours(Intervention):
    """Police and prosecutors man the checkpoints on one kind of way for more hours; a kind declares the two numbers."""

    way: ClassVar[str] = ""
    """``road`` or ``river``: the beginning of the names of its lever and of its number of checkpoints."""

    hours: float
    hour_cost: float

    def adjust(self, levers, strength):
        """Man every checkpoint on the way for longer."""
        lever = f"{self.way}_checks"
        return replace(levers, **{lever: getattr(levers, lever) + self.hours * strength})

    def weekly_cost(self, model, strength):
        """Charge the hours added at all checkpoints on the way."""
        checkpoints = getattr(model.parameters.places, f"{self.way}_checkpoints")
        return self.hours * self.hour_cost * checkpoints * strength
