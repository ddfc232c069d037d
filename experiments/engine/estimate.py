"""Estimate, before anything runs, how many runs an experiment needs, and how much time and disk."""

import time
from dataclasses import dataclass
from pathlib import Path

from experiments.engine.plan import Plan
from experiments.engine.size import bytes_a_cell, duration, in_bytes, measured_seconds_a_week, weeks_a_run
from experiments.engine.warm_starts import Replicate, begin
from experiments.store.store import Store

TRIAL_WEEKS = 26
LATER_WEEKS_COST = 1.7
"""A week of a whole run over one of its first half-year: 5.1 against 3.1 ms of ``baseline`` at scale 20."""
BASIS_LOG, BASIS_TRIAL = "the last batch of this store at this scale", f"a trial of {TRIAL_WEEKS} weeks"


@dataclass(frozen=True)
class Estimate:
    """Cells planned and to do, seconds of one processor and bytes that these take, and what the seconds rest on."""

    planned: int
    to_do: int
    seconds: float
    bytes: float
    basis: str

    def lines(self, workers: int) -> list[str]:
        """Return the estimate in plain words; it is rough, and says so."""
        return [
            f"{self.planned} runs planned, {self.planned - self.to_do} already stored, {self.to_do} to do",
            f"about {duration(self.seconds / workers)} on {workers} worker{'s' if workers > 1 else ''}, "
            f"from half to twice that (estimated from {self.basis})",
            f"about {in_bytes(self.bytes)} on disk",
        ]


def estimate(plan: Plan, store: Store) -> Estimate:
    """Return what a plan will take; nothing is written, and at most half a year is run to time it."""
    stored = store.stored(plan.keep.names(), plan.keep.resolution)
    cells = [cell for _, cell in plan.unique()]
    to_do = sum(cell not in stored for cell in cells)
    seconds, basis = seconds_a_week(plan, store.folder) if to_do else (0.0, "nothing to do")
    weeks = to_do * weeks_a_run(plan)
    return Estimate(len(cells), to_do, weeks * seconds, to_do * bytes_a_cell(plan), basis)


def seconds_a_week(plan: Plan, out: Path) -> tuple[float, str]:
    """Return processor seconds of a simulated week at a plan's scale, and what that rests on."""
    measured = measured_seconds_a_week(plan, out)
    if measured is not None:
        return measured, BASIS_LOG
    return _trial(plan), BASIS_TRIAL


def _trial(plan: Plan) -> float:
    scenario = plan.arms[0].scenario
    model = begin(scenario.before or scenario, Replicate(plan.seed, 0, plan.scale))
    model.step()
    started = time.process_time()
    for _ in range(TRIAL_WEEKS):
        model.step()
    return (time.process_time() - started) / TRIAL_WEEKS * LATER_WEEKS_COST
