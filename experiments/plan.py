"""What is to be run: scenarios, their references, one draw, theories, replicates, a seed and a scale."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from experiments.cell import Cell, Draw
from experiments.errors import ExperimentError
from experiments.runner import Job


@dataclass(frozen=True)
class Arm:
    """A scenario and the name of the arm it is compared with; None for a reference itself.

    ``policy_start`` is the first day scored on which their interventions differ; None where more than
    interventions differs, such as the price.
    """

    scenario: Any
    reference: str | None = None
    policy_start: date | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Arms and the axes that they all share; every arm runs every replicate under every theory.

    ``theories`` holds None for the theory that each scenario declares.
    """

    name: str
    arms: tuple[Arm, ...]
    draw: Draw
    theories: tuple[Any, ...] = (None,)
    seed: int
    replicates: tuple[int, ...]
    scale: int

    def job(self, arm: Arm, replicate: int, theory: Any = None) -> Job:
        """Return the cell of one arm, replicate and theory, with the scenario it runs."""
        scenario = under(arm.scenario, theory)
        cell = Cell(
            scenario=scenario.name,
            fingerprint=scenario.fingerprint(),
            draw=self.draw.label,
            theory=scenario.theory.label,
            seed=self.seed,
            replicate=replicate,
            scale=self.scale,
            model_version=model_version(),
        )
        return Job(cell, scenario)

    def jobs(self) -> list[Job]:
        """Return every cell once, also where two arms are the same run."""
        axes = product(self.theories, self.replicates, self.arms)
        jobs = [self.job(arm, replicate, theory) for theory, replicate, arm in axes]
        return list({job.cell.id: job for job in jobs}.values())

    def cells(self, arm: Arm) -> dict[str, list[str]]:
        """Return the ids of an arm's cells, replicate by replicate, for every theory by its label."""
        found = ([self.job(arm, replicate, theory).cell for replicate in self.replicates] for theory in self.theories)
        return {cells[0].theory: [cell.id for cell in cells] for cells in found}


def under(scenario: Any, theory: Any) -> Any:
    """Return a scenario, and the world that it starts from, under a theory; None leaves its own."""
    if theory is None:
        return scenario
    return replace(scenario, theory=theory, before=scenario.before and under(scenario.before, theory))


def model_version() -> int:
    """Return the version of the model; results of different versions are never mixed."""
    from model.version import MODEL_VERSION

    return MODEL_VERSION


def arms_alone(scenarios: Iterable[Any]) -> tuple[Arm, ...]:
    """Return scenarios as arms without a reference."""
    return tuple(Arm(scenario) for scenario in scenarios)


def arms_compared(scenarios: Sequence[Any], against: Any, load: Callable[[str], Any]) -> tuple[Arm, ...]:
    """Return the arms of a comparison: references not compared themselves, then every other scenario.

    ``load`` returns a scenario by name. Raise ExperimentError for a scenario that differs from ``against`` in
    period or price and names no reference of its own, and when nothing is left to compare.
    """
    compared = [scenario for scenario in scenarios if scenario.name != against.name]
    if not compared:
        raise ExperimentError(f"only {against.name} itself is given; name a scenario to compare with it")
    pairs = [(scenario, _reference(scenario, against, load)) for scenario in compared]
    _refuse_same_names([scenario for pair in pairs for scenario in pair])
    policies = [Arm(scenario, reference.name, _policy_start(scenario, reference)) for scenario, reference in pairs]
    names = {arm.scenario.name for arm in policies}
    references = {reference.name: reference for _, reference in pairs if reference.name not in names}
    return (*arms_alone(references.values()), *policies)


def _reference(scenario: Any, against: Any, load: Callable[[str], Any]) -> Any:
    """Return what a scenario is compared with: ``against`` if comparable, else its own reference."""
    differences = scenario.same_period_and_price(against)
    if not differences:
        return against
    if not scenario.own_reference:
        raise ExperimentError(_not_comparable(scenario, against, differences))
    reference = load(scenario.reference)
    if scenario.stop <= reference.start or reference.stop <= scenario.start:
        raise ExperimentError(_not_comparable(scenario, reference, ["they have no month in common"]))
    return reference


def _not_comparable(scenario: Any, against: Any, differences: list[str]) -> str:
    return (
        f"{scenario.name} cannot be compared with {against.name}, as more than policy differs "
        f"({'; '.join(differences)}); give --against a scenario with the same period and gold price, "
        f'or, if that difference is the question, write reference = "{against.name}" in {scenario.name}'
    )


def _refuse_same_names(scenarios: Iterable[Any]) -> None:
    prints: dict[str, str] = {}
    for scenario in scenarios:
        if prints.setdefault(scenario.name, scenario.fingerprint()) != scenario.fingerprint():
            raise ExperimentError(f"two different scenarios are called {scenario.name}; rename one of the files")


def _policy_start(scenario: Any, reference: Any) -> date | None:
    """Return the first day scored on which interventions differ; None if more than interventions differs."""
    day = scenario.fork_date(reference)
    if day is None or day == scenario.simulated_from:
        return None
    return max(day, scenario.start, reference.start)
