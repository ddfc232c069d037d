"""Made-up policies compared with a baseline."""

from datetime import date

import numpy as np

from analysis.base import headlines
from analysis.measures.summarise import Pair

NAMES = [*headlines.TRUE, *headlines.RECORDED]
DATES = [date(2008 + i // 12, i % 12 + 1, 1) for i in range(48)]


def made(name="raids", replicates=5, effect=0.1, planned=5):
    rng = np.random.default_rng(len(name))
    against = rng.gamma(50, 20, (replicates, len(DATES), len(NAMES)))
    policy = against.copy()
    policy[:, 18:] *= 1 - effect + rng.normal(0, effect / 4, policy[:, 18:].shape)
    return Pair(name, "baseline", date(2009, 7, 6), DATES, NAMES, policy, against, planned)
