"""Intervals over replicates. They contain chance between runs of the model and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
from scipy.special import ndtri, stdtrit

from experiments.base.intervals import LEVEL, Interval, interval, mean_interval

__all__ = ["LEVEL", "Interval", "interval", "mean_interval"]

RESAMPLES = 2000
ROUNDING = 1e-12
"""A paired variance below this share of the unpaired one is rounding error."""

FEWEST_FOR_BOOTSTRAP = 4
"""With fewer replicates most resamples would repeat one of them."""


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
    chosen = np.ascontiguousarray(_resamples(len(policy)).T)
    return Interval(factor, *_percentiles(_factor(policy[chosen], reference[chosen]), level))


def _factor(policy: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """Return the factor, with replicates along the first axis: that way numpy is twice as fast over few replicates."""
    apart = policy.var(0, ddof=1) + reference.var(0, ddof=1)
    paired = (policy - reference).var(0, ddof=1)
    paired = np.where(paired > ROUNDING * apart, paired, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(apart > 0, apart / paired, np.nan)


def ratio_interval(part: np.ndarray, whole: np.ndarray, level: float = LEVEL) -> Interval:
    """Return sum(part) / sum(whole) over replicates, both of shape (replicates,), with its interval.

    The interval is Student's t from the residuals of the replicates (Cochran 1977, chapter 6), so that a replicate
    with a small whole, or none, counts little. NaN if the whole is zero; the lower limit is at least 0.
    """
    if not whole.sum():
        return Interval(np.nan, np.nan, np.nan)
    ratio = float(part.sum() / whole.sum())
    around = interval(ratio + (part - ratio * whole) / whole.mean(), level)
    return Interval(ratio, float(np.maximum(0.0, around.low)), around.high)


def binomial_interval(part: np.ndarray, whole: np.ndarray, level: float = LEVEL) -> Interval:
    """Return sum(part) / sum(whole) over replicates with the chance that a whole of average size leaves, as Wilson's.

    Both are counts of shape (replicates,). The score interval (Wilson 1927) says what share one region's cases may show
    by chance, however many replicates there are; so it is what a count of cases elsewhere can be compared with. NaN if
    the whole is zero.
    """
    n = float(whole.mean())
    if not n:
        return Interval(np.nan, np.nan, np.nan)
    share, z = float(part.sum() / whole.sum()), float(ndtri(0.5 + level / 2))
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(max(0.0, share * (1 - share)) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return Interval(share, float(max(0.0, middle - half)), float(min(1.0, middle + half)))


def percent_change(values: np.ndarray, reference: np.ndarray) -> Interval:
    """Return by how many per cent paired values differ from a reference that is not negative, with the interval.

    Both have shape (replicates,). NaN where the reference is zero.
    """
    found = ratio_interval(values, reference)
    return Interval(*(100 * (value - 1) for value in (found.mean, found.low, found.high)))


def ratio_of_differences(part: np.ndarray, whole: np.ndarray, level: float = LEVEL) -> Interval:
    """Return mean(part) / mean(whole) of paired differences, both of shape (replicates,), with Fieller's interval.

    Fieller's interval (Fieller 1954) is bounded only if ``whole`` can be told from zero at the same level. Otherwise,
    and for one replicate, ratio and interval are NaN.
    """
    n = len(whole)
    if n < 2 or not whole.mean():
        return Interval(np.nan, np.nan, np.nan)
    ratio = part.mean() / whole.mean()
    (over, both), (_, under) = np.cov(part, whole) / n
    t = stdtrit(n - 1, 0.5 + level / 2)
    doubt = t**2 * under / whole.mean() ** 2
    if doubt >= 1:
        return Interval(np.nan, np.nan, np.nan)
    slope = both / under if under else 0.0
    spread = over - 2 * ratio * both + ratio**2 * under - doubt * (over - slope * both)
    middle = (ratio - doubt * slope) / (1 - doubt)
    half = t * np.sqrt(max(0.0, spread)) / abs(whole.mean()) / (1 - doubt)
    return Interval(float(ratio), float(middle - half), float(middle + half))


def rank_agreement(first: Sequence[np.ndarray], second: Sequence[np.ndarray], level: float = LEVEL) -> Interval:
    """Return Kendall's tau-b between the means of two quantities over items, with its interval.

    Both hold one array of shape (replicates,) for each item. NaN if either ranks no two items. The interval is the
    percentile bootstrap over replicates. Items with equally many replicates are resampled together, as they share
    their luck.
    """
    tau = float(kendall_tau_b(*(np.array([values.mean() for values in each]) for each in (first, second))))
    if np.isnan(tau) or min(map(len, first)) < FEWEST_FOR_BOOTSTRAP:
        return Interval(tau, np.nan, np.nan)
    means = (np.stack([values[_resamples(len(values))].mean(1) for values in each], axis=1) for each in (first, second))
    return Interval(tau, *_percentiles(kendall_tau_b(*means), level))


def chance_of_lowest(items: Sequence[np.ndarray]) -> np.ndarray:
    """Return for every item the share of resamples in which its mean is the lowest, shape (items,).

    Items are arrays of shape (replicates,), resampled by bootstrap; those with equally many replicates are resampled
    together, as they share their luck. Of equal items the first counts. NaN with too few replicates.
    """
    if min(map(len, items)) < FEWEST_FOR_BOOTSTRAP:
        return np.full(len(items), np.nan)
    means = np.stack([values[_resamples(len(values))].mean(1) for values in items])
    return np.bincount(means.argmin(0), minlength=len(items)) / RESAMPLES


def kendall_tau_b(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return Kendall's tau-b (Kendall 1945) along the last axis; NaN where all items of either are tied."""
    one, other = (np.sign(each[..., :, None] - each[..., None, :]) for each in (first, second))
    untied = np.sqrt((one**2).sum((-2, -1)) * (other**2).sum((-2, -1)))
    with np.errstate(invalid="ignore"):
        return (one * other).sum((-2, -1)) / untied


@cache
def _resamples(n: int) -> np.ndarray:
    """Return replicates drawn with replacement, the same at every call, shape (resamples, n)."""
    return np.random.default_rng(0).integers(0, n, (RESAMPLES, n))


def _percentiles(values: np.ndarray, level: float) -> tuple[float, float]:
    """Return the limits of the middle share ``level`` of the finite values; NaN where none is finite."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return float("nan"), float("nan")
    low, high = np.quantile(finite, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
