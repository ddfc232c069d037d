"""Rows of a long table that a rule has to look at, found without a branch for every other row.

Most persons are survivors at home to whom nothing happens in most weeks. A loop that asks of each whether it matters
costs more by branches that the processor guesses wrong than by what it does; a mask is written for many rows at once.
"""

import numpy as np

from model.kernels.compiled import compiled
from model.kernels.randomness import fill_words

TOGETHER = 8
"""Rows of a mask that are passed over together, as one word, where it marks none."""


@compiled
def rows_with(column, n, value):
    """Return the rows below ``n`` at which a column of whole numbers has a value, in order."""
    mask, wanted = np.empty(n, np.bool_), column.dtype.type(value)
    for i in range(n):
        mask[i] = column[i] == wanted
    return marked(mask)


@compiled
def count_with(column, n, value):
    """Return at how many rows below ``n`` a column of whole numbers has a value."""
    count, wanted = 0, column.dtype.type(value)
    for i in range(n):
        count += column[i] == wanted
    return count


@compiled
def marked(mask):
    """Return the rows that a mask marks, in order."""
    count, k, whole = 0, 0, mask.size - mask.size % TOGETHER
    for i in range(mask.size):
        count += mask[i]
    rows = np.empty(count + 1, np.int64)  # one more: a row is written down before it is known to be marked
    for w in not_zero(mask[:whole].view(np.uint64)):
        for i in range(TOGETHER * w, TOGETHER * w + TOGETHER):
            rows[k] = i
            k += mask[i]
    for i in range(whole, mask.size):
        rows[k] = i
        k += mask[i]
    return rows[:count]


@compiled
def not_zero(words):
    """Return the places of words that are not zero, in order."""
    places, k = np.empty(words.size + 1, np.int64), 0
    for w in range(words.size):
        places[k] = w
        k += words[w] != 0
    return places[:k]


@compiled
def words_of(clock, what, identity, rows):
    """Return the four words of a draw of everybody in ``rows``, shape (4, rows), drawn for several at once."""
    who, words = identity[rows], np.empty((4, rows.size), np.uint32)
    fill_words(clock.key, what, who, clock.week, words)
    return words
