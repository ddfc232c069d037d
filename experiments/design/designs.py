"""Designs: the points of parameter space that an experiment visits, and how they were chosen.

Grid; Latin hypercube (McKay, Beckman and Conover 1979); scrambled Sobol sequence (Sobol 1967, Owen 1998); the design of
Sobol indices (Saltelli 2002, in SALib's order); trajectories of Morris (1991); one factor at a time; rows of a CSV
file; draws from a weighted sample of a posterior.
"""

import csv
import io
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import Any

import numpy as np

from experiments.base.cell import Draw
from experiments.design.factors import Factor
from model.text.files import read_text

NO_DESIGN = "none"
ONE_AT_A_TIME = "one_at_a_time"
CSV, POSTERIOR = FROM_FILE = ("csv", "posterior")
MOST_POINTS = 1_000_000
"""Most points of a design; more would be a typing error and would fill the memory."""
MOST_BYTES = 100_000_000
"""Largest file of points that is read."""
WEIGHT = "weight"
"""Column of a posterior sample that holds the weights of its rows."""
LUCK = "luck"
"""Column of a CSV file that says which luck a point meets: a whole number, the same for points that share it."""
SET = "set"
"""Column of a CSV file that says which parameter set of the project's ensemble a point takes: its row there, from 0."""
SWITCH = "theory."
"""How the names of switches of theory begin."""


