"""Scenario discovery: under which conditions a policy fails, as boxes in the space of factors."""

import logging
import math
import warnings
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.base.statistics import LEVEL, Interval
from analysis.sensitivity.boxes import Box, Limit, Ranges, inside, is_number, measured, pruned, whole_ranges
from experiments.base.errors import ExperimentError

PEEL, LEAST_MASS = 0.05, 0.05
"""Share of the runs in a box that one peel removes; least share of all runs in a box (Friedman and Fisher 1999)."""

FEWEST = 10
"""With fewer failures, or fewer successes, a box would describe single runs."""

LEAST_NEW = 0.1
"""A further box must hold this share of the failures that lie outside the boxes found before."""

LEAST_GAIN = 1.5
"""The odds of failure in a box must be this many times those of all runs, as chance alone makes some box dense."""

SPLITS = 20

type Columns = Mapping[str, np.ndarray]
"""A column for every factor, shape (runs,): numbers, or names of options."""


@dataclass(frozen=True)
class Check:
    """How well the first box found in one half of the runs does in the other half.

    ``coverage`` and ``density`` are means over random halves with the 5th and 95th percentile. A half in which no box
    is found counts as coverage 0 and has no density. ``found`` is the share of halves with a box; ``factors`` gives for
    every factor the share in which the box restricts it (reproducibility, Bryant and Lempert 2010).
    """

    coverage: Interval
    density: Interval
    found: float
    factors: Mapping[str, float]


@dataclass(frozen=True)
class Discovery:
    """The conditions under which something fails.

    ``failing`` says what failing means, such as "raids is not better than shelters". ``ranges`` are the whole ranges
    of all factors among the runs. ``check`` says how the first box does in runs in which it was not found; None where
    there is no box.
    """

    boxes: Sequence[Box]
    failing: str
    ranges: Ranges
    check: Check | None = None


def prim_boxes(x: Columns, failed: np.ndarray, most: int = 3) -> list[Box]:
    """Return up to ``most`` boxes in which failures gather, by PRIM (Friedman and Fisher 1999).

    Limits that do not matter are dropped from every box on the peeling trajectory (``pruned``). Of these boxes the one
    with the highest harmonic mean of coverage and density is taken, among equals that with the fewest factors. The next
    box is sought among the runs outside. The list is empty if failures gather nowhere. Raises ExperimentError for runs
    that cannot tell (no failure, no success, too few of either) and for columns that do not fit.
    """
    x, failed = _checked(x, failed)
    found: list[Box] = []
    outside = np.ones(len(failed), bool)
    while len(found) < most and min(failed[outside].sum(), (~failed[outside]).sum()) >= FEWEST:
        part, failing = {name: column[outside] for name, column in x.items()}, failed[outside]
        limits = _best(part, failing, _peeled(part, failing))
        if limits is None:
            break
        found.append(measured(x, failed, limits))
        outside &= ~inside(x, limits)
    return found


