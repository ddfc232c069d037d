"""The emulator against scikit-learn, against values it has not seen, and its indices against those known."""

from functools import cache

import numpy as np
import pytest
from scipy.stats import qmc

from analysis.sensitivity.emulator import Coding, emulated_sobol, fit, held_out
from analysis.sensitivity.estimate import SensitivityError
from analysis.sensitivity.process import _cost, process_of
from tests.analysis.sensitivity.known import (
    ISHIGAMI_FIRST,
    ISHIGAMI_TOTAL,
    ishigami,
    saltelli,
    sobol_indices,
    told_from_zero,
)

POINTS = 200
SETTINGS = np.log([1.7, 0.4, 0.9, 0.05])
"""Variance, two lengths, noise."""


def continuous(k):
    return Coding(tuple(f"x{i + 1}" for i in range(k)), (0,) * k)


@cache
def hypercube(n=POINTS, k=3, seed=1):
    return qmc.LatinHypercube(k, rng=seed).random(n)


@cache
def emulated():
    x = hypercube()
    noisy = ishigami(x) + np.random.default_rng(0).normal(0, 1.0, len(x))
    emulator = fit(x, np.stack([ishigami(x), noisy, 3 * x[:, 0] + 5], axis=1), continuous(3), components=3)
    return emulator, emulated_sobol(emulator, n=256, second_order=False, draws=40)


def plane(n=60, noise=0.2):
    x = hypercube(n, 2)
    y = np.sin(4 * x[:, 0]) + x[:, 1] + np.random.default_rng(1).normal(0, noise, n)
    return x, (y - y.mean()) / y.std()


def sklearn_process():
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

    kernel = ConstantKernel(1.7) * Matern([0.4, 0.9], nu=2.5) + WhiteKernel(0.05)
    return GaussianProcessRegressor(kernel, optimizer=None, alpha=0.0).fit(*plane())


def test_the_process_is_scikit_learn_s():
    (x, y), theirs, groups = plane(), sklearn_process(), np.array([0, 1])
    value, slope = theirs.log_marginal_likelihood(theirs.kernel_.theta, eval_gradient=True)
    cost, gradient = _cost(SETTINGS, x, y, groups)
    assert cost == pytest.approx(-value, abs=1e-9)
    assert gradient == pytest.approx(-slope, abs=1e-8)
    mean, sd = process_of(SETTINGS, x, y, groups).predict(hypercube(10, 2, 3))
    their_mean, their_sd = theirs.predict(hypercube(10, 2, 3), return_std=True)
    assert mean == pytest.approx(their_mean, abs=1e-9)
    assert np.sqrt(sd**2 + 0.05) == pytest.approx(their_sd, abs=1e-9)


def test_coordinates_of_one_factor_share_a_length_and_the_gradient_says_so():
    x, y = plane()
    settings, groups, step = np.delete(SETTINGS, 1), np.array([0, 0]), 1e-6
    _, gradient = _cost(settings, x, y, groups)
    for i in range(3):
        up, down = (_cost(settings + sign * step * np.eye(3)[i], x, y, groups)[0] for sign in (1, -1))
        assert gradient[i] == pytest.approx((up - down) / (2 * step), rel=1e-4)


def test_left_out_errors_are_those_of_a_process_without_the_point():
    x, y = plane()
    missed, rest = process_of(SETTINGS, x, y, np.array([0, 1])).left_out(), np.arange(60) != 7
    without = process_of(SETTINGS, x[rest], y[rest], np.array([0, 1]))
    assert missed[7] == pytest.approx(y[7] - without.predict(x[[7]])[0][0], abs=1e-9)


def test_drawn_functions_have_the_posterior_s_mean_and_spread():
    x, y = plane(25)
    process = process_of(SETTINGS, x, y, np.array([0, 1]))
    at = hypercube(40, 2, 5)
    rng = np.random.default_rng(0)
    drawn = process.functions(rng.normal(size=(25, 3000)), rng)(at)
    mean, sd = process.predict(at)
    assert drawn.mean(1) == pytest.approx(mean, abs=0.05)
    assert drawn.std(1) == pytest.approx(sd, rel=0.25)
    assert np.mean(drawn.std(1) / sd) == pytest.approx(1.0, abs=0.1)


def test_categories_are_bins_of_the_unit_interval():
    coding = Coding(("a", "b", "c"), (0, 2, 3))
    assert coding.groups.tolist() == [0, 1, 2, 2, 2]
    found = coding(np.array([[0.3, 0.49, 0.34], [0.4, 0.5, 1.0], [0.5, 1.0, 0.0]]))
    assert found.tolist() == [[0.3, 0, 0, 1, 0], [0.4, 1, 0, 0, 1], [0.5, 1, 1, 0, 0]]


