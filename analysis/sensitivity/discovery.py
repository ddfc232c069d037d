"""Scenario discovery: where among the runs a policy fails, as boxes that can be said in a sentence."""

import logging
import math
import warnings
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.base.statistics import LEVEL, Interval
from analysis.base.words import Words
from analysis.sensitivity.boxes import Box, Limit, inside, is_number, measured, pruned, weighed, whole_ranges
from analysis.sensitivity.subject import either, figures
from experiments.base.errors import ExperimentError

PEEL, LEAST_MASS = 0.05, 0.05
"""Share of the runs in a box that one peel takes off; least share of all runs in a box (Friedman and Fisher 1999)."""

FEWEST = 10
"""Fewer failures, or successes, than this describe themselves and nothing else."""

LEAST_NEW = 0.1
"""A further box must hold this share of the failures outside the boxes found before."""

LEAST_GAIN = 1.5
"""A box must hold failures at this many times the odds of all runs: chance alone peels its way to some."""

SPLITS = 20
DEEPEST, LEAST_DENSITY = 4, 0.5
"""Questions that a tree may ask in a row; a leaf where fewer runs fail is no description of failure."""

Runs = Mapping[str, np.ndarray]
"""A column for every factor, shape (runs,): numbers, or names of options."""


@dataclass(frozen=True)
class Check:
    """How well boxes found in one half of the runs do in the other half.

    ``coverage`` and ``density`` are means over random halves with the 5th and 95th percentile; a half in which no box
    is found counts as coverage 0 and has no density. ``found`` is the share of halves in which there is a box,
    ``factors`` for every factor the share in which the first box restricts it (reproducibility, Bryant and Lempert
    2010).
    """

    coverage: Interval
    density: Interval
    found: float
    factors: Mapping[str, float]


def prim_boxes(x: Runs, failed: np.ndarray, most: int = 3) -> list[Box]:
    """Return up to ``most`` boxes in which failures gather, by PRIM (Friedman and Fisher 1999).

    Of every box on the peeling trajectory the limits that do not matter are dropped (``pruned``); of what is left the
    box with the highest harmonic mean of coverage and density is taken, the fewest factors among equals. The next
    box is sought among the runs outside. An empty list says that failures gather nowhere. Raises ExperimentError for
    runs that cannot tell: no failure, no success, too few, or columns that do not fit.
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


def _checked(x: Runs, failed: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
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


def _peeled(x: Runs, failed: np.ndarray) -> Iterator[list[Limit]]:
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
    """Return what a table of PRIM asks of a factor, as a list: empty where it asks nothing."""
    if isinstance(first, set):
        limit = Limit(name, options=tuple(sorted(first)) if len(first) < len(whole) else ())
    else:
        limit = Limit(name, first if first > whole[0] else -math.inf, last if last < whole[1] else math.inf)
    return [limit] if limit.sides else []


def _best(x: Runs, failed: np.ndarray, candidates: Iterator[list[Limit]]) -> list[Limit] | None:
    boxes = [measured(x, failed, limits) for each in candidates if (limits := pruned(x, failed, each))]
    good = [box for box in boxes if box.coverage >= LEAST_NEW and _gain(box.density, failed.mean()) >= LEAST_GAIN]
    return list(max(good, key=lambda box: (box.score, -len(box.limits))).limits) if good else None


def _gain(density: float, usual: float) -> float:
    """Return how many times the odds of failure in a box are those of all runs."""
    return math.inf if density == 1 else density / (1 - density) * (1 - usual) / usual


def cart_boxes(x: Runs, failed: np.ndarray) -> list[Box]:
    """Return the leaves of a classification tree in which most runs fail, as boxes, the most coverage first.

    The tree is that of Breiman and others (1984), as scikit-learn grows it; ema-workbench's wrapper ignores "is this
    option" on the yes side. Leaves never overlap. Raises as ``prim_boxes`` does.
    """
    x, failed = _checked(x, failed)
    with _quiet():
        trees = _imported("sklearn.tree")
        coded, meaning = _coded(x)
        tree = trees.DecisionTreeClassifier(
            max_depth=DEEPEST, min_samples_leaf=LEAST_MASS, min_impurity_decrease=0.002, random_state=0
        ).fit(coded, failed)
    leaves = [_joined(path, whole_ranges(x)) for path in _paths(tree.tree_, meaning)]
    boxes = [measured(x, failed, weighed(x, failed, limits)) for limits in leaves]
    dense = [box for box in boxes if box.density > LEAST_DENSITY and box.limits]
    return sorted(dense, key=lambda box: -box.coverage)


def _coded(x: Runs) -> tuple[np.ndarray, list[tuple[str, str | None]]]:
    """Return numbers alone, shape (runs, columns), an option as 0 or 1, and the factor and option of each column."""
    meaning: list[tuple[str, str | None]] = []
    columns = []
    for name, column in x.items():
        options = [None] if is_number(column) else np.unique(column).tolist()
        meaning += [(name, option) for option in options]
        columns += [column if option is None else column == option for option in options]
    return np.column_stack(columns).astype(float), meaning


Question = tuple[str, str | None, float, bool]
"""Factor, option, threshold, and whether the value lies above it."""


def _paths(tree: Any, meaning: Sequence[tuple[str, str | None]], node: int = 0) -> Iterator[list[Question]]:
    """Yield for every leaf the questions on the way to it, with their answers."""
    if tree.children_left[node] < 0:
        yield []
        return
    factor, option = meaning[tree.feature[node]]
    for above, child in ((False, tree.children_left[node]), (True, tree.children_right[node])):
        for rest in _paths(tree, meaning, child):
            yield [(factor, option, float(tree.threshold[node]), above), *rest]


def _joined(path: Sequence[Question], whole: Mapping[str, tuple[Any, ...]]) -> list[Limit]:
    """Return the limits that answers amount to, one a factor."""
    found = []
    for factor in dict.fromkeys(question[0] for question in path):
        asked = [question for question in path if question[0] == factor]
        if asked[0][1] is None:
            lows, highs = ([cut for _, _, cut, above in asked if above is side] for side in (True, False))
            found.append(Limit(factor, max(lows, default=-math.inf), min(highs, default=math.inf)))
        else:
            found.append(Limit(factor, options=_options(asked, whole[factor])))
    return found


def _options(asked: Sequence[Question], options: tuple[str, ...]) -> tuple[str, ...]:
    """Return the options that all answers leave."""
    return tuple(each for each in options if all((each == option) is above for _, option, _, above in asked))


def held_out(x: Runs, failed: np.ndarray, seed: int = 1, splits: int = SPLITS) -> Check:
    """Return how well the first box found in a random half of the runs does in the other half.

    A box describes the runs it was found in better than others; only the other half tells what it is worth. With
    half of the runs the search is coarser, so the check is on the strict side. Raises as ``prim_boxes`` does.
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


