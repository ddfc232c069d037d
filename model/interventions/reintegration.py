"""Jobs for survivors."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Reintegration(Intervention):
    """Jobs kept for survivors, who then have another choice than to return (M69).

    Seven of 85 people were sent to reintegration in 2012 (fact assisted-2012-reintegration); no source gives an
    effect. A job costs about a year's labour income (fact peru-labour-income-2018).
    """

    kind: ClassVar[str] = "reintegration"

    jobs: float = setting(30.0, "persons", 0.0, 500.0, ("assisted-2012-reintegration",), "held at a time")
    job_cost: float = setting(16_800.0, "soles/year", 4_000.0, 50_000.0, ("peru-labour-income-2018",), "one job")

    def adjust(self, levers, strength):
        """Add jobs."""
        return replace(levers, reintegration_jobs=levers.reintegration_jobs + self.jobs * strength)

    def weekly_cost(self, model, strength):
        """Charge every job."""
        return self.jobs * self.job_cost * strength / WEEKS_PER_YEAR
