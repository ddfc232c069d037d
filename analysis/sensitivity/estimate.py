"""What all indices share: values with intervals, checks of the data, and resampling."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.base.statistics import LEVEL
from experiments.base.errors import ExperimentError

RESAMPLES = 1000
SHOWN = 5
"""Most bad points that an error names."""

CONSTANT = 1e-12
"""An output that varies by less than this share of its size is a constant but for rounding."""


class SensitivityError(ExperimentError):
    """The data do not allow the analysis."""


@dataclass(frozen=True)
class Estimates:
    """One index of every factor, with its interval; without a unit unless the function that made it says otherwise.

    ``names`` are the k factors, or pairs such as "a x b". ``value``, ``low`` and ``high`` have shape (k,) for one
    output and (k, outputs) for several. Undefined entries are NaN, and ``reason`` then says why. ``level`` is the
    coverage of the intervals.
    """

    names: tuple[str, ...]
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    level: float = LEVEL
    reason: str = ""

    @property
    def half_width(self) -> np.ndarray:
        """Return half the width of the intervals, shape of ``value``."""
        return (self.high - self.low) / 2

    def at(self, place: int) -> tuple[float, float, float]:
        """Return value and limits of one factor or pair, of estimates of a single output."""
        return float(self.value[place]), float(self.low[place]), float(self.high[place])

    def output(self, place: int) -> "Estimates":
        """Return the estimates of one output, shape (k,).

        Raises SensitivityError if there is one output only, and IndexError beyond the last.
        """
        if self.value.ndim != 2:
            raise SensitivityError("these estimates are of a single output: there is none to select")
        parts = {name: getattr(self, name)[:, place] for name in ("value", "low", "high")}
        return replace(self, **parts, reason=self.reason if np.isnan(parts["value"]).any() else "")


def finite(y: np.ndarray, what: str) -> np.ndarray:
    """Return ``y`` as floats, first axis points; raise SensitivityError naming the points that hold NaN or infinity.

    SALib turns a single NaN into indices of zero for all factors without a warning.
    """
    values = np.asarray(y, dtype=float)
    bad = np.flatnonzero(~np.isfinite(values).reshape(len(values), -1).all(1)) if values.size else []
    if not values.size:
        raise SensitivityError(f"{what} is empty")
    if len(bad):
        shown = ", ".join(map(str, bad[:SHOWN])) + (", ..." if len(bad) > SHOWN else "")
        raise SensitivityError(f"{what} is NaN or infinite at {len(bad)} of {len(values)} points: {shown}")
    return values


def named(names: Sequence[str], k: int) -> tuple[str, ...]:
    """Return the names of k factors as a tuple. Raises SensitivityError unless there are k different names."""
    if len(names) != k or len(set(names)) != k:
        raise SensitivityError(f"{k} factors need {k} different names, not {list(names)}")
    return tuple(names)


def columns(y: np.ndarray, what: str = "y") -> tuple[np.ndarray, bool]:
    """Return finite ``y`` as (points, outputs), and whether it came as a single output of shape (points,).

    Raises SensitivityError for NaN, infinity and other numbers of axes.
    """
    values = finite(y, what)
    if values.ndim not in (1, 2):
        raise SensitivityError(f"{what} must have shape (points,) or (points, outputs), not {values.shape}")
    return values.reshape(len(values), -1), values.ndim == 1


def constant(y: np.ndarray) -> np.ndarray:
    """Tell which outputs of ``y``, shape (points, outputs), never vary; shape (outputs,)."""
    return np.ptp(y, axis=0) <= CONSTANT * np.abs(y).max(0)


def why_undefined(flat: np.ndarray) -> str:
    """Return why outputs have no index, given which are constant, shape (outputs,); "" if none is."""
    places = ", ".join(map(str, np.flatnonzero(flat)))
    return f"constant output, no variance to share: {places}" if flat.any() else ""


def resampled(n: int, resamples: int, seed: int) -> np.ndarray:
    """Return points drawn with replacement, as SALib's Sobol analysis does with this seed, shape (n, resamples)."""
    return np.random.default_rng(seed).integers(n, size=(n, resamples))


def counts(chosen: np.ndarray) -> np.ndarray:
    """Return how often each resample contains each of n points, shape (resamples, n), from draws (n, resamples)."""
    n, resamples = chosen.shape
    flat = chosen + n * np.arange(resamples)
    return np.bincount(flat.ravel(), minlength=n * resamples).reshape(resamples, n).astype(float)


def summarise(
    names: tuple[str, ...],
    value: np.ndarray,
    draws: np.ndarray,
    *,
    level: float = LEVEL,
    single: bool = False,
    reason: str = "",
) -> Estimates:
    """Return ``value``, shape (k, outputs), with percentile intervals of ``draws`` (Efron and Tibshirani 1993).

    ``draws`` has shape (resamples, k, outputs); an entry with any undefined draw has no interval. ``single`` drops the
    axis of outputs.
    """
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=0)
    parts = (part[:, 0] if single else part for part in (value, low, high))
    return Estimates(names, *parts, level=level, reason=reason)
