"""Step 2: policies set the week's levers."""

import numpy as np

from model.compiled import compiled
from model.levers import routine


def step(model) -> None:
    """Recompute the levers from routine and NGOs' work, apply policies in the order of the file, and charge them."""
    model.levers = routine(model.parameters, *efforts(model.ngos.arrays, model.ngos.n, model.week))
    in_force = [(p, p.strength(model.week)) for p in model.plan.interventions]
    for policy, strength in in_force:
        if strength:
            model.levers = policy.adjust(model.levers, strength)
            policy.act(model, strength)
            model.flows["policy_cost"] += policy.weekly_cost(model, strength)
    remember_campaigns(model)


def remember_campaigns(model) -> None:
    """Let what prevention keeps known at origin build up at once and fade when it ends (M71)."""
    kept = model.campaign * (1.0 - model.parameters.civil_society.forgetting)
    model.campaign = np.maximum(kept, model.levers.awareness)


@compiled
def efforts(ngos, n, week):
    """Return the efforts of NGOs at work in prevention, oversight and training, in full-time organisations."""
    prevention = oversight = training = 0.0
    for i in range(n):
        if ngos.until[i] > week:
            prevention += ngos.prevention[i]
            oversight += ngos.oversight[i]
            training += ngos.training[i]
    return prevention, oversight, training
