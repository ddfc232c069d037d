"""Sums that add up in numpy's order, so that it does not matter to a result whether a rule is compiled."""

from model.kernels.compiled import compiled


@compiled
def total(values):
    """Return the sum of fewer than 128 numbers as ``numpy.sum`` adds them: eight partial sums, then what is left."""
    n, first, result = values.size, 0, 0.0
    if n >= 8:
        first = n - n % 8
        parts = values[:8].copy()
        for i in range(8, first, 8):
            parts += values[i : i + 8]
        result = ((parts[0] + parts[1]) + (parts[2] + parts[3])) + ((parts[4] + parts[5]) + (parts[6] + parts[7]))
    for i in range(first, n):
        result += values[i]
    return result
