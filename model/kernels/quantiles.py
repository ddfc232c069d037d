"""Exact quantiles of the Poisson and binomial distributions, compiled.

A count drawn as the quantile of one uniform number never falls when its mean rises, so two runs with the same random
numbers differ only where the policy differs. Sums start at 0 where that takes few terms. Otherwise they start at the
mode, whose probability comes from the saddle-point form of Loader (2000), "Fast and accurate computation of binomial
probabilities", which loses no digits for large counts.
"""

import math

import numpy as np

from model.kernels.compiled import compiled

MEAN_LIMIT = 1e9
DIRECT_MEAN = 48.0  # below it a sum from 0 takes fewer terms than a sum around the mode
LOG_SMALLEST = -700.0  # exp of less would lose digits
NEGLIGIBLE = 1e-20  # smaller than the rounding of a sum near 1
STIRLING_ERRORS = np.array(
    [math.lgamma(k + 1.0) - (k + 0.5) * math.log(k) + k - 0.5 * math.log(2 * math.pi) if k else 0.0 for k in range(16)]
)


@compiled
def _stirling_error(k):
    """Return ln k! less Stirling's approximation of it."""
    if k < 16:
        return STIRLING_ERRORS[k]
    square = float(k) * float(k)
    series = 1 / 1260 - (1 / 1680 - (1 / 1188) / square) / square
    return (1 / 12 - (1 / 360 - series / square) / square) / k


@compiled
def _deviance(x, mean):
    """Return x ln(x / mean) + mean - x without cancellation (Loader's bd0)."""
    if abs(x - mean) >= 0.1 * (x + mean):
        return x * math.log(x / mean) + mean - x
    ratio = (x - mean) / (x + mean)
    total, power, odd = (x - mean) * ratio, 2.0 * x * ratio, 1.0
    while True:
        power *= ratio * ratio
        odd += 2.0
        longer = total + power / odd
        if longer == total:
            return total
        total = longer


@compiled
def _poisson_probability(k, mean):
    if k == 0:
        return math.exp(-mean)
    return math.exp(-_stirling_error(k) - _deviance(float(k), mean)) / math.sqrt(2.0 * math.pi * k)


@compiled
def _binomial_probability(k, n, p):
    if k == 0:
        return math.exp(n * math.log1p(-p))
    if k == n:
        return math.exp(n * math.log(p))
    exponent = _stirling_error(n) - _stirling_error(k) - _stirling_error(n - k)
    exponent -= _deviance(float(k), n * p) + _deviance(float(n - k), n * (1.0 - p))
    return math.exp(exponent) * math.sqrt(n / (2.0 * math.pi * k * (n - k)))


@compiled
def poisson_quantile(u, mean):
    """Return the smallest count k with P(X <= k) >= u, X Poisson of ``mean`` (0..1e9), u in (0, 1).

    Takes about ``mean`` terms below 48 and ten times the root of ``mean`` above. Raises ValueError for a mean
    that is negative, too large or not a number.
    """
    if not 0.0 <= mean <= MEAN_LIMIT:
        raise ValueError("the mean of a Poisson number must be from 0 to 1e9")
    if u <= 1.0 - mean:
        return 0  # exp(-mean) is no less than 1 - mean, and most weekly events are rare
    if mean >= DIRECT_MEAN:
        return _poisson_from_mode(u, mean)
    k, probability = 0, math.exp(-mean)
    below = probability
    while below < u and (probability > NEGLIGIBLE or k < mean):
        k += 1
        probability *= mean / k
        below += probability
    return k


@compiled
def _poisson_from_mode(u, mean):
    k = int(mean)
    probability = _poisson_probability(k, mean)
    below, term, j = 0.0, probability, k
    while term > NEGLIGIBLE:
        below += term
        term *= j / mean
        j -= 1
    while below < u and probability > NEGLIGIBLE:
        k += 1
        probability *= mean / k
        below += probability
    while k > 0 and below - probability >= u:
        below -= probability
        probability *= k / mean
        k -= 1
    return k


@compiled
def binomial_quantile(u, n, p):
    """Return the smallest count k with P(X <= k) >= u, X binomial of ``n`` and ``p`` (0..1), u in (0, 1).

    Raises ValueError for a negative ``n`` or a ``p`` outside 0..1.
    """
    if not (0.0 <= p <= 1.0 and n >= 0):
        raise ValueError("a binomial number needs n from 0 and p from 0 to 1")
    if p == 0.0 or p == 1.0:
        return np.int64(n) if p == 1.0 else 0
    if u <= 1.0 - n * p:
        return 0
    log_none = n * math.log1p(-p)
    if n * p >= DIRECT_MEAN or log_none < LOG_SMALLEST:
        return _binomial_from_mode(u, n, p)
    odds, k, probability = p / (1.0 - p), 0, math.exp(log_none)
    below = probability
    while below < u and k < n and (probability > NEGLIGIBLE or k < n * p):
        k += 1
        probability *= odds * (n - k + 1) / k
        below += probability
    return k


@compiled
def _binomial_from_mode(u, n, p):
    odds = p / (1.0 - p)
    k = min(int((n + 1) * p), n)
    probability = _binomial_probability(k, n, p)
    below, term, j = 0.0, probability, k
    while term > NEGLIGIBLE:
        below += term
        term *= j / (odds * (n - j + 1))
        j -= 1
    while below < u and k < n and probability > NEGLIGIBLE:
        k += 1
        probability *= odds * (n - k + 1) / k
        below += probability
    while k > 0 and below - probability >= u:
        below -= probability
        probability *= k / (odds * (n - k + 1))
        k -= 1
    return k
