"""Vetting of officials."""

from copy import replace
from dataclasses import dataclass
from typing import ClassVar

from model.interventions.base import Intervention, saturating, setting
from model.levers import combine_coverage
from model.text.dates import WEEKS_PER_YEAR


@dataclass(frozen=True, kw_only=True)
class Vetting(Intervention):
    """Checks of assets and record before and in service: fewer officials who leak or take money (M30, M32, M34).

    A check recognises some of those more inclined than others, turns them away at entry and removes them in service.
    Coverage saturates with the officials checked in a year. Corruption is perceived as widespread (facts
    cpi-score-2013, integrity-perception-regional-gov); no source gives an effect, so numbers are assumed.
    """

    kind: ClassVar[str] = "vetting"

    officials: float = setting(200.0, "persons/year", 0.0, 5_000.0, ("assumed",), "checked")
    half_officials: float = setting(300.0, "persons/year", 20.0, 5_000.0, ("assumed",), "that reach half")
    check_cost: float = setting(1_500.0, "soles", 100.0, 20_000.0, ("assumed",), "one check")

    def adjust(self, levers, strength):
        """Cover more officials."""
        covered = saturating(self.officials * strength, self.half_officials)
        return replace(levers, vetting=combine_coverage(levers.vetting, covered))

    def weekly_cost(self, model, strength):
        """Charge the checks."""
        return self.officials * self.check_cost * strength / WEEKS_PER_YEAR
