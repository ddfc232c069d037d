"""A model that knows nothing: everything follows the price of gold, and registers record constant shares.

Miners are in proportion to a power of the price, everything else to miners, and every ratio is constant. It is fitted
to the targets that the model is calibrated to, and scored on the same patterns: what it does not explain less well than
the model needs no model.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtri

from analysis.base.statistics import LEVEL
from analysis.measures.patterns import score
from analysis.measures.summarise import Levels

PRICE = "true.farm_gate_price"
LARGEST_POWER = 2.0
"""The power of the price lies between 0 and this: from miners who ignore it to miners who rise with its square."""
LEVELS_OF = ("mean", "sum")
RATIO = "ratio"


@dataclass(frozen=True)
class Null:
    """Draws of the null model: months, the driver (draws, months), and a factor (draws,) for each outcome or ratio."""

    dates: list[Any]
    driver: np.ndarray
    factors: Mapping[str | tuple[str, str], np.ndarray]

    def values(self, pattern: Any) -> np.ndarray:
        """Return its value of a pattern in each draw; NaN where its targets say nothing of the outcome."""
        both = (pattern.outcome, pattern.denominator)
        if pattern.statistic == RATIO and both in self.factors:
            return self.factors[both]
        names = [name for name in both if name]
        if not all(name in self.factors or pattern.statistic not in (*LEVELS_OF, RATIO) for name in names):
            return np.full(len(self.driver), np.nan)
        factors = [self.factors.get(name, np.ones(len(self.driver))) for name in names]
        months = np.stack([factor[:, None] * self.driver for factor in factors], axis=-1)
        (found,) = score([pattern], Levels("null", self.dates, names, months, len(months)))
        return found.values


def fit_null(targets: Iterable[Any], dates: Sequence[Any], price: np.ndarray, draws: int, seed: int) -> Null:
    """Return draws of the null model: each takes one value of every target and one power of the price."""
    rng = np.random.default_rng(seed)
    driver = (price / price.mean()) ** rng.uniform(0.0, LARGEST_POWER, (draws, 1))
    found: dict[Any, list[np.ndarray]] = {}
    for target in targets:
        pattern = target.pattern
        wanted = _drawn(target, draws, rng)
        if pattern.statistic == RATIO:
            found.setdefault((pattern.outcome, pattern.denominator), []).append(wanted)
        elif pattern.statistic in LEVELS_OF:
            unit = Levels("null", list(dates), [pattern.outcome], driver[..., None], draws)
            (alone,) = score([pattern], unit)
            found.setdefault(pattern.outcome, []).append(wanted / alone.values)
    return Null(list(dates), driver, {key: np.exp(np.mean(np.log(each), axis=0)) for key, each in found.items()})


def _drawn(target: Any, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Return values that a target may have: flat between sources that contradict each other, else normal."""
    pattern, factor = target.pattern, target.errors == "factor"
    ends = np.array([pattern.lowest, pattern.highest], float)
    low, high = np.log(ends) if factor else ends
    if target.reading == "contradiction":
        drawn = rng.uniform(low, high, draws)
    else:
        drawn = rng.normal((low + high) / 2, (high - low) / 2 / ndtri(0.5 + LEVEL / 2), draws)
    return np.exp(drawn) if factor else np.clip(drawn, 1e-6, None)
