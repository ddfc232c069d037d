"""Which of several hundred parameters move an output, from fewer runs than parameters.

All parameters move at once, so the design is supersaturated. Forward regression finds the few that explain most (Wang
2009), from linear and quadratic Legendre terms of each parameter's prior probability; the extended Bayesian criterion
says when to stop, as it reckons with the number of candidates (Chen and Chen 2008).
"""

from dataclasses import dataclass

import numpy as np

MOST = 30
"""Most terms of one output."""
LOOK_AHEAD = 2
"""Terms that may be added in vain before the search ends."""
FEWEST, FLAT = 8, 1e-9
"""Points below which, and range within which, nothing is looked for."""
SEEN = 3.0
"""Standard errors of a correlation beyond which a single parameter among hundreds is likely to be found."""


@dataclass(frozen=True)
class Selection:
    """What moves one output: parameters by number in the order in which they were found, with their shares of variance.

    ``terms`` are columns of :func:`terms_of`; ``explained`` is the share of variance of all of them. ``unseen`` is the
    share that a parameter may explain and still be missed, beside those that were found.
    """

    parameters: tuple[int, ...]
    shares: tuple[float, ...]
    terms: tuple[int, ...]
    explained: float
    unseen: float


def linear(uniform: np.ndarray) -> np.ndarray:
    """Return the linear orthonormal Legendre terms of numbers in [0, 1]."""
    return np.sqrt(3.0) * (2 * uniform - 1)


def terms_of(uniform: np.ndarray) -> np.ndarray:
    """Return linear, then quadratic orthonormal Legendre terms of numbers in [0, 1], shape (points, 2 parameters)."""
    return np.hstack([linear(uniform), np.sqrt(5.0) * (1.5 * (2 * uniform - 1) ** 2 - 0.5)])


def normal_scores(y: np.ndarray) -> np.ndarray:
    """Return ranks as normal quantiles, so that a few extreme runs do not decide what is found."""
    from scipy.special import ndtri
    from scipy.stats import rankdata

    return ndtri((rankdata(y) - 0.5) / len(y))


def select(terms: np.ndarray, y: np.ndarray, most: int = MOST) -> Selection:
    """Return what moves ``y``, shape (points,), among ``terms`` of shape (points, 2 parameters)."""
    n, columns = terms.shape
    if n < FEWEST or np.ptp(y) <= FLAT:
        return Selection((), (), (), 0.0, 1.0)
    chosen, squares = _forward(terms, y, most)
    return _selection(chosen, squares, n, columns // 2)


def select_among(terms: np.ndarray, y: np.ndarray, most: int = MOST) -> list[int]:
    """Return the columns of any ``terms``, shape (points, columns), that move ``y``."""
    if len(y) < FEWEST or not terms.shape[1] or np.ptp(y) <= FLAT:
        return []
    return _forward(terms, y, most)[0]


def _forward(terms: np.ndarray, y: np.ndarray, most: int) -> tuple[list[int], list[float]]:
    """Return the terms chosen one after another, and the sums of squares left before the first and after each."""
    n, columns = terms.shape
    rest = y - y.mean()
    whole = float(rest @ rest)
    left = terms - terms.mean(0)
    chosen, squares, costs = list[int](), [whole], [_cost(n, whole, 0, columns)]
    for _ in range(min(most, n // 4, columns)):
        sizes = (left**2).sum(0)
        usable = sizes > 1e-8 * n
        found = np.where(usable, (rest @ left) ** 2 / np.where(usable, sizes, 1.0), -1.0)
        best = int(found.argmax())
        if not usable[best]:
            break
        axis = left[:, best] / np.sqrt(sizes[best])
        rest, left = rest - axis * (axis @ rest), left - np.outer(axis, axis @ left)
        chosen.append(best)
        squares.append(float(rest @ rest))
        costs.append(_cost(n, squares[-1], len(chosen), columns))
        if len(chosen) - int(np.argmin(costs)) > LOOK_AHEAD:
            break
    kept = int(np.argmin(costs))
    return chosen[:kept], squares[: kept + 1]


def _cost(n: int, squares: float, terms: int, candidates: int) -> float:
    return n * np.log(max(squares, 1e-300) / n) + terms * np.log(n) + 2 * terms * np.log(candidates)


def _selection(chosen: list[int], squares: list[float], n: int, parameters: int) -> Selection:
    shares: dict[int, float] = {}
    for term, before, after in zip(chosen, squares, squares[1:], strict=False):
        shares[term % parameters] = shares.get(term % parameters, 0.0) + (before - after) / squares[0]
    left = squares[-1] / squares[0]
    return Selection(tuple(shares), tuple(shares.values()), tuple(chosen), 1 - left, min(1.0, SEEN**2 / n * left))
