"""Counts drawn by inversion are exact and never fall when their mean rises."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from model.kernels.quantiles import DIRECT_MEAN, binomial_quantile, poisson_quantile

MEANS = [0.003, 0.4, 1.0, 7.7, DIRECT_MEAN - 1e-9, DIRECT_MEAN, 60.0, 150.5, 999.0, 12_345.6, 1e6]
TRIALS = [(1, 0.3), (3, 0.999), (7, 0.5), (40, 0.02), (60, 0.9), (500, 0.4), (50_000, 0.01), (10**6, 0.7)]


UNIFORMS = np.concatenate([(np.arange(300) + 0.5) / 300, [1e-6, 1e-4, 1 - 1e-4, 1 - 1e-6]])
EXTREMES = np.array([2.0**-53, 1e-13, 1 - 1e-13, 1 - 2.0**-53])


def assert_quantiles(quantile, law):
    """Check a quantile function against scipy's law, to the last digit of a sum near 1 where u is extreme."""
    ours = np.array([quantile(u) for u in UNIFORMS])
    assert np.array_equal(ours, law.ppf(UNIFORMS).astype(int))
    ours = np.array([quantile(u) for u in EXTREMES])
    assert (law.cdf(ours) >= EXTREMES - 1e-14).all()
    assert (law.cdf(ours - 1) <= EXTREMES + 1e-14).all()


uniform_number = st.floats(1e-9, 1 - 1e-9)


@pytest.mark.parametrize("mean", MEANS)
def test_poisson_quantiles_are_those_of_scipy(mean):
    assert_quantiles(lambda u: poisson_quantile(u, mean), stats.poisson(mean))


@pytest.mark.parametrize(("n", "p"), TRIALS)
def test_binomial_quantiles_are_those_of_scipy(n, p):
    assert_quantiles(lambda u: binomial_quantile(u, n, p), stats.binom(n, p))


@given(uniform_number, st.floats(0, 3000), st.floats(0, 100))
def test_poisson_never_falls_when_the_mean_rises(u, mean, more):
    assert poisson_quantile(u, mean) <= poisson_quantile(u, mean + more)


@given(uniform_number, uniform_number, st.floats(0, 3000))
def test_poisson_never_falls_when_u_rises(u, v, mean):
    assert poisson_quantile(min(u, v), mean) <= poisson_quantile(max(u, v), mean)


@given(uniform_number, st.integers(0, 5000), st.integers(0, 200), st.floats(0, 1), st.floats(0, 1))
def test_binomial_never_falls_when_n_or_p_rises(u, n, more, p, q):
    low, high = sorted((p, q))
    count = binomial_quantile(u, n, low)
    assert 0 <= count <= n
    assert count <= binomial_quantile(u, n, high)
    assert count <= binomial_quantile(u, n + more, low) <= count + more


def test_certain_outcomes():
    assert poisson_quantile(0.99, 0.0) == 0
    assert binomial_quantile(0.99, 0, 0.5) == 0
    assert binomial_quantile(0.99, 8, 0.0) == 0
    assert binomial_quantile(0.01, 8, 1.0) == 8
    assert binomial_quantile(0.01, 8, 1 - 2**-53) == 8


@pytest.mark.parametrize("mean", [-1e-9, np.nan, np.inf, 2e9])
def test_an_impossible_mean_is_refused(mean):
    with pytest.raises(ValueError, match="from 0 to 1e9"):
        poisson_quantile(0.5, mean)


@pytest.mark.parametrize(("n", "p"), [(-1, 0.5), (3, -0.1), (3, 1.1), (3, np.nan)])
def test_impossible_trials_are_refused(n, p):
    with pytest.raises(ValueError, match="n from 0 and p from 0 to 1"):
        binomial_quantile(0.5, n, p)
