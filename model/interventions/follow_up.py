"""Company for survivors who go home, and places near home to turn to."""

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
    DEMUNA and women's emergency centres (fact cem-assisted-2012) can see more people: survivors at home and families
    of those held. Costs are assumed.
    """

    kind: ClassVar[str] = "follow_up"

    survivors: float = setting(100.0, "persons", 0.0, 2_000.0, ("assisted-2012",), "accompanied at a time")
    survivor_cost: float = setting(3_000.0, "soles/year", 500.0, 15_000.0, ("assumed",), "one survivor accompanied")
    contacts: float = setting(
        0.0, "persons/year", 0.0, 5_000.0, ("assumed",), "seen by DEMUNA and centres, beyond routine"
    )
    contact_cost: float = setting(600.0, "soles", 50.0, 5_000.0, ("assumed",), "one person seen")

    def adjust(self, levers, strength):
        """Accompany more survivors, and see more people who come."""
        return replace(
            levers,
            follow_up=levers.follow_up + self.survivors * strength,
            contact_points=levers.contact_points + self.contacts * strength,
        )

    def weekly_cost(self, model, strength):
        """Charge all workers, even if they accompany nobody."""
        yearly = self.survivors * self.survivor_cost + self.contacts * self.contact_cost
        return yearly * strength / WEEKS_PER_YEAR
