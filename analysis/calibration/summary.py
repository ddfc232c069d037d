"""What a calibration says of each parameter and target: prior against posterior, and what data cannot inform."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtr

from analysis.calibration.goals import FARTHEST, Goals
from analysis.calibration.sampling import weighted_quantiles
from analysis.calibration.selection import Selection

LEVELS = np.array([0.05, 0.5, 0.95])
TOLD = 3.0
"""Standard errors by which mean or width of a posterior must leave the prior's: among hundreds, about one by chance."""


@dataclass(frozen=True)
class Told:
    """What is told of one parameter: quantiles of prior and posterior (5, 50, 95 %), and what it moves.

    ``places`` are the probabilities of the prior at which the quantiles of the posterior lie.
    ``width`` is the standard deviation of the posterior over that of the prior and ``shift`` the distance of their
    means in standard deviations of the prior, both on the scale on which the prior is normal.
    """

    name: str
    unit: str
    prior: np.ndarray
    posterior: np.ndarray
    places: np.ndarray
    width: float
    shift: float
    informed: bool
    targets: Mapping[str, float]
    differences: Mapping[str, float]

    @property
    def use(self) -> str:
        """Say what becomes of it: ``fitted``, ``policies`` (keeps its prior, as only policies see it), ``unseen``."""
        return "fitted" if self.targets else "policies" if self.differences else "unseen"


