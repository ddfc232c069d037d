"""Sums in kernels add up as numpy's do."""

import numpy as np
import pytest

from model.kernels.sums import total


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 72, 127, 128, 129, 136, 200, 256, 257, 540, 1000, 5001])
def test_the_sum_is_numpys_to_the_last_bit(size):
    chance = np.random.default_rng(size)
    values = chance.random(size) * 10.0 ** chance.integers(-8, 8, size)
    assert total(values) == values.sum()
