"""Run a setting of the page in the real model, beside the same world without it, and measure the difference."""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from scipy.special import stdtrit

from analysis.explore.answer import level_of, percent
from analysis.explore.outputs import Output, log_ratio
from analysis.explore.serving.asking import Setting
from analysis.explore.serving.worker import Report
from analysis.explore.sliders import SCENARIO, WORLD, changes_of
from experiments.base.errors import ExperimentError
from experiments.engine.backend import Backend, Done, Lost
from experiments.engine.batch import Ended, Execution, local_backend, run_plan
from experiments.engine.plan import Keep, Plan
from experiments.record.ensemble_runs import with_ensemble
from experiments.record.experiment import Replication, plan_comparison
from experiments.record.result_array import ResultArray, read_result_array
from experiments.store.store import Store

YEARLY = "year"
UPPER = 0.95
"""Quantile of Student's t that leaves 90 % between it and its mirror image."""


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much is run: sets of the ensemble, with one run each, and persons that an agent stands for."""

    draws: int = 8
    scale: int = 100
    seed: int = 1


def settings_of(setting: Setting) -> list[str]:
    """Return what ``--set`` is given for a setting, ``KEY=VALUE``."""
    changes = changes_of(setting.policy, setting.budget, setting.price)
    return [f"{key}={value}" for key, value in changes.items()]


def plan_of(setting: Setting, size: Size, outcomes: Iterable[str] | None = None) -> Plan:
    """Return the plan of a setting and of the same world without it; some outcomes are kept, by default all."""
    replication = Replication(size.seed, range(1), size.scale)
    plan = plan_comparison([str(SCENARIO)], WORLD, settings_of(setting), replication)
    kept = None if outcomes is None else tuple(dict.fromkeys(outcomes))
    return replace(with_ensemble(plan, size.draws), keep=Keep(kept, YEARLY))


@dataclass(frozen=True, kw_only=True)
class RealRuns:
    """Runs settings into a store: the work of the server's worker.

    ``outputs`` are those of the page, with key, span and baseline; ``jobs`` says on how many processes.
    """

    results: Path
    outputs: Sequence[Mapping[str, Any]]
    size: Size = Size()
    jobs: int = 1

    def __call__(self, setting: Setting, report: Report) -> dict[str, Any]:
        """Run what the store lacks of a setting and return its effects in per cent; see ``effects_of``.

        Raise ExperimentError where runs fail.
        """
        plan = plan_of(setting, self.size, (output["key"] for output in self.outputs))
        store = Store(self.results)
        cells = {cell for _, cell in plan.unique()}
        stored = len(cells & set(store.stored(plan.keep.names(), plan.keep.resolution)))
        report(stored, len(cells))
        backend = Counted(local_backend(self.jobs), _adding(report, stored, len(cells)))
        _refuse_failures(run_plan(plan, self.results, Execution(backend=backend, console=Console(quiet=True))))
        found = read_result_array(plan, store, plan.keep.names(), plan.keep.resolution)
        about = {"runs": len(cells), "draws": self.size.draws, "scale": self.size.scale}
        return about | {"outcomes": effects_of(found, self.outputs, setting.price)}


def _adding(report: Report, done: int, of: int) -> Callable[[int], None]:
    """Return what counts finished runs on top of those that are ``done``, and reports them."""

    def add(finished: int) -> None:
        nonlocal done
        done += finished
        report(done, of)

    return add


class Counted:
    """A backend that says how many runs have finished whenever a chunk of them ends."""

    def __init__(self, backend: Backend, finished: Callable[[int], None]) -> None:
        """Take where the work is done, and what is told of it."""
        self.backend, self.finished = backend, finished

    def each[T, R](self, work: Callable[[T], R], tasks: Iterable[T]) -> Generator[Done[T, R] | Lost[T]]:
        """Yield what became of every chunk."""
        with closing(self.backend.each(work, tasks)) as ends:
            for end in ends:
                if isinstance(end, Done):
                    self.finished(len(getattr(end.result, "finished", ())))
                yield end

    def one_by_one(self) -> "Counted":
        """Return a backend that has one chunk in hand at a time."""
        return Counted(self.backend.one_by_one(), self.finished)


def _refuse_failures(ended: Ended) -> None:
    if ended.failures:
        first = ended.failures[0]
        why = f"{first.cell.scenario}, {first.stage}: {first.message}"
        raise ExperimentError(f"{len(ended.failures)} of {ended.planned} runs failed; {why}")
    if not ended.complete:
        raise ExperimentError(f"{ended.planned - ended.already_stored - ended.finished} runs are missing: interrupted")


def effects_of(found: ResultArray, outputs: Sequence[Mapping[str, Any]], price: float) -> dict[str, dict[str, Any]]:
    """Return the effect on every output: by its key, then by its horizon or year, per cent; None where none is told.

    ``middle`` is the effect at the mean over sets of the log ratio of policy to baseline, as the surrogate has it;
    ``low`` and ``high`` hold 90 % of single worlds, ``mean_low`` and ``mean_high`` the middle itself in 90 of 100
    samples of sets (Student's t on log ratios).
    """
    effects: dict[str, dict[str, Any]] = {}
    for output in outputs:
        (span,) = output["span"].values()
        effects.setdefault(output["key"], {})[str(span)] = _effect(log_ratios(found, output), output, price)
    return effects


def log_ratios(found: ResultArray, output: Mapping[str, Any]) -> np.ndarray:
    """Return the log ratio of policy to baseline by set, shape (sets,); not finite where there is a zero."""
    figure = Output(output["key"], output["part"], output["group"], **output["span"])
    both = (found.of(arm, figure.key)[:, 0, 0] for arm in (SCENARIO.stem, WORLD))
    with np.errstate(divide="ignore", invalid="ignore"):
        return log_ratio(*(figure.of(values, found.dates[0].year) for values in both), output["baseline"]["offset"])


def _effect(ratios: np.ndarray, output: Mapping[str, Any], price: float) -> dict[str, float] | None:
    if not np.isfinite(ratios).all():
        return None
    n, middle = len(ratios), float(ratios.mean())
    error = float(stdtrit(n - 1, UPPER) * ratios.std(ddof=1))
    world, mean = error * np.sqrt(1 + 1 / n), error / np.sqrt(n)
    distances = {"low": -world, "middle": 0.0, "high": world, "mean_low": -mean, "mean_high": mean}
    level = level_of(output, price)
    return {name: percent(output, middle + distance, level) for name, distance in distances.items()}
