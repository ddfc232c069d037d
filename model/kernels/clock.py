"""The week and the key of a run's random numbers, which every kernel needs to draw."""

from typing import NamedTuple


class Clock(NamedTuple):
    """The two key words of a run's luck, seed and replicate, and the week."""

    key: tuple[int, int]
    week: int
