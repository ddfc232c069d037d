"""Company for survivors who go home."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class FollowUp(Intervention):
    """Workers at origin prepare families and accompany survivors who go home (M63, M64).

    Returning to an unchanged home renews the risk: 59 % had problems in the family (fact victims-family-problems). An
    NGO maintained care in communities of origin for the duration of its project (fact save-the-children-project-years).
    Costs are assumed.
    """

    kind: ClassVar[str] = "follow_up"

    survivors: float = setting(100.0, "persons", 0.0, 2_000.0, ("assisted-2012",), "accompanied at a time")
    survivor_cost: float = setting(3_000.0, "soles/year", 500.0, 15_000.0, ("assumed",), "one survivor accompanied")

    def adjust(self, levers, strength):
        """Accompany more survivors."""
        return replace(levers, follow_up=levers.follow_up + self.survivors * strength)

    def weekly_cost(self, model, strength):
        """Charge all workers, even if they accompany nobody."""
        return self.survivors * self.survivor_cost * strength / WEEKS_PER_YEAR
