"""What one run leaves: its monthly series, or the reason why it failed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from experiments.base.cell import Cell

OVER_TIME = {
    "sum": lambda months: months.sum(0),
    "mean": lambda months: months.mean(0),
    "last": lambda months: months[-1],
}
"""How the months of a period add up, by the word that an outcome declares; months along the first axis."""


@dataclass(frozen=True)
class Result:
    """The scored months of one cell: first day of each month, outcome names, values (months, outcomes)."""

    cell: Cell
    dates: list[date]
    names: list[str]
    values: np.ndarray


@dataclass(frozen=True)
class Failure:
    """A cell that did not finish: at which stage, why, and the command that shows the failure again."""

    cell: Cell
    stage: str
    message: str
    command: str


def scored(cell: Cell, scenario: Any, series: Any) -> Result:
    """Return the months of a model's series that lie in the scenario's period, the warm-up left out."""
    kept = [i for i, day in enumerate(series.dates) if scenario.start <= day < scenario.stop]
    return Result(cell, [series.dates[i] for i in kept], list(series.names), np.asarray(series.values)[kept])
