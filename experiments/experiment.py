"""From what was asked for to a folder of results: plan the arms, run what is missing, write the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from experiments.batch import Ended, run_plan
from experiments.cell import Draw
from experiments.errors import ExperimentError
from experiments.folder import experiment_folder, experiment_name
from experiments.loading import Loader, draw_from
from experiments.manifest import write_manifest
from experiments.plan import Plan, arms_alone, arms_compared
from experiments.store import Store


@dataclass(frozen=True)
class Luckset:
    """Which luck an experiment meets, and at what size: root seed, replicates, persons per agent."""

    seed: int
    replicates: tuple[int, ...]
    scale: int


@dataclass(frozen=True)
class Experiment:
    """A plan that has been carried out: where its record stands and how it ended."""

    folder: Path
    manifest: dict[str, Any]
    store: Store
    ended: Ended

    def closing_lines(self) -> list[str]:
        """Return what is to be said at the end: failures, missing runs, and where the record stands."""
        lines = [f"failed: {each.cell.scenario}, replicate {each.cell.replicate}, {each.stage}: {each.message}\n"
                 f"  to see it again: {each.command}" for each in self.ended.failures]
        if not self.ended.complete:
            missing = self.ended.planned - self.manifest["runs_stored"]
            lines.append(f"partial result: {missing} of {self.ended.planned} runs are missing; repeat the command to go on")
        return [*lines, f"record: {self.folder}"]


def plan_runs(names: Sequence[str], settings: Iterable[str], luck: Luckset, verb: str = "run") -> Plan:
    """Return the plan that runs scenarios by themselves."""
    draw = draw_from(settings)
    scenarios = Loader(draw).all(names)
    name = _name(verb, scenarios, luck, draw)
    return Plan(name=name, arms=arms_alone(scenarios), draw=draw, **vars(luck))


def plan_comparison(names: Sequence[str], against: str, settings: Iterable[str], luck: Luckset) -> Plan:
    """Return the plan that runs scenarios and what they are compared with."""
    draw = draw_from(settings)
    loader = Loader(draw)
    *scenarios, reference = loader.all([*(name for name in names if name != against), against])
    arms = arms_compared(scenarios, reference, loader.load)
    compared = [arm.scenario for arm in arms if arm.reference]
    return Plan(name=_name("compare", compared, luck, draw, against=reference.name), arms=arms, draw=draw, **vars(luck))


def _name(verb: str, scenarios: Iterable[Any], luck: Luckset, draw: Draw, against: str = "") -> str:
    names = [scenario.name for scenario in scenarios]
    return experiment_name(verb, names, seed=luck.seed, scale=luck.scale, draw=draw.label, against=against)


def carry_out(plan: Plan, out: Path, *, jobs: int, console: Console, quiet: bool = False) -> Experiment:
    """Run what the store in ``out`` lacks and write the experiment's record beside it."""
    if jobs == 0:
        raise ExperimentError("--jobs 0: give 1 or more workers, or -1 for one a core")
    folder = experiment_folder(out, plan.name)
    ended = run_plan(plan, out, jobs=jobs, console=console, quiet=quiet)
    return Experiment(folder, write_manifest(folder, plan, ended), Store(out), ended)
