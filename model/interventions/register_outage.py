"""A register that stops for want of money."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention


@dataclass(frozen=True, kw_only=True)
class RegisterOutage(Intervention):
    """The police register stops recording for want of money (M42; fact reta-stop-year).

    Events in the model do not change.
    """

    kind: ClassVar[str] = "register_outage"

    def adjust(self, levers, strength):
        """Take the register out of operation."""
        return replace(levers, police_register=levers.police_register * (1.0 - min(1.0, strength)))
