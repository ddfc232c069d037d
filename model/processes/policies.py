"""Step 2: policies set the week's levers."""

from model.compiled import compiled
from model.levers import Efforts, routine


def step(model) -> None:
    """Recompute the levers from routine and NGOs' work, apply policies in the order of the file, and charge them."""
    model.levers = routine(model.parameters, Efforts(*efforts(model.ngos.arrays, model.ngos.n, model.week)))
    in_force = [(p, p.strength(model.week)) for p in model.plan.interventions]
    for policy, strength in in_force:
        if strength:
            model.levers = policy.adjust(model.levers, strength)
            policy.act(model, strength)
            model.flows["policy_cost"] += policy.weekly_cost(model, strength)


@compiled
def efforts(ngos, n, week):
    """Return what NGOs at work put in, in the order of Efforts."""
    outreach = prevention = oversight = training = advocacy = 0.0
    for i in range(n):
        if ngos.until[i] > week:
            outreach += ngos.outreach[i]
            prevention += ngos.prevention[i]
            oversight += ngos.oversight[i]
            training += ngos.training[i]
            advocacy += ngos.advocacy[i]
    return outreach, prevention, oversight, training, advocacy
