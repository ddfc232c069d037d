"""Intervals over replicates. They show chance between runs of the model and nothing else."""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

LEVEL = 0.90
"""Confidence level of every interval unless said otherwise."""


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
