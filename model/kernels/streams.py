"""Identities of this week's arrivals, by place and order of arrival."""

import numpy as np

from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import identity, stream

WEEK_BIT = np.uint64(32)


def first_identities(kind: str, places: int) -> np.ndarray:
    """Return the identity of the first arrival of week 0 at each of ``places``, shape (places,), uint64."""
    return np.array([identity(stream(kind, place), 0, 0) for place in range(places)], np.uint64)


@compiled
def newcomers(first, week, counts):
    """Return identities and places of ``counts[place]`` arrivals at each place, in order, one entry per arrival."""
    n = counts.sum()
    who, where = np.empty(n, np.uint64), np.empty(n, np.int64)
    k = 0
    for place in range(counts.size):
        for order in range(counts[place]):
            who[k] = first[place] + (np.uint64(week) << WEEK_BIT) + np.uint64(order)
            where[k] = place
            k += 1
    return who, where


@inlined
def weighted(cumulated, u):
    """Return the index that a uniform ``u`` selects by cumulative weights (inverse of the distribution function)."""
    return min(np.searchsorted(cumulated, u * cumulated[-1], side="right"), cumulated.size - 1)
