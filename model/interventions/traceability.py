"""Traceability of gold."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Traceability(Intervention):
    """Buyers who are audited pay less for gold whose origin cannot be shown (M13).

    Gold of unknown origin is refined and sold abroad, where it can no longer be traced (facts
    illegal-gold-exports-2011, gold-export-share-switzerland). At full coverage a miner without a permit loses
    ``discount`` of the price beyond what buyers keep without a policy; those with a permit are paid in full. The share
    reached by audits saturates; this reach and the discount are assumed.
    """

    kind: ClassVar[str] = "traceability"

    discount: float = setting(0.3, "1", 0.0, 1.0, ("assumed",), "on untraceable gold, if all buyers were audited")
    audits: float = setting(40.0, "buyers/year", 0.0, 1_000.0, ("assumed",), "audited")
    half_audits: float = setting(40.0, "buyers/year", 1.0, 1_000.0, ("assumed",), "audits that reach half of the gold")
    audit_cost: float = setting(25_000.0, "soles", 2_000.0, 200_000.0, ("assumed",), "one audit")

    def adjust(self, levers, strength):
        """Raise the discount."""
        added = self.discount * saturating(self.audits * strength, self.half_audits)
        return replace(levers, traceability=combine_coverage(levers.traceability, added))

    def weekly_cost(self, model, strength):
        """Charge the audits."""
        return self.audits * self.audit_cost * strength / WEEKS_PER_YEAR
