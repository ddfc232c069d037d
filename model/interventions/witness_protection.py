"""Protection of witnesses."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class WitnessProtection(Intervention):
    """Protection that leaves witnesses free to move and to work, and care in court (M36, M70, M82).

    Restrictive protection kept people from taking part in cases. Coverage saturates with the witnesses protected at a
    time. Sizes and costs are assumed.
    """

    kind: ClassVar[str] = "witness_protection"

    witnesses: float = setting(30.0, "persons", 0.0, 1_000.0, ("assumed",), "protected at a time")
    half_witnesses: float = setting(45.0, "persons", 5.0, 1_000.0, ("assumed",), "that reach half")
    witness_cost: float = setting(15_000.0, "soles/year", 2_000.0, 100_000.0, ("assumed",), "one witness")

    def adjust(self, levers, strength):
        """Cover more witnesses."""
        covered = saturating(self.witnesses * strength, self.half_witnesses)
        return replace(levers, witness_protection=combine_coverage(levers.witness_protection, covered))

    def weekly_cost(self, model, strength):
        """Charge every place, taken or not."""
        return self.witnesses * self.witness_cost * strength / WEEKS_PER_YEAR
