"""Raids on bars."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.levers import combine_coverage


@dataclass(frozen=True, kw_only=True)
class Raids(Intervention):
    """More, better aimed, better kept and joint raids on bars (M28-M31, M57, M81).

    At full strength raids are ``frequency`` times routine, a share ``intelligence`` of those not yet targeted is aimed
    where police believe people are held, identification is ``screening`` times routine, and a share ``joint`` is
    carried out together with prosecutors and an NGO, as by the rescue module of 2019 (fact mercury-prosecutors). The
    sources give the mechanisms by which raids fail but no effect sizes, so numbers are assumed.
    """

    kind: ClassVar[str] = "raids"

    frequency: float = setting(2.0, "1", 1.0, 10.0, ("assumed",), "times the routine frequency")
    intelligence: float = setting(0.0, "1", 0.0, 1.0, ("assumed",), "share of badly aimed raids that is corrected")
    screening: float = setting(1.0, "1", 0.5, 1.6, ("assumed",), "quality of identification, times routine")
    joint: float = setting(0.0, "1", 0.0, 1.0, ("mercury-prosecutors",), "share with prosecutors and an NGO")
    unit_cost: float = setting(60_000.0, "soles", 5_000.0, 500_000.0, ("assumed",), "one added raid")
    joint_cost: float = setting(15_000.0, "soles", 1_000.0, 200_000.0, ("assumed",), "added where a raid is joint")

    def adjust(self, levers, strength):
        """Raise frequency, targeting and screening, and carry out more raids jointly."""
        return replace(
            levers,
            raids_per_week=levers.raids_per_week * (1.0 + (self.frequency - 1.0) * strength),
            intelligence=combine_coverage(levers.intelligence, min(1.0, self.intelligence * strength)),
            screening=levers.screening * (1.0 + (self.screening - 1.0) * strength),
            joint=combine_coverage(levers.joint, min(1.0, self.joint * strength)),
        )

    def weekly_cost(self, model, strength):
        """Charge the added raids that are planned, and those that are joint."""
        each = (self.frequency - 1.0) * self.unit_cost + self.frequency * self.joint * self.joint_cost
        return model.parameters.policing.raids_per_week * each * strength
