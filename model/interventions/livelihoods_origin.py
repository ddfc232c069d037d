"""Incomes outside mining at origin."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class LivelihoodsOrigin(Intervention):
    """Better incomes where people come from: fewer men set out, and false offers meet less need (M15, M60).

    68 % had an economic need when they were recruited and 31.3 % of the country were poor (facts victims-economic-need,
    poverty-rate-peru). At full reach, income is higher by the share ``rise``; reach saturates with the households
    supported. Reach and costs are assumed.
    """

    kind: ClassVar[str] = "livelihoods_origin"

    rise: float = setting(0.3, "1", 0.0, 1.0, ("assumed",), "of the outside wage, where all are reached")
    households: float = setting(5_000.0, "households", 0.0, 500_000.0, ("assumed",), "supported at a time")
    half_households: float = setting(40_000.0, "households", 1_000.0, 1_000_000.0, ("assumed",), "that reach half")
    household_cost: float = setting(2_000.0, "soles/year", 200.0, 20_000.0, ("assumed",), "one household supported")

    def adjust(self, levers, strength):
        """Raise incomes at origin."""
        added = self.rise * saturating(self.households * strength, self.half_households)
        return replace(levers, livelihoods_origin=combine_coverage(levers.livelihoods_origin, added))

    def weekly_cost(self, model, strength):
        """Charge the households supported."""
        return self.households * self.household_cost * strength / WEEKS_PER_YEAR
