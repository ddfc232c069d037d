"""Made-up runs of many parameter sets, whose spread is known part by part."""

from dataclasses import replace

import numpy as np

from analysis.base.parts import Sets

RULES = ("expected_profit", "imitation", "inertia", "loss_averse")


def sets_of(sets=24, replicates=2, rules=RULES):
    """Return sets in turn over rules, the replicates of one side by side."""
    rows = np.repeat(np.arange(sets), replicates)
    return Sets(rows, np.array(rules)[rows % len(rules)])


def drawn(sets, chance, parameters, theories, seed=0):
    """Return one value a run, with these standard deviations between replicates, sets and rules."""
    rng = np.random.default_rng(seed)
    _, rule = np.unique(sets.rules, return_inverse=True)
    of_rule, of_set = rng.normal(0, theories, rule.max() + 1), rng.normal(0, parameters, sets.rows.max() + 1)
    return of_rule[rule] + of_set[sets.rows] + rng.normal(0, chance, len(sets.rows))


def spread(pair, sets, by, outcome=0, first=18):
    """Return a pair at many sets: each run's change of one outcome, from a month on, is multiplied by ``1 + by``."""
    runs = np.arange(len(sets.rows)) % len(pair.policy)
    policy, against = pair.policy[runs].copy(), pair.against[runs]
    policy[:, first:, outcome] += by[:, None]
    return replace(pair, policy=policy, against=against, sets=sets, planned=len(sets.rows))
