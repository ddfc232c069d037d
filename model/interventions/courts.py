"""More trials."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting


@dataclass(frozen=True, kw_only=True)
class Courts(Intervention):
    """Judges and rooms for more trials, so that cases do not wait until evidence is gone (M47, M82).

    Number and cost of trials are assumed.
    """

    kind: ClassVar[str] = "courts"

    trials: float = setting(0.5, "1/week", 0.0, 10.0, ("assumed",), "that can be held beyond routine")
    trial_cost: float = setting(12_000.0, "soles", 1_000.0, 100_000.0, ("assumed",), "one trial")

    def adjust(self, levers, strength):
        """Add trials."""
        return replace(levers, trials=levers.trials + self.trials * strength)

    def weekly_cost(self, model, strength):
        """Charge the capacity, used or not."""
        return self.trials * self.trial_cost * strength
