"""One register for all."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class SharedRegister(Intervention):
    """One register that police, prosecutors and missing-persons units share (M41, M43, M49).

    Two registers count the same events by different rules and are never compared. The share of files kept in one
    saturates with the offices connected. The police register dates from 2006 and the prosecutors' from 2012 (facts
    reta-start-year, sistra-start-year-iom). Reach and cost are assumed.
    """

    kind: ClassVar[str] = "shared_register"

    offices: float = setting(12.0, "offices", 0.0, 200.0, ("assumed",), "connected")
    half_offices: float = setting(8.0, "offices", 1.0, 200.0, ("assumed",), "that keep half of the files")
    office_cost: float = setting(25_000.0, "soles/year", 3_000.0, 150_000.0, ("assumed",), "one office connected")

    def adjust(self, levers, strength):
        """Keep more files in one register."""
        shared = saturating(self.offices * strength, self.half_offices)
        return replace(levers, shared_register=combine_coverage(levers.shared_register, shared))

    def weekly_cost(self, model, strength):
        """Charge the offices."""
        return self.offices * self.office_cost * strength / WEEKS_PER_YEAR
