"""Run the model for many replicates on the cores of the machine; results are paired by replicate."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from joblib import Parallel, delayed
from scipy.special import stdtrit

from model.goldrush import GoldRush, Series
from model.scenario.scenario import Scenario

LEVEL = 0.90


def one_run(scenario: Scenario, stop: date, *, scale: int, replicate: int, seed: int) -> Series:
    """Return the monthly outcomes of one run from its first month until ``stop``."""
    model = GoldRush(scenario, seed=seed, replicate=replicate, scale=scale).run_until(stop)
    return model.recorder.series(scenario.simulated_from, stop)


def run_all(
    arms: Mapping[str, tuple[Scenario, int]], *, stop: date, replicates: int, jobs: int, seed: int = 1
) -> dict[str, list[Series]]:
    """Return each arm's series by replicate; an arm is a scenario and a scale."""
    cells = [(name, replicate) for replicate in range(replicates) for name in arms]
    done = Parallel(n_jobs=jobs)(
        delayed(one_run)(arms[name][0], stop, scale=arms[name][1], replicate=replicate, seed=seed)
        for name, replicate in cells
    )
    series = dict(zip(cells, done, strict=True))
    return {name: [series[name, replicate] for replicate in range(replicates)] for name in arms}


def in_period(runs: Sequence[Series], outcome: str, start: date, stop: date) -> np.ndarray:
    """Return the mean of an outcome's months from ``start`` to before ``stop``, shape (replicates,)."""
    within = np.array([start <= month < stop for month in runs[0].dates])
    return np.array([run[outcome][within].mean() for run in runs])


def ratio_interval(above: np.ndarray, below: np.ndarray) -> tuple[float, float]:
    """Return the ratio of two paired means and the half-width of its 90 % interval (delta method)."""
    ratio = above.mean() / below.mean()
    if above.size < 2:
        return float(ratio), float("nan")
    error = (above - ratio * below).std(ddof=1) / np.sqrt(above.size) / below.mean()
    return float(ratio), float(stdtrit(above.size - 1, 0.5 + LEVEL / 2) * error)
