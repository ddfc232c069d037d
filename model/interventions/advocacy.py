"""NGOs' work on authorities."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Advocacy(Intervention):
    """Organisations that press authorities and the media to act (M57, M73, M74).

    Operations on mining had no plan for people in exploitation until an NGO insisted (M57), and pressure from NGOs
    preceded most steps of the state (M74; fact neighbour-accord-regions). The cost of an organisation is assumed.
    """

    kind: ClassVar[str] = "advocacy"
    payer: ClassVar[str] = "ngos"

    organisations: float = setting(2.0, "organisations", 0.0, 20.0, ("neighbour-accord-regions",), "added, full time")
    organisation_cost: float = setting(120_000.0, "soles/year", 10_000.0, 500_000.0, ("assumed",))

    def adjust(self, levers, strength):
        """Add organisations to those at work."""
        return replace(levers, advocacy=levers.advocacy + self.organisations * strength)

    def weekly_cost(self, model, strength):
        """Charge the organisations."""
        return self.organisations * self.organisation_cost * strength / WEEKS_PER_YEAR
