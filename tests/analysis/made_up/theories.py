"""Made-up pairs under rival theories whose effects are known."""

from datetime import date

import numpy as np

from analysis.base.headlines import FORMS
from analysis.measures.summarise import Pair
from analysis.measures.theories import holdings
from model.scenario.theories import each_alone

NAMES = list(FORMS.values())
DATES = [date(2010 + i // 12, i % 12 + 1, 1) for i in range(24)]
MANIFEST = {"outcomes": {name: {"unit": "person-years", "over_time": "sum", "better": "lower"} for name in NAMES}}
HOW = dict.fromkeys(NAMES, "sum")
LABELS = [theory.label for theory in each_alone()]
MEAN = 200.0


def made(name, theory, effect, replicates=5, noise=1.0):
    """Return a pair whose months differ by ``effect`` on average, more or less by replicate, in both forms."""
    rng = np.random.default_rng([len(name), len(theory)])
    against = rng.normal(MEAN, 20, (replicates, len(DATES), len(NAMES)))
    luck = rng.normal(0, noise, (replicates, 1, 1))
    policy = against + effect + luck - luck.mean()
    return Pair(name, "baseline", DATES[0], DATES, NAMES, policy, against, replicates, theory)


def pairs_of(effects):
    """Return pairs by theory from {policy: effects in the order of the theories}."""
    return [made(name, LABELS[k], found[k]) for k in range(len(LABELS)) for name, found in effects.items()]


EFFECTS = {
    "steady": [-20, -20, -30, -10, -15, -20, -25],
    "turning": [-10, -10, 10, 0, -10, -10, 30],
    "open": [0, -10, 10, 0, 0, 0, 0],
}


def held(pairs):
    return {each.policy: each for each in holdings(pairs, HOW) if each.outcome == NAMES[0]}
