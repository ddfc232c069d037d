"""A crisis elsewhere that ties up police and forces."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.levers import combine_coverage


@dataclass(frozen=True, kw_only=True)
class Crisis(Intervention):
    """Police and forces are needed elsewhere for some time (M85).

    No operation was carried out in the first half of 2015 because police were needed for a protest elsewhere (fact
    operations-jan-jun-2015). While a crisis lasts there are fewer raids and smaller operations. It is not a policy and
    costs nothing; the share of forces that leave is assumed.
    """

    kind: ClassVar[str] = "crisis"

    away: float = setting(0.5, "1", 0.0, 1.0, ("assumed",), "share of police and forces that are needed elsewhere")

    def adjust(self, levers, strength):
        """Take forces away; two crises combine as independent probabilities."""
        return replace(levers, forces_away=combine_coverage(levers.forces_away, min(1.0, self.away * strength)))
