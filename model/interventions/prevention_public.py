"""Prevention for the general public."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class PreventionPublic(Intervention):
    """Campaigns for everybody: less tolerance, slowly, and more people who report (M39, M71).

    The third of three tiers. One in four people in the cities is unaware of the scale, and 55 % in the region know that
    it happens (facts deny-sexual-exploitation, awareness-mdd). Coverage saturates with spending; its reach is assumed.
    """

    kind: ClassVar[str] = "prevention_public"

    spending: float = setting(500_000.0, "soles/year", 0.0, 50_000_000.0, ("budget-2014-soles",))
    half_spending: float = setting(2_000_000.0, "soles/year", 100_000.0, 100_000_000.0, ("assumed",), "for half")

    def adjust(self, levers, strength):
        """Reach more of the public."""
        reached = saturating(self.spending * strength, self.half_spending)
        return replace(levers, public=combine_coverage(levers.public, reached))

    def weekly_cost(self, model, strength):
        """Charge what is spent."""
        return self.spending * strength / WEEKS_PER_YEAR
