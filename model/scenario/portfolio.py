"""A portfolio: levers under one yearly cap, and the account of what it spends.

Money is counted in whole centimos of 2013 soles, so that money spent and left add up exactly to what a year allows.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import ClassVar, Self

import numpy as np

from model.interventions.base import Intervention, choice, setting
from model.scenario.ministries import MINISTRIES, Division, ministry_of
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

    ``ministries`` divides every year's money among ministries before any lever is paid. Each lever is paid from the
    purse of its ministry by the rule above; what one purse leaves is of no use to another (M67, M79), and a lever whose
    ministry got nothing is not paid.
    """

    kind: ClassVar[str] = "portfolio"

    yearly: float = setting(0.0, "soles/year", 0.0, 2e9, ("budget-2014-soles", "interdiction-spending-national"))
    when_short: str = choice("scale", WHEN_SHORT, ("assumed",), "what happens when levers cost more than is allowed")
    ministries: Division = field(default=())
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

    def purses(self, year: int) -> list[int]:
        """Return what each purse is allowed in a calendar year, centimos, which add up to ``allowed``.

        One purse where nothing is divided; else one for each ministry that has a share, and an empty one for others.
        """
        shares = [share for _, share in self.ministries] or [1.0]
        edges = [round(self.allowed(year) * min(1.0, sum(shares[:n]))) for n in range(1, len(shares))]
        edges = [0, *edges, self.allowed(year)]
        return [*(int(b - a) for a, b in pairwise(edges)), *([0] if self.ministries else [])]

    def purse_of(self, lever: Intervention) -> int:
        """Return the place of the purse that pays a lever; the last, empty one where its ministry has no share."""
        names = [name for name, _ in self.ministries]
        own = ministry_of(lever)
        return names.index(own) if own in names else len(names)

    def dues(self, week: int) -> list[int]:
        """Return the equal part of the year's purses that goes to each week in force, centimos."""
        weeks = self.weeks_in(year_of(week))
        n = week - weeks.start
        return [a * (n + 1) // len(weeks) - a * n // len(weeks) for a in self.purses(year_of(week))]

    def due(self, week: int) -> int:
        """Return the part of the year's allowance that goes to a week, centimos."""
        return sum(self.dues(week))

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


def shares_by_purse(
    costs: Sequence[float], purses: Sequence[int], allowed: Sequence[float], when_short: str
) -> list[float]:
    """Return the share of each cost that its purse pays, each purse by the rule of ``shares_paid``."""
    shares = [0.0] * len(costs)
    for purse in set(purses):
        own = [n for n, place in enumerate(purses) if place == purse]
        paid = shares_paid([costs[n] for n in own], allowed[purse], when_short)
        for n, share in zip(own, paid, strict=True):
            shares[n] = share
    return shares


def new_account() -> np.ndarray:
    """Return an account with no year yet: calendar year, then the centimos spent in it from each purse."""
    return np.zeros(2 + len(MINISTRIES), np.int64)


def spent(account: np.ndarray, year: int, purse: int = 0) -> int:
    """Return the centimos spent from a purse in a calendar year so far."""
    return int(account[1 + purse]) if account[0] == year else 0


def spend(account: np.ndarray, year: int, centimos: int, purse: int = 0) -> None:
    """Record spending; the first entry of a new year closes the account of the earlier one."""
    if account[0] != year:
        account[0], account[1:] = year, 0
    account[1 + purse] += centimos
