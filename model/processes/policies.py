"""Step 2: policies set the week's levers, and what stands in their way takes its part."""

from dataclasses import replace

from model.codes import Climate
from model.compiled import compiled
from model.dates import WEEKS_PER_YEAR
from model.levers import Efforts, Levers, routine

ATTENTION = int(Climate.ATTENTION)


def step(model) -> None:
    """Recompute the levers from routine and NGOs' work, apply policies in the order of the file, and charge them."""
    ngos, society = model.ngos, model.parameters.civil_society
    model.levers = routine(model.parameters, Efforts(*efforts(ngos.arrays, ngos.n, model.week, society.handover)))
    in_force = [(p, p.strength(model.week)) for p in model.plan.interventions]
    for policy, strength in in_force:
        if strength:
            model.levers = policy.adjust(model.levers, strength)
            policy.act(model, strength)
            model.flows[f"cost_to_{policy.payer}"] += policy.weekly_cost(model, strength)
    model.levers = carried_out(model, model.levers)


def carried_out(model, levers: Levers) -> Levers:
    """Return what becomes of raids, outreach and oversight once meetings, media and mobility have had their part."""
    p, working = model.parameters.civil_society, working_time(model, levers.coordination)
    settled = residence(model)
    attention = float(model.climate[ATTENTION])
    return replace(
        levers,
        raids_per_week=levers.raids_per_week * working * political_will(attention, p),
        outreach=levers.outreach * working * max(0.0, 1.0 + p.mobility_loss * (settled - p.residence_usual)),
        oversight=levers.oversight * max(0.0, 1.0 + p.residence_effect * (settled / p.residence_usual - 1.0)),
    )


def working_time(model, coordination: float) -> float:
    """Return the share of time left by round tables, 1 / (1 + cost x tables), which one body replaces (M76)."""
    p = model.parameters.civil_society
    return 1.0 / (1.0 + p.meeting_cost * p.round_tables * (1.0 - coordination))


def political_will(attention: float, p) -> float:
    """Return raids planned relative to routine: more when media look on, fewer when they look away (M73, M77)."""
    return max(0.0, 1.0 + p.attention_raids * (attention - p.attention_usual))


def residence(model) -> float:
    """Return the share of miners who have been here for over a year; 1 where nobody is (M33, M84)."""
    miners = model.miners
    return stayed(miners.arrays, miners.n, model.week - WEEKS_PER_YEAR) / miners.n if miners.n else 1.0


@compiled
def stayed(miners, n, year_ago):
    """Count the rows of miners who came before a week."""
    count = 0
    for i in range(n):
        count += miners.since[i] < year_ago
    return count


@compiled
def efforts(ngos, n, week, handover):
    """Return what NGOs at work put in, in the order of Efforts.

    When a project ends, local bodies go on with the share ``handover`` of its work (M75).
    """
    outreach = prevention = oversight = training = advocacy = 0.0
    for i in range(n):
        if week >= ngos.since[i]:
            share = 1.0 if week < ngos.until[i] else handover
            outreach += share * ngos.outreach[i]
            prevention += share * ngos.prevention[i]
            oversight += share * ngos.oversight[i]
            training += share * ngos.training[i]
            advocacy += share * ngos.advocacy[i]
    return outreach, prevention, oversight, training, advocacy
