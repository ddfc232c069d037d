"""What keeps people from leaving and from complaining besides debt and distance: isolation and bonds (M22, M23)."""

import numpy as np

from model.kernels.compiled import inlined


@inlined
def readiness_left(weeks, ill, exits):
    """Return the share of readiness to leave, complain or testify that is left after ``weeks`` in exploitation.

    Isolation, drink and attachment each cut it by their effect x (1 - exp(-weeks / scale)); dependence for health care
    on who exploits cuts it from the first illness on.
    """
    grown = 1.0 - np.exp(-weeks / exits.dependence_scale)
    left = 1.0 - exits.isolation_effect * grown
    left *= 1.0 - exits.drink_effect * grown
    left *= 1.0 - exits.attachment_effect * grown
    return left * (1.0 - exits.care_effect) if ill else left
