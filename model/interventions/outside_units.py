"""Units from outside the region."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.levers import combine_coverage


@dataclass(frozen=True, kw_only=True)
class OutsideUnits(Intervention):
    """Units from outside the region carry out a share of the raids: they have no ties there (M30, M37, M38, M51).

    The specialised police is based far away (facts divintrap-seats, divintrap-officers), so each such raid has travel
    costs. Share and cost are assumed.
    """

    kind: ClassVar[str] = "outside_units"

    share: float = setting(0.5, "1", 0.0, 1.0, ("assumed",), "of raids")
    unit_cost: float = setting(40_000.0, "soles", 5_000.0, 300_000.0, ("assumed",), "travel for one raid")

    def adjust(self, levers, strength):
        """Give more raids to outside units."""
        return replace(levers, outside_units=combine_coverage(levers.outside_units, min(1.0, self.share * strength)))

    def weekly_cost(self, model, strength):
        """Charge the travel for the raids planned."""
        return model.levers.raids_per_week * self.share * strength * self.unit_cost
