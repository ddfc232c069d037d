"""Bars, people held in them, and profit against the expected fine, in the last year of each arm."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.base.statistics import Interval, interval_of_level
from analysis.measures.summarise import MONTHS_A_YEAR, Levels, over_time
from analysis.studies.fines.arms import FINES, INSPECTIONS, arm_name
from experiments.store.results import OVER_TIME

BARS, PEOPLE = "true.bars", "true.people_in_sexual_exploitation"
PROFIT, EXPECTED, PAID = "true.profit_of_a_bar", "true.expected_fine", "true.fines_paid"
OUTCOMES = (BARS, PEOPLE, PROFIT, EXPECTED, PAID)
FINED = {arm_name(inspections, fine): (inspections, fine) for inspections in INSPECTIONS for fine in FINES}
"""Inspections a week and fine of every arm that is fined."""

type LastYear = Mapping[str, Interval]
"""The outcomes of one arm in its last year, over replicates."""


@dataclass(frozen=True)
class LastYears:
    """The last year of every arm that is fined, by name, and of the world without fines, whose runs are ``world``."""

    fined: Mapping[str, LastYear]
    without: LastYear
    world: Levels


def last_years(stored: Iterable[Levels], manifest: Mapping[str, Any]) -> LastYears | None:
    """Return the last years of all arms; None where an arm has no run stored."""
    arms = {levels.name: levels for levels in stored}
    worlds = [levels for name, levels in arms.items() if name not in FINED]
    if not worlds or not FINED.keys() <= arms.keys():
        return None
    fined = {name: last_year(arms[name], manifest) for name in FINED}
    return LastYears(fined, last_year(worlds[0], manifest), worlds[0])


def last_year(levels: Levels, manifest: Mapping[str, Any]) -> LastYear:
    """Return the outcomes of one arm over its last twelve months; where no bar stays, no profit of one (NaN)."""
    how = over_time(manifest)
    values = levels.values[:, -MONTHS_A_YEAR:].transpose(1, 0, 2)
    found = {
        name: interval_of_level(np.asarray(OVER_TIME[how[name]](values[:, :, column])))
        for column, name in enumerate(levels.outcomes)
    }
    return found if round(found[BARS].mean) else found | {PROFIT: Interval(np.nan, np.nan, np.nan)}
