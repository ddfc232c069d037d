"""A coordinating body with a budget."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Coordination(Intervention):
    """One body that leads and pays, so that less is lost where institutions hand over (M66, M74, M76, M79).

    The regional plan had no money (fact regional-plan-budget) and a shelter stood empty between two levels of
    government (fact shelter-empty-years). Coverage saturates with the budget per body: more bodies that share one
    budget coordinate less, which is why more round tables did not help (M76). The reach is assumed.
    """

    kind: ClassVar[str] = "coordination"

    budget: float = setting(1_000_000.0, "soles/year", 0.0, 20_000_000.0, ("regional-plan-budget", "budget-2014-soles"))
    half_budget: float = setting(1_500_000.0, "soles/year", 100_000.0, 20_000_000.0, ("assumed",), "that avoids half")
    bodies: float = setting(1.0, "1", 1.0, 20.0, ("assumed",), "that share the budget; 1 is a leader")

    def adjust(self, levers, strength):
        """Avoid more of the loss at hand-overs."""
        avoided = saturating(self.budget * strength / self.bodies, self.half_budget)
        return replace(levers, coordination=combine_coverage(levers.coordination, avoided))

    def weekly_cost(self, model, strength):
        """Charge the budget."""
        return self.budget * strength / WEEKS_PER_YEAR
