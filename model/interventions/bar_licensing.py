"""Inspection of bars, with fines and closures."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.levers import combine_coverage


@dataclass(frozen=True, kw_only=True)
class BarLicensing(Intervention):
    """Inspectors fine bars in breach of their licence and shut some for weeks (M27, M32, M45).

    Owners stay as long as profit exceeds the probability of detection times the fine, and a licence gives cover. The
    sources say that fines do not deter because profit is larger and detection unlikely, but give no amounts, so numbers
    are assumed. Strength multiplies inspections; a fine is imposed in full or not at all.
    """

    kind: ClassVar[str] = "bar_licensing"

    inspections: float = setting(10.0, "1/week", 0.0, 400.0, ("assumed",), "of bars, in the region")
    fine: float = setting(10_000.0, "soles", 0.0, 2_000_000.0, ("assumed",), "of a bar found in breach")
    closures: float = setting(0.2, "1", 0.0, 1.0, ("assumed",), "share of bars in breach that is shut for weeks")
    inspection_cost: float = setting(1_500.0, "soles", 100.0, 20_000.0, ("assumed",), "one inspection, with its guard")

    def adjust(self, levers, strength):
        """Inspect more; impose the higher fine where two policies set one."""
        if strength <= 0.0:
            return levers
        return replace(
            levers,
            inspections=levers.inspections + self.inspections * strength,
            fine=max(levers.fine, self.fine),
            closures=combine_coverage(levers.closures, min(1.0, self.closures * strength)),
        )

    def weekly_cost(self, model, strength):
        """Charge the inspections; fines go to the treasury and are counted apart."""
        return self.inspections * self.inspection_cost * strength
