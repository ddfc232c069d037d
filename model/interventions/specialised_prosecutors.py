"""Specialised prosecutors."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class SpecialisedProsecutors(Intervention):
    """Prosecutors who work on trafficking only: more cases, better kept (M44, M49).

    One was named for the region in 2015 (fact specialised-prosecutor-regions-2015). More recorded cases need not mean
    more exploitation. The skill that specialisation adds, and the cost of an office, are assumed.
    """

    kind: ClassVar[str] = "specialised_prosecutors"

    staff: float = setting(1.0, "persons", 0.0, 20.0, ("specialised-prosecutor-regions-2015",))
    skill: float = setting(0.3, "1", 0.0, 1.0, ("training-days",), "added to the skill of the office")
    yearly_cost: float = setting(120_000.0, "soles/year", 40_000.0, 400_000.0, ("assumed",), "one prosecutor")

    def adjust(self, levers, strength):
        """Add staff and skill."""
        return replace(
            levers,
            prosecutors=levers.prosecutors + self.staff * strength,
            prosecutor_skill=levers.prosecutor_skill + self.skill * strength,
        )

    def weekly_cost(self, model, strength):
        """Charge salaries and office."""
        return self.staff * self.yearly_cost * strength / WEEKS_PER_YEAR
