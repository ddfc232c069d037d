"""What integrity work does to officials, for the rules of corruption."""

import numpy as np

from model.levers import Levers
from model.parameters.policing import Corruption


def dishonesty_left(levers: Levers, corruption: Corruption) -> float:
    """Return the share of officials' odds to take money that being watched leaves, 0 to 1 (M32, M35).

    exp(- effects x internal control and citizens' oversight); vetting, rotation and sanctions act on persons. It is
    computed here and not in the rule, as numpy's exponential differs from that of compiled rules in the last bit, and
    results are kept bit for bit.
    """
    watched = corruption.control_effect * levers.internal_control + corruption.oversight_effect * levers.oversight
    return float(np.exp(-watched))
