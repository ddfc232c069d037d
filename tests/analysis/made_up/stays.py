"""Stays, debts and recoveries on made-up months."""

from datetime import date

import numpy as np

from analysis.measures.summarise import Levels
from analysis.studies.stays.measures import NAMES, OUTCOMES, Stays, stays
from experiments.base.outcomes import declared_outcomes

DATES = [date(2008 + month // 12, 1 + month % 12, 1) for month in range(24)]
MANIFEST = {"outcomes": {name: vars(declared_outcomes()[name]) for name in OUTCOMES}}


def found(replicates: int = 3, times: float = 1.0) -> Stays | None:
    """Return distributions in which the k-th outcome of all counts k a month, so many times; no recovery ends."""
    counts = times * np.arange(len(OUTCOMES), dtype=float)
    values = np.broadcast_to(counts, (replicates, len(DATES), len(OUTCOMES))).copy()
    values[:, :, [OUTCOMES.index(name) for name in NAMES["recovery"]]] = 0.0
    return stays([Levels("history", DATES, list(OUTCOMES), values, replicates)], MANIFEST)
