"""Functions whose indices are known, designs for them, and direct indices without an emulator."""

from functools import partial
from math import pi

import numpy as np

from analysis.sensitivity.estimate import columns, named, resampled, summarise, why_undefined
from analysis.sensitivity.sobol import base_samples, indices_of, sobol_draws

ISHIGAMI_FIRST = np.array([0.313905, 0.442411, 0.0])
ISHIGAMI_TOTAL = np.array([0.557589, 0.442411, 0.243684])
ISHIGAMI_SECOND = np.array([0.0, 0.243684, 0.0])
ISHIGAMI_VARIANCE = 13.844588
"""Ishigami and Homma (1990) with a = 7, b = 0.1."""


def ishigami(x):
    """Return the Ishigami function of points in the unit cube; columns beyond the third do nothing."""
    one, two, three = (2 * pi * x[:, i] - pi for i in range(3))
    return np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)


def sobol_g(x, a):
    """Return Sobol's G function (Saltelli and Sobol 1995) of points in the unit cube."""
    return np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=1)


def sobol_g_indices(a):
    """Return first-order and total indices of Sobol's G function."""
    parts = 1 / (3 * (1 + a) ** 2)
    whole = np.prod(1 + parts) - 1
    return parts / whole, parts * np.prod(1 + parts) / (1 + parts) / whole


def saltelli(k, n, *, second_order=True, seed=1):
    """Return SALib's Saltelli design in the unit cube."""
    from SALib.sample import sobol

    problem = {"num_vars": k, "names": [f"x{i}" for i in range(k)], "bounds": [[0.0, 1.0]] * k}
    return sobol.sample(problem, n, calc_second_order=second_order, seed=seed), problem


def sobol_indices(y, names, *, second_order=True, resamples=1000, level=0.90, seed=0):
    """Return Sobol indices of values on a Saltelli design, intervals by resampling its base samples as SALib does."""
    values, single = columns(y)
    chosen = resampled(base_samples(len(values), len(names), second_order), resamples, seed)
    flat, drawn = sobol_draws(values, len(names), chosen, second_order=second_order)
    estimate = partial(summarise, level=level, single=single, reason=why_undefined(flat))
    return indices_of(named(names, len(names)), drawn, estimate)


def of(found, name):
    """Return value and limits of one factor."""
    place = found.names.index(name)
    return found.value[place], found.low[place], found.high[place]


def told_from_zero(found):
    """Tell where the interval excludes zero."""
    return (found.low > 0.0) | (found.high < 0.0)
