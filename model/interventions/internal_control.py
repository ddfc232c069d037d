"""Internal control with sanctions."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class InternalControl(Intervention):
    """Inspectors find officials who take money and have them dismissed or tried (M32, M34).

    Those sanctioned are dismissed, or suspended and come back to their ties; others see it and take less.
    Coverage saturates with inspectors. Six officers were charged and no official was convicted in 2012 (facts
    police-charged-extortion-2012, officials-convicted-2012). An inspector costs about twice the labour income of the
    region (fact mdd-labour-income-2018). Sizes are assumed.
    """

    kind: ClassVar[str] = "internal_control"

    inspectors: float = setting(10.0, "persons", 0.0, 200.0, ("police-charged-extortion-2012",))
    half_inspectors: float = setting(20.0, "persons", 1.0, 200.0, ("assumed",), "that reach half")
    inspector_cost: float = setting(40_000.0, "soles/year", 15_000.0, 150_000.0, ("mdd-labour-income-2018",))

    def adjust(self, levers, strength):
        """Cover more of what officials do."""
        covered = saturating(self.inspectors * strength, self.half_inspectors)
        return replace(levers, internal_control=combine_coverage(levers.internal_control, covered))

    def weekly_cost(self, model, strength):
        """Charge the inspectors."""
        return self.inspectors * self.inspector_cost * strength / WEEKS_PER_YEAR
