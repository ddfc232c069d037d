"""The first stages of a calibration, each run as an experiment and analysed: screening, policies, waves."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
from scipy.special import ndtri

from analysis.calibration.coordinates import Coordinates
from analysis.calibration.emulators import Emulators, fit_emulators
from analysis.calibration.goals import Goals, counting, luck_of, missing_of
from analysis.calibration.population import Population
from analysis.calibration.sampling import posterior, space_left
from analysis.calibration.selection import Selection, normal_scores, select, terms_of
from analysis.measures.patterns import score
from analysis.measures.summarise import Levels
from experiments.base.errors import ExperimentError
from experiments.record.calibration import (
    Calibration,
    Stage,
    policy_stage,
    stage_of,
    stage_points,
    stage_record,
)
from experiments.record.ensembles import RULE
from experiments.record.record import Record

LIMIT = 3.0
"""Standard deviations beyond which a point is ruled out (Pukelsheim 1994, for any distribution with one peak)."""
COUNTED = (3, 2)
"""Which of the largest implausibilities counts in the first wave, and in later ones."""
NEAR = 2 * LIMIT
"""Implausibility up to which earlier points still teach the emulators of a later wave."""
SMALL = 0.1
"""Share of the whole variance below which the emulators' part is small, and waves end."""

FEWEST = 400
"""Fewest points that search for draws under a rule of decision."""

type Carry = Callable[[Record], bool]
"""Runs what a stage lacks, and tells whether the next stage can begin."""
type Say = Callable[[str], None]


@dataclass(frozen=True)
class Runs:
    """Sets that were run: normal numbers (points, parameters) and scaled values (points, replicates, targets)."""

    latent: np.ndarray
    scaled: np.ndarray

    @property
    def mean(self) -> np.ndarray:
        """Return the mean over replicates, shape (points, targets)."""
        return self.scaled.mean(1)


@dataclass(frozen=True)
class Wave:
    """A wave of history matching: its runs, the emulators fitted after it, and what they leave of the prior.

    ``own`` is the share of the whole variance that emulators leave, luck included, the mean over targets; ``missing``
    counts points at which a target cannot be computed.
    """

    runs: Runs
    emulators: Emulators
    goals: Goals
    counted: int
    left: np.ndarray
    share: float
    reached: bool
    own: float
    missing: dict[str, int]

    def measure(self, latent: np.ndarray) -> np.ndarray:
        """Return the implausibility that counts at points, shape (points,)."""
        return counting(self.goals.implausibility(*self.emulators.predict(latent)), self.counted)


@dataclass(frozen=True)
class Round:
    """Sets drawn afresh: their runs, rules of decision, and logarithms of the real likelihood, each shape (sets,).

    ``gain`` is that logarithm less the one of the emulated likelihood which proposed them.
    """

    runs: Runs
    rules: np.ndarray
    real: np.ndarray
    gain: np.ndarray


@dataclass(frozen=True)
class Draws:
    """The ensemble: the parameter sets of all rounds, run with several replicates, and their weights.

    ``rules`` holds the rule of decision of each.
    """

    runs: Runs
    rules: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True)
class Results:
    """What a calibration has found so far; ``complete`` tells whether all stages are done.

    ``moves`` are the runs of the generations.
    """

    about: Calibration
    goals: Goals
    first: Runs | None = None
    policies: np.ndarray | None = None
    screening: dict[str, Selection] = field(default_factory=dict)
    waves: tuple[Wave, ...] = ()
    generations: tuple[Population, ...] = ()
    moves: tuple[Runs, ...] = ()
    rounds: tuple[Round, ...] = ()
    draws: Draws | None = None
    complete: bool = False

    def measure(self, latent: np.ndarray) -> np.ndarray:
        """Return the largest implausibility over waves."""
        return np.max([wave.measure(latent) for wave in self.waves], axis=0)


def with_first(results: Results, out: Path, carry: Carry, say: Say) -> tuple[Results, bool]:
    """Return the results with the first wave and what it says of parameters, and whether they are there."""
    about = results.about
    sets, parameters = about.budget.first, len(about.priors.each)
    say(f"screening and first wave: {sets} parameter sets, {parameters} parameters at once")
    stage = stage_of(about, "wave-1", about.budget.replicates[0])
    runs = run_stage(results, stage, out, carry, partial(_spread, sets, parameters, about.seed))
    if runs is None:
        return results, False
    _refuse_what_is_never_there(runs, about)
    return replace(results, first=runs, screening=_screened(about, runs.latent, runs.mean, about.target_names())), True


