"""The world price of gold, week by week: replayed, held, a user's own, or a random future.

Replay follows the annual means of ``evidence.toml`` along a line with these means over each year, times a monthly
deviation. The deviation is lognormal with mean 1; its logarithm is a first-order autoregression that starts in January
2000. A random future is a geometric Brownian motion, or reverts to a level (Schwartz 1997, model 1: an
Ornstein-Uhlenbeck process of the log price). The price of a week depends only on the path, the run's random numbers and
that week, so a run that is continued, or that starts later, sees the same prices.
"""

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.evidence.facts import series
from model.kernels.randomness import Luck, decision, identity, normal, stream
from model.price.path import KINDS, PROCESSES, PricePath
from model.price.table import PriceError, PriceTable
from model.text.dates import WEEK_ZERO, WEEKS_PER_YEAR, date_of, week_of

__all__ = [
    "KINDS",
    "PROCESSES",
    "Movement",
    "PriceError",
    "PricePath",
    "PriceTable",
    "replay_trend",
    "weekly_price",
]

FIRST_MONTH = 2000 * 12
BLOCK = 256

DEVIATION = decision("price deviation")
STEP = decision("price step")
WORLD = identity(stream("world"), 0, 0)


@dataclass(frozen=True, kw_only=True)
class Movement:
    """Parameters of random price movements.

    ``monthly_volatility``: standard deviation of the log of the monthly deviation; ``persistence``: its correlation
    from one month to the next. ``drift``, ``volatility`` and ``reversion_speed``, per year, apply where a random future
    does not set its own.
    """

    monthly_volatility: float
    persistence: float
    drift: float | None = None
    volatility: float | None = None
    reversion_speed: float | None = None


class _Step(NamedTuple):
    """How the log price y moves in a week: y' = keep y + pull + spread z, z standard normal."""

    keep: float
    pull: float
    spread: float


def weekly_price(path: PricePath, luck: Luck, first_week: int, n_weeks: int, movement: Movement) -> NDArray[np.float64]:
    """Return the price of ``n_weeks`` weeks from ``first_week`` on, in USD/oz.

    Raise PriceError where a random future needs a rate that path and ``movement`` both lack, or a user's table has no
    price; ValueError for weeks before week 0, where all prices begin.
    """
    if first_week < 0:
        raise ValueError(f"first_week is {first_week}; prices begin in week 0, {date_of(0)}")
    replay = _Replay(luck, movement.monthly_volatility, movement.persistence)
    weeks = np.arange(first_week, first_week + n_weeks)
    if path.table is not None:
        prices = _from_table(path.table, replay, weeks)
    elif path.held_at is not None:
        prices = _held(path.held_at, path.held_from, replay, weeks)
    elif path.stochastic_from is not None:
        prices = _stochastic(path, week_of(path.stochastic_from), replay, weeks, movement)
    else:
        prices = replay.prices(weeks)
    return prices * _shock(path, weeks)


