"""What spreads the runs of an ensemble: chance, parameters and theories, apart and together.

Two kinds of ranges, never mixed. For one parameter set, the interval of a mean, which holds chance alone
(``statistics.py``). For many sets, the band of runs: the middle share of them, which holds chance, parameters and
theories together, and does not narrow with more runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from analysis.base.statistics import LEVEL, Interval, interval, interval_of_level, mean_interval, ratio_interval

FEWEST_SETS, FEWEST_REPLICATES = 8, 2
"""With fewer parameter sets, or fewer replicates of each, the parts of a spread are not told."""
FEWEST_FOR_BAND = 19
"""With fewer runs, the band from the lowest to the highest holds less than 90 % of all that could be run."""
NORMAL = 1.645
"""Standard deviations of a normal distribution on either side of its mean that hold 90 % of it."""


@dataclass(frozen=True)
class Sets:
    """Which parameter set, by its row in the ensemble, and which rule of decision each run has; both (runs,).

    ``worth``: how many independent sets say as much of a mean as the whole ensemble; NaN where its file does not say.
    """

    rows: np.ndarray
    rules: np.ndarray
    worth: float = np.nan

    def at(self, runs: Sequence[int] | np.ndarray) -> "Sets":
        """Return those of some runs, by their positions."""
        return replace(self, rows=self.rows[runs], rules=self.rules[runs])

    @property
    def count(self) -> int:
        """Return how many different sets there are."""
        return len(set(self.rows.tolist()))

    @property
    def too_few(self) -> bool:
        """Tell whether too few sets have enough replicates for parts to be told."""
        _, counts = np.unique(self.rows, return_counts=True)
        return int((counts >= FEWEST_REPLICATES).sum()) < FEWEST_SETS


@dataclass(frozen=True)
class Band(Interval):
    """The mean over runs of many parameter sets, with the limits of the middle share of these runs.

    ``chance`` is half the width that luck alone would give: 1.645 standard deviations between replicates of one set.
    It is NaN without a second replicate.
    """

    chance: float = np.nan


class Parts(NamedTuple):
    """The variance between runs by where it comes from, or shares of it; none is negative.

    ``chance``: between replicates of one set. ``parameters``: between sets with one rule of decision, which includes
    the other switches of theory. ``theories``: between rules of decision.
    """

    chance: float
    parameters: float
    theories: float

    @property
    def shares(self) -> "Parts":
        """Return each part as a share of the three together; NaN where nothing varies."""
        each = np.array(self)
        with np.errstate(invalid="ignore"):
            return Parts(*(each / each.sum()).tolist())


def variance_parts(values: np.ndarray, sets: Sets) -> Parts | None:
    """Return the parts of the variance of ``values``, shape (runs,); None with too few sets or replicates.

    Analysis of variance of sets nested in rules and replicates nested in sets, all effects random, numbers of runs as
    they are (Searle, Casella and McCulloch 1992): mean squares are set equal to what is
    expected of them, and an estimate below zero counts as zero. Where there is one rule only, theories have no part.
    """
    if sets.too_few:
        return None
    _, of_set = np.unique(sets.rows, return_inverse=True)
    _, first, runs = np.unique(of_set, return_index=True, return_counts=True)
    _, of_rule = np.unique(sets.rules[first], return_inverse=True)
    chance = float(_squares(values, of_set) / (len(values) - len(runs)))
    weights, n = np.bincount(of_rule, runs), len(values)
    within = float((runs**2 / weights[of_rule]).sum())
    between_sets = _squares(values, of_rule[of_set]) - _squares(values, of_set)
    freedom = len(runs) - len(weights)
    parameters = (between_sets - freedom * chance) / (n - within) if freedom else 0.0
    parameters = max(0.0, float(parameters))
    if len(weights) == 1:
        return Parts(chance, parameters, 0.0)
    between_rules = _squares(values, np.zeros(n, int)) - _squares(values, of_rule[of_set])
    left = between_rules - (len(weights) - 1) * chance - (within - (runs**2).sum() / n) * parameters
    return Parts(chance, parameters, max(0.0, float(left / (n - (weights**2).sum() / n))))


def _squares(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return the sum of squares around the means of groups, along the first axis."""
    return (residuals(values, groups) ** 2).sum(0)


def residuals(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return values minus the mean of their group, along the first axis."""
    _, of = np.unique(groups, return_inverse=True)
    sums = np.zeros((of.max() + 1, *values.shape[1:]))
    np.add.at(sums, of, values)
    counts = np.bincount(of).reshape(-1, *[1] * (values.ndim - 1))
    return values - (sums / counts)[of]


def chance_of_one_set(values: np.ndarray, sets: Sets) -> np.ndarray:
    """Return half the width of the 90 % band that luck alone would give, along the first axis, shape (runs, ...)."""
    freedom = len(values) - sets.count
    if not freedom:
        return np.full(values.shape[1:], np.nan)
    return NORMAL * np.sqrt(_squares(values, sets.rows) / freedom)


def band_limits(values: np.ndarray, level: float = LEVEL) -> tuple[np.ndarray, np.ndarray]:
    """Return the limits of the middle share ``level`` of runs along the first axis; NaN for one run.

    Quantiles at k / (n + 1), between which a further run falls with that probability (Hyndman and Fan 1996, type 6).
    """
    if len(values) < 2:
        return np.full(values.shape[1:], np.nan), np.full(values.shape[1:], np.nan)
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2], axis=0, method="weibull")
    return low, high


def mean_range(
    values: np.ndarray, sets: Sets | None, level: float = LEVEL
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return mean and limits over the first axis: of the mean for one set, of the runs for many."""
    return mean_interval(values, level) if sets is None else (values.mean(0), *band_limits(values, level))


def range_of(values: np.ndarray, sets: Sets | None, level: float = LEVEL) -> Interval:
    """Return the mean of ``values``, shape (runs,), with its interval for one set, with the band of runs for many."""
    if sets is None:
        return interval(values, level)
    mean, low, high = (float(each) for each in mean_range(values, sets, level))
    return Band(mean, low, high, float(chance_of_one_set(values, sets)))


def range_of_level(values: np.ndarray, sets: Sets | None) -> Interval:
    """Return the mean and range of a quantity that cannot be negative, shape (runs,): no limit is below 0."""
    return interval_of_level(values) if sets is None else range_of(values, sets)


def ratio_range(part: np.ndarray, whole: np.ndarray, sets: Sets | None) -> Interval:
    """Return sum(part) / sum(whole), both of shape (runs,), with its interval, or with the band of each run's ratio.

    A run without a whole above zero has an infinite ratio; a limit that is not finite is NaN.
    """
    if sets is None:
        return ratio_interval(part, whole)
    each = np.divide(part, whole, out=np.full(len(part), np.finfo(float).max), where=whole > 0)
    low, high = (float(limit) if abs(limit) < 1e300 else np.nan for limit in band_limits(each))
    return Band(float(part.sum() / whole.sum()), low, high)
