"""Probes on made-up months: so many times the reference in every replicate."""

from datetime import date

import numpy as np

from analysis.measures.summarise import Pair
from analysis.studies.probes.measures import COLUMNS, Probed, probed
from experiments.base.outcomes import declared_outcomes
from experiments.design.probes import Probe, Probes
from model.evidence.expected_directions import Claim, Signs
from model.evidence.expected_directions import Probe as Expected

CONVICTIONS = "recorded.convictions"
OUTCOMES = [*COLUMNS, CONVICTIONS]
MANIFEST = {"outcomes": {name: vars(declared_outcomes()[name]) for name in OUTCOMES}}
DATES = [date(2008, month, 1) for month in range(1, 13)]
CLAIM = Claim(expected="-", basis="derived", columns=("years_sexual",), source=("M30",))
TABLE = Signs(columns=(), levers=(), probes=(Expected(name="p", open="o.", claims=(CLAIM,)),))


def found(*factors: float, changes: str = "a number") -> Probed:
    """Return a probe whose months are so many times those of the reference, a factor a replicate."""
    against = np.broadcast_to([100.0, 50.0, 1.0], (len(factors), len(DATES), len(OUTCOMES)))
    policy = against * np.array(factors)[:, None, None]
    pair = Pair("p", "history", DATES[0], DATES, OUTCOMES, policy, against, len(factors))
    probes = Probes((CONVICTIONS,), (Probe(name="p", changes=changes),))
    (one,) = probed([pair], MANIFEST, probes, TABLE)
    return one
