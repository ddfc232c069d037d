"""Plan what a command asks for, run what is missing, and write the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console

from experiments.base.cell import Draw
from experiments.base.folder import experiment_folder, experiment_name
from experiments.design.apply_draw import apply_theory
from experiments.design.loading import Loader, axis_name, draw_from, policies_against, theories_named, theory_named
from experiments.engine.batch import Ended, Execution, local_backend, run_plan
from experiments.engine.plan import Arm, Plan, arms_alone, arms_compared
from experiments.engine.runner import short_command
from experiments.record.manifest import write_manifest
from experiments.store.store import Store

EVERY_POLICY = "every-policy"
"""Word in an experiment's name for all scenarios of the project that can be compared."""
EVERY_LEVER = "every-lever"
"""Word in an experiment's name for the scenarios of all levers in the table of expected directions."""
BASELINE = "baseline"


@dataclass(frozen=True)
class Replication:
    """Luck and size of an experiment: seed, replicates, persons per agent."""

    seed: int
    replicates: Sequence[int]
    scale: int


@dataclass(frozen=True)
class Experiment:
    """A plan that has been carried out: where its record is and how it ended."""

    folder: Path
    manifest: dict[str, Any]
    store: Store
    ended: Ended

    def closing_lines(self) -> list[str]:
        """Return the closing lines: failures, missing runs, and where the record is."""
        lines = [
            f"failed: {each.cell.scenario}, replicate {each.cell.replicate}, {each.stage}: {each.message}\n"
            f"  to see it again: {short_command(each.command, 'in manifest.json, under failures')}"
            for each in self.ended.failures
        ]
        if not self.ended.complete:
            missing = self.ended.planned - self.manifest["runs_stored"]
            of = f"{missing} of {self.ended.planned} runs are missing"
            lines.append(f"partial result: {of}; repeat the command to go on")
        return [*lines, f"record: {self.folder}"]


def plan_runs(
    names: Sequence[str], settings: Iterable[str], replication: Replication, theory: str | None = None
) -> Plan:
    """Return the plan that runs scenarios without a comparison, under the theory with a label or under their own."""
    draw = draw_from(settings)
    theories = (None if theory is None else theory_named(theory),)
    return _plan("run", arms_alone(Loader(draw).all(names)), draw, replication, theories=theories)


def plan_patterns(world: str, settings: Iterable[str], replication: Replication) -> Plan:
    """Return the plan that runs a world and also scores its warm-up, which some patterns need."""
    draw = draw_from(settings)
    whole = [replace(scenario, start=scenario.simulated_from) for scenario in Loader(draw).all([world])]
    return _plan("patterns", arms_alone(whole), draw, replication)


def plan_routes(name: str, settings: Iterable[str], replication: Replication) -> Plan:
    """Return the plan that runs one scenario to follow complaints, survivors and raids in it."""
    draw = draw_from(settings)
    return _plan("routes", arms_alone(Loader(draw).all([name])), draw, replication)


def plan_comparison(
    names: Sequence[str],
    against: str | None,
    settings: Iterable[str],
    replication: Replication,
    theories: str | None = None,
) -> Plan:
    """Return the plan that runs scenarios and what they are compared with, under one theory or several.

    Without ``against``, that is the one reference that the scenarios name, else the baseline.
    """
    draw = draw_from(settings)
    against = against or _own_reference(names, draw)
    axis = (None,) if theories is None else theories_named(theories)
    return _plan("compare", _compared(names, against, draw, axis[0]), draw, replication, theories=axis)


def _own_reference(names: Sequence[str], draw: Draw) -> str:
    """Return the reference that scenarios have in common; the baseline where they have none or several."""
    found = {scenario.reference for scenario in Loader(draw).all(names) if scenario.reference}
    return found.pop() if len(found) == 1 else BASELINE


def plan_audit(names: Sequence[str], against: str, settings: Iterable[str], replication: Replication) -> Plan:
    """Return the plan of an audit of the scenarios ``names``, or of every policy of the project."""
    draw = draw_from(settings)
    arms = _compared(names or policies_against(against), against, draw)
    return _plan("audit", arms, draw, replication, subjects=None if names else [EVERY_POLICY])


def plan_signs(kinds: Sequence[str], settings: Iterable[str], replication: Replication) -> Plan:
    """Return the plan that compares each kind of intervention alone, as in its scenario, with the baseline."""
    draw = draw_from(settings)
    loader = Loader(draw)
    *scenarios, reference = loader.all([*kinds, BASELINE])
    alone = [_alone(scenario) for scenario in scenarios]
    arms = arms_compared(alone, reference, loader.load)
    return _plan("signs", arms, draw, replication, subjects=[EVERY_LEVER])


def _alone(scenario: Any) -> Any:
    """Return a scenario without policies of another kind than its name."""
    kept = tuple(policy for policy in scenario.interventions if policy.kind == scenario.name)
    return replace(scenario, interventions=kept)


def plan_study(study: Any, world: str | None, settings: Iterable[str], replication: Replication) -> Plan:
    """Return the plan of a study (``name``, ``world``, ``arms``), in a world or in the study's own."""
    draw, world = draw_from(settings), study.world if world is None else world
    arms = study.arms(Loader(draw), world)
    return _plan("study", arms, draw, replication, subjects=[study.name, world])


def _compared(names: Sequence[str], against: str, draw: Draw, theory: Any = None) -> tuple[Arm, ...]:
    """Return the arms of a comparison, all under ``theory`` if one is given, so that no arms differ in theory."""
    loader = Loader(draw)
    found = (apply_theory(one, theory) for one in loader.all([*(name for name in names if name != against), against]))
    *scenarios, reference = found
    return arms_compared(scenarios, reference, lambda name: apply_theory(loader.load(name), theory))


def _plan(
    verb: str,
    arms: tuple[Arm, ...],
    draw: Draw,
    replication: Replication,
    subjects: Sequence[str] | None = None,
    theories: tuple[Any, ...] = (None,),
) -> Plan:
    """Return a plan whose name says what it does and with what; ``subjects`` stand in for the scenarios' names."""
    references = list(dict.fromkeys(arm.reference for arm in arms if arm.reference))
    named = subjects or [arm.scenario.name for arm in arms if arm.reference or not references]
    about = {"seed": replication.seed, "scale": replication.scale, "draw": draw.label}
    name = experiment_name(verb, named, against=references, theories=axis_name(theories), **about)
    return Plan(name=name, arms=arms, draw=draw, theories=theories, **vars(replication))


def carry_out(
    plan: Plan, out: Path, *, jobs: int, console: Console, quiet: bool = False, large: bool = False
) -> Experiment:
    """Run what the store in ``out`` lacks and write the experiment's record beside it.

    Raise ExperimentError for a plan beyond the size that is asked about first, unless ``large``.
    """
    how = Execution(backend=local_backend(jobs), console=console, quiet=quiet, large=large)
    folder = experiment_folder(out, plan.name)
    ended = run_plan(plan, out, how)
    return Experiment(folder, write_manifest(folder, plan, ended), Store(out), ended)
