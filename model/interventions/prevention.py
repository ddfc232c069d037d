"""Prevention at origin."""

from dataclasses import dataclass, replace
from typing import ClassVar

from model.dates import WEEKS_PER_YEAR
from model.interventions.base import Intervention, saturating, setting


@dataclass(frozen=True, kw_only=True)
class Prevention(Intervention):
    """Information in communities at risk at origin: fewer accept false offers (M16, M67, M71).

    Coverage saturates with spending: half of those not yet aware are reached at ``half_spending``.
    """

    kind: ClassVar[str] = "prevention"

    spending: float = setting(2_000_000.0, "soles/year", 0.0, 50_000_000.0, ("budget-2014-soles",))
    half_spending: float = setting(6_000_000.0, "soles/year", 500_000.0, 100_000_000.0, ("assumed",))

    def adjust(self, levers, strength):
        """Keep informed the share of the unaware that the spending reaches."""
        reached = saturating(self.spending * strength, self.half_spending)
        return replace(levers, awareness=levers.awareness + (1.0 - levers.awareness) * reached)

    def weekly_cost(self, model, strength):
        """Charge what is spent."""
        return self.spending * strength / WEEKS_PER_YEAR
