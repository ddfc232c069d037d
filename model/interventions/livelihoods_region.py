"""Jobs outside mining in the region."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class LivelihoodsRegion(Intervention):
    """Jobs outside mining that miners and bar workers in the region can take (M14, M60).

    Gold is 43 % of regional income (fact gold-share-regional-income), so other jobs are few. Only as many people can
    change as there are jobs, and the place of a miner who leaves attracts another. Jobs in eco-tourism last while
    visitors come: fewer in the rains, and never more than visitors support. Costs are assumed.
    """

    kind: ClassVar[str] = "livelihoods_region"

    jobs: float = setting(2_000.0, "persons", 0.0, 50_000.0, ("assumed",), "kept up, taken or not")
    job_cost: float = setting(6_000.0, "soles/year", 500.0, 40_000.0, ("assumed",), "support of one job")
    tourism: float = setting(0.0, "persons", 0.0, 10_000.0, ("assumed",), "jobs in eco-tourism, in the high season")

    def adjust(self, levers, strength):
        """Add jobs."""
        return replace(
            levers,
            livelihoods_region=levers.livelihoods_region + self.jobs * strength,
            tourism_jobs=levers.tourism_jobs + self.tourism * strength,
        )

    def weekly_cost(self, model, strength):
        """Charge every job, taken or not."""
        return (self.jobs + self.tourism) * self.job_cost * strength / WEEKS_PER_YEAR
