"""A population of parameter sets that real runs move, step by step, from what emulators say to what the targets say.

A sequential Monte Carlo sampler (Del Moral, Doucet and Jasra 2006). Sets start as draws from an emulated posterior.
The power of the real likelihood rises from 0 to 1 while that of the emulated one falls; sets are drawn again by the
change, then each is moved by a chain on the emulators and the move is accepted or not by its own real run, which keeps
the target exact whatever the emulators say (the surrogate transition method, Liu 2001, section 9.4.3). Moves of the
chain keep the prior (Cotter and others 2013), so that what no target sees keeps its prior.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from analysis.calibration.sampling import effective, moved, next_step, systematic

MOVES = 3
"""Moves of the chain on the emulators before a real run."""
KEPT = 0.5
"""Share of the sets' worth that a rise of the power keeps."""

type LogLikelihood = Callable[[np.ndarray], np.ndarray]
"""Points, shape (points, parameters and switches), to logarithms of a likelihood, shape (points,)."""


@dataclass(frozen=True)
class Population:
    """Parameter sets of equal weight: latent numbers (sets, parameters), real values (sets, targets), group by set.

    ``real`` and ``start`` are logarithms of the real likelihood and of the emulated one that the sets started from.
    ``power`` is that of the real one, ``step`` the length of moves, ``accepted`` the share of the last ones.
    """

    latent: np.ndarray
    values: np.ndarray
    groups: np.ndarray
    real: np.ndarray
    start: np.ndarray
    power: float = 0.0
    step: float = 0.3
    accepted: float = 1.0

    @property
    def distinct(self) -> int:
        """Return how many sets differ."""
        return len(np.unique(self.latent, axis=0))

    def of(self, chosen: np.ndarray) -> "Population":
        """Return the sets at some places."""
        parts = {name: getattr(self, name)[chosen] for name in ("latent", "values", "groups", "real", "start")}
        return replace(self, **parts)


def raised(population: Population, size: int, rng: np.random.Generator) -> Population:
    """Return ``size`` sets drawn by a higher power of the real likelihood, as many of each group.

    The power rises so far that half of the sets' worth is kept, in the mean over groups, at most to 1.
    """
    gain = population.real - population.start
    groups = [np.flatnonzero(population.groups == group) for group in np.unique(population.groups)]
    rise = _rise(gain, groups, 1.0 - population.power)
    chosen = [_drawn(rise * gain[own], own, size // len(groups), rng) for own in groups]
    return replace(population.of(np.concatenate(chosen)), power=min(population.power + rise, 1.0))


def _rise(gain: np.ndarray, groups: list[np.ndarray], most: float) -> float:
    def worth(rise: float) -> float:
        return float(np.mean([effective(rise * gain[own]) / len(own) for own in groups]))

    if most <= 0 or worth(most) >= KEPT:
        return max(most, 0.0)
    low, high = 0.0, most
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if worth(middle) >= KEPT else (low, middle)
    return max(low, 1e-6 * most)


def _drawn(logs: np.ndarray, own: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
    weights = np.exp(logs - logs.max())
    return own[systematic(weights / weights.sum(), rng, n)]


def proposed(population: Population, emulated: LogLikelihood, free: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return where a chain on the emulators takes each set; ``free`` tells which numbers may move.

    ``emulated`` is the logarithm of the whole emulated target at the population's power.
    """
    points, values = population.latent.copy(), emulated(population.latent)
    for _ in range(MOVES):
        new = np.where(free, moved(points, population.step, rng), points)
        found = emulated(new)
        with np.errstate(invalid="ignore"):
            better = np.log(rng.uniform(size=len(points))) < found - values
        points[better], values[better] = new[better], found[better]
    return points


def accepted(population: Population, new: Population, emulated: LogLikelihood, rng: np.random.Generator) -> Population:
    """Return the population after each set went where it was proposed, or stayed, by real and emulated likelihoods."""
    power = population.power
    there, here = (between(each.start, each.real, power) - emulated(each.latent) for each in (new, population))
    with np.errstate(invalid="ignore"):
        goes = (np.log(rng.uniform(size=len(there))) < there - here) & np.isfinite(new.real) & np.isfinite(new.start)
    moved_at_all = (new.latent != population.latent).any(1)
    parts = {
        name: np.where(_like(goes, getattr(new, name)), getattr(new, name), getattr(population, name))
        for name in ("latent", "values", "real", "start")
    }
    step = next_step(population.step, goes & moved_at_all)
    return replace(population, **parts, step=step, accepted=float((goes & moved_at_all).mean()))


def between(start: np.ndarray, end: np.ndarray, power: float) -> np.ndarray:
    """Return the mixture of two log likelihoods at a power of the second; one with no share does not matter."""
    parts = [share * logs for share, logs in ((1 - power, start), (power, end)) if share > 0]
    return np.sum(parts, axis=0)


def _like(goes: np.ndarray, values: np.ndarray) -> np.ndarray:
    return goes if values.ndim == 1 else goes[:, None]
