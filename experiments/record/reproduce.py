"""Run stored cells again and compare: bit for bit if the environment is the same, otherwise by means."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from rich.console import Console
from scipy.special import stdtrit

from experiments.base.environment import differences, environment
from experiments.base.errors import ExperimentError, WorkerError
from experiments.base.intervals import LEVEL
from experiments.base.progress import Counter as Progress
from experiments.engine.backend import Backend, Lost
from experiments.engine.chunks import chunked
from experiments.engine.plan import Place
from experiments.engine.runner import Chunk, Group, Job, results_of
from experiments.record.record import Record
from experiments.store.results import Result

SHOWN = 5
ROUNDING = 1e-9
"""Relative difference that is allowed between means where replicates do not vary."""


@dataclass
class Comparison:
    """What came of running cells again.

    ``other`` counts what differs between the environment of each cell and this one; ``unequal`` names cells whose bits
    differ although the environment is the same; ``outside`` names means that differ by more than chance allows.
    """

    cells: int = 0
    same_bits: int = 0
    unequal: list[str] = field(default_factory=list)
    other: Counter[str] = field(default_factory=Counter)
    means: int = 0
    outside: list[str] = field(default_factory=list)
    no_interval: int = 0

    @property
    def reproduced(self) -> bool:
        """Tell whether everything came out as it should."""
        return not self.unequal and not self.outside

    def lines(self) -> list[str]:
        """Return the findings in plain words."""
        lines = [f"{self.cells} runs done again: {self.same_bits} are the same bit for bit"]
        if self.unequal:
            shown = " ".join(self.unequal[:SHOWN])
            lines.append(f"NOT REPRODUCED: {len(self.unequal)} differ although the environment is equal: {shown}")
        for difference, n in self.other.items():
            lines.append(f"another environment for {n} of them: {difference}")
        if self.means:
            inside = self.means - len(self.outside)
            near = f"{inside} of {self.means} means over runs"
            lines.append(f"where it differs, {near} are as near as chance lets them be")
        if self.no_interval:
            lines.append(f"{self.no_interval} means have one replicate only, so there is no interval to compare with")
        return [*lines, *(f"NOT REPRODUCED: {each}" for each in self.outside[:SHOWN])]


def reproduce(
    record: Record,
    backend: Backend,
    console: Console,
    *,
    cell: str | None = None,
    share: float = 1.0,
    quiet: bool = False,
) -> Comparison:
    """Run one cell of a record, or a share of its stored cells, again; nothing is written.

    Raise ExperimentError for a cell that the record lacks or where nothing is stored.
    """
    places = chosen(record, cell, share)
    found = Comparison(len(places))
    again: dict[str, Result] = {}
    with Progress(len(places), console, quiet=quiet) as progress:
        for end in backend.each(results_of, (_chunk(record, sketch) for sketch in chunked([(p,) for p in places]))):
            if isinstance(end, Lost):
                raise WorkerError("a worker process was killed while running cells again; repeat the command")
            again |= {result.cell.id: result for result in end.result}
            progress.count(len(end.result), 0)
    _compare(record, places, again, found)
    return found


def _chunk(record: Record, sketch: Sequence[Sequence[Place]]) -> Chunk:
    return Chunk(tuple(Group(tuple[Job, ...](record.plan.job(place) for place in group)) for group in sketch))


def chosen(record: Record, cell: str | None, share: float) -> list[Place]:
    """Return the places of one cell, or of a share of the stored cells chosen by the root seed."""
    plan, keep = record.plan, record.plan.keep
    stored = record.store.stored(keep.names(), keep.resolution)
    places = [(place, found) for place, found in plan.unique() if found in stored]
    if cell is not None:
        matching = [place for place, found in places if found.startswith(cell)]
        if len(matching) != 1:
            raise ExperimentError(f"--cell {cell}: {len(matching)} stored cells of this experiment begin with that")
        return matching
    if not places:
        raise ExperimentError("nothing of this experiment is stored; run it first")
    n = max(1, math.ceil(share * len(places)))
    picked = np.random.default_rng(plan.seed).permutation(len(places))[:n]
    return [places[index][0] for index in sorted(picked)]


def _compare(record: Record, places: list[Place], again: dict[str, Result], found: Comparison) -> None:
    """Compare every cell, in the order of the plan: the order of the store's parts differs between machines."""
    keep, plan = record.plan.keep, record.plan
    made, here = record.store.environments(), environment()
    cells = [plan.cell(place).id for place in places]
    stored = {cell: values for cell, _, values in record.store.each(cells, keep.names(), keep.resolution)}
    elsewhere: dict[tuple[int, int, int], dict[str, np.ndarray]] = {}
    for place, cell in zip(places, cells, strict=True):
        new = _kept(again[cell], record)
        same = np.array_equal(stored[cell], new, equal_nan=True)
        found.same_bits += same
        lines = differences(here, made[cell])
        found.other.update(lines)
        if lines:
            elsewhere.setdefault((place.arm, place.point, place.theory), {})[cell] = new
        elif not same:
            found.unequal.append(cell)
    for at, runs in sorted(elsewhere.items()):
        _compare_means(record, at, runs, len(elsewhere) * len(keep.names()), found)


def _kept(result: Result, record: Record) -> np.ndarray:
    from experiments.store.resolution import kept

    return kept(result, record.plan.keep.names(), record.plan.keep.resolution).values


def _compare_means(
    record: Record, at: tuple[int, int, int], runs: dict[str, np.ndarray], means: int, found: Comparison
) -> None:
    """Compare the mean of runs done again with that of the stored replicates of the same scenario and point."""
    plan, names = record.plan, record.plan.keep.names()
    stored = record.store.stored(names, plan.keep.resolution)
    cells = [cell for n in plan.replicates if (cell := plan.cell(Place(*at, n)).id) in stored]
    before = np.array([numbers.mean(0) for _, _, numbers in record.store.each(cells, names, plan.keep.resolution)])
    again = np.array([run.mean(0) for run in runs.values()])
    if len(before) < 2:
        found.no_interval += len(names)
        return
    found.means += len(names)
    middle, new, half = before.mean(0), again.mean(0), _allowed(before, again, means)
    for n in np.flatnonzero(np.abs(new - middle) > half):
        scenario, limits = plan.arms[at[0]].scenario.name, f"{middle[n] - half[n]:.6g} to {middle[n] + half[n]:.6g}"
        found.outside.append(f"{scenario}, {names[n]}: {new[n]:.6g} again, {limits} allowed by what is stored")


def _allowed(before: np.ndarray, again: np.ndarray, means: int) -> np.ndarray:
    """Return how far apart chance lets the means of two samples lie, shape (outcomes,).

    The samples are taken as independent with one variance, because a last bit that differs can change all that
    follows. The level is shared among so many ``means`` (Bonferroni). What never varies may differ by rounding.
    """
    both = (before, again)
    freedom = len(before) + len(again) - 2
    squares = sum(((sample - sample.mean(0)) ** 2).sum(0) for sample in both)
    error = np.sqrt(squares / freedom * sum(1 / len(sample) for sample in both))
    return stdtrit(freedom, 1 - (1 - LEVEL) / 2 / means) * error + ROUNDING * np.abs(before.mean(0))
