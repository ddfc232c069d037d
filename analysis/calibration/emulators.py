"""Emulators of all targets: the few effects that explain most, all others together, and a process on the rest."""

from dataclasses import dataclass

import numpy as np

from analysis.calibration.coordinates import Coordinates
from analysis.calibration.dense import Dense, fit_dense
from analysis.calibration.selection import Selection, select, terms_of
from analysis.sensitivity.emulator import Coding, Emulator, fit

MOST_POINTS = 300
"""Most points that a process is fitted to, the last ones; its cost grows with the third power."""
MOST_INPUTS = 8
"""Most parameters that a process takes: those that explain most."""
WORTH = 0.9
"""Share of the variance left above which a process explains too little to be kept."""
FLAT = 1e-9
"""Variance that counts as none."""


@dataclass(frozen=True)
class Few:
    """The effects on one target that explain most: selected terms, their coefficients, and the covariance of these."""

    selection: Selection
    coefficients: np.ndarray
    doubt: np.ndarray

    def predict(self, uniform: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and variance at points (points, parameters) of the unit cube."""
        columns = _columns(uniform, self.selection)
        return columns @ self.coefficients, ((columns @ self.doubt) * columns).sum(1)


@dataclass(frozen=True)
class Emulators:
    """Emulators of all targets, taking standard normal numbers, shape (points, parameters and switches).

    ``processes`` hold None where nothing was left to fit. ``noise``, shape (targets,), is the variance of values around
    the prediction: luck, and what nothing here describes.
    """

    coordinates: Coordinates
    few: tuple[Few, ...]
    dense: Dense
    processes: tuple[Emulator | None, ...]
    noise: np.ndarray

    def predict(self, latent: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and variance of single values, noise included, each of shape (points, targets)."""
        mean, variance = self.expected(latent)
        return mean, variance + self.noise

    def expected(self, latent: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and variance of expected values; the variance is the emulators' own, which more runs lower."""
        uniform = self.coordinates(latent)
        mean, variance = self.dense.predict(uniform)
        for n, (few, process) in enumerate(zip(self.few, self.processes, strict=True)):
            for found, more in (few.predict(uniform), _processed(process, uniform, few.selection)):
                mean[:, n] += found
                variance[:, n] += more
        return mean, variance

    def active(self) -> list[int]:
        """Return the parameters and switches that were found to move any target, by number."""
        origins = self.coordinates.origins
        return sorted({origins[n] for few in self.few for n in few.selection.parameters})


def fit_emulators(latent: np.ndarray, scaled: np.ndarray, coordinates: Coordinates, seed: int) -> Emulators:
    """Return emulators of ``scaled``, shape (points, targets).

    Points at which a target has no value, such as a share of no cases, are left out.
    """
    there = np.isfinite(scaled).all(1)
    uniform, values = coordinates(latent[there]), scaled[there]
    few = tuple(_few(uniform, y) for y in values.T)
    rest = values - np.stack([one.predict(uniform)[0] for one in few], axis=1)
    dense = fit_dense(uniform, rest)
    fitted = [_process(uniform, y, one.selection, seed) for one, y in zip(few, dense.missed.T, strict=True)]
    own = dense.predict(uniform)[1].mean(0)
    noise = [max(float(left.var()) - part, FLAT) for (_, left), part in zip(fitted, own, strict=True)]
    return Emulators(coordinates, few, dense, tuple(process for process, _ in fitted), np.array(noise))


def _few(uniform: np.ndarray, y: np.ndarray) -> Few:
    selection = select(terms_of(uniform), y)
    columns = _columns(uniform, selection)
    coefficients = np.linalg.lstsq(columns, y, rcond=None)[0]
    rest = y - columns @ coefficients
    noise = float(rest @ rest) / max(len(y) - columns.shape[1], 1)
    return Few(selection, coefficients, noise * np.linalg.pinv(columns.T @ columns))


def _process(
    uniform: np.ndarray, rest: np.ndarray, selection: Selection, seed: int
) -> tuple[Emulator | None, np.ndarray]:
    """Return a process on what the effects miss, and what it misses itself when it predicts each point from others."""
    inputs = selection.parameters[:MOST_INPUTS]
    if not inputs or rest.var() <= FLAT:
        return None, rest
    last = slice(-MOST_POINTS, None)
    coding = Coding(tuple(f"x{n}" for n in inputs), (0,) * len(inputs))
    found = fit(uniform[last][:, inputs], rest[last], coding, seed=seed)
    missed = found.left_out[:, 0]
    return (found, missed) if missed.var() < WORTH * rest[last].var() else (None, rest)


def _processed(process: Emulator | None, uniform: np.ndarray, selection: Selection) -> tuple[np.ndarray, np.ndarray]:
    if process is None:
        return np.zeros(len(uniform)), np.zeros(len(uniform))
    mean, deviation = process.predict(uniform[:, selection.parameters[:MOST_INPUTS]])
    return mean, deviation**2


def _columns(uniform: np.ndarray, selection: Selection) -> np.ndarray:
    """Return the constant and the selected terms at points, shape (points, 1 + terms)."""
    parameters = uniform.shape[1]
    if not selection.terms:
        return np.ones((len(uniform), 1))
    at = sorted({term % parameters for term in selection.terms})
    place = {n: k for k, n in enumerate(at)}
    terms = terms_of(uniform[:, at])
    chosen = [place[term % parameters] + len(at) * (term // parameters) for term in selection.terms]
    return np.column_stack([np.ones(len(uniform)), terms[:, chosen]])
