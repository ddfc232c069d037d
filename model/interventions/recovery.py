"""Places in psychological recovery."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Recovery(Intervention):
    """Places in psychological recovery: an NGO's pilot, and the state that takes over its model (M61, M67, M68).

    A pilot takes about five people and the state could serve fifty or a hundred in the same way (fact calp-capacity),
    so ``adoption`` multiplies the pilot's places by 10 to 20. Recovery reached 2 % (fact recovery-coverage) and takes
    years (fact recovery-duration), so places fill up. The cost of a place is assumed.
    """

    kind: ClassVar[str] = "recovery"

    places: float = setting(5.0, "persons", 0.0, 100.0, ("calp-capacity",), "of the pilot")
    adoption: float = setting(10.0, "1", 1.0, 20.0, ("calp-capacity",), "times the pilot, once the state adopts it")
    recovery_cost: float = setting(6_000.0, "soles/year", 1_000.0, 40_000.0, ("assumed",), "one place")

    def adjust(self, levers, strength):
        """Add places."""
        return replace(levers, recovery_places=levers.recovery_places + self.places * self.adoption * strength)

    def weekly_cost(self, model, strength):
        """Charge every place, occupied or not."""
        return self.places * self.adoption * self.recovery_cost * strength / WEEKS_PER_YEAR
