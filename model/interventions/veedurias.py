"""Citizen oversight."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Veedurias(Intervention):
    """Organisations of citizens who watch officials and speak up (M34, M73, M84).

    Nine regions have such groups (fact veedurias-regions); here one local NGO was the only member (fact
    veeduria-mdd-members), because people who plan to leave do not organise. The cost of an organisation is assumed.
    """

    kind: ClassVar[str] = "veedurias"
    payer: ClassVar[str] = "ngos"

    organisations: float = setting(3.0, "organisations", 0.0, 20.0, ("veeduria-mdd-members",), "added, full time")
    organisation_cost: float = setting(90_000.0, "soles/year", 10_000.0, 500_000.0, ("assumed",))

    def adjust(self, levers, strength):
        """Add organisations to those at work."""
        return replace(levers, oversight=levers.oversight + self.organisations * strength)

    def weekly_cost(self, model, strength):
        """Charge the organisations."""
        return self.organisations * self.organisation_cost * strength / WEEKS_PER_YEAR