@dataclass(frozen=True, kw_only=True)
class Design:
    """Factors, and how their points are chosen.

    ``points`` means what the kind says: levels of a factor of a grid, points of a hypercube or sequence, base points of
    Sobol indices, trajectories of Morris, draws from a posterior. ``rows`` holds the rows of a file,
    ``lucks`` which luck each of them meets; empty where all meet the same. ``sets`` holds the row in the ensemble of
    the parameter set of each, ``under`` the changes that this set makes; empty where none is taken.
    """

    kind: str = NO_DESIGN
    factors: tuple[Factor, ...] = ()
    points: int = 1
    seed: int = 1
    second_order: bool = False
    rows: tuple[tuple[Any, ...], ...] = ()
    weights: tuple[float, ...] = ()
    lucks: tuple[int, ...] = ()
    sets: tuple[int, ...] = ()
    under: tuple[Draw, ...] = ()

    def size(self) -> int:
        """Return the number of points without making them."""
        k = len(self.factors)
        sizes = {
            NO_DESIGN: lambda: 1,
            CSV: lambda: len(self.rows),
            "grid": lambda: math.prod(len(factor.options) or self.points for factor in self.factors),
            "sobol_indices": lambda: self.points * (2 * k + 2 if self.second_order else k + 2),
            "morris": lambda: self.points * (k + 1),
            ONE_AT_A_TIME: lambda: 1 + sum(len(factor.ends()) for factor in self.factors),
        }
        return sizes.get(self.kind, lambda: self.points)()

    def block(self) -> int:
        """Return how many points belong together, as they are compared with one another alone.

        That is a trajectory of Morris, a base point of Sobol indices with what is made from it, or a whole grid.
        """
        own = {"morris": len(self.factors) + 1, "sobol_indices": self.size() // self.points}
        whole = self.kind in ("grid", ONE_AT_A_TIME)
        return self.size() if whole else own.get(self.kind, 1)

    def values(self) -> list[tuple[Any, ...]]:
        """Return the value of every factor at every point; None where a point leaves a factor as it is."""
        if self.kind == NO_DESIGN:
            return [()]
        if self.kind == ONE_AT_A_TIME:
            return _one_at_a_time(self.factors)
        if self.kind in FROM_FILE:
            return _chosen_rows(self)
        return [
            tuple(factor.value(share) for factor, share in zip(self.factors, row, strict=True)) for row in self.shares()
        ]

    def shares(self) -> np.ndarray:
        """Return every point in the unit cube, shape (points, factors); not for one factor at a time."""
        if self.kind in FROM_FILE:
            rows = self.values()
            return np.array([[f.share(value) for f, value in zip(self.factors, row, strict=True)] for row in rows])
        return KINDS[self.kind](self)

    def draws(self) -> tuple[Draw, ...]:
        """Return the changes that each point makes."""
        found = [self._draw(values) for values in self.values()]
        return (
            tuple(draw.over(own) for draw, own in zip(found, self.under, strict=True)) if self.under else tuple(found)
        )

    def _draw(self, values: tuple[Any, ...]) -> Draw:
        both = zip(self.factors, values, strict=True)
        return Draw.of({factor.change: value for factor, value in both if factor.change and value is not None})


def _grid(design: Design) -> np.ndarray:
    return np.array(list(product(*(_levels(factor, design.points) for factor in design.factors))))


def _levels(factor: Factor, points: int) -> np.ndarray:
    n = len(factor.options)
    return (np.arange(n) + 0.5) / n if n else np.linspace(0.0, 1.0, points)


def _latin_hypercube(design: Design) -> np.ndarray:
    from scipy.stats.qmc import LatinHypercube

    return LatinHypercube(len(design.factors), rng=design.seed).random(design.points)


def _sobol_sequence(design: Design) -> np.ndarray:
    from scipy.stats.qmc import Sobol

    return Sobol(len(design.factors), rng=design.seed).random_base2(int(math.log2(design.points)))


def _sobol_indices(design: Design) -> np.ndarray:
    from SALib.sample.sobol import sample

    return sample(problem(design), design.points, calc_second_order=design.second_order, seed=design.seed)


def _morris(design: Design) -> np.ndarray:
    from SALib.sample.morris import sample

    return sample(problem(design), design.points, num_levels=MORRIS_LEVELS, seed=design.seed)


MORRIS_LEVELS = 4
"""Levels of Morris's grid, the usual number; steps are two thirds of a range."""


def _one_at_a_time(factors: tuple[Factor, ...]) -> list[tuple[Any, ...]]:
    """Return a point that changes nothing, then for each factor one point at each end of its range or each option."""
    n = len(factors)
    alone = ((place, value) for place, factor in enumerate(factors) for value in factor.ends())
    return [(None,) * n, *((None,) * place + (value,) + (None,) * (n - place - 1) for place, value in alone)]


KINDS: Mapping[str, Callable[[Design], np.ndarray]] = {
    "grid": _grid,
    "latin_hypercube": _latin_hypercube,
    "sobol_sequence": _sobol_sequence,
    "sobol_indices": _sobol_indices,
    "morris": _morris,
}
"""Designs in the unit cube."""


def problem(design: Design) -> dict[str, Any]:
    """Return SALib's description of the unit cube of a design."""
    names = [factor.name for factor in design.factors]
    return {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}


def _chosen_rows(design: Design) -> list[tuple[Any, ...]]:
    if design.kind == CSV:
        return list(design.rows)
    weights = np.array(design.weights or np.ones(len(design.rows)))
    chosen = np.random.default_rng(design.seed).choice(len(weights), design.points, p=weights / weights.sum())
    return [design.rows[n] for n in chosen]


def read_rows(path: Path) -> tuple[list[str], list[list[Any]]]:
    """Return the names of the columns and the rows of a CSV file; raise ValueError that says what is wrong with it.

    Values are numbers, save in columns of switches of theory, whose values are options.
    """
    lines = csv.reader(io.StringIO(read_text(path, MOST_BYTES)))
    try:
        names, *rows = islice(lines, MOST_POINTS + 2)
    except csv.Error as error:
        raise ValueError(f"line {lines.line_num}: {error}") from error
    except ValueError as error:
        raise ValueError("is empty; its first line names the factors") from error
    if len(rows) > MOST_POINTS:
        raise ValueError(f"has more than {MOST_POINTS:,} rows")
    if not rows:
        raise ValueError("has no rows below its first line")
    return names, [_values(row, names, line) for line, row in enumerate(rows, start=2)]


def _values(row: list[str], names: list[str], line: int) -> list[Any]:
    if len(row) != len(names):
        raise ValueError(f"line {line} has {len(row)} values, the first line names {len(names)}")
    return [text if name.startswith(SWITCH) else _number(text, line) for name, text in zip(names, row, strict=True)]


def _number(text: str, line: int) -> float:
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"line {line}: '{text}' is not a number") from None
    if not math.isfinite(number):
        raise ValueError(f"line {line} has a number that is not finite")
    return number
