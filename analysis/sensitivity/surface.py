"""Response surface: what two levers together change, where that can be told from zero, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from analysis.base.statistics import LEVEL
from experiments.base.errors import ExperimentError

STEPS = 41
"""Places along each lever where a fitted surface is read off."""

DEGREES = (1, 2, 3)
"""Degrees of polynomials tried for scattered points."""

POINTS_A_TERM = 2
"""Fewest points for each term of a polynomial, so that its fit can be judged."""


@dataclass(frozen=True)
class Surface:
    """An effect over the intensities of two levers.

    ``x`` and ``y`` are intensities in the units of the levers, shapes (nx,) and (ny,). ``mean``, ``error`` (standard
    error of the mean), ``low`` and ``high`` (90 % interval, Student's t) are in the unit of the outcome, shape (ny,
    nx); so is ``cost``, in its own unit. NaN where there are no runs. ``degree`` is that of the polynomial, 0 for means
    on a grid; ``points`` counts pairs of intensities, ``replicates`` is the smallest number of runs of any of them.
    """

    names: tuple[str, str]
    x: np.ndarray
    y: np.ndarray
    mean: np.ndarray
    error: np.ndarray
    low: np.ndarray
    high: np.ndarray
    cost: np.ndarray
    points: int
    replicates: int
    degree: int = 0

    @property
    def told(self) -> np.ndarray:
        """Return where the interval excludes zero, shape (ny, nx), as booleans; False where there is none."""
        return (self.low > 0) | (self.high < 0)


def surface(names: tuple[str, str], x: np.ndarray, y: np.ndarray, effect: np.ndarray, cost: np.ndarray) -> Surface:
    """Return the surface of an effect; all arrays have shape (runs,).

    If the runs lie on a full grid with at least two replicates at every point, these are the means at the points, each
    with its own standard error. Otherwise a polynomial in both levers, of the degree with the smallest leave-one-out
    error (Box and Wilson 1951; Allen 1974), is fitted to the means of points and read off on a grid of STEPS by STEPS
    within the hull of the points. Raises ExperimentError for columns that do not fit or too few points.
    """
    columns = [np.asarray(each, float) for each in (x, y, effect, cost)]
    if len({column.shape for column in columns}) > 1 or columns[0].ndim != 1 or not len(columns[0]):
        raise ExperimentError("both levers, the effect and the cost need one value a run")
    if not all(np.isfinite(column).all() for column in columns[:3]):
        raise ExperimentError("intensities and effects must be finite numbers")
    points, place, counts = np.unique(np.stack(columns[:2], 1), axis=0, return_inverse=True, return_counts=True)
    means = [np.bincount(place, values) / counts for values in columns[2:]]
    sizes = [len(np.unique(points[:, k])) for k in (0, 1)]
    if counts.min() > 1 and min(sizes) > 1 and len(points) == sizes[0] * sizes[1]:
        return _on_grid(names, points, place, counts, columns[2], means)
    return _fitted(names, points, means, int(counts.min()))


def _on_grid(
    names: tuple[str, str],
    points: np.ndarray,
    place: np.ndarray,
    counts: np.ndarray,
    effect: np.ndarray,
    means: Sequence[np.ndarray],
) -> Surface:
    mean, cost = means
    squares = np.bincount(place, (effect - mean[place]) ** 2)
    error = np.sqrt(squares / (counts - 1) / counts)
    half = stdtrit(counts - 1, 0.5 + LEVEL / 2) * error
    across, along = (np.unique(points[:, k]) for k in (0, 1))
    shaped = (each.reshape(len(across), len(along)).T for each in (mean, error, mean - half, mean + half, cost))
    return Surface(names, across, along, *shaped, points=len(points), replicates=int(counts.min()))


def _fitted(names: tuple[str, str], points: np.ndarray, means: Sequence[np.ndarray], replicates: int) -> Surface:
    low, width = points.min(0), points.max(0) - points.min(0)
    if len(points) < POINTS_A_TERM * _terms(np.zeros((1, 2)), 1).shape[1] or not width.all():
        raise ExperimentError(f"{len(points)} pairs of intensities are too few for a surface of {' and '.join(names)}")
    unit = 2 * (points - low) / width - 1
    steps = np.linspace(-1, 1, STEPS)
    grid = np.stack(np.meshgrid(steps, steps), -1).reshape(-1, 2)
    found, degree = _read_off(unit, means[0], grid)
    cost = _read_off(unit, means[1], grid)[0][0] if np.isfinite(means[1]).all() else np.full(len(grid), np.nan)
    within = _in_hull(unit, grid)
    shaped = (np.where(within, each, np.nan).reshape(STEPS, STEPS) for each in (*found, cost))
    across, along = (low[k] + (steps + 1) / 2 * width[k] for k in (0, 1))
    return Surface(names, across, along, *shaped, points=len(points), replicates=replicates, degree=degree)


def _read_off(unit: np.ndarray, values: np.ndarray, grid: np.ndarray) -> tuple[list[np.ndarray], int]:
    """Return mean, standard error and limits at the places of a grid, and the degree of the polynomial."""
    possible = [d for d in DEGREES if len(unit) >= POINTS_A_TERM * _terms(unit, d).shape[1]]
    degree = min(possible, key=lambda d: _left_out_error(_terms(unit, d), values))
    terms, at = _terms(unit, degree), _terms(grid, degree)
    inverse = np.linalg.pinv(terms)
    mean = at @ inverse @ values
    free = len(values) - terms.shape[1]
    variance = ((values - terms @ inverse @ values) ** 2).sum() / free
    error = np.sqrt(variance * ((at @ inverse) ** 2).sum(1))
    half = stdtrit(free, 0.5 + LEVEL / 2) * error
    return [mean, error, mean - half, mean + half], degree


def _terms(unit: np.ndarray, degree: int) -> np.ndarray:
    """Return all products of powers up to a degree, shape (points, terms)."""
    powers = [(a, b) for a in range(degree + 1) for b in range(degree + 1 - a)]
    return np.stack([unit[:, 0] ** a * unit[:, 1] ** b for a, b in powers], 1)


def _left_out_error(terms: np.ndarray, values: np.ndarray) -> float:
    """Return the mean square error of predicting each point from the others (PRESS; Allen 1974)."""
    hat = terms @ np.linalg.pinv(terms)
    left = 1 - np.diag(hat)
    return float(np.mean(((values - hat @ values) / np.where(left > 1e-9, left, np.nan)) ** 2))


def _in_hull(points: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Return which places lie within the hull of the points. Beyond it there would be extrapolation only."""
    from scipy.spatial import Delaunay, QhullError

    try:
        return Delaunay(points).find_simplex(grid, tol=1e-9) >= 0
    except QhullError as error:
        raise ExperimentError("all pairs of intensities lie on one line, so there is no surface") from error