def _refuse_what_is_never_there(runs: Runs, about: Calibration) -> None:
    """Raise ExperimentError for a target that no run has a value of, such as one about years that are not simulated."""
    there = np.isfinite(runs.mean).any(0)
    if absent := [name for name, found in zip(about.target_names(), there, strict=True) if not found]:
        raise ExperimentError(f"no run has a value of {', '.join(absent)}; look at its outcome and its period")


def _spread(points: int, parameters: int, seed: int) -> np.ndarray:
    """Return a Latin hypercube of the prior as standard normal numbers (McKay, Beckman and Conover 1979)."""
    from scipy.stats.qmc import LatinHypercube

    return ndtri(np.clip(LatinHypercube(parameters, rng=seed).random(points), 1e-9, 1 - 1e-9))


def run_stage(results: Results, stage: Stage, out: Path, carry: Carry, make: Callable[[], np.ndarray]) -> Runs | None:
    """Return the runs of a stage, or None where it is not complete; ``make`` gives its points where none are kept."""
    runs = all_of_stage(results, stage, out, carry, make)
    if runs is None:
        return None
    there = np.isfinite(runs.scaled).any(axis=(1, 2))
    return Runs(runs.latent[there], runs.scaled[there])


def all_of_stage(
    results: Results, stage: Stage, out: Path, carry: Carry, make: Callable[[], np.ndarray]
) -> Runs | None:
    """Return the runs of a stage as :func:`run_stage` does, with those that failed: their values are NaN."""
    latent = stage_points(stage, results.about, out, make)
    record = stage_record(stage, results.about.priors, latent, out)
    return Runs(latent, results.goals.scaled(_target_values(record, results.about))) if carry(record) else None


def _target_values(record: Record, about: Calibration) -> np.ndarray:
    """Return the statistic of every target, shape (points, replicates, targets); NaN for a run that is missing."""
    found = record.result_array(list(about.outcomes), "month")
    runs = found.values[0, :, 0]
    levels = Levels(about.world, found.dates, found.outcomes, runs.reshape(-1, *runs.shape[2:]), len(runs))
    return np.stack([one.values.reshape(runs.shape[:2]) for one in score(about.patterns, levels)], axis=-1)


def coordinates_of(about: Calibration) -> Coordinates:
    """Return the coordinates of the parameters and switches of a calibration."""
    return Coordinates(tuple(about.priors.levels))


def _screened(
    about: Calibration, latent: np.ndarray, values: np.ndarray, names: tuple[str, ...]
) -> dict[str, Selection]:
    terms = terms_of(coordinates_of(about)(latent))
    found = {}
    for name, y in zip(names, values.T, strict=True):
        there = np.isfinite(y)
        found[name] = select(terms[there], normal_scores(y[there]))
    return found


def with_policies(results: Results, out: Path, carry: Carry, say: Say) -> tuple[Results, bool]:
    """Return the results with what moves policy differences, and whether it is there."""
    about = results.about
    assert results.first is not None
    say(f"screening of policy differences: {about.budget.policies} of these sets")
    stage = policy_stage(about)
    latent = stage_points(
        stage,
        about,
        out,
        lambda: _spread(about.budget.first, len(about.priors.each), about.seed)[: about.budget.policies],
    )
    record = stage_record(stage, about.priors, latent, out)
    if not carry(record):
        return results, False
    differences = _differences(record, about)
    there = np.isfinite(differences).all(1)
    names = about.difference_names()
    found = _screened(about, latent[there], differences[there], names)
    return replace(results, policies=differences, screening={**results.screening, **found}), True


def _differences(record: Record, about: Calibration) -> np.ndarray:
    """Return each policy less its reference over all years, shape (points, policies x outcomes)."""
    found = record.result_array(list(about.policies.outcomes), "year")
    totals = found.values[:, :, 0].mean(2).sum(2)
    place = {Path(name).stem: n for n, name in enumerate(found.arms)}
    at = [place[Path(name).stem] for name in (about.policies.against, *about.policies.scenarios)]
    return np.concatenate([totals[policy] - totals[at[0]] for policy in at[1:]], axis=1)


def with_waves(results: Results, out: Path, carry: Carry, say: Say) -> tuple[Results, bool]:
    """Return the results with all waves, and whether they are done."""
    about = results.about
    assert results.first is not None
    runs: Runs | None = results.first
    for n in range(1, about.budget.waves + 1):
        if runs is None:
            return results, False
        results = _with_wave(results, runs, np.random.default_rng([about.seed, 1, n]))
        wave = results.waves[-1]
        say(_told(n, wave))
        if n == about.budget.waves or (n > 1 and wave.own < SMALL):
            break
        stage = stage_of(about, f"wave-{n + 1}", about.budget.replicates[1])
        make = partial(drawn, results, about.budget.wave, np.random.default_rng([about.seed, 2, n]))
        runs = run_stage(results, stage, out, carry, make)
    return results, True


