"""Made-up estimates of five factors, in the words of the first language."""

import numpy as np

from analysis.base.words import words_in
from analysis.sensitivity.estimate import Estimates
from analysis.sensitivity.subject import Factors
from analysis.tables.sensitivity import Measure

W = words_in()
NAMES = ("wage", "raids", "debt", "behaviour", "dummy")
FACTORS = Factors({"raids": "lever", "behaviour": "theory", "dummy": "dummy"}, {"wage": "wage of a bar worker"})


def estimates(values, half, names=NAMES):
    values = np.asarray(values, float)
    return Estimates(tuple(names), values, values - half, values + half)


TOTAL = Measure("total", estimates([0.4, 0.2, 0.01, 0.06, 0.035], 0.03))
