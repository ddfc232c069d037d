"""A made-up pair in which forces are there in some months."""

from datetime import date

import numpy as np

from analysis.measures.summarise import Pair
from analysis.studies.interdiction.measures import EVENTS, FORCES, PATHS, WEEKS

MONTHS = 96
OUTCOMES = [*PATHS, FORCES, WEEKS, *EVENTS]


def pair(*with_forces):
    """Return a pair of three replicates in which forces are there in some months and a tenth is missing after."""
    dates = [date(2008 + month // 12, month % 12 + 1, 1) for month in range(MONTHS)]
    against = np.full((3, MONTHS, len(OUTCOMES)), 200.0) + np.arange(3)[:, None, None]
    against[:, :, OUTCOMES.index(FORCES)] = against[:, :, OUTCOMES.index(WEEKS)] = 0.0
    policy = against.copy()
    policy[:, with_forces[0] :, : len(PATHS)] *= 0.9
    policy[:, list(with_forces), OUTCOMES.index(FORCES)] = 6000.0
    return Pair("operated", "free", dates[with_forces[0]], dates, OUTCOMES, policy, against, 3)
