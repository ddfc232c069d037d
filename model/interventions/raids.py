"""Raids on bars."""

from dataclasses import dataclass, replace
from typing import ClassVar

from model.interventions.base import Intervention, setting


@dataclass(frozen=True, kw_only=True)
class Raids(Intervention):
    """More, better aimed and better kept raids on bars.

    At full strength raids are ``frequency`` times routine, a share ``intelligence`` of the rest is aimed where
    police believe people are held, and identification is ``screening`` times routine. Sources: the mechanisms
    that make raids fail (M28-M31, M81); no source gives an effect.
    """

    kind: ClassVar[str] = "raids"

    frequency: float = setting(2.0, "1", 1.0, 10.0, ("assumed",), "times the routine frequency")
    intelligence: float = setting(0.0, "1", 0.0, 1.0, ("assumed",), "share of badly aimed raids that is corrected")
    screening: float = setting(1.0, "1", 0.5, 1.6, ("assumed",), "quality of identification, times routine")
    unit_cost: float = setting(60_000.0, "soles", 5_000.0, 500_000.0, ("assumed",), "one added raid")

    def adjust(self, levers, strength):
        """Raise frequency, aim and screening."""
        return replace(
            levers,
            raids_per_week=levers.raids_per_week * (1.0 + (self.frequency - 1.0) * strength),
            intelligence=min(1.0, levers.intelligence + (1.0 - levers.intelligence) * self.intelligence * strength),
            screening=levers.screening * (1.0 + (self.screening - 1.0) * strength),
        )

    def weekly_cost(self, model, strength):
        """Charge the added raids that are planned."""
        return model.parameters.policing.raids_per_week * (self.frequency - 1.0) * strength * self.unit_cost
