"""The last stages of a calibration: rounds of sets drawn afresh and weighted by their real runs, and the ensemble."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from analysis.calibration.emulators import Emulators
from analysis.calibration.importance import fresh, pooled
from analysis.reports.calibration.chain import (
    Carry,
    Draws,
    Results,
    Round,
    Runs,
    Say,
    all_of_stage,
    coordinates_of,
    fitted,
)
from experiments.record.calibration import stage_of
from experiments.record.ensembles import RULE

LIGHT = 1e-3
"""Share of the weight that the lightest sets hold together, which are left out of the ensemble."""


def with_rounds(results: Results, out: Path, carry: Carry, say: Say) -> tuple[Results, bool]:
    """Return the results with all rounds, and whether they are done."""
    about = results.about
    for n in range(1, about.budget.rounds + 1):
        emulators = fitted(results)
        stage = stage_of(about, f"round-{n}", about.budget.replicates[1])
        make = partial(_proposed, results, emulators, np.random.default_rng([about.seed, 3, n]))
        runs = all_of_stage(results, stage, out, carry, make)
        if runs is None:
            return results, False
        results = replace(results, rounds=(*results.rounds, _weighed(results, emulators, runs)))
        say(_told(n, results))
    return results, True


def _proposed(results: Results, emulators: Emulators, rng: np.random.Generator) -> np.ndarray:
    """Return the sets of a round, as many under each rule of decision."""
    about = results.about
    options = about.priors.levels[about.priors.names.index(RULE)]
    share = about.budget.round // options
    return np.concatenate([_under(results, emulators, option, share, rng) for option in range(options)])


def _under(results: Results, emulators: Emulators, option: int, n: int, rng: np.random.Generator) -> np.ndarray:
    about = results.about
    place = about.priors.names.index(RULE)
    value = coordinates_of(about).middle(place, option)

    def under(latent: np.ndarray) -> np.ndarray:
        fixed = latent.copy()
        fixed[:, place] = value
        return fixed

    def log_likelihood(latent: np.ndarray) -> np.ndarray:
        return results.goals.log_likelihood(*emulators.predict(under(latent)))

    return under(fresh(log_likelihood, n, len(about.priors.each), rng))


def _weighed(results: Results, emulators: Emulators, runs: Runs) -> Round:
    goals = results.goals
    real = goals.log_likelihood(runs.mean, goals.luck / runs.scaled.shape[1])
    gain = real - goals.log_likelihood(*emulators.predict(runs.latent))
    return Round(runs, results.about.priors.chosen(runs.latent, RULE), real, gain)


def weights_of(rounds: tuple[Round, ...]) -> np.ndarray:
    """Return the weights of the sets of all rounds, one after another; all rules of decision weigh the same."""
    rules = np.concatenate([each.rules for each in rounds])
    found = np.zeros(len(rules))
    for rule in np.unique(rules):
        gains = [each.gain[each.rules == rule] for each in rounds]
        found[rules == rule] = np.concatenate(pooled(gains))
    return found / found.sum()


def _told(n: int, results: Results) -> str:
    last, weights = results.rounds[-1], weights_of(results.rounds)
    own = weights_of((last,))
    worth, all_worth = 1 / (own**2).sum(), 1 / (weights**2).sum()
    middle = f"median log likelihood {np.median(last.real):.1f}"
    return f"round {n}: {len(own)} sets worth {worth:.0f}, all rounds {all_worth:.0f}, {middle}"


def with_draws(results: Results, out: Path, carry: Carry, say: Say) -> tuple[Results, bool]:
    """Return the results with the ensemble: the sets of all rounds that weigh anything, run with several replicates."""
    about, weights = results.about, weights_of(results.rounds)
    heavy = _heavy(weights)
    latent, weights = np.concatenate([each.runs.latent for each in results.rounds])[heavy], weights[heavy]
    stage = stage_of(about, "draws", about.budget.replicates[2])
    say(f"ensemble: {len(latent)} parameter sets, {about.budget.replicates[2]} replicates of each")
    runs = all_of_stage(results, stage, out, carry, lambda: latent)
    if runs is None:
        return results, False
    there = np.isfinite(runs.scaled).any(axis=(1, 2))
    runs, weights = Runs(runs.latent[there], runs.scaled[there]), weights[there]
    rules = about.priors.chosen(runs.latent, RULE)
    return replace(results, draws=Draws(runs, rules, _equal_by_rule(weights, rules))), True


def _heavy(weights: np.ndarray) -> np.ndarray:
    """Return the places of the sets that hold nearly all of the weight, in the order in which they were drawn."""
    order = np.argsort(weights)
    return np.sort(order[np.cumsum(weights[order]) > LIGHT])


def _equal_by_rule(weights: np.ndarray, rules: np.ndarray) -> np.ndarray:
    """Return weights in their proportion within each rule of decision; all rules weigh the same."""
    found = weights / np.array([weights[rules == rule].sum() for rule in rules])
    return found / found.sum()
