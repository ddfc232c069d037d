"""Read the results of a plan as one array or as one tidy table; missing runs are named and never filled in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from experiments.engine.plan import Place, Plan
from experiments.store.store import Store

BIASED = "runs that finish quickly may differ from the others, so means over them may be biased"


@dataclass(frozen=True)
class ResultArray:
    """Results by arm, point, theory and replicate.

    ``values`` has shape (arms, points, theories, replicates, dates, outcomes); a run that is missing is NaN throughout,
    and ``missing`` names its places.
    """

    arms: list[str]
    dates: list[date]
    outcomes: list[str]
    values: np.ndarray
    missing: list[Place]

    def of(self, arm: str, outcome: str) -> np.ndarray:
        """Return one arm's outcome, shape (points, theories, replicates, dates)."""
        return self.values[self.arms.index(arm), ..., self.outcomes.index(outcome)]


def read_result_array(plan: Plan, store: Store, outcomes: Sequence[str], resolution: str = "period") -> ResultArray:
    """Return what is stored of a plan; all arms must have the same dates at this resolution."""
    places, missing = stored_places(plan, store, outcomes, resolution)
    dates: list[date] = []
    values = np.empty(0)
    for cell, days, numbers in store.each(places, outcomes, resolution):
        if not dates:
            dates, values = days, np.full((*_shape(plan), len(days), len(outcomes)), np.nan)
        for place in places[cell]:
            values[place.arm, place.point, place.theory, plan.replicates.index(place.replicate)] = numbers
    if not dates:
        values = np.full((*_shape(plan), 0, len(outcomes)), np.nan)
    return ResultArray([arm.scenario.name for arm in plan.arms], dates, list(outcomes), values, missing)


def _shape(plan: Plan) -> tuple[int, ...]:
    return len(plan.arms), len(plan.points), len(plan.theories), len(plan.replicates)


def stored_places(
    plan: Plan, store: Store, outcomes: Sequence[str], resolution: str
) -> tuple[dict[str, list[Place]], list[Place]]:
    """Return where each stored cell stands in a plan, by id, and the places whose cells are not stored."""
    stored = store.stored(outcomes, resolution)
    found: dict[str, list[Place]] = {}
    missing = []
    for place in plan.places():
        cell = plan.cell(place).id
        if cell in stored:
            found.setdefault(cell, []).append(place)
        else:
            missing.append(place)
    return found, missing


def results_table(plan: Plan, store: Store, outcomes: Sequence[str], resolution: str, names: Sequence[str]) -> pa.Table:
    """Return one row per run and date: cell, scenario, point, factors ``names``, theory, replicate, date, outcomes."""
    rows = list(_rows(plan, store, outcomes, resolution, names))
    keys = ["cell", "scenario", "point", *names, "theory", "replicate", "date"]
    columns = list(zip(*rows, strict=True)) or [()] * (len(keys) + len(outcomes))
    return pa.table({name: list(column) for name, column in zip([*keys, *outcomes], columns, strict=True)})


def _rows(
    plan: Plan, store: Store, outcomes: Sequence[str], resolution: str, names: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    places, _ = stored_places(plan, store, outcomes, resolution)
    for cell, days, numbers in store.each(places, outcomes, resolution):
        for place in places[cell]:
            values = dict(plan.points[place.point].changes)
            theory = plan.cell(place).theory
            head = (cell, plan.arms[place.arm].scenario.name, place.point, *(values.get(name) for name in names))
            for day, row in zip(days, numbers.tolist(), strict=True):
                yield (*head, theory, place.replicate, day, *row)
