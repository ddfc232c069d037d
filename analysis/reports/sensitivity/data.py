"""The runs of a stage as arrays: what is measured at every point of the design, year by year."""

from dataclasses import dataclass

import numpy as np

from experiments.record.record import Record
from experiments.record.result_array import ResultArray

HORIZON = 5
"""Years after the start of a policy over which it is judged."""


@dataclass(frozen=True)
class StageRuns:
    """The runs of a stage that can be analysed: ``values`` of shape (arms, points, replicates, years, outcomes).

    ``places`` are the points of the design in its order: all of them, or those that are complete so far. ``planned``
    is the number of points asked for.
    """

    arms: list[str]
    years: list[int]
    outcomes: list[str]
    values: np.ndarray
    places: np.ndarray
    planned: int

    @property
    def replicates(self) -> int:
        """Return how many replicates every point has."""
        return self.values.shape[2]

    @property
    def complete(self) -> bool:
        """Tell whether every point that was asked for is there."""
        return len(self.places) == self.planned

    def yearly(self, arm: str, outcome: str) -> np.ndarray:
        """Return one outcome of an arm, shape (points, replicates, years)."""
        return self.values[self.arms.index(arm), ..., self.outcomes.index(outcome)]

    def level(self, arm: str, outcome: str) -> np.ndarray:
        """Return an outcome of an arm, the sum of all years, shape (points, replicates)."""
        return self.yearly(arm, outcome).sum(-1)

    def difference(self, policy: str, against: str, outcome: str) -> np.ndarray:
        """Return policy minus reference under the same luck, the sum of all years, shape (points, replicates)."""
        return self.level(policy, outcome) - self.level(against, outcome)

    def yearly_difference(self, policy: str, against: str, outcome: str) -> np.ndarray:
        """Return policy minus reference year by year, the mean over replicates, shape (points, years)."""
        return (self.yearly(policy, outcome) - self.yearly(against, outcome)).mean(1)


def read_runs(record: Record, block: int = 1) -> StageRuns:
    """Return what is stored of a stage since the start of its policies: complete points and replicates only.

    ``block`` is how many points belong together, as in a trajectory of Morris. The runs have as many replicates as all
    points have; where not even the first replicate is complete, those points are taken that have it. Nothing is
    filled in.
    """
    plan = record.plan
    cube = record.result_array(plan.keep.names(), "year")
    start = min(arm.policy_start.year for arm in plan.arms if arm.policy_start)
    first = next((n for n, day in enumerate(cube.dates) if day.year >= start), len(cube.dates))
    values = cube.values[:, :, 0, :, first : first + HORIZON]
    places, replicates = _complete(cube, block)
    return StageRuns(
        arms=cube.arms,
        years=[day.year for day in cube.dates[first : first + HORIZON]],
        outcomes=cube.outcomes,
        values=values[:, places][:, :, :replicates],
        places=places,
        planned=len(plan.points),
    )


def _complete(cube: ResultArray, block: int) -> tuple[np.ndarray, int]:
    """Return the points to take and how many replicates they all have."""
    done = ~np.isnan(cube.values).all((4, 5)).any((0, 2))
    all_points = done.all(0)
    replicates = int(all_points.argmin()) if not all_points.all() else len(all_points)
    if replicates:
        return np.arange(len(done)), replicates
    blocks = done[: len(done) // block * block, 0].reshape(-1, block).all(1)
    return np.flatnonzero(np.repeat(blocks, block)), 1


def shares(record: Record, runs: StageRuns) -> np.ndarray:
    """Return the points that are analysed, in the unit cube, shape (points, factors)."""
    return record.file.design.shares()[runs.places]


def columns(record: Record, runs: StageRuns) -> dict[str, np.ndarray]:
    """Return the values of every factor at the points that are analysed: numbers, or names of options."""
    rows = [record.file.design.values()[place] for place in runs.places]
    return {f.name: np.array([row[n] for row in rows]) for n, f in enumerate(record.file.design.factors)}
