"""Anti-corruption in the police."""

from dataclasses import dataclass, replace
from typing import ClassVar

from model.dates import WEEKS_PER_YEAR
from model.interventions.base import Intervention, setting
from model.levers import together


@dataclass(frozen=True, kw_only=True)
class CleanPolice(Intervention):
    """Vetting, rotation, outside units and internal control; few agencies informed, at short notice (M30, M32).

    ``corruption_cut`` is the share of readiness to leak that vetting and control remove; agencies and notice
    fall towards the given numbers. Sources: the mechanism of the leak (fact leaked-raid-found); sizes assumed.
    """

    kind: ClassVar[str] = "clean_police"

    corruption_cut: float = setting(0.4, "1", 0.0, 1.0, ("assumed",), "share of corruption removed")
    agencies: float = setting(2.0, "1", 1.0, 12.0, ("assumed",), "agencies told of a plan")
    notice: float = setting(1.5, "days", 0.5, 30.0, ("assumed",), "from plan to raid")
    yearly_cost: float = setting(1_200_000.0, "soles/year", 100_000.0, 20_000_000.0, ("assumed",), "control unit")

    def adjust(self, levers, strength):
        """Lower corruption, agencies informed and notice."""
        share = min(1.0, strength)
        return replace(
            levers,
            vetting=together(levers.vetting, self.corruption_cut * share),
            agencies=levers.agencies - max(0.0, levers.agencies - self.agencies) * share,
            notice=levers.notice - max(0.0, levers.notice - self.notice) * share,
        )

    def weekly_cost(self, model, strength):
        """Charge the control unit."""
        return self.yearly_cost * strength / WEEKS_PER_YEAR
