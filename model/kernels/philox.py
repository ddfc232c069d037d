"""The Philox4x32-10 generator and the numbers made from its words, compiled for use inside kernels.

Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3". A draw of
``model.kernels.randomness`` has key = (seed, replicate) and counter = (identity low, identity high, week, decision).
"""

import numpy as np

from model.kernels.compiled import compiled, inlined
from model.kernels.quantiles import binomial_quantile, poisson_quantile

PAIR = np.uint32(0x50414952)  # "PAIR", for word 2 of the counter of a pair key
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint32(0x9E3779B9)
_WEYL_1 = np.uint32(0xBB67AE85)
_HIGH = np.uint64(32)


@inlined
def _philox_round(c0, c1, c2, c3, k0, k1):
    product_0 = _MULTIPLIER_0 * np.uint64(c0)
    product_1 = _MULTIPLIER_1 * np.uint64(c2)
    return (
        np.uint32(np.uint32(product_1 >> _HIGH) ^ c1 ^ k0),
        np.uint32(product_1),
        np.uint32(np.uint32(product_0 >> _HIGH) ^ c3 ^ k1),
        np.uint32(product_0),
    )


@inlined
def philox4x32(c0, c1, c2, c3, k0, k1):
    """Return the four random uint32 words of counter (c0, c1, c2, c3) and key (k0, k1), after ten rounds."""
    c0, c1, c2, c3 = np.uint32(c0), np.uint32(c1), np.uint32(c2), np.uint32(c3)
    k0, k1 = np.uint32(k0), np.uint32(k1)
    for _ in range(10):
        c0, c1, c2, c3 = _philox_round(c0, c1, c2, c3, k0, k1)
        k0 = np.uint32(k0 + _WEYL_0)
        k1 = np.uint32(k1 + _WEYL_1)
    return c0, c1, c2, c3


@inlined
def draw(key, decision, identity, week):
    """Return the four uint32 words of one draw; ``key`` is ``Luck.key`` or a tuple of its two words."""
    who = np.uint64(identity)
    return philox4x32(np.uint32(who), np.uint32(who >> _HIGH), week, decision, key[0], key[1])


@inlined
def pair_key(key, decision, week):
    """Return the two-word key under which pairs of identities draw for one decision in one week."""
    words = philox4x32(week, decision, PAIR, 0, key[0], key[1])
    return words[0], words[1]


@inlined
def pair_draw(k0, k1, a, b):
    """Return the four uint32 words of the ordered pair of identities (a, b) under a pair key."""
    first, second = np.uint64(a), np.uint64(b)
    return philox4x32(
        np.uint32(first), np.uint32(first >> _HIGH), np.uint32(second), np.uint32(second >> _HIGH), k0, k1
    )


@inlined
def to_uniform(word):
    """Return the float64 in (0, 1) at the middle of the cell of a uint32 word: (word + 0.5) / 2**32."""
    return (np.float64(np.uint32(word)) + 0.5) * 2.0**-32


@inlined
def to_uniform53(high, low):
    """Return the float64 in (0, 1) of two uint32 words: an odd multiple of 2**-53, hence never 0 or 1."""
    cell = (np.uint64(np.uint32(high)) << np.uint64(20)) | (np.uint64(np.uint32(low)) >> np.uint64(12))
    return (np.float64(cell) + 0.5) * 2.0**-52


@inlined
def to_normal(word_0, word_1):
    """Return a standard normal float64 from two uint32 words (Box and Muller 1958); at most 6.8 in size."""
    return np.sqrt(-2.0 * np.log(to_uniform(word_0))) * np.cos(2.0 * np.pi * to_uniform(word_1))


@inlined
def uniform(key, decision, identity, week):
    """Return one float64 in (0, 1): word 0 of the draw."""
    return to_uniform(draw(key, decision, identity, week)[0])


@inlined
def uniform53(key, decision, identity, week):
    """Return one float64 in (0, 1) of full resolution: words 0 and 1 of the draw."""
    words = draw(key, decision, identity, week)
    return to_uniform53(words[0], words[1])


@inlined
def normal(key, decision, identity, week):
    """Return one standard normal float64: words 0 and 1 of the draw."""
    words = draw(key, decision, identity, week)
    return to_normal(words[0], words[1])


@inlined
def poisson(key, decision, identity, week, mean):
    """Return one Poisson count, non-decreasing in ``mean``."""
    return poisson_quantile(uniform53(key, decision, identity, week), mean)


@inlined
def binomial(key, decision, identity, week, n, p):
    """Return one binomial count, non-decreasing in ``n`` and ``p``."""
    return binomial_quantile(uniform53(key, decision, identity, week), n, p)


@compiled
def fill_words(key, decision, identities, week, out):
    """Write the words of the draws of many identities into ``out``, a uint32 array of shape (4, n)."""
    key = (key[0], key[1])
    for i in range(identities.size):
        out[0, i], out[1, i], out[2, i], out[3, i] = draw(key, decision, identities[i], week)


@compiled
def fill_pair_words(key, a, b, out):
    """Write the words of the draws of pairs (a, b) under a pair key into ``out``, shape (4, n)."""
    for i in range(a.size):
        out[0, i], out[1, i], out[2, i], out[3, i] = pair_draw(key[0], key[1], a[i], b[i])


@compiled
def uniforms(words):
    """Return ``to_uniform`` of every word."""
    out = np.empty(words.size)
    for i in range(words.size):
        out[i] = to_uniform(words[i])
    return out


@compiled
def uniforms53(words):
    """Return ``to_uniform53`` of words 0 and 1 of every draw; ``words`` has shape (4, n)."""
    out = np.empty(words.shape[1])
    for i in range(out.size):
        out[i] = to_uniform53(words[0, i], words[1, i])
    return out


@compiled
def normals(words):
    """Return ``to_normal`` of words 0 and 1 of every draw."""
    out = np.empty(words.shape[1])
    for i in range(out.size):
        out[i] = to_normal(words[0, i], words[1, i])
    return out


@compiled
def poissons(words, mean):
    """Return the Poisson quantile of words 0 and 1 of every draw."""
    out = np.empty(words.shape[1], np.int64)
    for i in range(out.size):
        out[i] = poisson_quantile(to_uniform53(words[0, i], words[1, i]), mean[i])
    return out


@compiled
def binomials(words, n, p):
    """Return the binomial quantile of words 0 and 1 of every draw."""
    out = np.empty(words.shape[1], np.int64)
    for i in range(out.size):
        out[i] = binomial_quantile(to_uniform53(words[0, i], words[1, i]), n[i], p[i])
    return out