def test_a_category_that_is_no_scale_is_emulated():
    x = hypercube(120, 2).copy()
    x[:, 1] = (np.floor(3 * x[:, 1]) + 0.5) / 3
    y = x[:, 0] + np.array([0.0, 3.0, 0.5])[np.floor(3 * x[:, 1]).astype(int)]
    emulator = fit(x, y, Coding(("pay", "rule"), (0, 3)))
    mean, _ = emulator.predict(np.array([[0.5, 0.1], [0.5, 0.5], [0.5, 0.99]]))
    assert mean == pytest.approx([0.5, 3.5, 1.0], abs=0.05)
    assert emulated_sobol(emulator, n=64, draws=5).indices.first.value[1] > 0.8


def test_values_not_seen_are_predicted_and_covered():
    x = hypercube(120)
    smooth = np.sin(3 * x[:, 0]) + x[:, 1] * x[:, 2]
    noisy = smooth + np.random.default_rng(3).normal(0, smooth.std(), len(x))
    found = held_out(x, np.stack([smooth, noisy, np.ones(len(x))], axis=1), continuous(3))
    assert found.q2[0] > 0.97 and found.q2[1] == pytest.approx(0.45, abs=0.15)
    assert found.standardised[:2] == pytest.approx(np.sqrt(1 - found.q2[:2]))
    assert found.coverage[1] == pytest.approx(0.90, abs=0.08) and found.coverage[0] >= 0.8
    assert np.isnan(found.q2[2]) and np.isnan(found.coverage[2]) and found.rmse[2] == 0.0


def test_few_components_carry_many_outputs_and_what_they_leave_out_is_told():
    x = hypercube(80, 2)
    base = np.stack([np.sin(3 * x[:, 0]), x[:, 1] ** 2], axis=1)
    y = base @ np.random.default_rng(0).normal(size=(2, 12)) + 100.0
    both, one = fit(x, y, continuous(2)), fit(x, y, continuous(2), components=1)
    assert len(both.processes) == 2 and both.rest == pytest.approx(0.0, abs=1e-12)
    assert both.predict(x)[0] == pytest.approx(y, abs=0.05)
    missed = (y - one.predict(x)[0]).std(0)
    assert missed == pytest.approx(np.sqrt(one.rest), rel=0.2, abs=0.02)
    assert (one.predict(x, with_noise=True)[1] >= np.sqrt(one.rest) - 1e-9).all()


def test_ishigami_from_a_fraction_of_the_runs():
    """The direct design of the same accuracy takes 512 (3 + 2) = 2560 runs, the emulator 200."""
    direct = sobol_indices(ishigami(saltelli(3, 512, second_order=False)[0]), ("x1", "x2", "x3"), second_order=False)
    _, found = emulated()
    for order, truth in (("first", ISHIGAMI_FIRST), ("total", ISHIGAMI_TOTAL)):
        ours, theirs = getattr(found.indices, order).output(0), getattr(direct, order)
        assert ours.value == pytest.approx(truth, abs=0.1)
        assert ((ours.low <= theirs.high) & (theirs.low <= ours.high)).all()
    assert 512 * 5 / found.fitted > 12


def test_a_factor_that_does_nothing_has_nothing():
    found = emulated()[1].indices
    assert not told_from_zero(found.first.output(2))[1:].any()
    assert found.first.output(2).value == pytest.approx([1.0, 0.0, 0.0], abs=0.08)
    assert (found.total.output(2).value[1:] < 0.04).all()


def test_fewer_points_give_wider_intervals():
    x = hypercube(70)
    few = emulated_sobol(fit(x, ishigami(x), continuous(3)), n=256, second_order=False, draws=40)
    many = emulated()[1].indices.total.output(0)
    assert few.indices.total.half_width.mean() > 1.05 * many.half_width.mean()
    assert few.unexplained.value[0] > 1.5 * emulated()[1].unexplained.value[0, 0]


def test_luck_is_unexplained_and_no_factor_s():
    found = emulated()[1]
    exact, noisy, linear = found.unexplained.value[0]
    assert linear < exact < noisy
    assert noisy - exact == pytest.approx(1.0 / 14.84, abs=0.05)


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        (hypercube(20) * 2, np.arange(20.0), "unit cube"),
        (hypercube(20), np.ones(20), "all outputs constant"),
        (hypercube(20, 2), np.arange(20.0), "x must have shape"),
        (hypercube(20), np.full(20, np.nan), "NaN or infinite at 20 of 20"),
    ],
)
def test_what_cannot_be_fitted_is_refused(x, y, message):
    with pytest.raises(SensitivityError, match=message):
        fit(x, y, continuous(3))


def test_every_factor_needs_a_name_of_its_own():
    with pytest.raises(SensitivityError, match="2 different names"):
        Coding(("a", "a"), (0, 0))


def test_designs_that_are_no_power_of_two_are_refused():
    with pytest.raises(SensitivityError, match="power of two"):
        emulated_sobol(emulated()[0], n=100)
