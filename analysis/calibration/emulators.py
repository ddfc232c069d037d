"""Emulators of all targets: a regression on what moves a target, and a process on what the regression leaves."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr

from analysis.calibration.selection import Selection, select, terms_of
from analysis.sensitivity.emulator import Coding, Emulator, fit

MOST_POINTS = 300
"""Most points that a process is fitted to, the last ones first; its cost grows with the third power."""
FLAT = 1e-9
"""Variance that counts as none."""
MOST_INPUTS = 12
"""Most parameters that a process takes: those that explain most."""


@dataclass(frozen=True)
class OneTarget:
    """Emulates one target: regression on terms of selected parameters, and a process on the rest, where there is one.

    ``noise`` is the variance of a value around the prediction: luck, and all parameters that were not selected.
    ``doubt`` is the covariance of the coefficients.
    """

    selection: Selection
    coefficients: np.ndarray
    doubt: np.ndarray
    process: Emulator | None
    inputs: tuple[int, ...]
    noise: float

    def predict(self, uniform: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and variance of the expected value at points (points, parameters) of the unit cube."""
        columns = _columns(uniform, self.selection)
        mean, variance = columns @ self.coefficients, ((columns @ self.doubt) * columns).sum(1)
        if self.process is None:
            return mean, variance
        found, deviation = self.process.predict(uniform[:, self.inputs])
        return mean + found, variance + deviation**2


@dataclass(frozen=True)
class Emulators:
    """One emulator a target, all taking standard normal numbers, shape (points, parameters)."""

    each: tuple[OneTarget, ...]

    def predict(self, latent: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and variance of single values, noise included, each of shape (points, targets)."""
        uniform = ndtr(latent)
        found = [one.predict(uniform) for one in self.each]
        noise = np.array([one.noise for one in self.each])
        return np.stack([mean for mean, _ in found], 1), np.stack([more for _, more in found], 1) + noise

    def own_variance(self, latent: np.ndarray) -> np.ndarray:
        """Return the variance that is the emulators' own and that more runs would lower, shape (points, targets)."""
        uniform = ndtr(latent)
        return np.stack([one.predict(uniform)[1] for one in self.each], axis=1)

    def active(self) -> list[int]:
        """Return the parameters that move any target, by number."""
        return sorted({n for one in self.each for n in one.selection.parameters})


def fit_emulators(latent: np.ndarray, scaled: np.ndarray, seed: int) -> Emulators:
    """Return emulators of ``scaled``, shape (points, targets); points whose value is NaN are left out, each alone."""
    uniform = ndtr(latent)
    return Emulators(tuple(_one(uniform, y, seed) for y in scaled.T))


def _one(uniform: np.ndarray, y: np.ndarray, seed: int) -> OneTarget:
    there = np.isfinite(y)
    uniform, y = uniform[there], y[there]
    selection = select(terms_of(uniform), y)
    columns = _columns(uniform, selection)
    coefficients = np.linalg.lstsq(columns, y, rcond=None)[0]
    rest = y - columns @ coefficients
    noise = float(rest @ rest) / max(len(y) - columns.shape[1], 1)
    doubt = noise * np.linalg.pinv(columns.T @ columns)
    one = OneTarget(selection, coefficients, doubt, None, selection.parameters[:MOST_INPUTS], noise)
    return one if noise <= FLAT or not one.inputs else _with_process(one, uniform, rest, seed)


def _with_process(one: OneTarget, uniform: np.ndarray, rest: np.ndarray, seed: int) -> OneTarget:
    """Return the emulator with a process on the residuals, and with the noise that its left-out errors show."""
    last = slice(-MOST_POINTS, None)
    coding = Coding(tuple(f"x{n}" for n in one.inputs), (0,) * len(one.inputs))
    x, y = uniform[last][:, one.inputs], rest[last]
    process = fit(x, y, coding, seed=seed)
    _, deviation = process.predict(x)
    noise = max(float(process.left_out.var()) - float((deviation**2).mean()), FLAT)
    return replace(one, process=process, noise=noise)


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
