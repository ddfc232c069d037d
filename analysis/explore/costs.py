"""What the levers of the page cost by week, from the model's own costs, and what of a yearly cap is due in a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np

from analysis.explore.sliders import Slider, full_portfolio, sliders
from experiments.base.portfolios import week_of, weeks_of, year_of

STOP = date(2037, 1, 1)


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


def costs(parameters: Any, kinds: Sequence[Slider] | None = None) -> Costs:
    """Return the costs under parameters of the model; a raid programme is sized by the routine raids there."""
    kinds = sliders() if kinds is None else kinds
    world = SimpleNamespace(parameters=parameters)
    levers = [(n, lever) for n, one in enumerate(kinds) for lever in one.levers]
    weeks = range(week_of(full_portfolio().start), week_of(STOP))
    ramp = np.array([[lever.strength(week) for week in weeks] for _, lever in levers])
    built_up = np.array([lever.weekly_cost(world, 1.0) for _, lever in levers])
    return Costs(built_up, ramp, np.array([n for n, _ in levers]), weeks)


def due_shares(about: Costs) -> list[float]:
    """Return the share of a year's allowance that is due in each week."""
    return [1.0 / len(weeks_of(year_of(week))) for week in about.weeks]
