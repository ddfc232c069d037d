"""A free telephone line."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Hotline(Intervention):
    """A free and anonymous line: those who know of exploitation can report it without fear (M24, M36, M71).

    Operators make the line known, which saturates with their number, and answer calls; a share of them speaks Quechua
    or another language of callers. The sources name the line but give no number of calls, so sizes are assumed; an
    operator costs about twice the labour income of the region (fact mdd-labour-income-2018).
    """

    kind: ClassVar[str] = "hotline"

    operators: float = setting(6.0, "persons", 0.0, 200.0, ("assumed",), "by day and night")
    half_operators: float = setting(9.0, "persons", 1.0, 200.0, ("assumed",), "that reach half")
    languages: float = setting(0.0, "1", 0.0, 1.0, ("assumed",), "of those who answer, made up for who speaks no other")
    operator_cost: float = setting(40_000.0, "soles/year", 15_000.0, 150_000.0, ("mdd-labour-income-2018",))

    def adjust(self, levers, strength):
        """Cover more of those who would call, answer more calls, and understand more callers."""
        covered = saturating(self.operators * strength, self.half_operators)
        return replace(
            levers,
            hotline=combine_coverage(levers.hotline, covered),
            hotline_operators=levers.hotline_operators + self.operators * strength,
            hotline_languages=combine_coverage(levers.hotline_languages, min(1.0, self.languages * strength)),
        )

    def weekly_cost(self, model, strength):
        """Charge the operators."""
        return self.operators * self.operator_cost * strength / WEEKS_PER_YEAR
