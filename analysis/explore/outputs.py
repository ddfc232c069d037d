"""The figures of the page: which outcomes, over which years, and how a run becomes a number to fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.base.headlines import FORMS
from analysis.explore.design import EXACT, RECORDED
from analysis.measures.harm import LEDGER
from analysis.measures.summarise import HORIZONS
from experiments.base.outcomes import declared_outcomes
from experiments.store.results import OVER_TIME

SMALL, SMALL_COUNTS = 0.02, 0.1
"""Runs below this share of the median make a ratio unsteady; an offset of as much is added to both sides then.

Ratios with an offset are exact in the middle world only, and the smaller it is, the less others depart. Person-years
are many; registers and harm lines may count few.
"""
MANY = 0.5
"""Share of runs without policy in which an outcome must be above 0; below it a ratio says nothing."""


@dataclass(frozen=True)
class Output:
    """One figure: an outcome in a calendar ``year``, or over the first ``horizon`` years."""

    key: str
    part: str
    group: str
    year: int | None = None
    horizon: int | None = None

    @property
    def span(self) -> dict[str, int]:
        """Return the span as the page names it."""
        return {"year": self.year} if self.year is not None else {"horizon": self.horizon or 0}

    @property
    def small(self) -> float:
        """Return the share of the median below which a ratio is unsteady."""
        return SMALL if self.key in FORMS.values() else SMALL_COUNTS

    def about(self) -> dict[str, Any]:
        """Return what the page must know of it."""
        declared = declared_outcomes()[self.key]
        kind = "recorded" if self.key.startswith("recorded.") else "true"
        about = {"key": self.key, "kind": kind, "part": self.part, "group": self.group}
        return about | {"better": declared.better, "unit": declared.unit, "span": self.span}

    def of(self, values: np.ndarray, first: int) -> np.ndarray:
        """Return the figure of runs, of yearly values of shape (n, years) from the year ``first`` on."""
        if self.year is not None:
            return values[:, self.year - first]
        add = OVER_TIME[declared_outcomes()[self.key].over_time]
        return np.array([add(row) for row in values[:, : self.horizon]])


def outputs(years: Sequence[int]) -> list[Output]:
    """Return every figure of the page: person-years also by year, all others over 1, 3, 5 and 10 years."""
    return [
        *(Output(key, "headline", "exploitation", year=year) for key in FORMS.values() for year in years),
        *(Output(key, "headline", "exploitation", horizon=h) for key in FORMS.values() for h in HORIZONS),
        *(Output(key, "headline", "recorded", horizon=h) for key in RECORDED for h in HORIZONS),
        *(Output(key, "harm", group, horizon=h) for group, key in _harms() for h in HORIZONS),
    ]


def _harms() -> Iterator[tuple[str, str]]:
    lines = ((group, key) for group, keys in LEDGER.items() for key in keys)
    return ((group, key) for group, key in lines if key in declared_outcomes() and key not in EXACT)


@dataclass(frozen=True)
class Baseline:
    """A figure without policy, over parameter sets and luck: 5 %, middle and 95 % at the outlook's price.

    ``by_price`` holds the middle by factor on the price. ``offset`` is added to both sides of a ratio.
    """

    low: float
    middle: float
    high: float
    offset: float
    by_price: Mapping[float, float]


def baseline_of(values: np.ndarray, prices: np.ndarray, policy: np.ndarray, small: float) -> Baseline | None:
    """Return the baseline of runs without policy, shape (n,), at their prices; None where ratios would say nothing.

    ``policy``: the same figure in runs with policy, shape (m,). ``small``: see ``Output.small``.
    """
    usual = values[np.isclose(prices, 1.0)]
    usual = usual if len(usual) else values
    middle = float(np.median(values))
    by_price = {float(price): float(np.median(values[prices == price])) for price in np.unique(prices)}
    if (values > 0).mean() <= MANY or min(middle, *by_price.values()) <= 0:
        return None
    offset = small * middle if min(values.min(), policy.min()) < small * middle else 0.0
    low, mid, high = (float(q) for q in np.quantile(usual, (0.05, 0.5, 0.95)))
    return Baseline(low, mid, high, offset, by_price)


def log_ratio(policy: np.ndarray, against: np.ndarray, offset: float) -> np.ndarray:
    """Return ``log((policy + offset) / (against + offset))``; what is below 0 counts as 0."""
    return np.log((np.maximum(policy, 0.0) + offset) / (np.maximum(against, 0.0) + offset))
