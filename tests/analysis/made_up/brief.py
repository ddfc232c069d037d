"""Made-up comparisons for the figures of staff: several policies, and ranges with parts."""

from dataclasses import replace
from datetime import date

import numpy as np

from analysis.base.headlines import FORMS, RECORDED
from analysis.base.parts import Parts
from analysis.figures.brief.assumptions import Share, Study
from analysis.measures.effects import BY_GROUP, BY_ZONE, OUTCOMES, Effect, Holds, Results, Track
from analysis.measures.summarise import Pair
from model import outcomes as declared
from model.scenario.theories import each_alone

NAMES = [name for name in OUTCOMES if name in declared.OUTCOMES]
ABOUT = ("unit", "over_time", "better", "definition")
MANIFEST = {
    "outcomes": {name: {key: getattr(declared.OUTCOMES[name], key) for key in ABOUT} for name in NAMES},
    "model_version": 4,
    "seed": 4_294_967_295,
    "persons_per_agent": 100,
    "arms": [],
}
DATES = [date(2008 + i // 12, i % 12 + 1, 1) for i in range(96)]
THEORIES = [theory.label for theory in each_alone()]
LONG = "a_long_name_of_a_policy_that_many_people_wrote_together"
EVERYTHING = {
    FORMS["sexual"]: -12.0,
    FORMS["labour"]: 0.0,
    BY_GROUP["sexual"]["all"]: -140.0,
    BY_GROUP["sexual"]["female"]: -120.0,
    BY_ZONE["river"]: 30.0,
    BY_ZONE["roadside"]: -160.0,
    RECORDED[0]: 15.0,
    "true.cost_to_state": 4e5,
    "true.people_misidentified": 9.0,
    "true.reprisals": -3.0,
}
"""Mean change of a month, by outcome."""


def pair(name="raids", replicates=12, effects=None, noise=3.0):
    """Return a pair whose months differ by ``effects`` from the third year on; the noise is that of replicates."""
    rng = np.random.default_rng([len(name), replicates])
    against = rng.normal(900, 30, (replicates, len(DATES), len(NAMES)))
    against[:, :, [NAMES.index(each) for each in ("true.clashes", "true.cost_to_state", "true.cost_to_ngos")]] = 0.0
    policy = against.copy()
    for outcome, effect in (EVERYTHING if effects is None else effects).items():
        policy[:, 24:, NAMES.index(outcome)] += effect + rng.normal(0, noise, (replicates, 1))
    return Pair(name, "baseline", DATES[24], DATES, NAMES, policy, against, replicates)


def results(*names, **about):
    """Return results of policies, the first in the foreground."""
    pairs = [pair(name, **about) for name in names or ("raids", "shelters")]
    return Results(pairs, MANIFEST, pairs[0].name, under(pairs))


def under(pairs, labels=THEORIES, factors=(1.0, 0.5, -0.3, 0.0, 1.2, 1.0, 2.0)):
    """Return the pairs under every theory, where their effects are so many times as large."""
    return [
        replace(each, theory=label, policy=each.against + factors[k % len(factors)] * (each.policy - each.against))
        for k, label in enumerate(labels)
        for each in pairs
    ]


class Whole(Results):
    """Results whose ranges hold parameters and theories as well."""

    def effect(self, *asked, **named) -> Effect:
        found = super().effect(*asked, **named)
        low, high = (found.mean + 3 * (limit - found.mean) for limit in (found.low, found.high))
        return replace(found, low=low, high=high, holds=Holds.ALL, parts=Parts(0.2, 0.5, 0.3))

    def track(self, *asked, **named) -> Track:
        found = super().track(*asked, **named)
        low, high = (found.mean + 3 * (limit - found.mean) for limit in (found.low, found.high))
        return replace(found, low=low, high=high, holds=Holds.ALL)


def whole(*names, **about):
    """Return results with the whole band and its parts."""
    found = results(*names, **about)
    return Whole(found.pairs, found.manifest, found.policy, found.rivals)


def study():
    """Return a study in which the first two of many factors cannot be told apart."""
    shares = [
        Share(f"policing.share_of_{'a_long_name_' * (k % 2)}{'abcdefghijklmn'[k]}", "lever" if k % 3 else "uncertainty",
              0.4 / (k + 1), 0.3 / (k + 1), 0.6 / (k + 1), k < 6)
        for k in range(14)
    ]  # fmt: skip
    return Study("levers_and_assumptions", FORMS["sexual"], "2010-2014", "raids", "baseline", 256, shares)
