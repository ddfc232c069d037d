"""Interdiction of mining by police and armed forces."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.codes import Zone
from model.interventions.base import Intervention, choices, setting
from model.levers import combine_coverage
from model.text.dates import week_of

ZONE_NAMES = tuple(zone.name.lower() for zone in Zone)


@dataclass(frozen=True, kw_only=True)
class Interdiction(Intervention):
    """Forces strike some zone types, destroy machinery and stay for a while (M54-M59).

    The force is divided equally between the zone types; how much it holds depends on the miners there (``forces.py``).
    After the week of the strike it stays for ``garrison`` weeks, or until ``stop`` if that is earlier. Whether men then
    leave, move on or return with new machinery is the miners' own decision. Nothing is planned for people in
    exploitation unless a rescue module takes part. The sources give the forces (facts interdiction-force,
    interdiction-garrison, mercury-police, mercury-soldiers, operation-force-needed).
    """

    kind: ClassVar[str] = "interdiction"

    zones: tuple[str, ...] = choices(("roadside",), ZONE_NAMES, ("interdiction-months-2014",))
    force: float = setting(1500.0, "persons", 0.0, 10_000.0, ("interdiction-force", "mercury-police"), "in all zones")
    garrison: float = setting(
        52.0, "weeks", 0.0, 2_600.0, ("interdiction-garrison", "mercury-presence-months"), "after the strike's week"
    )
    destruction: float = setting(
        0.05, "1", 0.0, 1.0, ("interdiction-equipment-usd",), "machinery destroyed in a week in what forces hold"
    )
    error: float = setting(
        0.0, "1", 0.0, 1.0, ("interdiction-equipment-usd",), "share of that destruction, for authorised miners"
    )
    rescue_module: float = setting(0.0, "1", 0.0, 1.0, ("mercury-prosecutors",), "share that brings a rescue module")
    daily_cost: float = setting(150.0, "soles", 30.0, 500.0, ("assumed",), "one officer for one day")
    destruction_cost: float = setting(
        2_000_000.0, "soles/week", 0.0, 50_000_000.0, ("assumed",), "transport and explosives if all were destroyed"
    )
    module_cost: float = setting(
        75_000.0, "soles/week", 5_000.0, 1_000_000.0, ("mercury-prosecutors",), "prosecutors and others of one module"
    )

    def strength(self, week):
        """Return the strength until the garrison ends."""
        return super().strength(week) if week <= week_of(self.start) + self.garrison else 0.0

    def adjust(self, levers, strength):
        """Send forces; those of two operations in one zone type add up, shares combine as independent probabilities."""
        each = self.force * strength / max(1, len(self.zones))
        destroyed, module = (min(1.0, share * strength) for share in (self.destruction, self.rescue_module))
        return replace(
            levers,
            force=self._where_it_acts(levers.force, lambda there: there + each),
            destruction=self._where_it_acts(levers.destruction, lambda there: combine_coverage(there, destroyed)),
            rescue_modules=self._where_it_acts(levers.rescue_modules, lambda there: combine_coverage(there, module)),
            destruction_error=max(levers.destruction_error, min(1.0, self.error * strength)),
        )

    def _where_it_acts(self, lever, change):
        """Return a lever by zone type, changed in the operation's zones."""
        return tuple(
            change(there) if name in self.zones else there for name, there in zip(ZONE_NAMES, lever, strict=True)
        )

    def weekly_cost(self, model, strength):
        """Charge seven days of the force, the work of destruction and the rescue module."""
        added = self.destruction * self.destruction_cost + self.rescue_module * self.module_cost
        return (7.0 * self.force * self.daily_cost + added) * strength
