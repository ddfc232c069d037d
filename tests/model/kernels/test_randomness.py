"""Draws belong to a seed, replicate, identity, week and decision, and to nothing else."""

import pickle
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from model.kernels import randomness
from model.kernels.compiled import MODEL, compiled
from model.kernels.philox import uniforms
from model.kernels.randomness import (
    KINDS,
    Luck,
    arrivals,
    decision,
    fill_pair_words,
    identity,
    pair_key,
    philox4x32,
    stream,
)

KNOWN_ANSWERS = [
    ((0,) * 4, (0,) * 2, "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
]
DIG, MOVE = decision("test digging"), decision("test moving")
PEOPLE = arrivals("miner", 3, 1000, 40_000)
LUCK = Luck(7, 1)
SOMEBODY, WEEK = PEOPLE[:5], 1000


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN_ANSWERS)
def test_philox_gives_the_published_answers(counter, key, answer):
    """Known answers of the Random123 library, philox4x32 with 10 rounds."""
    assert " ".join(f"{word:08x}" for word in philox4x32(*counter, *key)) == answer


def test_a_draw_is_philox_of_its_five_fields():
    who = identity(stream("bar", 9), 77, 123456)
    words = Luck(5, 6).words(DIG, who, 4000)[:, 0]
    low, high = int(who) & 0xFFFFFFFF, int(who) >> 32
    assert tuple(words) == philox4x32(low, high, 4000, DIG, 5, 6)


NEIGHBOURS = {
    "seed": (Luck(8, 1), DIG, PEOPLE, WEEK),
    "replicate": (Luck(7, 2), DIG, PEOPLE, WEEK),
    "seed and replicate swapped": (Luck(1, 7), DIG, PEOPLE, WEEK),
    "week": (LUCK, DIG, PEOPLE, WEEK + 1),
    "decision": (LUCK, MOVE, PEOPLE, WEEK),
    "identity": (LUCK, DIG, PEOPLE + np.uint64(1), WEEK),
    "stream": (LUCK, DIG, arrivals("miner", 4, 1000, PEOPLE.size), WEEK),
    "kind": (LUCK, DIG, arrivals("person", 3, 1000, PEOPLE.size), WEEK),
}


def assert_uniform(u, cells=200):
    """Check by chi-square that numbers fill (0, 1) evenly."""
    counts = np.histogram(u, cells, (0, 1))[0]
    assert stats.chisquare(counts).pvalue > 1e-4


def assert_independent(u, v):
    """Check that two series are uncorrelated and fill the unit square evenly."""
    assert abs(np.corrcoef(u, v)[0, 1]) < 4.5 / np.sqrt(u.size)
    counts = np.histogram2d(u, v, 12, ((0, 1), (0, 1)))[0]
    assert stats.chisquare(counts.ravel()).pvalue > 1e-4


@pytest.mark.parametrize("field", NEIGHBOURS)
def test_neighbouring_draws_are_independent(field):
    luck, what, who, week = NEIGHBOURS[field]
    other = luck.uniform(what, who, week)
    assert_uniform(other)
    assert_independent(LUCK.uniform(DIG, PEOPLE, WEEK), other)


def test_the_four_words_are_independent():
    words = [LUCK.uniform(DIG, PEOPLE, WEEK, word) for word in range(4)]
    for i, u in enumerate(words):
        assert_uniform(u)
        for v in words[:i]:
            assert_independent(u, v)


def test_one_identity_draws_independently_over_weeks():
    u = np.array([LUCK.uniform(DIG, PEOPLE[0], week)[0] for week in range(4000)])
    assert_uniform(u, 50)
    assert abs(np.corrcoef(u[1:], u[:-1])[0, 1]) < 4.5 / np.sqrt(u.size)


def of_pairs(luck, what, a, b, week):
    """Return a number in (0, 1) for each ordered pair of identities (a, b), as kernels draw them."""
    words = np.empty((4, a.size), np.uint32)
    fill_pair_words(pair_key(luck.key, what, np.uint32(week)), a, b, words)
    return uniforms(words[0])


def test_pairs_are_ordered_and_independent_of_each_other():
    a, b = PEOPLE, PEOPLE[::-1] + np.uint64(10**6)
    u = of_pairs(LUCK, DIG, a, b, WEEK)
    assert_uniform(u)
    assert_independent(u, of_pairs(LUCK, DIG, b, a, WEEK))
    assert_independent(u, of_pairs(LUCK, DIG, a, b, WEEK + 1))
    assert_independent(u, of_pairs(LUCK, MOVE, a, b, WEEK))
    assert_independent(u, of_pairs(Luck(7, 2), DIG, a, b, WEEK))
    assert_independent(u, LUCK.uniform(DIG, a, WEEK))


def test_one_identity_meets_many():
    u = of_pairs(LUCK, DIG, np.full(PEOPLE.size, PEOPLE[0]), PEOPLE, WEEK)
    assert_uniform(u)


def test_nothing_else_matters():
    """The order and number of those who draw change nobody's luck."""
    everybody = LUCK.uniform(DIG, PEOPLE, WEEK)
    order = np.random.default_rng(1).permutation(PEOPLE.size)
    assert np.array_equal(LUCK.uniform(DIG, PEOPLE[order], WEEK), everybody[order])
    assert LUCK.uniform(DIG, PEOPLE[9], WEEK)[0] == everybody[9]


