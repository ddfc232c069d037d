"""A portfolio: levers under one yearly cap, and the account of what it spends.

Money is counted in whole centimos of 2013 soles, so that money spent and left add up exactly to what a year allows.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, Self

import numpy as np

from model.interventions.base import Intervention, choice, setting
from model.text.dates import date_of, week_of

CENTIMOS = 100
"""Centimos in a sol."""
WHEN_SHORT = ("scale", "queue")


@dataclass(frozen=True, kw_only=True)
class Portfolio(Intervention):
    """Interventions that share a yearly cap (M59, M67). It stands last among a scenario's interventions.

    A calendar year allows ``yearly``, in proportion to its weeks in which the portfolio is in force, spread evenly over
    these weeks; unspent money lapses. If all levers at full strength would cost more than a week allows, ``scale`` cuts
    their strengths by one factor, and ``queue`` pays them in order: the first that cannot be paid in full gets what is
    left, and those behind it wait. So no lever is built up on money that another will need. Where one lever raises the
    cost of another (more raids, more travel for outside units), cutting both leaves some money unspent. A portfolio
    without money asks for nothing.
    """

    kind: ClassVar[str] = "portfolio"

    yearly: float = setting(0.0, "soles/year", 0.0, 2e9, ("budget-2014-soles", "interdiction-spending-national"))
    when_short: str = choice("scale", WHEN_SHORT, ("assumed",), "what happens when levers cost more than is allowed")
    levers: tuple[Intervention, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse settings outside the declared limits, and let every lever start with the portfolio."""
        super().__post_init__()
        object.__setattr__(self, "levers", tuple(replace(one, start=self.start, stop=None) for one in self.levers))

    def in_force(self, week: int) -> list[tuple[Intervention, float, float]]:
        """Return each lever in force with its strength when built up and its strength now, if all can be paid."""
        share = self.strength(week) if self.yearly else 0.0
        strengths = ((lever, self.intensity * lever.intensity, share * lever.strength(week)) for lever in self.levers)
        return [found for found in strengths if found[2]]

    def weeks_in(self, year: int) -> range:
        """Return the weeks of a calendar year in which it is in force."""
        weeks = weeks_of(year)
        stop = weeks.stop if self.stop is None else min(weeks.stop, week_of(self.stop))
        return range(max(weeks.start, week_of(self.start)), stop)

    def allowed(self, year: int) -> int:
        """Return what a calendar year allows, centimos."""
        return round(self.yearly * CENTIMOS) * len(self.weeks_in(year)) // len(weeks_of(year))

    def due(self, week: int) -> int:
        """Return the equal part of the year's allowance that goes to each week in force, centimos."""
        allowed, weeks = self.allowed(year_of(week)), self.weeks_in(year_of(week))
        n = week - weeks.start
        return allowed * (n + 1) // len(weeks) - allowed * n // len(weeks)

    def without(self, kinds: Collection[str]) -> Self:
        """Return the portfolio without its levers of some kinds."""
        return replace(self, levers=tuple(lever for lever in self.levers if lever.kind not in kinds))


def weeks_of(year: int) -> range:
    """Return the weeks that begin in a calendar year, 52 or 53."""
    return range(week_of(date(year, 1, 1)), week_of(date(year + 1, 1, 1)))


def year_of(week: int) -> int:
    """Return the calendar year in which a week begins."""
    return date_of(week).year


def shares_paid(costs: Sequence[float], allowed: float, when_short: str) -> list[float]:
    """Return the share of each cost, in order, that ``allowed`` pays: one factor for all, or one after the other."""
    if when_short == "scale":
        total = sum(costs)
        return [min(1.0, allowed / total) if total else 1.0] * len(costs)
    shares = []
    for cost in costs:
        shares.append(min(1.0, allowed / cost) if cost else 1.0)
        allowed -= shares[-1] * cost
    return shares


def new_account() -> np.ndarray:
    """Return an account with no year yet, shape (2,): calendar year, centimos spent in it."""
    return np.zeros(2, np.int64)


def spent(account: np.ndarray, year: int) -> int:
    """Return the centimos spent in a calendar year so far."""
    return int(account[1]) if account[0] == year else 0


def spend(account: np.ndarray, year: int, centimos: int) -> None:
    """Record spending; the first entry of a new year closes the account of the earlier one."""
    account[:] = year, spent(account, year) + centimos
