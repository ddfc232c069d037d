"""Calibrate made-up records whose parameters are known, and see what is found again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import binom

from analysis.base.statistics import LEVEL
from analysis.calibration.goals import Goals

TELLS_NOTHING = 1e3
"""Standard deviation of the error of a record that is not there."""
NARROWER = 0.9
"""Width of a posterior over its prior below which records inform a parameter."""


def records_of(goals: Goals, truth: np.ndarray, rng: np.random.Generator) -> Goals:
    """Return the goals that a run would have left, its values ``truth`` scaled, shape (targets,).

    The records are as thin as the real ones: the same targets, with an error, or a range that lies anywhere around the
    value, as wide as the real one; the model is off by its discrepancy. What the run has no value of tells nothing.
    """
    there = np.isfinite(truth)
    value = np.where(there, truth, 0.0) + rng.normal(size=len(truth)) * goals.discrepancy
    width = np.where(there, goals.high - goals.low, 0.0)
    low = value + rng.normal(size=len(truth)) * goals.error - rng.uniform(size=len(truth)) * width
    return replace(goals, low=low, high=low + width, error=np.where(there, goals.error, TELLS_NOTHING))


@dataclass(frozen=True)
class Recovery:
    """What is found again of each parameter: arrays over parameters.

    ``width`` is the mean standard deviation of posteriors over that of the prior. ``covered``, shape (truths,
    parameters), tells where the 90 % interval holds the truth.
    """

    names: tuple[str, ...]
    width: np.ndarray
    covered: np.ndarray

    @property
    def informed(self) -> np.ndarray:
        """Tell which parameters the records inform."""
        return self.width < NARROWER

    @property
    def coverage(self) -> float:
        """Return the share of intervals that hold the truth, pooled over informed parameters; NaN without any."""
        return float(self.covered[:, self.informed].mean()) if self.informed.any() else float("nan")

    @property
    def band(self) -> tuple[float, float]:
        """Return where the pooled coverage would lie by chance alone in nine of ten tests, if intervals were right.

        Parameters of one truth are taken for independent, which makes the band too narrow.
        """
        n = int(self.informed.sum()) * len(self.covered)
        low, high = binom.interval(0.9, n, LEVEL) if n else (np.nan, np.nan)
        return float(low / n) if n else np.nan, float(high / n) if n else np.nan


def recovery(names: Sequence[str], truths: np.ndarray, posteriors: Callable[[int], np.ndarray]) -> Recovery:
    """Return what is found again of ``truths``, shape (truths, parameters), on the scale on which priors are normal.

    ``posteriors`` gives draws (draws, parameters) for the truth at a place.
    """
    widths, covered = [], []
    for n, truth in enumerate(truths):
        draws = posteriors(n)
        low, high = np.quantile(draws, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
        widths.append(draws.std(0))
        covered.append((low <= truth) & (truth <= high))
    return Recovery(tuple(names), np.mean(widths, axis=0), np.array(covered))