def moved_by(screening: Mapping[str, Selection], names: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return for each parameter the outputs that it moves, with its share of their variance.

    ``names`` are those of the coordinates; one that stands for several of them has the sum of their shares.
    """
    found: dict[str, dict[str, float]] = {name: {} for name in names}
    for output, selection in screening.items():
        for n, share in zip(selection.parameters, selection.shares, strict=True):
            found[names[n]][output] = found[names[n]].get(output, 0.0) + share
    return found


@dataclass(frozen=True)
class Sets:
    """Weighted parameter sets: values and normal quantiles of the prior, (draws, parameters), and weights."""

    values: np.ndarray
    joined: np.ndarray
    weights: np.ndarray

    def independent(self, unseen: Sequence[int]) -> float:
        """Return how many independent sets know as much of a mean; ``unseen`` are parameters that no target moves.

        Sets descend from one another, so that parameters which nothing sees drift together by chance. The mean of
        independent draws from the prior, n of them, lies 1 / sqrt(n) from 0, in standard deviations of the prior.
        """
        equal = 1 / (self.weights**2).sum()
        drift = ((self.weights @ self.joined[:, unseen]) ** 2).mean() if len(unseen) else 0.0
        return float(min(equal, 1 / drift if drift else equal))


def told(
    priors: Sequence[Any], sets: Sets, moved: Mapping[str, Mapping[str, float]], targets: Sequence[str]
) -> list[Told]:
    """Return what is told of every parameter; ``targets`` are the outputs that are fitted. Switches are left out."""
    mean = sets.weights @ sets.joined
    width = np.sqrt(sets.weights @ (sets.joined - mean) ** 2)
    posterior = weighted_quantiles(sets.values, sets.weights, LEVELS)
    places = ndtr(weighted_quantiles(sets.joined, sets.weights, LEVELS))
    worth = sets.independent(unseen(priors, moved, targets))
    surely = np.maximum(np.abs(mean) * np.sqrt(worth), np.abs(1 - width) * np.sqrt(2 * worth)) > TOLD
    found = []
    for n, prior in enumerate(priors):
        if prior.options:
            continue
        moves = moved[prior.name]
        found.append(
            Told(
                prior.name,
                prior.unit,
                prior.value(LEVELS),
                posterior[:, n],
                places[:, n],
                float(width[n]),
                float(mean[n]),
                bool(surely[n]),
                {output: share for output, share in moves.items() if output in targets},
                {output: share for output, share in moves.items() if output not in targets},
            )
        )
    return found


def unseen(priors: Sequence[Any], moved: Mapping[str, Mapping[str, float]], targets: Sequence[str]) -> list[int]:
    """Return the places of the parameters that move no target that can be seen."""
    return [n for n, p in enumerate(priors) if not p.options and not moved[p.name].keys() & set(targets)]


@dataclass(frozen=True)
class Predicted:
    """A target beside what the ensemble gives: ends, and quantiles of prior and posterior (5, 50, 95 %) in its unit.

    ``factor`` tells whether its errors multiply.
    A quantile of the posterior contains parameters and luck: it is of single runs, not of means over replicates.
    """

    name: str
    low: float
    high: float
    factor: bool
    prior: np.ndarray
    posterior: np.ndarray

    def places(self, quantiles: np.ndarray) -> np.ndarray:
        """Return where values lie: 0 at the low end and 1 at the high end of the range, by logarithm for factors."""
        smallest = self.low / FARTHEST
        scale = (lambda value: np.log(np.maximum(value, smallest))) if self.factor else np.asarray
        low, high = scale(self.low), scale(self.high)
        return (scale(quantiles) - low) / (high - low)

    @property
    def agrees(self) -> bool:
        """Tell whether the median of the ensemble lies between the ends."""
        return bool(self.low <= self.posterior[1] <= self.high)


def predicted(goals: Goals, prior: np.ndarray, values: np.ndarray, weights: np.ndarray) -> list[Predicted]:
    """Return every target beside prior runs (points, targets) and draws (draws, replicates, targets), in its unit."""
    _, replicates, targets = values.shape
    flat, shares = values.reshape(-1, targets), np.repeat(weights / replicates, replicates)
    found = []
    for n, name in enumerate(goals.names):
        there, before = np.isfinite(flat[:, n]), prior[np.isfinite(prior[:, n]), n]
        after = weighted_quantiles(flat[there, n : n + 1], shares[there] / shares[there].sum(), LEVELS)[:, 0]
        ends, factor = goals.ends[n], bool(goals.factor[n])
        found.append(Predicted(name, float(ends[0]), float(ends[1]), factor, np.quantile(before, LEVELS), after))
    return found


@dataclass(frozen=True)
class Pair:
    """Two parameters of an ensemble: their places in their priors, weights, and the correlation between them."""

    names: tuple[str, str]
    x: np.ndarray
    y: np.ndarray
    weights: np.ndarray
    correlation: float


def correlated(names: Sequence[str], sets: Sets, among: Sequence[str], most: int) -> list[Pair]:
    """Return the most correlated pairs among some parameters, on the scale on which priors are normal."""
    at = [names.index(name) for name in among]
    if len(at) < 2:
        return []
    values = sets.joined[:, at]
    matrix = np.atleast_2d(np.cov(values, rowvar=False, aweights=sets.weights))
    matrix = matrix / np.sqrt(np.outer(np.diag(matrix), np.diag(matrix)))
    first, second = np.triu_indices(len(at), 1)
    order = np.argsort(-np.abs(matrix[first, second]))[:most]
    return [
        Pair((among[i], among[j]), ndtr(values[:, i]), ndtr(values[:, j]), sets.weights, float(matrix[i, j]))
        for i, j in zip(first[order].tolist(), second[order].tolist(), strict=True)
    ]


@dataclass(frozen=True)
class Progress:
    """How well the sets of one stage agree with the targets: quantiles (5, 50, 95 %) over sets of the targets met.

    ``power`` is how far the targets counted when the sets were chosen, 0 to 1.
    """

    name: str
    met: np.ndarray
    power: float
    sets: int


def progress(name: str, goals: Goals, values: np.ndarray, power: float, weights: np.ndarray | None = None) -> Progress:
    """Return how many targets sets meet whose values, shape (sets, targets), are on the scale of the goals.

    Without weights all sets count alike.
    """
    low, high = (goals.scaled(ends) for ends in goals.ends.T)
    met = ((values >= low) & (values <= high)).sum(1)
    shares = np.full(len(met), 1 / len(met)) if weights is None else weights
    quantiles = weighted_quantiles(met[:, None].astype(float), shares, LEVELS)[:, 0]
    return Progress(name, quantiles, power, len(np.unique(values, axis=0)))
