"""People taken out of exploitation, as a thought experiment."""

from dataclasses import dataclass, replace
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.levers import combine_coverage


@dataclass(frozen=True, kw_only=True)
class Removal(Intervention):
    """A share of the people in exploitation is taken out of it in every week in force, by nobody's doing (M6, M8).

    It shows whether demand fills the places of those who leave: no source observes that (fact miners-per-victim-ratio
    is a rule of thumb). They go home as others do, unprepared; police, recruiters and bars learn nothing of it but
    that they are gone. It costs nothing because nobody could do it; give ``stop`` a week after ``start``.
    """

    kind: ClassVar[str] = "removal"

    share: float = setting(0.1, "1/week", 0.0, 1.0, ("assumed",), "of people in exploitation, both forms")

    def adjust(self, levers, strength):
        """Take a share of the people out."""
        return replace(levers, removal=combine_coverage(levers.removal, min(1.0, self.share * strength)))
