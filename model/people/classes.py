"""Classes in which lengths of stay, debts, recoveries and survivors are counted."""

import numpy as np

from model.codes import FORMS, SEXES

STAY_EDGES = np.array([13.0, 26.0, 39.0, 52.0, 78.0, 104.0, 156.0])
"""Weeks at which classes of length of stay begin, beyond the first."""
DEBT_EDGES = np.array([0.0, 500.0, 1000.0, 2000.0, 4000.0])
"""Soles up to which classes of debt at exit go, before the last; the first class owes nothing."""
CARE_EDGES = np.array([26.0, 52.0, 104.0])
"""Weeks at which classes of recovery that ends too early begin, beyond the first."""
STAY_CLASSES, DEBT_CLASSES, CARE_CLASSES = STAY_EDGES.size + 1, DEBT_EDGES.size + 1, CARE_EDGES.size + 1
PERSON_CLASSES = 1 + FORMS + SEXES + 2
"""Everybody, then by form, by sex, and under 18 or adult."""
OF_FORM, OF_SEX, OF_AGE = 1, 1 + FORMS, 1 + FORMS + SEXES
"""First of the classes of persons by form, by sex and by age."""
