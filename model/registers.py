"""Step 15, first half: what police, prosecutors and NGOs record (M41, M42, M49)."""

import numpy as np

from model.compiled import compiled
from model.randomness import binomial, decision, uniform
from model.streams import first_identities

ENTERED = decision("entered in a register")
RELEASED = decision("entry completed after its lag")
SUSPECTS = decision("suspects named")
POLICE = ("reta_complaints", "reta_victims", "reta_suspects")
PROSECUTORS = ("sistra_cases", "sistra_victims", "sistra_victims_under_18", "sistra_victims_female")
POLICE_LINES = len(POLICE)
LINES = POLICE_LINES + len(PROSECUTORS)
LINE_IDENTITIES = first_identities("world", LINES)


def step(model) -> None:
    """Enter the week's events, each register by its own criteria, and complete entries after their lag.

    The police register counts complaints before investigation and everyone a raid identifies, rightly or wrongly;
    what happens while it is out of operation is lost to it. The prosecutors' register counts decided cases.
    """
    flows = model.flows
    events = np.array([*police_events(model), *prosecutors_events(model)], np.int64)
    done = enter(model.key, model.week, model.pending, events, model.levers.police_register, model.numbers.registers)
    for name, count in zip(POLICE + PROSECUTORS, done.tolist(), strict=True):
        flows[name] += count
    flows["ngo_counted"] = ngo_count(
        model.census.sexual, model.camps.arrays, model.numbers.policing.remoteness, model.numbers.civil_society.ngo_sees
    )


def police_events(model) -> tuple[float, float, int]:
    """Return complaints, people identified rightly or wrongly, and suspects."""
    flows = model.flows
    suspects = model.numbers.justice.suspects_per_case * flows["complaints"]
    rounded = int(suspects + uniform(model.key, SUSPECTS, LINE_IDENTITIES[0], model.week))
    return flows["complaints"], flows["survivors_identified"] + flows["people_misidentified"], rounded


def prosecutors_events(model) -> list[float]:
    """Return decided cases, and people identified, of them under 18 and female."""
    return [
        model.flows[k] for k in ("cases_decided", "survivors_identified", "identified_under_18", "identified_female")
    ]


@compiled
def enter(key, week, pending, events, working, p):
    """Put a share of the events into each line's queue and complete a part of it; return entries completed.

    The police register takes part of it as far as it is ``working``. Completion is geometric with the mean lag of the
    register. Each line of a register has its own luck.
    """
    done = np.zeros(events.size, np.int64)
    for k in range(events.size):
        police = k < POLICE_LINES
        share = p.police_records * working if police else p.prosecutors_record
        lag = p.police_lag if police else p.prosecutors_lag
        pending[k] += binomial(key, ENTERED, LINE_IDENTITIES[k], week, events[k], share)
        done[k] = binomial(key, RELEASED, LINE_IDENTITIES[k], week, pending[k], 1.0 / (1.0 + lag))
        pending[k] -= done[k]
    return done


@compiled
def ngo_count(sexual, camps, remoteness, share):
    """Return how many people in sexual exploitation the local NGO counts: a share, less of those far from the road."""
    count = 0.0
    for c in range(sexual.size):
        count += sexual[c] * np.exp(-remoteness * camps.access[c])
    return count * share
