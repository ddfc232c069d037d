"""What a setting of the page costs by week, exactly as the model charges it, and what a yearly cap leaves unspent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np

from analysis.explore.sliders import Slider, full_portfolio, sliders
from model.scenario.portfolio import CENTIMOS, Portfolio, weeks_of, year_of
from model.text.dates import week_of

STOP = date(2037, 1, 1)
TEN_YEARS = 10


@dataclass(frozen=True)
class Costs:
    """Costs of the levers of the page at full size, soles of 2013.

    ``built_up``, shape (levers,), is a week's cost once a lever is built up, ``ramp``, shape (levers, weeks), the share
    of it that is there; ``owner`` is the slider of each lever. ``weeks`` are weeks of the model.
    """

    built_up: np.ndarray
    ramp: np.ndarray
    owner: np.ndarray
    weeks: range

    def by_slider(self, values: np.ndarray) -> np.ndarray:
        """Return values by lever, on the first axis, added up by slider."""
        found = np.zeros((int(self.owner.max()) + 1, *values.shape[1:]))
        np.add.at(found, self.owner, values)
        return found

    @property
    def years(self) -> list[int]:
        """Return the calendar years."""
        return sorted({year_of(week) for week in self.weeks})

    def rows_of(self, year: int) -> list[int]:
        """Return the places, in ``weeks``, of the weeks of a year."""
        return [n for n, week in enumerate(self.weeks) if year_of(week) == year]


@dataclass(frozen=True)
class Spending:
    """What is allowed, spent and left by year, centimos; ``shares`` are paid of what is asked, by week."""

    years: list[int]
    allowed: list[int]
    spent: list[int]
    shares: np.ndarray

    @property
    def unspent(self) -> list[int]:
        """Return what is left, by year."""
        return [a - b for a, b in zip(self.allowed, self.spent, strict=True)]

    @property
    def delivered(self) -> float:
        """Return the mean share over the first ten years: delivered strengths are intensities times it."""
        return float(self.shares[: sum(len(weeks_in(year)) for year in self.years[:TEN_YEARS])].mean())


def weeks_in(year: int) -> range:
    """Return the weeks of a year in which the portfolio of the page is in force."""
    return full_portfolio().weeks_in(year)


def costs(parameters: Any, kinds: Sequence[Slider] | None = None) -> Costs:
    """Return the costs under parameters of the model; a raid programme is sized by the routine raids there."""
    kinds = sliders() if kinds is None else kinds
    world = SimpleNamespace(parameters=parameters)
    levers = [(n, lever) for n, one in enumerate(kinds) for lever in one.levers]
    weeks = range(week_of(full_portfolio().start), week_of(STOP))
    ramp = np.array([[lever.strength(week) for week in weeks] for _, lever in levers])
    built_up = np.array([lever.weekly_cost(world, 1.0) for _, lever in levers])
    return Costs(built_up, ramp, np.array([n for n, _ in levers]), weeks)


def spending(about: Costs, intensities: np.ndarray, budget: float) -> Spending:
    """Return what is spent under a yearly cap, soles, which cuts all levers by one factor when they cost more.

    ``intensities``, by slider, are those asked for. As in the model (``model/processes/policies.py``), the factor of a
    week rests on what all levers cost once built up, and every bill is rounded to centimos and paid from what is left.
    """
    portfolio = replace(full_portfolio(), yearly=float(budget))
    strengths = intensities[about.owner]
    asked = float(strengths @ about.built_up)
    shares, bills = np.zeros(len(about.weeks)), np.zeros(len(about.weeks), np.int64)
    for n, week in enumerate(about.weeks) if budget else ():
        shares[n], bills[n] = _week(portfolio, week, asked, strengths * about.ramp[:, n] * about.built_up)
    spent = [int(bills[about.rows_of(year)].sum()) for year in about.years]
    return Spending(about.years, [portfolio.allowed(year) for year in about.years], spent, shares)


def _week(portfolio: Portfolio, week: int, asked: float, bills: np.ndarray) -> tuple[float, int]:
    """Return the share paid in a week, and the centimos paid: each bill from what those before it left."""
    due = portfolio.due(week)
    share = min(1.0, due / CENTIMOS / asked) if asked else 1.0
    whole = int(np.minimum(np.round(share * bills * CENTIMOS), due).sum())
    return share, min(whole, due)


def due_shares(about: Costs) -> list[float]:
    """Return the share of a year's allowance that is due in each week."""
    return [1.0 / len(weeks_of(year_of(week))) for week in about.weeks]
