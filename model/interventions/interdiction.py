"""Interdiction of mining by police and armed forces."""

from dataclasses import dataclass, replace
from typing import ClassVar

from model.codes import Zone
from model.interventions.base import Intervention, choices, setting
from model.levers import together

ZONE_NAMES = tuple(zone.name.lower() for zone in Zone)


@dataclass(frozen=True, kw_only=True)
class Interdiction(Intervention):
    """Forces stop part of the digging in some zone types while they stay (M54-M56).

    What follows - men who leave, move on or come back - is left to the miners' own decisions. Sizes of forces are
    known (facts interdiction-force, mercury-police); the share of digging stopped is assumed.
    """

    kind: ClassVar[str] = "interdiction"

    zones: tuple[str, ...] = choices(("roadside",), ZONE_NAMES, ("interdiction-months-2014",))
    suppression: float = setting(0.5, "1", 0.0, 1.0, ("assumed",), "share of digging stopped in those zones")
    force: float = setting(1500.0, "persons", 0.0, 10_000.0, ("interdiction-force", "mercury-police"))
    daily_cost: float = setting(150.0, "soles", 30.0, 500.0, ("assumed",), "one officer for one day")

    def adjust(self, levers, strength):
        """Suppress digging; two operations in one zone combine as independent chances."""
        stopped = min(1.0, self.suppression * strength)
        return replace(
            levers,
            suppression=tuple(
                together(old, stopped) if name in self.zones else old
                for name, old in zip(ZONE_NAMES, levers.suppression, strict=True)
            ),
        )

    def weekly_cost(self, model, strength):
        """Charge seven days of the force."""
        return 7.0 * self.force * self.daily_cost * strength
