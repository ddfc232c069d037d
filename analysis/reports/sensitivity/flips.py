"""What would flip a ranking: the conditions under which one policy is not better than another."""

from collections.abc import Sequence

import numpy as np

from analysis.reports.sensitivity.data import columns
from analysis.reports.sensitivity.results import IndicesResult, StudyResults
from analysis.sensitivity.boxes import whole_ranges
from analysis.sensitivity.discovery import FEWEST, Discovery, discover
from analysis.sensitivity.ranking import best_indicator
from experiments.design.factors import LEVER, PRICE, THEORY, UNCERTAINTY

ADVERSARY = ("bars", "recruitment", "adaptation", "theory.decision_rule")
"""Groups of parameters, and the switch, that say how exploiters behave. No condition on them is printed."""


def contests(results: StudyResults) -> list[tuple[str, str]]:
    """Return the pairs whose ranking is asked about: the rivals, then the first of them and the policy with levers."""
    rivals = results.study.subject.rivals
    pairs = [(rivals[0], rivals[1]), (rivals[0], results.policy)] if rivals else []
    return list(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))


def rival_beaten(indices: IndicesResult, pair: Sequence[str], outcome: str) -> np.ndarray:
    """Return at which points the first of a pair is not better than the second, shape (points,), booleans."""
    values = np.stack([indices.runs.level(each, outcome) for each in pair], axis=1)
    return best_indicator(values, 0) < 0.5


def flips(results: StudyResults, outcome: str, pair: tuple[str, str]) -> Discovery | None:
    """Return the conditions under which the first of a pair is not better; None if it always or never is.

    Conditions are on levers that one of the pair has, on uncertainties, theories and the price, but not on how
    exploiters behave.
    """
    indices = results.indices
    if indices is None:
        return None
    failed = rival_beaten(indices, pair, outcome)
    if failed.all() or not failed.any():
        return None
    x, failing = _conditions(indices, levers=results.policy in pair), f"{pair[0]} is not better than {pair[1]}"
    few = min(failed.sum(), (~failed).sum()) < FEWEST
    return Discovery([], failing, whole_ranges(x)) if few or not x else discover(x, failed, failing)


def _conditions(indices: IndicesResult, *, levers: bool) -> dict[str, np.ndarray]:
    """Return the columns of factors that are conditions for a pair: no dummy, nothing of the adversary."""
    families = (UNCERTAINTY, THEORY, PRICE, *((LEVER,) if levers else ()))
    kept = {factor.name for factor in indices.record.file.design.factors if factor.family in families}
    values = columns(indices.record, indices.runs)
    return {name: values[name] for name in values if name in kept and not name.startswith(ADVERSARY)}
