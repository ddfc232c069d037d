"""The week and the key of a run's random numbers, which every kernel needs to draw."""

from typing import NamedTuple

import numpy as np


class Clock(NamedTuple):
    """The two key words of a run's luck, shape (2,), and the week."""

    key: np.ndarray
    week: int
