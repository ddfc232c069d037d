"""People taken out of exploitation, as a thought experiment."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.levers import combine_coverage


@dataclass(frozen=True, kw_only=True)
class Removal(Intervention):
    """A share of the people in exploitation is taken out of it in every week in force, by nobody's doing (M6, M8).

    It shows whether demand refills the places of those who leave, which no source observes (fact
    miners-per-victim-ratio is a rule of thumb). They go home unprepared, as others do; police, recruiters and bars
    notice only that they are gone. It costs nothing because no actor could do it; set ``stop`` to a week after
    ``start``.
    """

    kind: ClassVar[str] = "removal"

    share: float = setting(0.1, "1/week", 0.0, 1.0, ("assumed",), "of people in exploitation, both forms")

    def adjust(self, levers, strength):
        """Take a share of the people out."""
        return replace(levers, removal=combine_coverage(levers.removal, min(1.0, self.share * strength)))
