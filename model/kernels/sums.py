"""Sums that add up in numpy's order, so that it does not matter to a result whether a rule is compiled."""

from model.kernels.compiled import compiled

MOST_AT_ONCE = 128
"""Numbers that numpy adds in one go; it halves what is longer."""


@compiled
def total(values):
    """Return the sum of numbers as ``numpy.sum`` adds them."""
    if values.size <= MOST_AT_ONCE:
        return _in_eight_parts(values)
    half = values.size // 2
    half -= half % 8
    return total(values[:half]) + total(values[half:])


@compiled
def _in_eight_parts(values):
    first, result = 0, 0.0
    if values.size >= 8:
        first = values.size - values.size % 8
        parts = values[:8].copy()
        for i in range(8, first, 8):
            parts += values[i : i + 8]
        result = ((parts[0] + parts[1]) + (parts[2] + parts[3])) + ((parts[4] + parts[5]) + (parts[6] + parts[7]))
    for i in range(first, values.size):
        result += values[i]
    return result
