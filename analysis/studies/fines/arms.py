"""Fines of bars: how many bars and people in exploitation remain, by fine and inspections (M27)."""

from dataclasses import replace
from datetime import date
from typing import Any

from experiments.design.building import policy
from experiments.engine.plan import Arm

QUESTION = "Up to which fine and how many inspections do bars stay open, and what becomes of people held in them?"
WORLD = "baseline"
START = date(2010, 1, 4)
RAMP = 26.0
INSPECTIONS = (5.0, 20.0, 80.0)
"""Inspections in the region, 1/week."""
FINES = (2_000.0, 10_000.0, 50_000.0, 250_000.0)
"""Fines of a bar in breach, soles."""


def arm_name(inspections: float, fine: float) -> str:
    """Return the name of the arm with these inspections, 1/week, and this fine, soles."""
    return f"inspections_{inspections:g}_fine_{fine:.0f}"


def arms(loader: Any, world: str) -> tuple[Arm, ...]:
    """Return the world itself, and the world with every fine and number of inspections."""
    reference = loader.load(world)
    pairs = [(inspections, fine) for inspections in INSPECTIONS for fine in FINES]
    return (Arm(reference), *(Arm(_fined(reference, *pair), reference.name, _start(reference)) for pair in pairs))


def _start(reference: Any) -> date:
    return max(START, reference.start)


def _fined(reference: Any, inspections: float, fine: float) -> Any:
    """Return a scenario with bar licensing that closes no bar, so that only the fine deters."""
    settings = {"inspections": inspections, "fine": fine, "closures": 0.0}
    licensing = policy("bar_licensing", start=_start(reference), ramp=RAMP, **settings)
    policies = (*reference.interventions, licensing)
    return replace(reference, name=arm_name(inspections, fine), question=QUESTION, interventions=policies)
