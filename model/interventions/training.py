"""Training of police, prosecutors and judges."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR

COURSE = 2.0
"""Days of the course that shares are counted in (fact training-days)."""


@dataclass(frozen=True, kw_only=True)
class Training(Intervention):
    """Courses on signs, evidence and the law for police, prosecutors and judges (M44, M49, M50, M81).

    Shares are of those trained in a year, in courses of two days (fact training-days). A longer course has more effect,
    with saturation: ``half_days`` reach half the effect of an endless course. Training wears off with turnover, so it
    has to continue. Eighty were trained in 2012 (fact officials-trained-2012); staff and costs are assumed.
    """

    kind: ClassVar[str] = "training"

    police_share: float = setting(0.3, "1/year", 0.0, 1.0, ("officials-trained-2012",), "of police")
    prosecutor_share: float = setting(0.3, "1/year", 0.0, 1.0, ("officials-trained-2012",), "of prosecutors and judges")
    days: float = setting(2.0, "days", 0.5, 30.0, ("training-days",), "of a course")
    half_days: float = setting(2.0, "days", 0.5, 30.0, ("assumed",), "that reach half")
    police: float = setting(500.0, "persons", 50.0, 5_000.0, ("assumed",), "in service")
    prosecutors: float = setting(60.0, "persons", 5.0, 500.0, ("assumed",), "and judges, in service")
    day_cost: float = setting(300.0, "soles", 50.0, 2_000.0, ("assumed",), "one person for one day")

    def adjust(self, levers, strength):
        """Train more officials."""
        worth = saturating(self.days, self.half_days) / saturating(COURSE, self.half_days) * strength
        return replace(
            levers,
            police_training=combine_coverage(levers.police_training, min(1.0, self.police_share * worth)),
            prosecutor_training=combine_coverage(levers.prosecutor_training, min(1.0, self.prosecutor_share * worth)),
        )

    def weekly_cost(self, model, strength):
        """Charge the days of those trained."""
        trained = self.police_share * self.police + self.prosecutor_share * self.prosecutors
        return trained * self.days * self.day_cost * strength / WEEKS_PER_YEAR
