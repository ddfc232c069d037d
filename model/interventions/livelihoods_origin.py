"""Incomes outside mining, and school, at origin."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class LivelihoodsOrigin(Intervention):
    """Better incomes and schooling where people come from: fewer men set out, false offers meet less need (M15, M60).

    68 % had an economic need when they were recruited and 31.3 % of the country were poor (facts victims-economic-need,
    poverty-rate-peru). At full reach, income is higher by the share ``rise``; reach saturates with the households
    supported. ``pupils`` out of school are kept at school in term time, where fewer accept offers; in the holidays it
    does nothing. Reach and costs are assumed.
    """

    kind: ClassVar[str] = "livelihoods_origin"

    rise: float = setting(0.3, "1", 0.0, 1.0, ("assumed",), "of the outside wage, where all are reached")
    households: float = setting(5_000.0, "households", 0.0, 500_000.0, ("assumed",), "supported at a time")
    half_households: float = setting(40_000.0, "households", 1_000.0, 1_000_000.0, ("assumed",), "that reach half")
    household_cost: float = setting(2_000.0, "soles/year", 200.0, 20_000.0, ("assumed",), "one household supported")
    pupils: float = setting(
        0.0, "persons", 0.0, 1_000_000.0, ("assumed",), "under 18, out of school, supported at a time"
    )
    half_pupils: float = setting(50_000.0, "persons", 1_000.0, 1_000_000.0, ("assumed",), "that keep half at school")
    pupil_cost: float = setting(1_500.0, "soles/year", 100.0, 15_000.0, ("assumed",), "one pupil supported")

    def adjust(self, levers, strength):
        """Raise incomes at origin, and keep more at school."""
        added = self.rise * saturating(self.households * strength, self.half_households)
        kept = saturating(self.pupils * strength, self.half_pupils)
        return replace(
            levers,
            livelihoods_origin=combine_coverage(levers.livelihoods_origin, added),
            schooling=combine_coverage(levers.schooling, kept),
        )

    def weekly_cost(self, model, strength):
        """Charge the households and pupils supported."""
        yearly = self.households * self.household_cost + self.pupils * self.pupil_cost
        return yearly * strength / WEEKS_PER_YEAR
