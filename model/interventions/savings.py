"""A savings service in camps."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Savings(Intervention):
    """Agents in camps take deposits, so that cash in hand is neither feared for nor burned (M3, M4).

    A miner ends the month with nearly 4,000 dollars in hand, in a strip without police or banks (facts
    miner-monthly-cash, insecure-zone-km-start). Miners reached save faster and go home earlier. Coverage saturates with
    spending; its reach is assumed.
    """

    kind: ClassVar[str] = "savings"

    spending: float = setting(1_000_000.0, "soles/year", 0.0, 50_000_000.0, ("assumed",), "on agents and transport")
    half_spending: float = setting(2_000_000.0, "soles/year", 100_000.0, 100_000_000.0, ("assumed",), "for half")

    def adjust(self, levers, strength):
        """Reach more miners."""
        reached = saturating(self.spending * strength, self.half_spending)
        return replace(levers, savings=combine_coverage(levers.savings, reached))

    def weekly_cost(self, model, strength):
        """Charge what is spent."""
        return self.spending * strength / WEEKS_PER_YEAR
