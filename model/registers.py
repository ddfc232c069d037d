"""Step 15, first half: what police, prosecutors and NGOs record (M41, M42, M49)."""

import numpy as np

from model.codes import Form
from model.compiled import compiled
from model.processes.digging import EXPLOITED
from model.randomness import decision

ENTERED = decision("entered in a register")
RELEASED = decision("entry completed after its lag")
POLICE = ("reta_complaints", "reta_victims", "reta_suspects")
PROSECUTORS = ("sistra_cases", "sistra_victims", "sistra_victims_under_18", "sistra_victims_female")
SEXUAL = int(Form.SEXUAL)


def step(model) -> None:
    """Enter the week's events, each register by its own criteria, and complete entries after their lag.

    The police register counts complaints before investigation and everyone a raid identifies, rightly or wrongly;
    what happens while it is out of operation is lost to it. The prosecutors' register counts decided cases.
    """
    p, flows = model.parameters.registers, model.flows
    identified = flows["survivors_identified"]
    suspects = model.parameters.justice.suspects_per_case * flows["complaints"]
    police = [flows["complaints"], identified + flows["people_misidentified"], whole(model, suspects)]
    working = p.police_records * model.levers.police_register
    enter(model, POLICE, police, working, p.police_lag)
    seen = [flows["cases_decided"], identified, flows["identified_under_18"], flows["identified_female"]]
    enter(model, PROSECUTORS, seen, p.prosecutors_record, p.prosecutors_lag)
    flows["ngo_counted"] = ngo_count(model)


def whole(model, mean: float) -> int:
    """Round by chance, so that the mean is right."""
    return int(mean + model.luck.uniform(ENTERED, model.courts.identity, model.week)[0])


def enter(model, names: tuple[str, ...], events: list, share: float, lag: float) -> None:
    """Put a share of the events into the queue of a register, and complete a part of each queue.

    Completion is geometric with mean ``lag`` weeks. Each line of a register has its own luck.
    """
    luck, week = model.luck, model.week
    who = model.register_identities(names)
    n = np.asarray(events, np.int64)
    queue = model.pending(names)
    queue += luck.binomial(ENTERED, who, week, n, np.full(n.size, share))
    done = luck.binomial(RELEASED, who, week, queue, np.full(n.size, 1.0 / (1.0 + lag)))
    queue -= done
    for name, count in zip(names, done, strict=True):
        model.flows[name] += int(count)


def ngo_count(model) -> float:
    """Return how many people in sexual exploitation the local NGO counts: a share, less of those far from the road."""
    p = model.parameters
    by_camp = count_sexual(model.persons.arrays, model.persons.n, model.camps.n)
    return float((by_camp * np.exp(-p.policing.remoteness * model.camps.access)).sum() * p.civil_society.ngo_sees)


@compiled
def count_sexual(persons, n, camps):
    """Count people in sexual exploitation by camp, shape (camps,)."""
    count = np.zeros(camps)
    for i in range(n):
        if persons.stage[i] == EXPLOITED and persons.form[i] == SEXUAL:
            count[persons.camp[i]] += 1.0
    return count
