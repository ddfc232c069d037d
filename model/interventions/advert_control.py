"""Control of job adverts."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class AdvertControl(Intervention):
    """Labour inspectors who find and remove false job adverts (M16).

    Sources put recruitment through false adverts at 70 % and 27 % (facts recruited-by-false-job-offer,
    recruited-by-job-offer-mp), and the labour ministry had no budget for control (fact budget-2014-other-ministries).
    Coverage saturates with inspectors; sizes are assumed. Recruiters may switch to other methods.
    """

    kind: ClassVar[str] = "advert_control"

    inspectors: float = setting(6.0, "persons", 0.0, 200.0, ("budget-2014-other-ministries",))
    half_inspectors: float = setting(12.0, "persons", 1.0, 200.0, ("assumed",), "that remove half")
    inspector_cost: float = setting(40_000.0, "soles/year", 15_000.0, 150_000.0, ("mdd-labour-income-2018",))

    def adjust(self, levers, strength):
        """Remove more false adverts."""
        removed = saturating(self.inspectors * strength, self.half_inspectors)
        return replace(levers, advert_control=combine_coverage(levers.advert_control, removed))

    def weekly_cost(self, model, strength):
        """Charge the inspectors."""
        return self.inspectors * self.inspector_cost * strength / WEEKS_PER_YEAR
