"""One Gaussian process: fit by likelihood, leave-one-out errors, and whole functions drawn from its posterior."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import cho_solve, solve_triangular
from scipy.optimize import minimize
from scipy.spatial.distance import cdist

STARTS = 2
FEATURES = 1000
"""Number of waves in a prior function; covariances of drawn functions are off by about 3 % of the variance."""

VARIANCES, LENGTHS, NOISES = (1e-3, 1e3), (0.05, 100.0), (1e-6, 2.0)
"""Bounds of signal variance, lengths in unit-cube coordinates and noise variance, for values of variance 1."""

ROOT = np.sqrt(5.0)
SMOOTHNESS = 2.5


@dataclass(frozen=True)
class Process:
    """A zero-mean Gaussian process with Matérn covariance of smoothness 5/2 (Rasmussen and Williams 2006).

    ``x`` has shape (n, d); ``lengths``, shape (d,), holds one for each coordinate. ``variance`` is that of the signal,
    ``noise`` the variance of each value around the signal. ``root`` is the lower Cholesky factor of the covariance of
    the values, ``pull`` the inverse covariance times the values. All are in units of the values.
    """

    x: np.ndarray
    lengths: np.ndarray
    variance: float
    noise: float
    root: np.ndarray
    pull: np.ndarray

    def predict(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the posterior mean and standard deviation of the signal at x, each of shape (points,)."""
        across = self.variance * _matern(_distances(x, self.x, self.lengths))
        seen = solve_triangular(self.root, across.T, lower=True)
        return across @ self.pull, np.sqrt(np.maximum(self.variance - (seen**2).sum(0), 0.0))

    def left_out(self) -> np.ndarray:
        """Return each value minus its prediction from all others under the same settings, shape (n,) (Dubrule 1983)."""
        return self.pull / np.diag(cho_solve((self.root, True), np.eye(len(self.x))))

    def functions(self, luck: np.ndarray, rng: np.random.Generator) -> "Functions":
        """Return functions drawn from the posterior of the signal, each defined everywhere (Wilson et al. 2020).

        ``luck``, standard normal of shape (n, draws), is that of the values in each draw.
        """
        heavy = np.sqrt(2 * SMOOTHNESS / rng.chisquare(2 * SMOOTHNESS, (FEATURES, 1)))
        waves = rng.normal(size=(FEATURES, self.x.shape[1])) * heavy / self.lengths
        phases = rng.uniform(0.0, 2 * np.pi, FEATURES)
        weights = np.sqrt(2 * self.variance / FEATURES) * rng.normal(size=(FEATURES, luck.shape[1]))
        values = self.root @ (self.root.T @ self.pull)
        prior = np.cos(self.x @ waves.T + phases) @ weights
        pulled = values[:, None] - prior - np.sqrt(self.noise) * luck
        return Functions(self, waves, phases, weights, cho_solve((self.root, True), pulled))


@dataclass(frozen=True)
class Functions:
    """Functions drawn from a process's posterior: waves from its prior, pulled to the values (Matheron's rule)."""

    process: Process
    waves: np.ndarray
    phases: np.ndarray
    weights: np.ndarray
    pull: np.ndarray

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """Return the functions' values at x, shape (points, draws)."""
        across = self.process.variance * _matern(_distances(x, self.process.x, self.process.lengths))
        return np.cos(x @ self.waves.T + self.phases) @ self.weights + across @ self.pull


def fit_process(x: np.ndarray, y: np.ndarray, groups: np.ndarray, *, seed: int = 0, starts: int = STARTS) -> Process:
    """Return the process under which y, shape (n,) with mean 0 and variance 1, is most likely.

    ``groups``, shape (d,), gives the factor of every coordinate of ``x``: coordinates of one factor share a length.
    The best of several starts of L-BFGS-B with the exact gradient counts (Rasmussen and Williams 2006, section 5.4).
    """
    bounds = np.log([VARIANCES, *[LENGTHS] * (groups.max() + 1), NOISES])
    rng, first = np.random.default_rng(seed), np.zeros(len(bounds))
    first[-1] = np.log(0.1)
    places = [first, *(first + rng.uniform(-1.5, 1.5, len(bounds)) for _ in range(starts - 1))]
    tried = [minimize(_cost, place, (x, y, groups), "L-BFGS-B", jac=True, bounds=bounds) for place in places]
    return process_of(min(tried, key=lambda one: one.fun).x, x, y, groups)


def process_of(settings: np.ndarray, x: np.ndarray, y: np.ndarray, groups: np.ndarray) -> Process:
    """Return the process with given logarithms of variance, lengths (one a factor) and noise."""
    variance, *lengths, noise = np.exp(settings)
    spread, noise = np.array(lengths)[groups], float(noise)
    root = np.linalg.cholesky(variance * _matern(_distances(x, x, spread)) + noise * np.eye(len(x)))
    return Process(x, spread, float(variance), noise, root, cho_solve((root, True), y))


def _cost(settings: np.ndarray, x: np.ndarray, y: np.ndarray, groups: np.ndarray) -> tuple[float, np.ndarray]:
    """Return minus the log likelihood and its gradient by the logarithms of variance, lengths and noise."""
    variance, *lengths, noise = np.exp(settings)
    scaled = x / np.array(lengths)[groups]
    distances = cdist(scaled, scaled)
    signal = variance * _matern(distances)
    root = np.linalg.cholesky(signal + noise * np.eye(len(x)))
    pull = cho_solve((root, True), y)
    likelihood = -0.5 * y @ pull - np.log(np.diag(root)).sum() - 0.5 * len(y) * np.log(2 * np.pi)
    slope = np.outer(pull, pull) - cho_solve((root, True), np.eye(len(x)))
    stretch = slope * variance * (5 / 3) * (1 + ROOT * distances) * np.exp(-ROOT * distances)
    by_column = (stretch.sum(1)[:, None] * scaled**2).sum(0) - (scaled * (stretch @ scaled)).sum(0)
    by_length = np.bincount(groups, by_column, minlength=len(lengths))
    return -likelihood, -np.array([0.5 * (slope * signal).sum(), *by_length, 0.5 * noise * np.trace(slope)])


def _distances(x: np.ndarray, other: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    return cdist(x / lengths, other / lengths)


def _matern(distances: np.ndarray) -> np.ndarray:
    far = ROOT * distances
    return (1 + far + far**2 / 3) * np.exp(-far)
