"""Estimate, before anything runs, how many runs an experiment needs, and how much time and disk."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.engine.batch import LOG, weeks_a_run
from experiments.engine.plan import Plan, model_version
from experiments.engine.warm_starts import Replicate, begin
from experiments.store.store import Store

TRIAL_WEEKS = 26
LATER_WEEKS_COST = 1.7
"""A week of a whole run over one of its first half-year: 5.1 against 3.1 ms of ``baseline`` at scale 20."""
BYTES_A_VALUE, BYTES_A_CELL = 6.0, 400.0
"""On disk, of a number and of the identity of a run: measured on batches of 8 and of 242 outcomes, rounded up."""
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
            f"about {size(self.bytes)} on disk",
        ]


def estimate(plan: Plan, store: Store) -> Estimate:
    """Return what a plan will take; nothing is written, and at most half a year is run to time it."""
    stored = store.stored(plan.keep.names(), plan.keep.resolution)
    cells = [cell for _, cell in plan.unique()]
    to_do = sum(cell not in stored for cell in cells)
    seconds, basis = seconds_a_week(plan, store.folder) if to_do else (0.0, "nothing to do")
    weeks = to_do * weeks_a_run(plan)
    return Estimate(len(cells), to_do, weeks * seconds, to_do * _bytes_a_cell(plan), basis)


def seconds_a_week(plan: Plan, out: Path) -> tuple[float, str]:
    """Return processor seconds of a simulated week at a plan's scale, and what that rests on."""
    log = [line for line in read_log(out) if (line["model_version"], line["scale"]) == (model_version(), plan.scale)]
    if log:
        last = log[-1]
        return last["seconds_of_workers"] / (last["runs"] * last["weeks_a_run"]), BASIS_LOG
    return _trial(plan), BASIS_TRIAL


def read_log(out: Path) -> list[dict[str, Any]]:
    """Return the readable lines of a store's log of batches."""
    path = out / LOG
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]


def _trial(plan: Plan) -> float:
    scenario = plan.arms[0].scenario
    model = begin(scenario.before or scenario, Replicate(plan.seed, 0, plan.scale))
    model.step()
    started = time.process_time()
    for _ in range(TRIAL_WEEKS):
        model.step()
    return (time.process_time() - started) / TRIAL_WEEKS * LATER_WEEKS_COST


def _bytes_a_cell(plan: Plan) -> float:
    months = max(_months(arm.scenario) for arm in plan.arms)
    spans = {"month": months, "year": months / 12, "period": 1.0}
    values = spans[plan.keep.resolution] * len(plan.keep.names())
    return BYTES_A_CELL + values * BYTES_A_VALUE


def _months(scenario: Any) -> int:
    return (scenario.stop.year - scenario.start.year) * 12 + scenario.stop.month - scenario.start.month


def duration(seconds: float) -> str:
    """Return a span of time in the unit that a person would use."""
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 1.5 * length:
            return f"{seconds / length:.1f} {unit}"
    return f"{seconds:.0f} seconds"


def size(count: float) -> str:
    """Return a number of bytes in the unit that a person would use."""
    for unit, power in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= power:
            return f"{count / power:.1f} {unit}"
    return f"{count:.0f} bytes"