def replay_trend(weeks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the annual means of the gold price, interpolated to weeks, in USD/oz; flat after the last."""
    values = series("gold-price")
    return _trend(min(values), tuple(values.values()), weeks)


@dataclass(frozen=True)
class _Replay:
    """The replayed price under one luck."""

    luck: Luck
    monthly_volatility: float
    persistence: float

    def prices(self, weeks: NDArray[np.int64]) -> NDArray[np.float64]:
        return replay_trend(weeks) * self.deviation(weeks)

    def deviation(self, weeks: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the factor of each week's month; half the variance is taken off for a mean of 1."""
        months = _months(weeks) - FIRST_MONTH
        noise = _normals(self.luck, DEVIATION, _last(months))
        keep, fresh = self.persistence, math.sqrt(1.0 - self.persistence**2)
        states = accumulate(noise[1:], lambda state, z: keep * state + fresh * z, initial=noise[0])
        volatility = self.monthly_volatility
        return np.array([math.exp(volatility * state - volatility**2 / 2) for state in states])[months]


def _held(price: float, since: date | None, replay: _Replay, weeks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return ``price``, preceded by replay before the date from which it is held."""
    if since is None:
        return np.full(weeks.size, float(price))
    return np.where(weeks < week_of(since), replay.prices(weeks), float(price))


def _from_table(table: PriceTable, replay: _Replay, weeks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the user's prices, preceded by replay."""
    steps = _months(weeks) if table.step == "month" else _months(weeks) // 12
    if _last(steps) >= table.first + len(table.values):
        wanted = f"a price is wanted for the week of {date_of(weeks[-1])}; add lines, or stop the run earlier"
        raise PriceError([(table.file, f"ends before {table.end}, {wanted}")])
    if table.step == "year":
        given = _trend(table.first, table.values, weeks) * replay.deviation(weeks)
    else:
        given = np.array(table.values)[np.maximum(steps - table.first, 0)]
    return np.where(steps < table.first, replay.prices(weeks), given)


def _stochastic(
    path: PricePath, begin: int, replay: _Replay, weeks: NDArray[np.int64], movement: Movement
) -> NDArray[np.float64]:
    """Return replay before week ``begin`` and the random future after."""
    start = path.start_price or float(replay.prices(np.array([max(begin - 1, 0)]))[0])
    step = _reverting_step if path.process == "mean-reverting" else _brownian_step
    future = np.array(_future(step(path, start, movement), start, replay.luck, begin, _last(weeks)))
    return np.where(weeks < begin, replay.prices(weeks), future[np.maximum(weeks - begin, 0)])


def _future(step: _Step, start: float, luck: Luck, begin: int, last: int) -> list[float]:
    """Return the prices from week ``begin``, where the price is ``start``, to ``last``."""
    keep, pull, spread = step
    noise = _normals(luck, STEP, max(last, begin))[begin + 1 :]
    logs = accumulate(noise, lambda y, z: keep * y + pull + spread * z, initial=math.log(start))
    return [math.exp(y) for y in logs]


def _brownian_step(path: PricePath, _start: float, movement: Movement) -> _Step:
    """Return a week of geometric Brownian motion whose mean grows by ``drift``."""
    volatility = _rate(path, movement, "volatility")
    growth = _rate(path, movement, "drift") - volatility**2 / 2
    return _Step(1.0, growth / WEEKS_PER_YEAR, volatility * math.sqrt(1.0 / WEEKS_PER_YEAR))


def _reverting_step(path: PricePath, start: float, movement: Movement) -> _Step:
    """Return a week of the exact Ornstein-Uhlenbeck solution."""
    speed, volatility = _rate(path, movement, "reversion_speed"), _rate(path, movement, "volatility")
    keep = math.exp(-speed / WEEKS_PER_YEAR)
    weeks_worth = (1.0 - keep**2) / (2 * speed) if speed > 0.0 else 1.0 / WEEKS_PER_YEAR
    pull = (1.0 - keep) * math.log(path.reversion_level or start)
    return _Step(keep, pull, volatility * math.sqrt(weeks_worth))


def _rate(path: PricePath, movement: Movement, name: str) -> float:
    """Return the path's own rate, else the model's. Raise PriceError if neither is given."""
    own = getattr(path, name)
    rate = getattr(movement, name) if own is None else own
    if rate is None:
        raise PriceError([(name, "is missing; a random future needs it in its scenario or as a parameter")])
    return rate


def _shock(path: PricePath, weeks: NDArray[np.int64]) -> NDArray[np.float64]:
    if path.shock_from is None:
        return np.ones(weeks.size)
    on = weeks >= week_of(path.shock_from)
    if path.shock_until is not None:
        on &= weeks < week_of(path.shock_until)
    return np.where(on, path.shock_factor, 1.0)


def _trend(first_year: int, values: tuple[float, ...], weeks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return annual means interpolated at mid-week, flat before the first mid-year and after the last."""
    knots = _knots(values)
    return np.interp(_years(weeks), first_year + 0.5 + np.arange(len(values)), knots)


@lru_cache(maxsize=64)
def _knots(values: tuple[float, ...]) -> NDArray[np.float64]:
    """Return the mid-year values whose linear interpolation has the given mean over every year.

    A year holds a quarter of the way to each neighbour, so its mean is 3/4 of its own knot and 1/8 of each
    neighbour's (7/8 and 1/8 in the first and last year, where the line is flat beyond the knot).
    """
    ends = 1.0 if len(values) == 1 else 0.875
    weights = [ends, *[0.75] * (len(values) - 2), ends][: len(values)]
    knots = np.array(_solve_tridiagonal(weights, 0.125, values))
    # After a jump to several times the year before, no such line stays positive: keep the means themselves.
    return knots if np.all(knots > 0.5 * np.array(values)) else np.array(values, float)


def _solve_tridiagonal(diagonal: list[float], beside: float, right: tuple[float, ...]) -> list[float]:
    """Solve a tridiagonal system (Thomas algorithm), bit-identical on every machine."""
    pivots, rights = [diagonal[0]], [right[0]]
    for own, value in zip(diagonal[1:], right[1:], strict=True):
        factor = beside / pivots[-1]
        pivots.append(own - factor * beside)
        rights.append(value - factor * rights[-1])
    found = [rights[-1] / pivots[-1]]
    for pivot, value in zip(pivots[-2::-1], rights[-2::-1], strict=True):
        found.append((value - beside * found[-1]) / pivot)
    return found[::-1]


def _days(weeks: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """Return the Mondays on which weeks begin."""
    return np.datetime64(WEEK_ZERO, "D") + (7 * weeks).astype("timedelta64[D]")


def _months(weeks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the month in which each week begins, counted from January of year 0."""
    return _days(weeks).astype("datetime64[M]").astype(np.int64) + 12 * 1970


def _years(weeks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the middle of each week as a decimal year."""
    days = _days(weeks)
    years = days.astype("datetime64[Y]")
    begin = years.astype("datetime64[D]")
    length = (years + np.timedelta64(1, "Y")).astype("datetime64[D]") - begin
    return years.astype(np.int64) + 1970 + ((days - begin).astype(float) + 3.5) / length.astype(float)


def _last(numbers: NDArray[np.int64]) -> int:
    return int(numbers[-1]) if numbers.size else 0


def _normals(luck: Luck, word: np.uint32, last: int) -> list[float]:
    """Return the world's standard normal numbers of one decision for times 0 to ``last`` at least."""
    return _normal_block(luck, word, (last // BLOCK + 1) * BLOCK)


@lru_cache(maxsize=64)
def _normal_block(luck: Luck, word: np.uint32, n: int) -> list[float]:
    return [normal(luck.key, word, WORLD, np.uint32(time)) for time in range(n)]