def _in_other_half(x: Runs, failed: np.ndarray, first: np.ndarray) -> Box | None:
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


def resampled(x: Runs, failed: np.ndarray, box: Box, seed: int = 1, resamples: int = 2000) -> tuple[Interval, Interval]:
    """Return coverage and density of a given box with 90 % intervals: percentile bootstrap over runs.

    The box stays as it is, so this is chance in the sampling of runs alone and too good for a box that was found in
    the same runs: see ``held_out``.
    """
    chosen, n = inside(x, box.limits), len(failed)
    kinds = [chosen & failed, ~chosen & failed, chosen & ~failed, ~chosen & ~failed]
    shares = np.array([kind.mean() for kind in kinds])
    hits, missed, false, _ = np.random.default_rng(seed).multinomial(n, shares, resamples).T
    coverage, density = hits / np.maximum(hits + missed, 1), hits / np.maximum(hits + false, 1)
    both = (np.quantile(each, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]) for each in (coverage, density))
    (low, high), (least, most) = both
    return Interval(box.coverage, float(low), float(high)), Interval(box.density, float(least), float(most))


@contextmanager
def _quiet() -> Generator[None]:
    """Keep warnings and progress of the libraries to themselves: none is about the data."""
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


def in_words(
    box: Box, words: Words, labels: Mapping[str, str], units: Mapping[str, str], failing: str | None = None
) -> str:
    """Return a box as a sentence; ``failing`` says what failing means, such as "raids do not beat shelters"."""
    where = words.joined([limit_in_words(each, words, labels, units) for each in box.limits])
    shares = {"density": words.number(100 * box.density), "coverage": words.number(100 * box.coverage)}
    return words("discovery.sentence", failing=failing or words("discovery.failing"), where=where, **shares)


def fails_to_beat(policy: str, reference: str, words: Words) -> str:
    """Return what failing means where a policy is judged against another."""
    return words("discovery.fails_to_beat", policy=words.scenario(policy), reference=words.scenario(reference))


def limit_in_words(limit: Limit, words: Words, labels: Mapping[str, str], units: Mapping[str, str]) -> str:
    """Return a limit as a clause, such as "the wage is above 300 soles"."""
    label, unit = labels.get(limit.factor, words.scenario(limit.factor)), words.unit(units.get(limit.factor, ""))
    if limit.options:
        return words("discovery.options", factor=label, options=either(words, limit.options))
    ends = {"low": figures(words, limit.low), "high": figures(words, limit.high)}
    key = {("low",): "above", ("high",): "below", ("low", "high"): "between"}[limit.sides]
    return words(f"discovery.{key}", factor=label, unit=unit, **ends).rstrip()
