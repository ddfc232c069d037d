"""A code of conduct for establishments that somebody monitors."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class CodeOfConduct(Intervention):
    """Staff monitor the code of conduct that establishments sign; breach closes them (M27, M45).

    Some 200 establishments of the region had signed and nobody checked (facts codes-of-conduct-mdd,
    code-monitoring-staff-mdd); breach means closure for years (fact code-breach-closure). Bars without a formal
    licence, which are most bars, are hardly reached. The coverage by staff is assumed.
    """

    kind: ClassVar[str] = "code_of_conduct"

    monitors: float = setting(4.0, "persons", 0.0, 100.0, ("code-monitoring-staff-mdd",), "where there was nobody")
    half_monitors: float = setting(8.0, "persons", 1.0, 100.0, ("assumed",), "staff that cover half of the signers")
    monitor_cost: float = setting(40_000.0, "soles/year", 10_000.0, 150_000.0, ("assumed",), "one of the staff, travel")

    def adjust(self, levers, strength):
        """Cover more of the establishments that signed."""
        covered = saturating(self.monitors * strength, self.half_monitors)
        return replace(levers, code_of_conduct=combine_coverage(levers.code_of_conduct, covered))

    def weekly_cost(self, model, strength):
        """Charge the staff."""
        return self.monitors * self.monitor_cost * strength / WEEKS_PER_YEAR
