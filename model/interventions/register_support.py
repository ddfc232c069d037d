"""Staff and internet for registers."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class RegisterSupport(Intervention):
    """Clerks with a connection, so that registers are kept and kept up (M42, M49).

    The police register stopped for want of money and the regional police lack internet (facts reta-stop-year,
    police-hq-km). Coverage saturates with clerks, each of whom costs about twice the labour income of the region (fact
    mdd-labour-income-2018). Only recording improves; events do not change.
    """

    kind: ClassVar[str] = "register_support"

    clerks: float = setting(6.0, "persons", 0.0, 200.0, ("reta-stop-year", "police-hq-km"), "with a connection")
    half_clerks: float = setting(6.0, "persons", 1.0, 200.0, ("assumed",), "that reach half")
    clerk_cost: float = setting(45_000.0, "soles/year", 15_000.0, 150_000.0, ("mdd-labour-income-2018",), "and line")

    def adjust(self, levers, strength):
        """Cover more of the registers."""
        covered = saturating(self.clerks * strength, self.half_clerks)
        return replace(levers, register_support=combine_coverage(levers.register_support, covered))

    def weekly_cost(self, model, strength):
        """Charge the clerks."""
        return self.clerks * self.clerk_cost * strength / WEEKS_PER_YEAR
