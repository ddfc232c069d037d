"""Parameter sets drawn afresh from an emulated posterior, round by round, and weighted by what their real runs say.

Population Monte Carlo (Cappé and others 2004): emulators that have seen all runs so far propose, real runs weigh, and
the next round's emulators learn from both. No set descends from another, so that what no target sees keeps its prior.
"""

from collections.abc import Sequence

import numpy as np

from analysis.calibration.sampling import Measure, effective, moved, next_step, posterior

CANDIDATES = 4
"""Points that search the emulated posterior, for each set of a round."""
PARTING = 200
"""Moves of each after the search, so that points which descend from one part."""


def fresh(log_likelihood: Measure, n: int, parameters: int, rng: np.random.Generator) -> np.ndarray:
    """Return ``n`` draws from the posterior of a likelihood, each a point of its own, shape (n, parameters)."""
    points = posterior(log_likelihood, rng.normal(size=(CANDIDATES * n, parameters)), rng)
    values, step = log_likelihood(points), 0.3
    for _ in range(PARTING):
        new = moved(points, step, rng)
        found = log_likelihood(new)
        accepted = np.log(rng.uniform(size=len(points))) < found - values
        points[accepted], values[accepted] = new[accepted], found[accepted]
        step = next_step(step, accepted)
    distinct = np.unique(points, axis=0)
    return distinct[rng.permutation(len(distinct))[:n]]


def pooled(gains: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return the weights of sets by round; they add up to 1 over all rounds.

    ``gains`` are, by round, logarithms of the real likelihood over the emulated one that proposed, minus infinity for
    a set whose run failed. Each round counts by how many equal draws it is worth. The largest weights are cut at the
    mean times the root of the number of sets (truncated importance sampling, Ionides 2008).
    """
    weights = [_truncated(gain) for gain in gains]
    total = sum(each.sum() for each in weights)
    return [each / total for each in weights] if total else weights


def _truncated(gain: np.ndarray) -> np.ndarray:
    """Return weights that add up to what they are worth."""
    if not np.isfinite(gain).any():
        return np.zeros(len(gain))
    weights = np.exp(gain - gain.max())
    weights = np.minimum(weights, weights.mean() * np.sqrt(len(weights)))
    with np.errstate(divide="ignore"):
        worth = effective(np.log(weights))
    return worth * weights / weights.sum()
