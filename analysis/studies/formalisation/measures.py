"""What a formalisation window does: counts, stocks and differences from the world without one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.base.statistics import Interval, interval, interval_of_level, ratio_interval
from analysis.measures.summarise import MONTHS_A_YEAR, Levels, whole_period
from analysis.studies.formalisation.arms import WINDOWS, Window

APPLICATIONS, GRANTED = "true.formalisation_applications", "true.formalisations_granted"
SUMS = (APPLICATIONS, GRANTED, "true.formalisations_refused", "true.formalisations_withdrawn", "true.protests")
LAST = ("true.formalisations_waiting", "true.miners_formal", "true.legitimacy")
EXPLOITED = ("true.people_in_sexual_exploitation", "true.people_in_labour_exploitation")
COST = "true.cost_to_state"
OUTCOMES = (*SUMS, *LAST, *EXPLOITED, COST)
SHARE = "granted_share"
SHOWN = (APPLICATIONS, GRANTED, SHARE, *LAST, *EXPLOITED)
SETTINGS = ("staff", "requirements", "protected")


@dataclass(frozen=True)
class WindowResult:
    """What one window does: mean and 90 % interval of every quantity, by name.

    Counts are sums over the whole period. Stocks are means of its last 12 months. People in exploitation are
    differences from the world without a window, means of the whole period.
    """

    window: Window
    quantities: Mapping[str, Interval]


def window_results(usual: Levels, levels: Mapping[str, Levels], manifest: Mapping[str, Any]) -> list[WindowResult]:
    """Return the result of every window that has as many runs stored as the world without one."""
    stored = [(window, levels[window.name]) for window in WINDOWS if window.name in levels]
    both = [(window, mine) for window, mine in stored if mine.replicates == usual.replicates]
    return [WindowResult(window, quantities(mine, usual, manifest)) for window, mine in both]


def quantities(levels: Levels, usual: Levels, manifest: Mapping[str, Any]) -> dict[str, Interval]:
    """Return mean and interval of every quantity of a window."""
    mine, others = (whole_period(each, manifest) for each in (levels, usual))
    found = {name: interval_of_level(mine[name]) for name in (*SUMS, COST)}
    found |= {name: interval_of_level(last_year(levels, name)) for name in LAST}
    found |= {name: interval(mine[name] - others[name]) for name in EXPLOITED}
    return found | {SHARE: ratio_interval(mine[GRANTED], mine[APPLICATIONS])}


def last_year(levels: Levels, name: str) -> np.ndarray:
    """Return the mean of a stock over the last 12 months, shape (replicates,)."""
    return levels.values[:, -MONTHS_A_YEAR:, levels.outcomes.index(name)].mean(1)


def unit_of(name: str, manifest: Mapping[str, Any]) -> str:
    """Return the unit of a quantity."""
    return "1" if name == SHARE else manifest["outcomes"][name]["unit"]
