"""One number of the model at a time is changed from 2000 on, in the world of history stopped before 2014."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from experiments.design.probes import Probe, Probes, read_probes
from experiments.engine.plan import Arm

QUESTION = "By how much does each number of the model, changed alone, move person-years of exploitation?"
WORLD = "history"
STOP = date(2014, 1, 1)
"""Operations of 2014 and later would stand between a change and its effect."""
FILE = Path(__file__).with_name("probes.toml")


def known_probes() -> Probes:
    """Return the probes of the project."""
    return read_probes(FILE)


def arms(loader: Any, world: str) -> tuple[Arm, ...]:
    """Return the world as it is, what some probes are compared with, and every probe."""
    scenario = loader.load(world)
    stopped = replace(scenario, stop=min(STOP, scenario.stop))
    return (Arm(stopped), *(arm for probe in known_probes().probes for arm in _arms(probe, stopped)))


def _arms(probe: Probe, world: Any) -> list[Arm]:
    reference = probe.compared_with(world)
    own = [Arm(reference)] if reference is not world else []
    return [*own, Arm(probe.applied(world), reference.name)]
