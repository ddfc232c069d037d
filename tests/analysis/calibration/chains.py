"""A calibration of the stand-in model, in which bars earn by two parameters and nothing else matters."""

from datetime import date

import numpy as np

from experiments.design.priors import Priors, priors
from experiments.record.calibration import Budget, Calibration, Policies
from model.evidence.patterns import Pattern
from model.evidence.targets import Target, Targets

MARGIN, ESCAPE = "bars.margin", "exits.escape"
GROUPS = ("bars.", "exits.", "theory.")
FEW = Priors(tuple(prior for prior in priors().each if prior.name.startswith(GROUPS)))
"""Enough to tell what matters from what does not, and few enough for a fast test."""
BUDGET = Budget(
    scale=20,
    first=90,
    policies=20,
    wave=60,
    waves=2,
    sets=60,
    generations=3,
    round=80,
    rounds=1,
    replicates=(1, 1, 2),
    candidates=200,
)


def target(name, outcome, low, high, reading="interval"):
    about = {"start": date(2001, 1, 1), "stop": date(2004, 1, 1), "unit": "persons", "scope": "region"}
    pattern = Pattern(
        id=name, facts=("a",), statement="", role="calibration", outcome=outcome, statistic="mean", low=low, high=high,
        **about,
    )  # fmt: skip
    return Target(pattern=pattern, reading=reading, errors="factor", kind="true", discrepancy=0.05)


TARGETS = Targets(
    (
        target("sexual", "true.people_in_sexual_exploitation", 900.0, 1100.0),
        target("labour", "true.people_in_labour_exploitation", 300.0, 700.0, "contradiction"),
    ),
    {},
)


def calibration_of(folder, **changes):
    """Return the calibration of the world in a folder."""
    about = {
        "label": "quick",
        "question": "What agrees?",
        "world": str(folder / "baseline.toml"),
        "stop": "2004-01-01",
        "seed": 1,
        "policies": Policies(
            scenarios=(str(folder / "raids.toml"),),
            against=str(folder / "baseline.toml"),
            stop="2003-01-06",
            outcomes=("true.person_years_sexual_exploitation",),
        ),
        "budget": BUDGET,
        "priors": FEW,
        "targets": TARGETS,
    }
    return Calibration(**{**about, **changes})


def follow_parameters(model):
    """Let the stand-in's stocks follow two parameters: one sexual exploitation, the other labour exploitation."""
    plain = model._measured

    def measured(self):
        values = np.array(plain(self))
        parameters = self.scenario.parameters
        first, second = parameters.bars.margin / 0.28, parameters.exits.escape / 0.006
        return list(values * [first, second, first, second, 1.0, 1.0])

    return measured
