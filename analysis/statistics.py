"""Intervals over replicates. They show chance between runs of the model and nothing else."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtrit

LEVEL = 0.90
"""Coverage of every interval unless said otherwise."""

RESAMPLES = 2000
ROUNDING = 1e-12
"""A paired variance below this share of the unpaired one is the rounding of sums, not a difference."""

FEWEST_FOR_BOOTSTRAP = 4
"""Fewer replicates give resamples that are mostly one replicate repeated."""


@dataclass(frozen=True)
class Interval:
    """A mean over replicates with its interval; without a second replicate the limits are NaN."""

    mean: float
    low: float
    high: float

    @property
    def covers_zero(self) -> bool | None:
        """Tell whether zero lies in the interval; None if there is no interval."""
        return None if np.isnan(self.low) else bool(self.low <= 0.0 <= self.high)


def mean_interval(values: np.ndarray, level: float = LEVEL) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return mean and limits over the first axis, by Student's t; limits are NaN for one replicate."""
    n, mean = len(values), values.mean(0)
    if n < 2:
        return mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan)
    half = stdtrit(n - 1, 0.5 + level / 2) * values.std(0, ddof=1) / np.sqrt(n)
    return mean, mean - half, mean + half


def interval(values: np.ndarray, level: float = LEVEL) -> Interval:
    """Return the mean of ``values``, shape (replicates,), with its interval."""
    return Interval(*(float(limit) for limit in mean_interval(values, level)))


def interval_of_level(values: np.ndarray) -> Interval:
    """Return the interval of a quantity that cannot be negative: its lower limit is at least 0."""
    found = interval(values)
    return replace(found, low=float(np.maximum(0.0, found.low)))


def variance_reduction(policy: np.ndarray, reference: np.ndarray, level: float = LEVEL) -> Interval:
    """Return how many times fewer replicates a paired comparison needs than an unpaired one.

    The factor is (Var(A) + Var(B)) / Var(A - B) over replicates, both of shape (replicates,); infinite when
    the difference never varies. The interval is the percentile bootstrap over replicates (Efron and
    Tibshirani 1993).
    """
    if len(policy) < 2:
        return Interval(np.nan, np.nan, np.nan)
    factor = float(_factor(policy, reference))
    if len(policy) < FEWEST_FOR_BOOTSTRAP or not np.isfinite(factor):
        return Interval(factor, np.nan, np.nan)
    chosen = np.random.default_rng(0).integers(0, len(policy), (RESAMPLES, len(policy)))
    factors = _factor(policy[chosen], reference[chosen])
    factors = factors[np.isfinite(factors)]
    return Interval(factor, *(float(q) for q in np.quantile(factors, [(1 - level) / 2, (1 + level) / 2])))


def _factor(policy: np.ndarray, reference: np.ndarray) -> np.ndarray:
    apart = policy.var(-1, ddof=1) + reference.var(-1, ddof=1)
    paired = (policy - reference).var(-1, ddof=1)
    paired = np.where(paired > ROUNDING * apart, paired, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(apart > 0, apart / paired, np.nan)
