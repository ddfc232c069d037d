"""The emulator of sensitivity studies on the runs of the page, beside the mixed model: sets left out, the same figures.

Gaussian processes know neither that no policy is no effect nor which runs share a set; ``mixed`` knows both.
"""

import numpy as np

from analysis.explore.mixed import LeftOut
from analysis.explore.runs import Runs
from analysis.explore.sliders import limits
from analysis.sensitivity.emulator import Coding, fit

FOLDS = 4


def processes_left_out(runs: Runs, y: np.ndarray, folds: int = FOLDS) -> LeftOut:
    """Return log ratios y, shape (n,), as Gaussian processes predict them in sets that they were not fitted to."""
    x, coding = unit_cube(runs), _coding(runs)
    mean, sd = np.empty_like(y), np.empty_like(y)
    for sets in np.array_split(np.unique(runs.set), folds):
        out = np.isin(runs.set, sets)
        mean[out], sd[out] = fit(x[~out], y[~out], coding).predict(x[out], with_noise=True)
    return LeftOut(y, mean, sd)


def unit_cube(runs: Runs) -> np.ndarray:
    """Return levers, price and rule of decision of every run in the unit cube, shape (n, factors)."""
    low, high = np.log([limits("price").low, limits("price").high])
    names = sorted(set(runs.rule.tolist()))
    rule = (np.array([names.index(one) for one in runs.rule.tolist()]) + 0.5) / len(names)
    return np.column_stack([runs.levers, (np.log(runs.price) - low) / (high - low), rule]).clip(0.0, 1.0)


def _coding(runs: Runs) -> Coding:
    levers = [f"lever {n}" for n in range(runs.levers.shape[1])]
    return Coding((*levers, "price", "rule"), (*[0] * (len(levers) + 1), len(set(runs.rule.tolist()))))
