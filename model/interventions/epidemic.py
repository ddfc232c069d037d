"""An epidemic that keeps people at home."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.levers import combine_coverage


@dataclass(frozen=True, kw_only=True)
class Epidemic(Intervention):
    """An epidemic stops journeys, the custom of bars and the work of the state for some time (M12, M85).

    The police count of victims fell in the pandemic year (fact tip-police-victims-2020), and forces left the gold
    region when it began (fact mercury-presence-months). It is not a policy and costs nothing; what it stops is assumed.
    The gold price of the time is in the replay.
    """

    kind: ClassVar[str] = "epidemic"

    travel: float = setting(0.8, "1", 0.0, 1.0, ("assumed",), "journeys to the region that it stops")
    custom: float = setting(0.5, "1", 0.0, 1.0, ("assumed",), "custom of bars that it keeps away")
    police: float = setting(0.5, "1", 0.0, 1.0, ("assumed",), "share of police and forces that it ties up")
    offices: float = setting(
        0.7, "1", 0.0, 1.0, ("assumed",), "work of prosecutors, courts and registers that it stops"
    )
    outreach: float = setting(0.8, "1", 0.0, 1.0, ("assumed",), "outreach that it stops")

    def adjust(self, levers, strength):
        """Stop a share of each; shares combine with those of others as independent probabilities."""
        travel, custom, police, offices, outreach = (
            min(1.0, share * strength) for share in (self.travel, self.custom, self.police, self.offices, self.outreach)
        )
        return replace(
            levers,
            travel_stopped=combine_coverage(levers.travel_stopped, travel),
            custom_lost=combine_coverage(levers.custom_lost, custom),
            forces_away=combine_coverage(levers.forces_away, police),
            offices_closed=combine_coverage(levers.offices_closed, offices),
            police_register=levers.police_register * (1.0 - offices),
            outreach=levers.outreach * (1.0 - outreach),
        )
