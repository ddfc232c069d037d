"""Whether a design is large enough: indices on growing parts of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.sensitivity.estimate import Estimates, SensitivityError
from analysis.sensitivity.sobol import SobolIndices, sobol_indices

SMALLEST = 32
"""Base samples below this give intervals that are no guide."""


@dataclass(frozen=True)
class Convergence:
    """One index on growing parts of a design.

    ``n`` are the sizes, shape (sizes,), in base samples for Sobol indices and in points otherwise; ``value`` and
    ``half_width``, that of the interval, have the index's own shape after a first axis of sizes.
    """

    names: tuple[str, ...]
    n: np.ndarray
    value: np.ndarray
    half_width: np.ndarray

    def enough(self, target: float) -> int | None:
        """Return the smallest size from which on all intervals are as narrow as ``target``; None if there is none."""
        narrow = converged(self.half_width.reshape(len(self.n), -1), target).all(1)
        from_here = np.logical_and.accumulate(narrow[::-1])[::-1]
        return int(self.n[from_here.argmax()]) if from_here.any() else None


def converged(half_width: np.ndarray, target: float) -> np.ndarray:
    """Tell where half-widths are no more than ``target``; an undefined one has not converged. Shape of the input."""
    return np.asarray(half_width) <= target


def converge(index: Callable[[int], Estimates], sizes: Sequence[int]) -> Convergence:
    """Return an index at each size; ``index`` computes it on that many first base samples or points.

    Raises SensitivityError where sizes do not grow.
    """
    if not len(sizes) or (np.diff(sizes) <= 0).any():
        raise SensitivityError(f"sizes must grow: {list(sizes)}")
    found = [index(size) for size in sizes]
    value, half_width = (np.stack([getattr(each, part) for each in found]) for part in ("value", "half_width"))
    return Convergence(found[0].names, np.asarray(sizes), value, half_width)


def powers_of_two(n: int, smallest: int = SMALLEST) -> tuple[int, ...]:
    """Return powers of two from ``smallest`` to n, at which a Sobol sequence is balanced; n itself ends them."""
    sizes = [2**power for power in range(smallest.bit_length() - 1, n.bit_length()) if smallest <= 2**power < n]
    return (*sizes, n)


def sobol_convergence(
    y: np.ndarray, names: Sequence[str], *, order: str = "total", second_order: bool = True, **settings: Any
) -> Convergence:
    """Return a Sobol index on the first 32, 64, 128 ... base samples of a Saltelli design.

    ``y`` is as in :func:`analysis.sensitivity.sobol.sobol_indices`, to which ``settings`` go; ``order`` is "first",
    "total" or "second". Parts share their points, so values at neighbouring sizes move together.

    Raises SensitivityError as that function does, and for an unknown order.
    """
    if order not in SobolIndices.__dataclass_fields__ or (order == "second" and not second_order):
        raise SensitivityError(f"no order {order!r} in this design")
    step = (2 * len(names) if second_order else len(names)) + 2

    def index(n: int) -> Estimates:
        return getattr(sobol_indices(y[: n * step], names, second_order=second_order, **settings), order)

    return converge(index, powers_of_two(len(y) // step))


def given_data_convergence(
    index: Callable[[np.ndarray, np.ndarray], Estimates], x: np.ndarray, y: np.ndarray, sizes: Sequence[int]
) -> Convergence:
    """Return an index of given data on the first points of each size; ``index`` computes it from (x, y).

    A Latin hypercube is balanced as a whole only: its first points are a plain sample, so that the last size may do
    better than the others let expect. Raises SensitivityError for sizes that do not grow or exceed the points.
    """
    if len(sizes) and max(sizes) > len(y):
        raise SensitivityError(f"size {max(sizes)} exceeds the {len(y)} points")
    return converge(lambda n: index(x[:n], y[:n]), sizes)
