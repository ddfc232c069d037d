"""What would flip a ranking: the conditions under which one rival is not better than the other."""

import numpy as np

from analysis.reports.sensitivity.data import columns
from analysis.reports.sensitivity.stages import Findings, Indexed, rival_beaten
from analysis.sensitivity.boxes import Box
from analysis.sensitivity.discovery import Check, held_out, prim_boxes
from experiments.design.factors import LEVER, PRICE, THEORY, UNCERTAINTY

ADVERSARY = ("bars", "recruitment", "adaptation", "theory.decision_rule")
"""Groups of parameters, and the switch, that say how exploiters behave: no condition on them is printed one by one."""

type Flip = tuple[list[Box], Check | None, str]
"""Boxes, how they hold in runs they were not found in, and what fails in them."""


def contests(found: Findings) -> list[tuple[str, str]]:
    """Return the pairs whose ranking is asked about: the rivals, then the first of them and the policy with levers."""
    rivals, policy = found.study.subject.rivals, found.study.subject.policy
    pairs = [(rivals[0], rivals[1]), (rivals[0], policy)] if rivals else []
    return list(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))


def flips(found: Findings, outcome: str, pair: tuple[str, str]) -> Flip | None:
    """Return the conditions under which the first of a pair is not better; None if it always or never is.

    Conditions are levers that one of the pair has, on the state's side, and outside; how exploiters behave is left out.
    """
    indexed = found.indexed
    if indexed is None:
        return None
    failed = rival_beaten(indexed, pair, outcome)
    if failed.all() or not failed.any():
        return None
    x = conditions(indexed, levers=found.study.subject.policy in pair)
    boxes = prim_boxes(x, failed) if x else []
    check = held_out(x, failed) if boxes else None
    return boxes, check, f"{pair[0]} is not better than {pair[1]}"


def conditions(indexed: Indexed, *, levers: bool) -> dict[str, np.ndarray]:
    """Return the columns of factors that are conditions for a pair: no dummy, nothing of the adversary."""
    families = (UNCERTAINTY, THEORY, PRICE, *((LEVER,) if levers else ()))
    kept = {f.name for f in indexed.record.file.design.factors if f.family in families}
    values = columns(indexed.record, indexed.runs)
    return {name: values[name] for name in values if name in kept and not name.startswith(ADVERSARY)}
