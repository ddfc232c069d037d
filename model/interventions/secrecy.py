"""Plans of raids kept among few, for a short time."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Secrecy(Intervention):
    """Fewer agencies told of a plan, at shorter notice: fewer leaks (M30; fact leaked-raid-found).

    Agencies and notice fall towards the given numbers and never rise. The readiness to leak stays the same. Numbers are
    assumed; the source describes one raid and gives no rate.
    """

    kind: ClassVar[str] = "secrecy"

    agencies: float = setting(2.0, "1", 1.0, 12.0, ("assumed",), "agencies told of a plan")
    notice: float = setting(1.5, "days", 0.5, 30.0, ("assumed",), "from plan to raid")
    yearly_cost: float = setting(150_000.0, "soles/year", 10_000.0, 2_000_000.0, ("assumed",), "own planning cell")

    def adjust(self, levers, strength):
        """Lower agencies informed and notice."""
        share = min(1.0, strength)
        return replace(
            levers,
            agencies=levers.agencies - max(0.0, levers.agencies - self.agencies) * share,
            notice=levers.notice - max(0.0, levers.notice - self.notice) * share,
        )

    def weekly_cost(self, model, strength):
        """Charge the planning cell."""
        return self.yearly_cost * strength / WEEKS_PER_YEAR
