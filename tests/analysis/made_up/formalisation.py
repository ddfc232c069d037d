"""Made-up windows of formalisation beside the world without one."""

from datetime import date

import numpy as np

from analysis.measures.summarise import Levels
from analysis.studies.formalisation import arms as study
from analysis.studies.formalisation.measures import OUTCOMES, window_results
from experiments.base.outcomes import declared_outcomes

DATES = [date(2010 + month // 12, 1 + month % 12, 1) for month in range(24)]
MANIFEST = {"outcomes": {name: vars(about) for name, about in declared_outcomes().items()}}


def levels(name, replicates, level):
    """Return made-up months: every outcome at a level of its own, a little different in each replicate."""
    values = level * (1.0 + 0.01 * np.arange(replicates))[:, None, None] * np.ones((1, len(DATES), len(OUTCOMES)))
    return Levels(name, DATES, list(OUTCOMES), values, 4)


def found_of(replicates):
    """Return the world without a window and what is found of every window."""
    usual = levels("baseline", replicates, 400.0)
    windows = {one.name: levels(one.name, replicates, 100.0 + one.staff) for one in study.WINDOWS}
    return usual, window_results(usual, windows, MANIFEST)
