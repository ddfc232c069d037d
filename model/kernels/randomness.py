"""Keyed random numbers: one stream for each identity, week and decision.

A draw is a pure function of the root seed, the replicate, the identity that draws, the week and the decision. The order
of agents, the number of other draws and the policy in force never change it, so two runs that differ in one policy
share all random numbers that the policy does not affect (common random numbers).

Every field of a draw has a word of its own in Philox4x32-10: key = (seed, replicate), counter = (identity low, identity
high, week, decision). Fields are not hashed together, so no two draws collide. The four words of a draw all belong to
one decision: word 0 is for its first number, and so on. A draw for a pair of identities has the two identities as its
counter, and a key derived from seed, replicate, week and decision.
"""

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.kernels.philox import (
    binomial,
    binomials,
    draw,
    fill_pair_words,
    fill_words,
    normal,
    normals,
    pair_draw,
    pair_key,
    philox4x32,
    poisson,
    poissons,
    to_normal,
    to_uniform,
    to_uniform53,
    uniform,
    uniform53,
    uniforms,
    uniforms53,
)
from model.kernels.quantiles import binomial_quantile, poisson_quantile

__all__ = [
    "KINDS",
    "Luck",
    "arrivals",
    "binomial",
    "binomial_quantile",
    "decision",
    "draw",
    "fill_pair_words",
    "fill_words",
    "identity",
    "normal",
    "pair_draw",
    "pair_key",
    "philox4x32",
    "poisson",
    "poisson_quantile",
    "stream",
    "to_normal",
    "to_uniform",
    "to_uniform53",
    "uniform",
    "uniform53",
]

WORD_LIMIT = 2**32
BLOCK = 1024
"""Draws that a kernel makes at once with ``fill_words``, so that they are vectorised and stay in cache."""
KINDS = {
    "miner": 1,
    "person": 2,
    "bar": 3,
    "recruiter": 4,
    "bar_worker": 5,
    "network": 6,
    "police_unit": 7,
    "checkpoint": 8,
    "prosecutor": 9,
    "court": 10,
    "ngo": 11,
    "shelter": 12,
    "camp": 13,
    "place": 14,
    "world": 15,
}
INDEX_LIMIT = 2**12
WEEK_LIMIT = 2**16

_decisions: dict[int, str] = {0: "the key of pairs"}


def decision(name: str) -> np.uint32:
    """Register a decision and return the counter word that stands for it.

    The word is the CRC-32 of the name, so it does not depend on the order of registration. Registering a name again
    gives the same word; a name is refused if its word is already taken (0 is reserved for pair keys).
    """
    word = zlib.crc32(name.encode())
    holder = _decisions.setdefault(word, name)
    if holder != name:
        raise ValueError(f"decision {name!r} has the same word {word:#010x} as {holder!r}; choose another name")
    return np.uint32(word)


def stream(kind: str, index: int = 0) -> int:
    """Return the 16-bit number of a stream of identities: 4 bits of kind, 12 bits of index.

    ``index`` (0..4095) tells apart several sources of one kind, such as the places where miners arrive.
    """
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}; kinds are {', '.join(KINDS)}")
    _check_range("index", index, INDEX_LIMIT)
    return KINDS[kind] * INDEX_LIMIT + int(index)


def identity(stream: int, week: int, order: ArrayLike) -> NDArray[np.uint64]:
    """Return the identity of the ``order``-th entity that ``stream`` created in ``week``.

    The three fields have 16, 16 and 32 bits, so identities are equal only if all three are. ``order`` may be an array.
    Raises ValueError where a field does not fit.
    """
    _check_range("stream", stream, 2**16)
    _check_range("week", week, WEEK_LIMIT)
    order = np.asarray(order)
    if order.size:
        _check_range("order", order.min(), WORD_LIMIT)
        _check_range("order", order.max(), WORD_LIMIT)
    return np.uint64(int(stream) << 48 | int(week) << 32) | order.astype(np.uint64)


def arrivals(kind: str, index: int, week: int, n: int) -> NDArray[np.uint64]:
    """Return the identities of the ``n`` entities of a kind that arrive at ``index`` in ``week``."""
    return identity(stream(kind, index), week, np.arange(n, dtype=np.uint64))


def _check_range(name: str, value: int, limit: int) -> None:
    if not 0 <= value < limit or int(value) != value:
        raise ValueError(f"{name} is {value}; it must be a whole number from 0 to {limit - 1}")


@dataclass(frozen=True)
class Luck:
    """All random numbers of one run: root seed and replicate, each 0..2**32-1.

    Each method gives one number for each of ``identities`` (uint64, any number) in ``week`` for a
    ``decision``. Two methods called with the same three arguments use the same words: give each decision one
    method.
    """

    seed: int
    replicate: int = 0

    def __post_init__(self) -> None:
        """Refuse a seed or replicate that does not fit its word."""
        _check_range("seed", self.seed, WORD_LIMIT)
        _check_range("replicate", self.replicate, WORD_LIMIT)

    @property
    def key(self) -> NDArray[np.uint32]:
        """The two key words, for kernels."""
        return np.array((self.seed, self.replicate), np.uint32)

    def words(self, decision: np.uint32, identities: ArrayLike, week: int) -> NDArray[np.uint32]:
        """Return the four words of every draw, shape (4, n)."""
        _check_range("week", week, WORD_LIMIT)
        identities = _as_identities(identities)
        out = np.empty((4, identities.size), np.uint32)
        fill_words(self.key, np.uint32(decision), identities, np.uint32(week), out)
        return out

    def uniform(self, decision: np.uint32, identities: ArrayLike, week: int, word: int = 0) -> NDArray[np.float64]:
        """Return numbers in (0, 1) on a grid of 2**-32; ``word`` (0..3) is one of four independent ones."""
        return uniforms(self.words(decision, identities, week)[word])

    def uniform53(self, decision: np.uint32, identities: ArrayLike, week: int) -> NDArray[np.float64]:
        """Return numbers in (0, 1) on a grid of 2**-53, from words 0 and 1."""
        return uniforms53(self.words(decision, identities, week))

    def normal(self, decision: np.uint32, identities: ArrayLike, week: int) -> NDArray[np.float64]:
        """Return standard normal numbers, from words 0 and 1 (Box and Muller 1958)."""
        return normals(self.words(decision, identities, week))

    def poisson(self, decision: np.uint32, identities: ArrayLike, week: int, mean: ArrayLike) -> NDArray[np.int64]:
        """Return Poisson counts of one ``mean`` or one each, non-decreasing in the mean."""
        words = self.words(decision, identities, week)
        return poissons(words, _one_each(mean, words.shape[1], np.float64))

    def binomial(
        self, decision: np.uint32, identities: ArrayLike, week: int, n: ArrayLike, p: ArrayLike
    ) -> NDArray[np.int64]:
        """Return binomial counts of ``n`` trials, non-decreasing in ``n`` and ``p``."""
        words = self.words(decision, identities, week)
        size = words.shape[1]
        return binomials(words, _one_each(n, size, np.int64), _one_each(p, size, np.float64))


def _as_identities(values: ArrayLike) -> NDArray[np.uint64]:
    return np.ascontiguousarray(values, np.uint64).reshape(-1)


def _one_each(values: ArrayLike, n: int, dtype: type) -> NDArray:
    # A copy: numba would compile again for the read-only array that broadcast_to returns.
    return np.broadcast_to(np.asarray(values, dtype), (n,)).copy()
