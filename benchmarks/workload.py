"""The reference workload "camp migration": one specification that every implementation follows.

Week t, in this order; agents read the numbers of places taken at the start of the week, so the order of
agents does not matter:

1. For each place j on a line: gross income g = quality x price x reserve / (1 + miners / room), expected net
   income e = 0.8 g - cost.
2. Each miner at j earns g x exp(SPREAD z - SPREAD^2 / 2), z ~ N(0, 1); spends a share U(0, 0.4) of it in
   bars; adds what is left after costs to wealth and to a running mean (weights 0.9 and 0.1). He leaves the
   region with hazard BASE_HAZARD + HAZARD / (1 + exp((mean - 30) / 30)). Else, with probability LOOK, he
   compares two places drawn at random: gain = e there - DISTANCE_COST x distance - e here; he moves to the
   better with probability 1 / (1 + exp(-(gain - 20) / 25)).
3. reserve += 0.01 (1 - reserve) - 0.008 (miners / room) reserve, kept in [0.05, 1].
4. Newcomers: Poisson(ARRIVALS x N x price^1.5), places by weight exp(-j / 40), no wealth, mean = e there.
5. Recorded for each place: miners, income, spending, arrivals of movers, exits.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PLACES = 80
SPREAD = 0.8
BASE_HAZARD, HAZARD = 0.001, 0.02
LOOK = 0.10
CHOICES = 2
DISTANCE_COST = 0.15
ARRIVALS = 0.0128
RECORDED = ("miners", "income", "spending", "arrivals", "exits")


def price_path(weeks: int) -> NDArray[np.float64]:
    """Return the relative gold price of ``weeks`` + 1 weeks: one fixed AR(1) path in logs."""
    shocks = np.random.default_rng(12345).normal(0.0, 0.03, weeks + 1)
    logs = np.zeros(weeks + 1)
    for week in range(1, weeks + 1):
        logs[week] = 0.97 * logs[week - 1] + shocks[week]
    return np.exp(logs)


@dataclass
class Line:
    """The places of the line, for ``n`` miners: fixed numbers, and the reserve that changes."""

    n: int

    def __post_init__(self) -> None:
        """Draw the fixed places and spread the first miners evenly."""
        rng = np.random.default_rng(777)
        self.position = np.arange(PLACES, dtype=float)
        self.quality = 220.0 * np.exp(rng.normal(0.0, 0.35, PLACES))
        size = np.exp(rng.normal(0.0, 0.4, PLACES))
        self.room = self.n / PLACES * size / size.mean()
        self.cost = 40.0 + 0.3 * self.position
        self.weight = np.exp(-self.position / 40.0) / np.exp(-self.position / 40.0).sum()
        self.cumulative = np.cumsum(self.weight)
        self.reserve = np.ones(PLACES)
        self.first_miners = np.full(PLACES, self.n // PLACES)
        self.first_miners[: self.n % PLACES] += 1

    def incomes(self, miners: NDArray, price: float) -> tuple[NDArray, NDArray]:
        """Return gross and expected net income of each place."""
        gross = self.quality * price * self.reserve / (1.0 + miners / self.room)
        return gross, 0.8 * gross - self.cost

    def deplete(self, miners: NDArray) -> None:
        """Let reserves regrow and be dug."""
        self.reserve += 0.01 * (1.0 - self.reserve) - 0.008 * (miners / self.room) * self.reserve
        np.clip(self.reserve, 0.05, 1.0, out=self.reserve)


@dataclass(frozen=True)
class Run:
    """What one run returns: a record of shape (weeks, 5, places), and how often an agent took a step."""

    record: NDArray[np.float64]
    agent_steps: int

    def summary(self, *, after: int) -> dict[str, float]:
        """Return the means that implementations must agree on, over the weeks from ``after`` on."""
        miners, income, spending, arrivals, exits = self.record[after:].sum(axis=(0, 2))
        return {
            "population": miners / (len(self.record) - after),
            "income": income / miners,
            "spending share": spending / income,
            "moves": arrivals / miners,
            "exits": exits / miners,
        }
