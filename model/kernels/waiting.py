"""Delays and idle times in whole weeks."""

import numpy as np

from model.kernels.compiled import inlined
from model.kernels.randomness import uniform

LONGEST = 2**20
"""Weeks, more than any run has."""


@inlined
def delay(u, mean):
    """Return whole weeks of delay for a uniform ``u``: geometric from 0 on, with a ``mean`` in weeks."""
    return int(np.log(u) / np.log(mean / (1.0 + mean)))


@inlined
def idle_weeks(clock, what, identity, likely):
    """Return the weeks until the next one in which something with the weekly chance ``likely`` may happen, from 0 on.

    Where hazards that vary never exceed ``likely``, it is enough to look in these weeks and let each hazard act with
    its share of ``likely`` (thinning, Lewis and Shedler 1979).
    """
    if likely >= 1.0:
        return 0
    if likely <= 0.0:
        return LONGEST
    u = uniform(clock.key, what, identity, clock.week)
    return int(min(LONGEST, np.log(u) / np.log(1.0 - likely)))
