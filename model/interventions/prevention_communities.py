"""Prevention in communities at risk."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class PreventionCommunities(Intervention):
    """Information in communities at risk at origin: fewer accept false offers (M16, M67, M71).

    The second of three tiers: young people and their families, most of whom do not know the offence (facts
    awareness-children-unaware, awareness-parents-unaware). Coverage saturates with spending.
    """

    kind: ClassVar[str] = "prevention_communities"

    spending: float = setting(2_000_000.0, "soles/year", 0.0, 50_000_000.0, ("budget-2014-soles",))
    half_spending: float = setting(6_000_000.0, "soles/year", 500_000.0, 100_000_000.0, ("assumed",), "for half")

    def adjust(self, levers, strength):
        """Keep informed the share of the unaware that the spending reaches."""
        reached = saturating(self.spending * strength, self.half_spending)
        return replace(levers, awareness=combine_coverage(levers.awareness, reached))

    def weekly_cost(self, model, strength):
        """Charge what is spent."""
        return self.spending * strength / WEEKS_PER_YEAR
