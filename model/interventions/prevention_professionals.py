"""Prevention through professionals."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class PreventionProfessionals(Intervention):
    """Teachers, health workers and officials who know the signs and where to turn (M24, M71).

    The first of three tiers. Coverage saturates with the number informed in a year; about 3,000 were informed in some
    years (fact officials-trained-total). Cost and reach are assumed.
    """

    kind: ClassVar[str] = "prevention_professionals"

    professionals: float = setting(500.0, "persons/year", 0.0, 20_000.0, ("officials-trained-total",), "informed")
    half_professionals: float = setting(1_000.0, "persons/year", 50.0, 20_000.0, ("assumed",), "that reach half")
    person_cost: float = setting(400.0, "soles", 50.0, 3_000.0, ("assumed",), "one person informed")

    def adjust(self, levers, strength):
        """Cover more professionals."""
        covered = saturating(self.professionals * strength, self.half_professionals)
        return replace(levers, professionals=combine_coverage(levers.professionals, covered))

    def weekly_cost(self, model, strength):
        """Charge those informed."""
        return self.professionals * self.person_cost * strength / WEEKS_PER_YEAR
