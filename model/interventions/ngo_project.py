"""An outside NGO's project, which ends."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR, week_of


@dataclass(frozen=True, kw_only=True)
class NgoProject(Intervention):
    """An outside NGO brings outreach, prevention and training, and leaves after some years (M64, M71, M75).

    The project in Puerto Maldonado lasted two years (fact save-the-children-project-years) and nothing continued after
    it; ``handover`` is the share that others continue and pay for. Coverage saturates as it does for prevention and
    training. Sizes and costs are assumed, except the number trained (fact officials-trained-2012).
    """

    kind: ClassVar[str] = "ngo_project"
    payer: ClassVar[str] = "ngos"

    duration: float = setting(2.0, "years", 0.25, 20.0, ("save-the-children-project-years",), "until the NGO leaves")
    handover: float = setting(0.0, "1", 0.0, 1.0, ("save-the-children-project-years",), "share that goes on afterwards")
    teams: float = setting(2.0, "teams", 0.0, 20.0, ("assumed",), "outreach in the camps")
    team_cost: float = setting(150_000.0, "soles/year", 20_000.0, 600_000.0, ("assumed",), "one team")
    spending: float = setting(300_000.0, "soles/year", 0.0, 20_000_000.0, ("assumed",), "on prevention at origin")
    half_spending: float = setting(6_000_000.0, "soles/year", 500_000.0, 100_000_000.0, ("assumed",), "for half")
    trained: float = setting(80.0, "persons/year", 0.0, 2_000.0, ("officials-trained-2012",), "officials")
    half_trained: float = setting(400.0, "persons/year", 20.0, 5_000.0, ("assumed",), "that reach half")
    trained_cost: float = setting(600.0, "soles", 100.0, 4_000.0, ("training-days",), "one person for two days")

    def strength(self, week):
        """Return the usual strength; once the NGO has left, the share handed over."""
        left = week >= week_of(self.start) + round(self.duration * WEEKS_PER_YEAR)
        return super().strength(week) * (self.handover if left else 1.0)

    def adjust(self, levers, strength):
        """Add teams, inform communities and train officials."""
        informed = saturating(self.spending * strength, self.half_spending)
        trained = saturating(self.trained * strength, self.half_trained)
        return replace(
            levers,
            outreach=levers.outreach + self.teams * strength,
            awareness=combine_coverage(levers.awareness, informed),
            police_training=combine_coverage(levers.police_training, trained),
            prosecutor_training=combine_coverage(levers.prosecutor_training, trained),
        )

    def weekly_cost(self, model, strength):
        """Charge teams, prevention and courses."""
        yearly = self.teams * self.team_cost + self.spending + self.trained * self.trained_cost
        return yearly * strength / WEEKS_PER_YEAR
