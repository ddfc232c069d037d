"""The middle stages of a calibration: generations of sets that real runs move towards the targets."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from analysis.calibration.emulators import Emulators
from analysis.calibration.goals import Goals, luck_of
from analysis.calibration.population import Population, accepted, between, proposed, raised
from analysis.reports.calibration.chain import (
    Carry,
    Results,
    Runs,
    Say,
    all_of_stage,
    fitted,
    log_likelihood,
    run_stage,
)
from experiments.base.errors import ExperimentError
from experiments.record.calibration import stage_of
from experiments.record.ensembles import RULE

LUCKY, TIMES = 40, 3
"""Parameter sets, and replicates of each, that say how much luck alone varies a run."""
AFTER = 8
"""Generations that still move once the targets count in full, so that sets which descend from one part again."""


def with_generations(results: Results, out: Path, carry: Carry, say: Say) -> tuple[Results, bool]:
    """Return the results with all generations, and whether they are done."""
    about, wave = results.about, results.waves[-1].runs
    stage = stage_of(about, "luck", TIMES)
    lucky = run_stage(results, stage, out, carry, lambda: wave.latent[:LUCKY])
    if lucky is None:
        return results, False
    results = replace(results, goals=results.goals.with_luck(luck_of(lucky.scaled)))
    start = _start(results)
    population = _first(results, start)
    for n in range(1, about.budget.generations + 1):
        rng = np.random.default_rng([about.seed, 2, n])
        emulators = fitted(results)
        population = raised(population, about.budget.sets, rng)
        emulated = partial(_emulated, results.goals, emulators, start, population.power)
        stage = stage_of(about, f"generation-{n}", about.budget.replicates[1])
        make = partial(proposed, population, emulated, _free(results), rng)
        runs = all_of_stage(results, stage, out, carry, make)
        if runs is None:
            return results, False
        population = accepted(population, _population(results, start, runs), emulated, np.random.default_rng([n]))
        results = replace(results, generations=(*results.generations, population), moves=(*results.moves, runs))
        say(_told(n, population))
        if len(results.generations) > AFTER and results.generations[-1 - AFTER].power == 1.0:
            break
    return results, True


def _start(results: Results) -> Callable[[np.ndarray], np.ndarray]:
    """Return the emulated log likelihood that the sets of the last wave were drawn from."""
    before = replace(results, waves=results.waves[:-1])
    return partial(log_likelihood, before)


def _first(results: Results, start: Callable[[np.ndarray], np.ndarray]) -> Population:
    """Return the sets of the last wave of which every target has a value."""
    found = _population(results, start, results.waves[-1].runs)
    there = np.isfinite(found.real) & np.isfinite(found.start)
    if not there.any():
        raise ExperimentError("no parameter set agrees with the targets at all; look at targets.toml")
    return found.of(np.flatnonzero(there))


def _population(results: Results, start: Callable[[np.ndarray], np.ndarray], runs: Runs) -> Population:
    goals, values = results.goals, runs.mean
    real = goals.log_likelihood(values, goals.luck / runs.scaled.shape[1])
    return Population(runs.latent, values, results.about.priors.chosen(runs.latent, RULE), real, start(runs.latent))


def _emulated(
    goals: Goals, emulators: Emulators, start: Callable[[np.ndarray], np.ndarray], power: float, latent: np.ndarray
) -> np.ndarray:
    return between(start(latent), goals.log_likelihood(*emulators.predict(latent)), power)


def _free(results: Results) -> np.ndarray:
    """Tell which numbers may move: all but the rule of decision, as each rule is calibrated by itself."""
    return np.array([name != RULE for name in results.about.priors.names])


def _told(n: int, population: Population) -> str:
    moved = f"{100 * population.accepted:.0f} % of moves accepted"
    middle = f"median log likelihood {np.median(population.real):.1f}"
    counts = f"targets count {100 * population.power:.3g} %"
    return f"generation {n}: {counts}, {moved}, {population.distinct} sets differ, {middle}"
