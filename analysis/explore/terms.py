"""The terms of the surrogate: products of inputs, each with at least one slider, so that no policy has no effect.

Inputs are the delivered strength of every slider and, last, the logarithm of the factor on the gold price.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

type Term = tuple[tuple[int, int], ...]
"""Inputs with their powers."""


@dataclass(frozen=True)
class Terms:
    """Products of ``inputs`` inputs, the last of which is the price."""

    each: tuple[Term, ...]
    inputs: int

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """Return the terms at points, shape (n, terms), of inputs of shape (n, inputs)."""
        return np.column_stack([np.prod([x[:, i] ** power for i, power in term], axis=0) for term in self.each])

    @property
    def alone(self) -> np.ndarray:
        """Tell which terms are a slider alone, shape (terms,)."""
        return np.array([len(term) == 1 and term[0][1] == 1 for term in self.each])


def terms_of(main: Sequence[bool]) -> Terms:
    """Return the terms of sliders, of which ``main`` ones have squares, pairs with one another and with the price."""
    sliders, price = range(len(main)), len(main)
    ahead = [k for k in sliders if main[k]]
    alone: list[Term] = [((k, 1),) for k in sliders]
    squares: list[Term] = [((k, 2),) for k in ahead]
    pairs: list[Term] = [((a, 1), (b, 1)) for a, b in combinations(ahead, 2)]
    priced: list[Term] = [((k, 1), (price, 1)) for k in ahead]
    return Terms((*alone, *squares, *pairs, *priced), len(main) + 1)
