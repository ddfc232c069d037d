"""How big an experiment is, known before anything runs: runs, processor time, disk, and what is asked about first."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.base.errors import ExperimentError
from experiments.engine.plan import Plan, model_version

LOG = "batches.jsonl"
"""Log with one line of JSON for each batch that ran anything: what ran, and how long it took."""
DAY = 86_400.0
MOST_RUNS, MOST_SECONDS, MOST_BYTES = 100_000, 30 * DAY, 50e9
"""Runs, seconds of one processor and bytes beyond which a command asks for ``--large``."""
SECONDS_A_WEEK, SECONDS_A_WEEK_OF_PEOPLE = 0.005, 0.005
"""Of a simulated week of ``baseline``: whatever the scale, and for miners and candidates, over the scale (measured)."""
BYTES_A_VALUE, BYTES_A_CELL = 6.0, 400.0
"""On disk, of a number and of the identity of a run: measured on batches of 8 and of 242 outcomes, rounded up."""
MOST_PLANNED = 10_000_000
"""Runs of one plan: more would fill the memory before the first is run."""
LARGE = "--large"


@dataclass(frozen=True)
class Size:
    """Runs, at most; seconds of one processor and bytes that they take, roughly."""

    runs: int
    seconds: float
    bytes: float

    def __str__(self) -> str:
        """Return the size in words."""
        return f"up to {self.runs:,} runs, about {self.effort()}"

    def effort(self) -> str:
        """Return time and disk in words."""
        return f"{duration(self.seconds)} of one processor, from half to twice that, and {in_bytes(self.bytes)} on disk"

    def refuse_large(self, large: bool) -> None:
        """Raise ExperimentError where this is more than anyone asks for without knowing, unless ``large``."""
        if self.runs > MOST_PLANNED:
            raise ExperimentError(
                f"this is {self}: more than {MOST_PLANNED:,} runs cannot be planned at once; ask for less"
            )
        if large or (self.runs <= MOST_RUNS and self.seconds <= MOST_SECONDS and self.bytes <= MOST_BYTES):
            return
        most = f"{MOST_RUNS:,} runs, {duration(MOST_SECONDS)} or {in_bytes(MOST_BYTES)}"
        raise ExperimentError(f"this is {self}: more than {most}; ask for less, or add {LARGE} to run it all the same")


def size_of(plan: Plan, folder: Path, runs: int | None = None) -> Size:
    """Return the size of a plan, or of ``runs`` runs like its own, without looking at each; nothing is run."""
    n = plan.most_runs() if runs is None else runs
    measured = measured_seconds_a_week(plan, folder)
    seconds = usual_seconds_a_week(plan.scale) if measured is None else measured
    return Size(n, n * weeks_a_run(plan) * seconds, n * bytes_a_cell(plan))


def usual_seconds_a_week(scale: int) -> float:
    """Return processor seconds of a simulated week at a scale, as measured on one machine."""
    return SECONDS_A_WEEK + SECONDS_A_WEEK_OF_PEOPLE / scale


def measured_seconds_a_week(plan: Plan, folder: Path) -> float | None:
    """Return processor seconds of a week in the store's last batch at a plan's scale; None if there is none."""
    known = (model_version(), plan.scale)
    log = [line for line in read_log(folder) if (line["model_version"], line["scale"]) == known]
    return log[-1]["seconds_of_workers"] / (log[-1]["runs"] * log[-1]["weeks_a_run"]) if log else None


def read_log(folder: Path) -> list[dict[str, Any]]:
    """Return the readable lines of a store's log of batches."""
    path = folder / LOG
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]


def weeks_a_run(plan: Plan) -> float:
    """Return how many weeks a run of a plan simulates, the mean over arms; a world it starts from counts too."""
    weeks = [_weeks(arm.scenario) for arm in plan.arms]
    return sum(weeks) / len(weeks)


def _weeks(scenario: Any) -> float:
    if scenario.before is None:
        return (scenario.stop - scenario.simulated_from).days / 7
    return ((scenario.start - scenario.before.simulated_from).days + (scenario.stop - scenario.start).days) / 7


def bytes_a_cell(plan: Plan) -> float:
    """Return how many bytes a run of a plan takes on disk."""
    months = max(_months(arm.scenario) for arm in plan.arms)
    spans = {"month": months, "year": months / 12, "period": 1.0}
    values = spans[plan.keep.resolution] * len(plan.keep.names())
    return BYTES_A_CELL + values * BYTES_A_VALUE


def _months(scenario: Any) -> int:
    return (scenario.stop.year - scenario.start.year) * 12 + scenario.stop.month - scenario.start.month


def duration(seconds: float) -> str:
    """Return a span of time in the unit that a person would use."""
    for unit, length in (("years", 365 * DAY), ("days", DAY), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 1.5 * length:
            return f"{seconds / length:,.1f} {unit}"
    return f"{seconds:.0f} seconds"


def in_bytes(count: float) -> str:
    """Return a number of bytes in the unit that a person would use."""
    for unit, power in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= power:
            return f"{count / power:.1f} {unit}"
    return f"{count:.0f} bytes"
