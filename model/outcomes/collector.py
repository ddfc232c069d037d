"""A run's monthly outcomes as Mesa's DataCollector, for ``mesa.batch_run`` and Mesa's pages."""

from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

import numpy as np
from mesa import DataCollector

from model.outcomes import OUTCOMES
from model.text.dates import week_of

LONGEST_MONTH = timedelta(days=31)


class Month(NamedTuple):
    """A completed month: weeks of the run until its end, its first day, the run's seed, and its outcomes."""

    time: float
    first_day: date
    seed: int
    outcomes: np.ndarray


class OutcomeCollector(DataCollector):
    """One row for each month that ends while the model runs: ``month``, ``seed`` and every outcome, by name.

    The values are those of ``model.recorder``: months are the weeks that begin in them, added up or averaged as each
    outcome declares. ``seed`` tells apart runs whose seed was drawn.
    """

    def __init__(self, model):
        """Start with the first month that ends after now."""
        outcomes = {name: partial(_outcome, number) for number, name in enumerate(OUTCOMES)}
        super().__init__(model_reporters={"month": partial(_month), "seed": partial(_seed), **outcomes})
        self._next = len(model.recorder.months)

    def collect(self, model) -> None:
        """Take over the months that have ended since the last time."""
        recorder, first_week = model.recorder, model.week - model.steps
        for number in range(self._next, len(recorder.months)):
            first_day = recorder.months[number]
            following = (first_day + LONGEST_MONTH).replace(day=1)
            time = float(week_of(following) - first_week)
            super().collect(Month(time, first_day, model.luck.seed, recorder.rows[number]))
        self._next = len(recorder.months)


def _month(month: Month) -> str:
    return month.first_day.isoformat()


def _seed(month: Month) -> int:
    return month.seed


def _outcome(number: int, month: Month) -> float:
    return float(month.outcomes[number])
