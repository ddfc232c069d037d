"""Emulators of all targets: the few effects that explain most, two by two as well, and all others together."""

from dataclasses import dataclass

import numpy as np

from analysis.calibration.coordinates import Coordinates
from analysis.calibration.dense import Dense, fit_dense
from analysis.calibration.selection import Selection, linear, select, select_among, terms_of

MOST_PAIRED = 15
"""Most parameters of a target whose effects may depend on one another: those that explain most."""
FLAT = 1e-9
"""Variance that counts as none."""


@dataclass(frozen=True)
class Few:
    """The effects on one target that explain most, their coefficients, and the covariance of these.

    ``pairs``, shape (pairs, 2), are coordinates whose linear terms are multiplied.
    """

    selection: Selection
    pairs: np.ndarray
    coefficients: np.ndarray
    doubt: np.ndarray

    def predict(self, uniform: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and variance at points (points, coordinates) of the unit cube."""
        columns = _columns(uniform, self.selection, self.pairs)
        return columns @ self.coefficients, ((columns @ self.doubt) * columns).sum(1)


@dataclass(frozen=True)
class Emulators:
    """Emulators of all targets, taking standard normal numbers, shape (points, parameters and switches).

    ``noise``, shape (targets,), is the variance of values around the prediction: luck, and what nothing here describes.
    """

    coordinates: Coordinates
    few: tuple[Few, ...]
    dense: Dense
    noise: np.ndarray

    def predict(self, latent: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and variance of single values, noise included, each of shape (points, targets)."""
        mean, variance = self.expected(latent)
        return mean, variance + self.noise

    def expected(self, latent: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and variance of expected values; the variance is the emulators' own, which more runs lower."""
        uniform = self.coordinates(latent)
        mean, variance = self.dense.predict(uniform)
        for n, few in enumerate(self.few):
            found, more = few.predict(uniform)
            mean[:, n] += found
            variance[:, n] += more
        return mean, variance

    def active(self) -> list[int]:
        """Return the parameters and switches that were found to move any target, by number."""
        origins = self.coordinates.origins
        return sorted({origins[n] for few in self.few for n in few.selection.parameters})


def fit_emulators(latent: np.ndarray, scaled: np.ndarray, coordinates: Coordinates) -> Emulators:
    """Return emulators of ``scaled``, shape (points, targets); NaN where a target has no value at a point."""
    uniform, there = coordinates(latent), np.isfinite(scaled)
    few = tuple(_few(uniform[own], y[own]) for own, y in zip(there.T, scaled.T, strict=True))
    rest = scaled - np.stack([one.predict(uniform)[0] for one in few], axis=1)
    dense = fit_dense(uniform, rest)
    own = dense.predict(uniform)[1].mean(0)
    return Emulators(coordinates, few, dense, np.maximum(np.nanvar(dense.missed, axis=0) - own, FLAT))


def _few(uniform: np.ndarray, y: np.ndarray) -> Few:
    selection = select(terms_of(uniform), y)
    pairs = _pairs(uniform, y, selection)
    columns = _columns(uniform, selection, pairs)
    coefficients = np.linalg.lstsq(columns, y, rcond=None)[0]
    rest = y - columns @ coefficients
    noise = float(rest @ rest) / max(len(y) - columns.shape[1], 1)
    return Few(selection, pairs, coefficients, noise * np.linalg.pinv(columns.T @ columns))


def _pairs(uniform: np.ndarray, y: np.ndarray, selection: Selection) -> np.ndarray:
    """Return the pairs of the selected coordinates that explain what their effects by themselves do not."""
    most = np.array(selection.parameters[:MOST_PAIRED], dtype=int)
    pairs = most[np.column_stack(np.triu_indices(len(most), 1))]
    columns = _columns(uniform, selection, np.empty((0, 2), dtype=int))
    rest = y - columns @ np.linalg.lstsq(columns, y, rcond=None)[0]
    return pairs[select_among(_products(uniform, pairs), rest)]


def _products(uniform: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    return linear(uniform[:, pairs[:, 0]]) * linear(uniform[:, pairs[:, 1]])


def _columns(uniform: np.ndarray, selection: Selection, pairs: np.ndarray) -> np.ndarray:
    """Return the constant, the selected terms and the pairs at points, shape (points, 1 + terms + pairs)."""
    parameters = uniform.shape[1]
    at = sorted({term % parameters for term in selection.terms})
    place = {n: k for k, n in enumerate(at)}
    chosen = [place[term % parameters] + len(at) * (term // parameters) for term in selection.terms]
    return np.column_stack([np.ones(len(uniform)), terms_of(uniform[:, at])[:, chosen], _products(uniform, pairs)])
