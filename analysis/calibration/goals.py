"""Targets on the scale on which their errors add, and how far simulated values lie from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.special import log_ndtr, ndtri

from analysis.base.statistics import LEVEL

FARTHEST = 20.0
"""How many times beyond an end a value still counts as farther off: a simulated zero has no logarithm."""
A_FEW = 8
"""Targets for each one that may be passed over, beyond the first."""
INTERVAL, FACTOR = "interval", "factor"


@dataclass(frozen=True)
class Goals:
    """Targets as arrays, shape (targets,), on the scale on which errors add: the logarithm, or the unit of a share.

    Any value from ``low`` to ``high`` is as good as any other; the two are equal where a source has an error of its
    own, of standard deviation ``error``. ``discrepancy`` is that of the model, ``luck`` the variance of a single run.
    """

    names: tuple[str, ...]
    factor: np.ndarray
    ends: np.ndarray
    low: np.ndarray
    high: np.ndarray
    error: np.ndarray
    discrepancy: np.ndarray
    luck: np.ndarray

    @classmethod
    def of(cls, targets: Iterable[Any]) -> "Goals":
        """Return the goals of targets; luck is not known yet and 0."""
        each = list(targets)
        factor = np.array([one.errors == FACTOR for one in each])
        ends = np.array([[one.pattern.lowest, one.pattern.highest] for one in each], float)
        scaled = np.where(factor[:, None], np.log(np.where(factor[:, None], ends, 1.0)), ends)
        interval = np.array([one.reading == INTERVAL for one in each])
        middle, half = scaled.mean(1), (scaled[:, 1] - scaled[:, 0]) / 2
        error = np.where(interval, half / ndtri(0.5 + LEVEL / 2), 0.0)
        low, high = (np.where(interval, middle, end) for end in scaled.T)
        discrepancy = np.array([one.discrepancy for one in each], float)
        return cls(tuple(one.id for one in each), factor, ends, low, high, error, discrepancy, np.zeros(len(each)))

    def with_luck(self, luck: np.ndarray) -> "Goals":
        """Return the goals with the variance of a single run; NaN leaves what was known."""
        return replace(self, luck=np.where(np.isfinite(luck), luck, self.luck))

    def scaled(self, values: np.ndarray) -> np.ndarray:
        """Return simulated values (..., targets) on the scale of the goals; NaN stays."""
        lowest, highest = self.ends[:, 0] / FARTHEST, self.ends[:, 1] * FARTHEST
        near = np.clip(values, np.where(self.factor, lowest, -np.inf), np.where(self.factor, highest, np.inf))
        return np.where(self.factor, np.log(np.where(self.factor, near, 1.0)), near)

    def unscaled(self, values: np.ndarray) -> np.ndarray:
        """Return values in the unit of the patterns."""
        return np.where(self.factor, np.exp(np.where(self.factor, values, 0.0)), values)

    def implausibility(self, mean: np.ndarray, variance: np.ndarray) -> np.ndarray:
        """Return how many standard deviations each target is missed by (Craig and others 1997; Vernon and others 2010).

        ``mean`` and ``variance``, both (points, targets), are of the model's value; the deviation contains the errors
        of observation, model, emulator and luck. It is 0 between ends of sources that contradict each other.
        """
        missed = np.maximum(np.maximum(self.low - mean, mean - self.high), 0.0)
        return np.where(np.isnan(missed), np.inf, missed / np.sqrt(self._spread(variance)))

    def log_likelihood(self, mean: np.ndarray, variance: np.ndarray) -> np.ndarray:
        """Return the log density of all targets together, shape (points,); minus infinity where a value is NaN."""
        spread = np.sqrt(self._spread(variance))
        below, above = (self.low - mean) / spread, (self.high - mean) / spread
        flat = self.high > self.low
        point = -0.5 * below**2 - np.log(spread) - 0.5 * np.log(2 * np.pi)
        wide = _log_between(below, above) - np.log(np.where(flat, self.high - self.low, 1.0))
        found = np.where(flat, wide, point)
        return np.where(np.isnan(found), -np.inf, found).sum(-1)

    def _spread(self, variance: np.ndarray) -> np.ndarray:
        return self.error**2 + self.discrepancy**2 + self.luck + variance


def _log_between(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Return the log probability that a standard normal number lies between two limits, also far out in a tail."""
    turned = below > 0
    low, high = np.where(turned, -above, below), np.where(turned, -below, above)
    top, gap = log_ndtr(high), np.where(high > low, log_ndtr(low) - log_ndtr(high), -1.0)
    return top + np.log1p(-np.exp(np.minimum(gap, -1e-12)))


def counting(implausibility: np.ndarray, counted: int) -> np.ndarray:
    """Return the implausibility that counts at each point: the n-th largest over targets, shape (points,).

    A few targets may be missed because their emulators are wrong, so that not the largest counts; where there are few
    targets, it does.
    """
    targets = implausibility.shape[1]
    n = min(counted, 1 + targets // A_FEW)
    return np.partition(implausibility, targets - n, axis=1)[:, targets - n]


def luck_of(scaled: np.ndarray) -> np.ndarray:
    """Return the variance of a single run by target, of values (points, replicates, targets); NaN for one replicate."""
    if scaled.shape[1] < 2:
        return np.full(scaled.shape[2], np.nan)
    return np.nanmean(np.nanvar(scaled, axis=1, ddof=1), axis=0)


def missing_of(names: Sequence[str], scaled: np.ndarray) -> dict[str, int]:
    """Return at how many points a target cannot be computed, such as a share of no cases."""
    return {name: int(n) for name, n in zip(names, np.isnan(scaled).sum(0), strict=True) if n}
