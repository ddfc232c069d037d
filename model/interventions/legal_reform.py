"""A law that closes the gap for bars without lodging."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class LegalReform(Intervention):
    """Make it an offence that an adult enters a bar without lodging with somebody under 18 (M45).

    Cases from raids that had no offence to rest on then stand; their outcome in court is a separate matter. The share
    of such cases and the cost of drafting, training and printing are assumed.
    """

    kind: ClassVar[str] = "legal_reform"

    closed: float = setting(0.9, "1", 0.0, 1.0, ("assumed",), "share of the gap that the law closes")
    yearly_cost: float = setting(300_000.0, "soles/year", 10_000.0, 3_000_000.0, ("assumed",), "drafting and training")

    def adjust(self, levers, strength):
        """Close more of the gap."""
        return replace(levers, legal_reform=combine_coverage(levers.legal_reform, min(1.0, self.closed * strength)))

    def weekly_cost(self, model, strength):
        """Charge drafting and training."""
        return self.yearly_cost * strength / WEEKS_PER_YEAR
