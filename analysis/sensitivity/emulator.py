"""An emulator of many outputs, and Sobol indices from it with intervals that contain the emulator's error."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.special import ndtri

from analysis.base.statistics import LEVEL
from analysis.sensitivity.estimate import (
    Estimates,
    SensitivityError,
    columns,
    constant,
    counts,
    finite,
    named,
    resampled,
    summarise,
    why_undefined,
)
from analysis.sensitivity.process import Process, fit_process
from analysis.sensitivity.sobol import SobolIndices, indices_of, sobol_draws

EXPLAINED = 0.99
"""Share of the variance of the standardised outputs that principal components keep."""

FOLDS = 5
DRAWS = 50
RESAMPLES_A_DRAW = 20


@dataclass(frozen=True)
class Coding:
    """How factors in the unit interval become coordinates: ``levels`` gives the number of categories of every factor.

    A continuous factor has 0 levels and is its own coordinate. A category is the bin of equal width that a value lies
    in. Two categories are one coordinate of 0 or 1; more are a coordinate each, 1 in its own and 0 in the others.
    """

    names: tuple[str, ...]
    levels: tuple[int, ...]

    def __post_init__(self) -> None:
        """Raise SensitivityError unless every factor has a name of its own."""
        named(self.names, len(self.levels))

    @property
    def groups(self) -> np.ndarray:
        """Return the factor of every coordinate, shape (coordinates,)."""
        return np.repeat(np.arange(len(self.levels)), [level if level > 2 else 1 for level in self.levels])

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """Return coordinates of points (points, k), shape (points, coordinates).

        Raises SensitivityError for NaN, infinity, another number of factors, and points outside the unit cube.
        """
        x = finite(x, "x")
        if x.ndim != 2 or x.shape[1] != len(self.levels):
            raise SensitivityError(f"x must have shape (points, {len(self.levels)}), not {x.shape}")
        if (x < 0).any() or (x > 1).any():
            raise SensitivityError("x must lie in the unit cube")
        return np.hstack([_coordinates(x[:, j], level) for j, level in enumerate(self.levels)])


def _coordinates(factor: np.ndarray, levels: int) -> np.ndarray:
    if not levels:
        return factor[:, None]
    category = np.minimum(np.floor(factor * levels + 1e-9).astype(int), levels - 1)
    return category[:, None].astype(float) if levels <= 2 else np.eye(levels)[category]


@dataclass(frozen=True)
class Emulator:
    """Independent Gaussian processes on principal components of standardised outputs (Higdon et al. 2008).

    ``directions``, shape (components, outputs), turns components of variance 1 into outputs less ``centre``. ``rest``,
    shape (outputs,), is the variance that the components leave out. ``left_out``, shape (n, outputs), holds the values
    of the fitted points minus their prediction from all other points under the same settings. ``together``, shape
    (components, components), is the correlation of these errors, as luck in one output is luck in several components.
    ``variance``, shape (outputs,), is that of the outputs at the fitted points. ``single``: y had one output.
    """

    coding: Coding
    processes: tuple[Process, ...]
    directions: np.ndarray
    centre: np.ndarray
    rest: np.ndarray
    left_out: np.ndarray
    together: np.ndarray
    variance: np.ndarray
    single: bool

    def predict(self, x: np.ndarray, *, with_noise: bool = False) -> tuple[np.ndarray, np.ndarray]:
        """Return mean and standard deviation at points of the unit cube, each (points, outputs), or (points,) if y was.

        The deviation is that of the expected outcome; ``with_noise`` adds luck and what the components leave out, as in
        the fitted values. It does not contain doubt about the settings of the processes. Raises SensitivityError for
        points as :class:`Coding` does.
        """
        found = [process.predict(self.coding(x)) for process in self.processes]
        mean = self.centre + np.stack([each for each, _ in found], axis=1) @ self.directions
        noise = np.array([process.noise for process in self.processes]) * with_noise
        apart = np.sqrt(np.stack([sd**2 for _, sd in found], axis=1) + noise)[..., None] * self.directions
        variance = np.einsum("ncj,cd,ndj->nj", apart, self.together, apart, optimize=True)
        sd = np.sqrt(np.maximum(variance, 0.0) + self.rest * with_noise)
        return (mean[:, 0], sd[:, 0]) if self.single else (mean, sd)


@dataclass(frozen=True)
class HeldOut:
    """Errors at points that the emulator had not seen, each of shape (outputs,).

    ``rmse`` is in the unit of the output, ``standardised`` in its standard deviations. ``q2`` is the share of variance
    predicted: 1 at best, negative if worse than the mean. ``coverage`` is the share of values within their intervals of
    ``level``, luck included. NaN for constant outputs.
    """

    rmse: np.ndarray
    standardised: np.ndarray
    q2: np.ndarray
    coverage: np.ndarray
    level: float


@dataclass(frozen=True)
class EmulatedSobol:
    """Indices of an emulator, the share that it does not explain, and how many points were fitted and evaluated."""

    indices: SobolIndices
    unexplained: Estimates
    fitted: int
    evaluated: int


def fit(
    x: np.ndarray, y: np.ndarray, coding: Coding, *, components: float | int = EXPLAINED, seed: int = 0
) -> Emulator:
    """Return an emulator of y, shape (points,) or (points, outputs), on the unit cube, ``x`` of shape (points, k).

    ``components`` is a number of principal components or, below 1, the share of variance to keep.

    Raises SensitivityError for NaN or infinity, points outside the cube, and outputs that are all constant.
    """
    values, single = columns(y)
    inputs = coding(x)
    if len(inputs) != len(values) or constant(values).all():
        raise SensitivityError(f"{len(inputs)} points, {len(values)} values: nothing to fit, or all outputs constant")
    scores, directions = _components(values, components)
    processes = tuple(fit_process(inputs, score, coding.groups, seed=seed) for score in scores.T)
    rest = values - values.mean(0) - scores @ directions
    missed = np.stack([process.left_out() for process in processes], axis=1)
    together = np.corrcoef(missed, rowvar=False).reshape(len(processes), -1)
    about = (directions, values.mean(0), rest.var(0), missed @ directions + rest, together, values.var(0))
    return Emulator(coding, processes, *about, single)


def _components(y: np.ndarray, components: float | int) -> tuple[np.ndarray, np.ndarray]:
    """Return scores (points, c) of variance 1 and directions (c, outputs) from scores to centred outputs."""
    scale = np.where(constant(y), np.inf, y.std(0))
    left, sizes, right = np.linalg.svd((y - y.mean(0)) / scale, full_matrices=False)
    kept = np.cumsum(sizes**2) / (sizes**2).sum()
    c = int(np.searchsorted(kept, components - 1e-12)) + 1 if components < 1 else int(components)
    c, n = min(c, int((sizes > 1e-9 * sizes[0]).sum())), len(y)
    back = np.where(np.isinf(scale), 0.0, scale)
    return left[:, :c] * np.sqrt(n), sizes[:c, None] / np.sqrt(n) * right[:c] * back


def held_out(
    x: np.ndarray, y: np.ndarray, coding: Coding, *, folds: int = FOLDS, level: float = LEVEL, seed: int = 0
) -> HeldOut:
    """Return errors at the points of each fold under an emulator fitted to the other folds.

    Raises SensitivityError as :func:`fit` does, and for fewer points than folds or a single fold.
    """
    values, _ = columns(y)
    if not 2 <= folds <= len(values):
        raise SensitivityError(f"{len(values)} points cannot be cut into {folds} folds")
    mean, sd = np.empty_like(values), np.empty_like(values)
    for out in np.array_split(np.random.default_rng(seed).permutation(len(values)), folds):
        seen = np.setdiff1d(np.arange(len(values)), out)
        mean[out], sd[out] = fit(x[seen], values[seen], coding, seed=seed).predict(x[out], with_noise=True)
    flat, missed = constant(values), values - mean
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(flat, np.nan, (missed**2).mean(0) / values.var(0))
    inside = np.where(flat, np.nan, (np.abs(missed) <= ndtri(0.5 + level / 2) * sd).mean(0))
    return HeldOut(np.sqrt((missed**2).mean(0)), np.sqrt(share), 1 - share, inside, level)


def emulated_sobol(
    emulator: Emulator,
    *,
    n: int = 1024,
    second_order: bool = True,
    draws: int = DRAWS,
    resamples: int = RESAMPLES_A_DRAW,
    level: float = LEVEL,
    seed: int = 0,
) -> EmulatedSobol:
    """Return Sobol indices of the expected outcome from whole functions drawn from the emulator's posterior.

    Each of ``draws`` functions is evaluated on one Saltelli design of ``n`` base samples, a power of two, and its
    indices are resampled ``resamples`` times (Le Gratiet, Cannamela and Iooss 2014). The value is the mean over
    functions; the interval is the middle share of all resamples of all functions. It contains (a) the sampling of the
    design and (b) what the fitted points leave open about the function, luck in them included. It does not contain
    doubt about the settings of the processes, the choice of covariance, or what the principal components leave out.

    Indices are shares of the variance of the emulated expectation, with factors independent and uniform on the unit
    cube. ``unexplained`` is the share of the variance of the fitted points that the emulator misses when it predicts
    each point from the others (luck, left-out components and error together), with an interval over points.

    Raises SensitivityError if n is not a power of two.
    """
    k, outputs = len(emulator.coding.names), len(emulator.centre)
    design = emulator.coding(_saltelli(k, n, second_order, seed))
    rng = np.random.default_rng([seed, 1])
    parts = _functions(emulator, design, draws, rng)
    found, flat = [], np.zeros(outputs, dtype=bool)
    for draw in range(draws):
        y = emulator.centre + np.stack([part[:, draw] for part in parts], axis=1) @ emulator.directions
        chosen = rng.integers(n, size=(n, resamples))
        flat, drawn = sobol_draws(y, k, chosen, second_order=second_order)
        found.append(drawn)
    estimate = partial(summarise, level=level, single=emulator.single, reason=why_undefined(flat))
    pooled = [np.concatenate([_mean_first(order), *(each[1:] for each in order)]) for order in zip(*found, strict=True)]
    indices = indices_of(emulator.coding.names, pooled, estimate)
    return EmulatedSobol(indices, _unexplained(emulator, level, seed), len(emulator.left_out), len(design))


def _functions(emulator: Emulator, design: np.ndarray, draws: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Return the drawn functions of each component, shape (points, draws), with luck correlated between components."""
    size = (len(emulator.left_out), draws)
    luck = rng.multivariate_normal(np.zeros(len(emulator.together)), emulator.together, size, method="eigh")
    return [process.functions(luck[..., c], rng)(design) for c, process in enumerate(emulator.processes)]


def _mean_first(order: Sequence[np.ndarray]) -> np.ndarray:
    """Return the mean over functions of their indices without resampling, with a first axis of one."""
    return np.mean([each[:1] for each in order], axis=0)


def _saltelli(k: int, n: int, second_order: bool, seed: int) -> np.ndarray:
    if n < 2 or n & (n - 1):
        raise SensitivityError(f"n must be a power of two, not {n}")
    from SALib.sample import sobol

    problem = {"num_vars": k, "names": [f"x{i}" for i in range(k)], "bounds": [[0.0, 1.0]] * k}
    return sobol.sample(problem, n, calc_second_order=second_order, seed=seed)


def _unexplained(emulator: Emulator, level: float, seed: int) -> Estimates:
    flat = ~emulator.directions.any(0)
    share = emulator.left_out**2 / np.where(flat, np.nan, emulator.variance)
    draws = counts(resampled(len(share), DRAWS * RESAMPLES_A_DRAW, seed)) @ share / len(share)
    mean, single = share.mean(0)[None], emulator.single
    return summarise(("unexplained",), mean, draws[:, None], level=level, single=single, reason=why_undefined(flat))