def _checked(x: Columns, failed: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
    columns, failed = {name: np.asarray(column) for name, column in x.items()}, np.asarray(failed)
    if failed.dtype != bool or failed.ndim != 1:
        raise ExperimentError("failed must be a list of true and false, one a run")
    odd = [name for name, column in columns.items() if column.shape != failed.shape]
    if odd or not columns:
        raise ExperimentError(f"every factor needs one value a run; not so: {', '.join(odd) or 'there is no factor'}")
    unknown = [name for name, column in columns.items() if is_number(column) and not np.isfinite(column).all()]
    if unknown:
        raise ExperimentError(f"values of {', '.join(unknown)} are missing or infinite")
    _check_counts(int(failed.sum()), len(failed))
    return columns, failed


def _check_counts(failures: int, runs: int) -> None:
    if not failures:
        raise ExperimentError(f"none of the {runs} runs fails, so there is no failure to describe")
    if failures == runs:
        raise ExperimentError(f"all of the {runs} runs fail, so no condition sets failures apart")
    if min(failures, runs - failures) < FEWEST:
        raise ExperimentError(
            f"{failures} of {runs} runs fail: at least {FEWEST} failures and {FEWEST} others are needed"
        )


def _peeled(x: Columns, failed: np.ndarray) -> Iterator[list[Limit]]:
    """Yield the limits of every box on the trajectory of peeling and pasting."""
    with _quiet():
        prim, pandas = _imported("ema_workbench.analysis.prim"), _imported("pandas")
        columns = {name: column.astype(float) if is_number(column) else column for name, column in x.items()}
        algorithm = prim.Prim(pandas.DataFrame(columns), failed, peel_alpha=PEEL, mass_min=LEAST_MASS)
        tables = algorithm.find_box().box_lims
    whole = whole_ranges(x)
    for table in tables:
        yield [limit for name in table for limit in _limit(name, *table[name], whole[name])]


def _limit(name: str, first: Any, last: Any, whole: tuple[Any, ...]) -> list[Limit]:
    """Return the limit on a factor in a table of PRIM, as a list that is empty if there is none."""
    if isinstance(first, set):
        limit = Limit(name, options=tuple(sorted(first)) if len(first) < len(whole) else ())
    else:
        limit = Limit(name, first if first > whole[0] else -math.inf, last if last < whole[1] else math.inf)
    return [limit] if limit.sides else []


def _best(x: Columns, failed: np.ndarray, candidates: Iterator[list[Limit]]) -> list[Limit] | None:
    boxes = [measured(x, failed, limits) for each in candidates if (limits := pruned(x, failed, each))]
    good = [box for box in boxes if box.coverage >= LEAST_NEW and _gain(box.density, failed.mean()) >= LEAST_GAIN]
    return list(max(good, key=lambda box: (box.score, -len(box.limits))).limits) if good else None


def _gain(density: float, usual: float) -> float:
    """Return how many times the odds of failure in a box are those of all runs."""
    return math.inf if density == 1 else density / (1 - density) * (1 - usual) / usual


def discover(x: Columns, failed: np.ndarray, failing: str) -> Discovery:
    """Return the boxes in which runs fail, checked in halves of the runs. Raises as ``prim_boxes`` does."""
    boxes = prim_boxes(x, failed)
    return Discovery(boxes, failing, whole_ranges(x), held_out(x, failed) if boxes else None)


def held_out(x: Columns, failed: np.ndarray, seed: int = 1, splits: int = SPLITS) -> Check:
    """Return how well the first box found in a random half of the runs does in the other half.

    A box describes the runs in which it was found better than others, so only the other half tells how good it is. With
    half of the runs the search is coarser, which makes the check strict. Raises as ``prim_boxes`` does.
    """
    x, failed = _checked(x, failed)
    rng = np.random.default_rng(seed)
    boxes = [_in_other_half(x, failed, rng.permutation(len(failed)) % 2 == 0) for _ in range(splits)]
    found = [box for box in boxes if box]
    coverage = np.array([box.coverage if box else 0.0 for box in boxes])
    density = np.array([box.density for box in found if box.n])
    restricted = [limit.factor for box in found for limit in box.limits]
    shares = {name: restricted.count(name) / splits for name in x}
    return Check(_spread(coverage), _spread(density), len(found) / splits, shares)


def _in_other_half(x: Columns, failed: np.ndarray, first: np.ndarray) -> Box | None:
    """Return the first box of one half as measured in the other; None if there is none."""
    part, other = ({name: column[half] for name, column in x.items()} for half in (first, ~first))
    try:
        found = prim_boxes(part, failed[first], most=1)
    except ExperimentError:
        return None
    return measured(other, failed[~first], found[0].limits) if found else None


def _spread(values: np.ndarray) -> Interval:
    if not len(values):
        return Interval(math.nan, math.nan, math.nan)
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(values.mean()), float(low), float(high))


@contextmanager
def _quiet() -> Generator[None]:
    """Silence warnings and progress of the libraries, none of which are about the data."""
    logger = logging.getLogger("EMA")
    before = logger.level
    logger.setLevel(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


def _imported(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise ExperimentError(
            f"scenario discovery needs the dependency group 'explore' ({name} is missing): uv sync --group explore"
        ) from error
