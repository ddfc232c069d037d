"""Rotation of officials."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Rotation(Intervention):
    """Officials move to other posts before they have ties to bars (M30, M38, M50).

    Ties break when an official goes, unless he hands them over; his successor is no better a man. Their training leaves
    with them, so rotation lowers both corruption and the level of training, and its effect on exploitation is open.
    Numbers are assumed.
    """

    kind: ClassVar[str] = "rotation"

    share: float = setting(0.3, "1/year", 0.0, 1.0, ("assumed",), "of officials, beyond the usual turnover")
    officials: float = setting(500.0, "persons", 50.0, 5_000.0, ("assumed",), "on whom it is laid")
    move_cost: float = setting(4_000.0, "soles", 500.0, 30_000.0, ("assumed",), "one move")

    def adjust(self, levers, strength):
        """Rotate more officials."""
        return replace(levers, rotation=combine_coverage(levers.rotation, min(1.0, self.share * strength)))

    def weekly_cost(self, model, strength):
        """Charge the moves."""
        return self.share * self.officials * self.move_cost * strength / WEEKS_PER_YEAR
