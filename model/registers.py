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
LINES = len(POLICE) + len(PROSECUTORS)
LINE_IDENTITIES = first_identities("world", LINES)


def step(model) -> None:
    """Enter the week's events, each register by its own criteria, and complete entries after their lag.

    The police register counts complaints before investigation and everyone a raid identifies, rightly or wrongly;
    what happens while it is out of operation is lost to it. The prosecutors' register counts decided cases.
    """
    p, flows = model.numbers.registers, model.flows
    events = np.array([*police_events(model), *prosecutors_events(model)], np.int64)
    working = p.police_records * model.levers.police_register
    share = np.repeat([working, p.prosecutors_record], [len(POLICE), len(PROSECUTORS)])
    lag = np.repeat([p.police_lag, p.prosecutors_lag], [len(POLICE), len(PROSECUTORS)])
    done = enter(model.key, model.week, model.pending, events, share, lag)
    for name, count in zip(POLICE + PROSECUTORS, done.tolist(), strict=True):
        flows[name] += count
    flows["ngo_counted"] = ngo_count(model)


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
def enter(key, week, pending, events, share, lag):
    """Put a share of the events into each line's queue and complete a part of it; return entries completed.

    Completion is geometric with mean ``lag`` weeks. Each line of a register has its own luck.
    """
    done = np.zeros(events.size, np.int64)
    for k in range(events.size):
        pending[k] += binomial(key, ENTERED, LINE_IDENTITIES[k], week, events[k], share[k])
        done[k] = binomial(key, RELEASED, LINE_IDENTITIES[k], week, pending[k], 1.0 / (1.0 + lag[k]))
        pending[k] -= done[k]
    return done


def ngo_count(model) -> float:
    """Return how many people in sexual exploitation the local NGO counts: a share, less of those far from the road."""
    seen = np.exp(-model.numbers.policing.remoteness * model.camps.access)
    return float(model.census.sexual @ seen) * model.numbers.civil_society.ngo_sees