def _told(n: int, wave: Wave) -> str:
    left = f"{100 * wave.share:.3g} % of the prior left" if wave.reached else "no point found that agrees"
    known = f"emulators leave {100 * wave.own:.0f} % of the variance"
    moving = f"{len(wave.emulators.active())} parameters move a target"
    return f"wave {n}: {len(wave.runs.latent)} sets, {moving}, {known}, {left}"


def some_of(points: np.ndarray, n: int, rng: np.random.Generator) -> np.ndarray:
    """Return up to ``n`` of some points, each once."""
    distinct = np.unique(points, axis=0)
    return distinct[rng.permutation(len(distinct))[:n]]


def _with_wave(results: Results, runs: Runs, rng: np.random.Generator) -> Results:
    """Return the results with a wave: fit emulators to what is near, and find what they leave of the prior."""
    about = results.about
    goals = results.goals.with_luck(luck_of(runs.scaled))
    latent, mean = _taught(results, runs)
    emulators = fit_emulators(latent, mean, coordinates_of(about))
    counted = COUNTED[min(len(results.waves), len(COUNTED) - 1)]
    start = rng.normal(size=(about.budget.candidates, latent.shape[1]))
    wave = Wave(runs, emulators, goals, counted, start, 1.0, True, 1.0, missing_of(goals.names, runs.mean))
    found = replace(results, goals=goals, waves=(*results.waves, wave))
    left = space_left(found.measure, LIMIT, start, rng)
    own = _own_part(goals, emulators, left.points)
    wave = replace(wave, left=left.points, share=left.share, reached=left.reached, own=own)
    return replace(found, waves=(*results.waves, wave))


def _taught(results: Results, runs: Runs) -> tuple[np.ndarray, np.ndarray]:
    """Return the points and means that emulators are fitted to: earlier ones that are near, then all of the wave."""
    earlier = [wave.runs for wave in results.waves]
    if not earlier:
        return runs.latent, runs.mean
    latent, mean = np.concatenate([r.latent for r in earlier]), np.concatenate([r.mean for r in earlier])
    far = results.measure(latent)
    most = np.sort(far)[min(len(far), 2 * len(runs.latent)) - 1]
    near = far <= max(NEAR, most)
    return np.concatenate([latent[near], runs.latent]), np.concatenate([mean[near], runs.mean])


def _own_part(goals: Goals, emulators: Emulators, points: np.ndarray) -> float:
    """Return the share of the whole variance at points that emulators leave, luck included, the mean over targets."""
    own = emulators.predict(points)[1].mean(0)
    rest = goals.error**2 + goals.discrepancy**2 + (goals.high - goals.low) ** 2 / 12 + goals.luck
    return float((own / (own + rest)).mean())


def log_likelihood(results: Results, latent: np.ndarray) -> np.ndarray:
    """Return the log likelihood that the last emulators give to points; minus infinity for what waves rule out."""
    last = results.waves[-1]
    found = last.goals.log_likelihood(*last.emulators.predict(latent))
    return np.where(results.measure(latent) <= LIMIT, found, -np.inf)


def drawn(results: Results, n: int, rng: np.random.Generator) -> np.ndarray:
    """Return points from the emulated posterior within what the waves have left, as many under each rule of decision.

    Each rule is calibrated by itself. One under which nothing is left has no points.
    """
    about = results.about
    place = about.priors.names.index(RULE)
    options = about.priors.levels[place]
    parts = [_drawn_under(results, (place, option), n // options, rng) for option in range(options)]
    return np.concatenate(parts)


def _drawn_under(results: Results, rule: tuple[int, int], n: int, rng: np.random.Generator) -> np.ndarray:
    place, value = rule[0], coordinates_of(results.about).middle(*rule)

    def under(latent: np.ndarray) -> np.ndarray:
        fixed = latent.copy()
        fixed[:, place] = value
        return fixed

    def within(latent: np.ndarray) -> np.ndarray:
        return log_likelihood(results, under(latent))

    left = results.waves[-1].left
    start = left[rng.choice(len(left), max(FEWEST, 3 * n))]
    if not np.isfinite(within(start)).any():
        return np.empty((0, left.shape[1]))
    return some_of(under(posterior(within, start, rng)), n, rng)


def fitted(results: Results) -> Emulators:
    """Return emulators of all runs so far but the first wave, which lies far off."""
    taught = [*(wave.runs for wave in results.waves[1:]), *results.moves, *(each.runs for each in results.rounds)]
    latent, values = (np.concatenate(part) for part in zip(*((runs.latent, runs.mean) for runs in taught), strict=True))
    return fit_emulators(latent, values, coordinates_of(results.about))
