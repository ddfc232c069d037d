"""The coordinates that screening and emulators work in: a parameter is one, a switch one for each further option."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri


@dataclass(frozen=True)
class Coordinates:
    """Turns standard normal numbers into numbers in [0, 1]; ``levels`` holds the options of each, 0 for a parameter.

    Switches come last. Such a number stands for the option in whose part of the prior it lies.
    """

    levels: tuple[int, ...]

    def __call__(self, latent: np.ndarray) -> np.ndarray:
        """Return the coordinates of points (points, parameters and switches), shape (points, coordinates)."""
        uniform = ndtr(latent)
        first = self.levels.index(next(filter(None, self.levels))) if any(self.levels) else len(self.levels)
        parts = [_indicators(uniform[:, n], self.levels[n]) for n in range(first, len(self.levels))]
        return np.hstack([uniform[:, :first], *parts])

    @property
    def origins(self) -> list[int]:
        """Return which parameter or switch each coordinate belongs to, by number."""
        return [n for n, level in enumerate(self.levels) for _ in range(max(level - 1, 1))]

    def named(self, names: Sequence[str]) -> list[str]:
        """Return the name of the parameter or switch that each coordinate belongs to."""
        return [names[n] for n in self.origins]

    def middle(self, switch: int, option: int) -> float:
        """Return the normal number that stands for an option of a switch."""
        return float(ndtri((option + 0.5) / self.levels[switch]))


def _indicators(uniform: np.ndarray, options: int) -> np.ndarray:
    """Return for each option but the first whether a number stands for it: 1 or 0."""
    chosen = np.minimum((uniform * options).astype(int), options - 1)
    return (chosen[:, None] == np.arange(1, options)).astype(float)
