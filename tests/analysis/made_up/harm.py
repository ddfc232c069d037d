"""Made-up pairs whose harm is known."""

from datetime import date

import numpy as np

from analysis.base.headlines import FORMS, RECORDED
from analysis.measures.harm import OUTCOMES
from analysis.measures.summarise import Pair
from model import outcomes as declared

KNOWN = {name: about for name, about in declared.OUTCOMES.items() if name in {*OUTCOMES, *FORMS.values(), *RECORDED}}
NAMES = list(KNOWN)
ABOUT = ("unit", "over_time", "better", "definition")
MANIFEST = {"outcomes": {name: {key: getattr(about, key) for key in ABOUT} for name, about in KNOWN.items()}}
DATES = [date(2010 + i // 12, i % 12 + 1, 1) for i in range(36)]


def made(effects, name="raids", replicates=5, noise=0.5):
    """Return a pair whose months differ by ``effects``, by outcome; all else differs by nothing."""
    rng = np.random.default_rng(len(name))
    against = rng.normal(500, 50, (replicates, len(DATES), len(NAMES)))
    policy = against.copy()
    for outcome, effect in effects.items():
        policy[:, :, NAMES.index(outcome)] += effect + rng.normal(0, noise, (replicates, 1))
    return Pair(name, "baseline", DATES[0], DATES, NAMES, policy, against, replicates)