@compiled
def _draw_everything(key, what, who, week, out):
    for i in range(who.size):
        out[0, i] = randomness.uniform(key, what, who[i], week)
        out[1, i] = randomness.uniform53(key, what, who[i], week)
        out[2, i] = randomness.normal(key, what, who[i], week)
        out[3, i] = randomness.poisson(key, what, who[i], week, 3.5)
        out[4, i] = randomness.binomial(key, what, who[i], week, 20, 0.3)
        k0, k1 = randomness.pair_key(key, what, week)
        out[5, i] = randomness.to_uniform(randomness.pair_draw(k0, k1, who[i], who[0])[0])


def test_kernels_and_arrays_draw_the_same_bytes():
    who = PEOPLE[:500]
    in_kernel = np.empty((6, who.size))
    _draw_everything(LUCK.key, DIG, who, WEEK, in_kernel)
    as_arrays = [
        LUCK.uniform(DIG, who, WEEK),
        LUCK.uniform53(DIG, who, WEEK),
        LUCK.normal(DIG, who, WEEK),
        LUCK.poisson(DIG, who, WEEK, 3.5),
        LUCK.binomial(DIG, who, WEEK, 20, 0.3),
        of_pairs(LUCK, DIG, who, np.full(who.size, who[0]), WEEK),
    ]
    assert np.array_equal(in_kernel, as_arrays)


@pytest.mark.parametrize(
    ("numbers", "law"),
    [
        (LUCK.uniform53(DIG, PEOPLE, WEEK), stats.uniform()),
        (LUCK.normal(DIG, PEOPLE, WEEK), stats.norm()),
    ],
    ids=["uniform53", "normal"],
)
def test_numbers_follow_their_law(numbers, law):
    assert stats.kstest(numbers, law.cdf).pvalue > 1e-3


def test_counts_take_one_parameter_for_all_or_one_each():
    means = np.linspace(0, 40, PEOPLE.size)
    counts = LUCK.poisson(DIG, PEOPLE, WEEK, means)
    assert counts.dtype == np.int64
    assert counts[:100].sum() < 20 < counts[-100:].mean()
    assert (counts <= LUCK.poisson(DIG, PEOPLE, WEEK, means + 0.1)).all()
    assert LUCK.binomial(DIG, PEOPLE[:3], WEEK, [0, 5, 9], [0.5, 0.0, 1.0]).tolist() == [0, 0, 9]
    with pytest.raises(ValueError, match="mean of a Poisson number"):
        LUCK.poisson(DIG, PEOPLE[:2], WEEK, [1.0, np.nan])


@pytest.mark.parametrize("word", [0, 2**32 - 1])
def test_uniform_numbers_are_never_0_or_1(word):
    assert 0 < randomness.to_uniform(word) < 1
    assert 0 < randomness.to_uniform53(word, word) < 1
    assert np.isfinite(randomness.to_normal(word, word))


@given(*[st.tuples(st.integers(0, 2**16 - 1), st.integers(0, 2**16 - 1), st.integers(0, 2**32 - 1))] * 2)
def test_identities_differ_unless_all_fields_agree(one, other):
    assert (identity(*one) == identity(*other)) == (one == other)


@given(*[st.tuples(st.sampled_from(list(KINDS)), st.integers(0, 4095))] * 2)
def test_streams_differ_unless_kind_and_index_agree(one, other):
    assert (stream(*one) == stream(*other)) == (one == other)


def test_arrivals_are_identities_in_order():
    assert arrivals("bar", 2, 9, 3).tolist() == [int(identity(stream("bar", 2), 9, i)) for i in range(3)]
    assert arrivals("bar", 2, 9, 0).size == 0
    assert arrivals("world", 0, 0, 1).dtype == np.uint64


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: stream("bars"), "unknown kind 'bars'; kinds are miner, person, bar,"),
        (lambda: stream("bar", 4096), "index is 4096; it must be a whole number from 0 to 4095"),
        (lambda: identity(2**16, 0, 0), "stream is 65536"),
        (lambda: identity(0, 2**16, 0), "week is 65536"),
        (lambda: identity(0, -1, 0), "week is -1"),
        (lambda: identity(0, 0, 2**32), "order is 4294967296"),
        (lambda: identity(0, 0, np.array([3, -1])), "order is -1"),
        (lambda: Luck(-1), "seed is -1; it must be a whole number from 0 to 4294967295"),
        (lambda: Luck(2**32), "seed is 4294967296"),
        (lambda: Luck(1, 0.5), "replicate is 0.5"),
        (lambda: LUCK.words(DIG, SOMEBODY, -1), "week is -1"),
    ],
)
def test_what_does_not_fit_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_decisions_of_two_names_never_share_a_word():
    """The two names have the same CRC-32."""
    assert decision("plumless") == decision("plumless")
    with pytest.raises(ValueError, match="decision 'buckeroo' has the same word .* as 'plumless'"):
        decision("buckeroo")


def test_luck_travels_to_other_processes():
    assert pickle.loads(pickle.dumps(LUCK)) == LUCK
    assert LUCK.key.tolist() == [7, 1]


def test_importing_compiles_nothing():
    code = (
        "import model.kernels.philox as philox; "
        "print(sum(len(f.signatures) for f in vars(philox).values() if hasattr(f, 'signatures')))"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=MODEL.parent, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "0"
