"""Keep monthly outcomes of a run."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from model.outcomes import OUTCOMES, known_outcome, measure
from model.text.dates import month_of

SHOWN = 3
SUM, MEAN, LAST = "sum", "mean", "last"
HOW = [o.over_time for o in OUTCOMES.values()]
IS_SUM, IS_LAST = (np.array([how == kind for how in HOW]) for kind in (SUM, LAST))


class UndefinedError(ValueError):
    """An outcome is no finite number, which no rule may bring about; the run is of no use."""


@dataclass(frozen=True)
class Series:
    """Monthly outcomes: the first day of each month, names, and values of shape (months, outcomes)."""

    dates: list[date]
    names: list[str]
    values: np.ndarray

    def __getitem__(self, name: str) -> np.ndarray:
        """Return one outcome's months; ValueError with a suggestion for an unknown name."""
        return self.values[:, self.names.index(known_outcome(name, self.names))]


class Recorder:
    """Aggregates weeks to months: sums, means or last values, as each outcome declares.

    A month consists of the weeks that begin in it.
    """

    def __init__(self):
        """Start with no months."""
        self.months: list[date] = []
        self.rows: list[np.ndarray] = []
        self.month = date.min
        self.total = np.zeros(len(OUTCOMES))
        self.last = np.zeros(len(OUTCOMES))
        self.weeks = 0

    def add(self, model) -> None:
        """Add the week that the model has just run."""
        values = measure(model)
        self.month = month_of(model.week)
        self.total += values
        self.last = values
        self.weeks += 1
        if month_of(model.week + 1) != self.month:
            self.close()

    def close(self) -> None:
        """End the month; UndefinedError if an outcome is no finite number."""
        mean = np.where(IS_LAST, self.last, self.total / self.weeks)
        row = np.where(IS_SUM, self.total, mean)
        if not np.isfinite(row).all():
            raise UndefinedError(_undefined(row, self.month))
        self.months.append(self.month)
        self.rows.append(row)
        self.total = np.zeros(len(OUTCOMES))
        self.weeks = 0

    def series(self, start: date, stop: date) -> Series:
        """Return the completed months from ``start`` to before ``stop``."""
        kept = [i for i, month in enumerate(self.months) if start <= month < stop]
        values = np.array([self.rows[i] for i in kept]).reshape(len(kept), len(OUTCOMES))
        return Series([self.months[i] for i in kept], list(OUTCOMES), values)

    def state(self) -> dict[str, np.ndarray]:
        """Return everything as arrays."""
        rows = np.array(self.rows).reshape(len(self.rows), len(OUTCOMES))
        months = np.array([m.toordinal() for m in self.months], np.int64)
        return {"months": months, "rows": rows, "total": self.total, "last": self.last, "weeks": np.array(self.weeks)}

    def restore(self, state: dict[str, np.ndarray]) -> None:
        """Restore what ``state`` returned; ValueError if it was kept with other outcomes, as plugins declare them."""
        if state["total"].shape != (len(OUTCOMES),):
            kept = f"the state was saved with {len(state['total'])} outcomes, here there are {len(OUTCOMES)}"
            raise ValueError(f"{kept}; install the same plugins, or run it again from the start")
        self.months = [date.fromordinal(int(day)) for day in state["months"]]
        self.rows = [row.copy() for row in state["rows"]]
        self.total, self.last = state["total"].copy(), state["last"].copy()
        self.weeks = int(state["weeks"])


def _undefined(row: np.ndarray, month: date) -> str:
    """Return which outcomes of a month are undefined, the first few by name."""
    names = [name for name, value in zip(OUTCOMES, row, strict=True) if not np.isfinite(value)]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"no finite number in {month:%Y-%m}: {', '.join(names[:SHOWN])}{more}; a rule of the model has failed there"
