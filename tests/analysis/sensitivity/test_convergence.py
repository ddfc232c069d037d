"""Indices on growing parts of a design."""

import numpy as np
import pytest

from analysis.sensitivity.convergence import (
    converge,
    converged,
    given_data_convergence,
    powers_of_two,
    sobol_convergence,
)
from analysis.sensitivity.estimate import Estimates, SensitivityError
from analysis.sensitivity.sobol import sobol_indices
from tests.analysis.sensitivity.known import ISHIGAMI_TOTAL, ishigami, saltelli

NAMES = ("x1", "x2", "x3")


def widths(*given):
    """Return an index whose half-width is the given one at each size 1, 2, ..."""

    def index(n):
        half = np.array([given[n - 1], 0.0])
        return Estimates(("a", "b"), np.zeros(2), -half, half, half)

    return converge(index, range(1, len(given) + 1))


def test_sizes_are_powers_of_two_that_end_with_the_whole():
    assert powers_of_two(256) == (32, 64, 128, 256)
    assert powers_of_two(300) == (32, 64, 128, 256, 300)
    assert powers_of_two(20) == (20,)


def test_the_last_size_is_the_index_of_the_whole_and_intervals_narrow_like_a_root():
    y = ishigami(saltelli(3, 1024)[0])
    found = sobol_convergence(y, NAMES)
    assert found.n.tolist() == [32, 64, 128, 256, 512, 1024]
    assert found.value[-1] == pytest.approx(sobol_indices(y, NAMES).total.value)
    assert found.value[0] == pytest.approx(sobol_indices(y[: 32 * 8], NAMES).total.value)
    assert np.abs(found.value[-1] - ISHIGAMI_TOTAL).max() < np.abs(found.value[0] - ISHIGAMI_TOTAL).max()
    assert found.half_width[0] / found.half_width[-1] == pytest.approx(np.sqrt(32), rel=0.6)
    assert found.enough(0.2) in (128, 256, 512) and found.enough(1e-6) is None


def test_enough_is_the_size_from_which_on_all_intervals_stay_narrow():
    assert widths(0.5, 0.1, 0.3, 0.2, 0.1).enough(0.2) == 4
    assert widths(0.1, 0.1).enough(0.2) == 1
    assert widths(0.1, 0.5).enough(0.2) is None


def test_an_undefined_interval_has_not_converged():
    assert converged(np.array([0.1, 0.2, np.nan, 0.3]), 0.2).tolist() == [True, True, False, False]


def test_given_data_grows_from_its_first_points():
    x = np.random.default_rng(0).random((100, 1))

    def mean(x, y):
        half = np.array([1 / np.sqrt(len(y))])
        return Estimates(("mean",), y.mean(0)[None], y.mean(0) - half, y.mean(0) + half, half)

    found = given_data_convergence(mean, x, x[:, 0], [10, 50, 100])
    assert found.value[:, 0] == pytest.approx([x[:10].mean(), x[:50].mean(), x.mean()])
    assert found.enough(0.15) == 50
    with pytest.raises(SensitivityError, match="exceeds the 100 points"):
        given_data_convergence(mean, x, x[:, 0], [10, 101])
    with pytest.raises(SensitivityError, match="must grow"):
        given_data_convergence(mean, x, x[:, 0], [10, 10])


def test_orders_that_the_design_lacks_are_refused():
    y = ishigami(saltelli(3, 64, second_order=False)[0])
    with pytest.raises(SensitivityError, match="no order 'second'"):
        sobol_convergence(y, NAMES, order="second", second_order=False)
