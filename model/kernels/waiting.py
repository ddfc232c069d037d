"""Delays in whole weeks."""

import numpy as np

from model.kernels.compiled import inlined


@inlined
def delay(u, mean):
    """Return whole weeks of delay for a uniform ``u``: geometric from 0 on, with a ``mean`` in weeks."""
    return int(np.log(u) / np.log(mean / (1.0 + mean)))
