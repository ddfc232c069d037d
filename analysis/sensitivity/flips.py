"""What would flip a ranking: the conditions under which one rival is not better than the other."""

import numpy as np

from analysis.sensitivity.boxes import Box
from analysis.sensitivity.data import columns
from analysis.sensitivity.discovery import Check, held_out, prim_boxes
from analysis.sensitivity.study import Findings, Indexed, rival_beaten
from experiments.factors import PRICE, THEORY, UNCERTAINTY

ADVERSARY = ("bars", "recruitment", "adaptation", "theory.decision_rule")
"""Groups of parameters, and the switch, that say how exploiters behave: no condition on them is printed one by one."""

type Flip = tuple[list[Box], Check | None, str]
"""Boxes, how they hold in runs they were not found in, and what fails in them."""


def flips(found: Findings, outcome: str) -> Flip | None:
    """Return the conditions under which the first rival is not better than the second; None if always or never.

    Conditions are on the state's side and outside ones; how exploiters behave is left out.
    """
    indexed, rivals = found.indexed, found.study.subject.rivals
    if indexed is None or not rivals:
        return None
    failed = rival_beaten(indexed, rivals, outcome)
    if failed.all() or not failed.any():
        return None
    x = conditions(indexed)
    boxes = prim_boxes(x, failed)
    check = held_out(x, failed) if boxes else None
    return boxes, check, f"{rivals[0]} is not better than {rivals[1]}"


def conditions(indexed: Indexed) -> dict[str, np.ndarray]:
    """Return the columns of factors that are conditions for the rivals: no lever, dummy or part of the adversary."""
    kept = {f.name for f in indexed.record.file.design.factors if f.family in (UNCERTAINTY, THEORY, PRICE)}
    values = columns(indexed.record, indexed.runs)
    return {name: values[name] for name in values if name in kept and not name.startswith(ADVERSARY)}
