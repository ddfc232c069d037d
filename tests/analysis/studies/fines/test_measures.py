"""The last year of an arm of the study of fines, on made-up months."""

from datetime import date

import numpy as np
import pytest

from analysis.base.words import words_in
from analysis.measures.summarise import Levels
from analysis.studies.fines.arms import arm_name
from analysis.studies.fines.measures import BARS, FINED, OUTCOMES, PROFIT, last_years
from analysis.studies.fines.table import fines_csv, fines_table
from experiments.base.outcomes import declared_outcomes

DATES = [date(2019 + month // 12, 1 + month % 12, 1) for month in range(24)]
MANIFEST = {"outcomes": {name: vars(declared_outcomes()[name]) for name in OUTCOMES}}
SHUT = arm_name(*FINED[next(reversed(FINED))])


def levels(name: str, bars: float, replicates: int) -> Levels:
    """Return months of an arm with so many bars, each with a profit of 900 as long as there is one."""
    values = np.full((replicates, len(DATES), len(OUTCOMES)), 900.0)
    values[:, :, OUTCOMES.index(BARS)] = bars
    return Levels(name, DATES, list(OUTCOMES), values, replicates)


def found(replicates=3):
    arms = [levels(name, 0.2 if name == SHUT else 40.0, replicates) for name in FINED]
    return last_years([levels("baseline", 50.0, replicates), *arms], MANIFEST)


def test_where_no_bar_stays_there_is_no_profit_of_one():
    years = found()
    assert np.isnan(years.fined[SHUT][PROFIT].mean)
    assert years.without[PROFIT].mean == pytest.approx(900.0)
    assert "\n80.0,250000.0,true.profit_of_a_bar,soles/week,,,,3\n" in fines_csv(years, MANIFEST).decode()


def test_one_replicate_is_said_to_have_no_range():
    notes = [str(fines_table(found(n), words_in()).renderables[-1]) for n in (1, 3)]
    assert ["no range is possible" in note for note in notes] == [True, False]
