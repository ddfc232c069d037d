"""Step 2: policies set the week's levers."""

import numpy as np

from model.levers import routine


def step(model) -> None:
    """Recompute the levers from routine and the work of NGOs, apply every policy in force in the order of the file, and charge it."""
    at_work = model.ngos.until > model.week
    efforts = (model.ngos.column(name)[at_work].sum() for name in ("prevention", "oversight", "training"))
    model.levers = routine(model.parameters, *map(float, efforts))
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
