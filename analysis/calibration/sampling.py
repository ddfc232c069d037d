"""Search of a space of hundreds of parameters: what is left of the prior, and draws from a posterior.

Points are standard normal numbers, so that the prior is the same in every direction and moves that keep it exist
whatever the number of parameters (the preconditioned Crank-Nicolson step, Cotter and others 2013).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

KEPT = 0.3
"""Share of the points that each narrower level keeps."""
STEPS = 12
"""Moves of every point at a level."""
MOST_LEVELS = 60
SHRINK, GROW, WANTED = 0.7, 1.3, 0.3
"""How the length of a step follows the share of moves that are accepted."""

type Measure = Callable[[np.ndarray], np.ndarray]
"""A number for each point, shape (points, parameters) to (points,)."""


@dataclass(frozen=True)
class Left:
    """Points evenly spread over what is left of the prior, and which share of the prior that is."""

    points: np.ndarray
    share: float
    reached: bool


def space_left(measure: Measure, limit: float, start: np.ndarray, rng: np.random.Generator) -> Left:
    """Return points of the prior at which ``measure`` is at most ``limit``, and their share of the prior.

    ``start`` are points of the prior. Levels fall towards the limit: at each, the best points are kept and moved within
    the level, and the shares kept multiply (subset simulation, Au and Beck 2001).
    """
    points, values, share, step = start, measure(start), 1.0, 0.5
    for _ in range(MOST_LEVELS):
        level = max(limit, float(np.quantile(values, KEPT)))
        inside = np.flatnonzero(values <= level)
        share *= len(inside) / len(points)
        chosen = rng.choice(inside, len(points))
        points, values = points[chosen], values[chosen]
        for _ in range(STEPS):
            new = moved(points, step, rng)
            found = measure(new)
            accepted = found <= level
            points[accepted], values[accepted] = new[accepted], found[accepted]
            step = next_step(step, accepted)
        if level <= limit:
            return Left(points, share, True)
    return Left(points, share, False)


def posterior(log_likelihood: Measure, start: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return draws from the posterior of a likelihood: as many as ``start``, which are draws from the prior.

    A sequential Monte Carlo sampler (Del Moral, Doucet and Jasra 2006): the power of the likelihood rises so slowly
    that half of the points keep their weight.
    """
    points, values, power, step = start, log_likelihood(start), 0.0, 0.5
    while power < 1.0:
        power, weights = _next_power(values, power)
        chosen = systematic(weights, rng)
        points, values = points[chosen], values[chosen]
        for _ in range(STEPS):
            new = moved(points, step, rng)
            found = log_likelihood(new)
            accepted = np.log(rng.uniform(size=len(points))) < power * (found - values)
            points[accepted], values[accepted] = new[accepted], found[accepted]
            step = next_step(step, accepted)
    return points


def moved(points: np.ndarray, step: float, rng: np.random.Generator) -> np.ndarray:
    """Return points moved by a step of 0 to 1 that keeps the prior."""
    return np.sqrt(1 - step**2) * points + step * rng.normal(size=points.shape)


def next_step(step: float, accepted: np.ndarray) -> float:
    """Return the length of the next step: longer where many moves were accepted."""
    return float(np.clip(step * (GROW if accepted.mean() > WANTED else SHRINK), 0.01, 0.95))


def _next_power(values: np.ndarray, power: float) -> tuple[float, np.ndarray]:
    """Return the next power of the likelihood, and the weights that lead there: half of the points' worth is kept."""
    low, high = 0.0, 1.0 - power
    for _ in range(50):
        middle = (low + high) / 2
        if effective(middle * values) < len(values) / 2:
            high = middle
        else:
            low = middle
    more = 1.0 - power if effective((1.0 - power) * values) >= len(values) / 2 else max(low, 1e-6)
    return min(power + more, 1.0), _normal(more * values)


def systematic(weights: np.ndarray, rng: np.random.Generator, n: int | None = None) -> np.ndarray:
    """Return the places of ``n`` draws by weights that add up to 1, by default as many as there are weights."""
    n = len(weights) if n is None else n
    places = (rng.uniform() + np.arange(n)) / n
    return np.minimum(np.searchsorted(np.cumsum(weights), places), len(weights) - 1)


def _normal(logs: np.ndarray) -> np.ndarray:
    found = np.exp(logs - logs.max())
    return found / found.sum()


def effective(logs: np.ndarray) -> float:
    """Return how many equal draws weights with these logarithms are worth (Kish 1965)."""
    weights = _normal(logs)
    return float(1 / (weights**2).sum())


def weighted_quantiles(values: np.ndarray, weights: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """Return weighted quantiles of each column, shape (levels, columns)."""
    order = np.argsort(values, axis=0)
    ordered, shares = np.take_along_axis(values, order, 0), np.cumsum(weights[order], axis=0) - 0.5 * weights[order]
    return np.stack([np.interp(levels, shares[:, n], ordered[:, n]) for n in range(values.shape[1])], axis=1)
