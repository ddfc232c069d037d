"""A window at which miners apply for permits."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Formalisation(Intervention):
    """Clerks at a window decide on applications for mining permits (M52, M53).

    The window of 2012-2014 had a staff of three for 4,000 applications and granted none (facts formalisation-window,
    formalisation-applications-mdd, formalisation-granted-mdd). Requirements can be eased or tightened, which also
    changes the cost of holding a permit, and protected land can be opened. Costs are assumed.
    """

    kind: ClassVar[str] = "formalisation"

    staff: float = setting(3.0, "persons", 0.0, 2_000.0, ("formalisation-window",), "clerks at the window")
    requirements: float = setting(1.0, "1", 0.0, 4.0, ("assumed",), "times those of 2012; 0 asks for nothing")
    protected: float = setting(
        0.0, "1", 0.0, 1.0, ("protected-area-share",), "share of protected land on which miners may apply"
    )
    clerk_cost: float = setting(40_000.0, "soles/year", 15_000.0, 120_000.0, ("assumed",), "one clerk and his desk")
    file_cost: float = setting(
        300.0, "soles", 20.0, 5_000.0, ("assumed",), "opinions and visits for one file that clerks can decide"
    )

    def adjust(self, levers, strength):
        """Open the window, change its requirements, and open land."""
        return replace(
            levers,
            formalisation_staff=levers.formalisation_staff + self.staff * strength,
            formalisation_requirements=levers.formalisation_requirements
            * max(0.0, 1.0 + (self.requirements - 1.0) * strength),
            formalisation_protected=combine_coverage(
                levers.formalisation_protected, min(1.0, self.protected * strength)
            ),
        )

    def weekly_cost(self, model, strength):
        """Charge clerks, and the applications that they can decide."""
        files = model.parameters.formalisation.files_per_clerk * self.file_cost
        return self.staff * (self.clerk_cost / WEEKS_PER_YEAR + files) * strength
