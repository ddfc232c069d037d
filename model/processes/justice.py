"""Step 12: the complaint route as queues with staff - police, prosecutor, court (M44, M47)."""

import numpy as np

from model.compiled import compiled
from model.processes.raids import arrest
from model.randomness import binomial, decision, uniform

CAPACITY = decision("cases a prosecutor decides")
SHELVED = decision("cases shelved")
LESSER = decision("charged as a lesser offence")
TRIALS = decision("trials held")
CONVICTED = decision("trials that convict")
COUNTED = ("cases_decided", "shelved", "charged", "charged_lesser", "tried", "convicted")


def step(model) -> None:
    """Move the week's complaints through the prosecutors' queue and the court's.

    Those convicted are recruiters, whom networks replace (M46).
    """
    flows, levers, p = model.flows, model.levers, model.numbers.justice
    numbers = decide(
        model.key, model.week, model.prosecutors.arrays, model.courts.arrays, int(flows["complaints"]),
        levers.prosecutors, levers.prosecutor_skill, model.corruption(), p,
    )  # fmt: skip
    for name, number in zip(COUNTED, numbers, strict=True):
        flows[name] += number
    if flows["convicted"]:
        arrest(model, np.ones(model.recruiters.n, bool), int(flows["convicted"]))


@compiled
def decide(key, week, office, court, complaints, staff, training, corruption, p):
    """Return the numbers COUNTED."""
    decided, shelved, charged, lesser = charge(key, week, office, complaints, staff, training, p)
    tried, convicted = convict(key, week, court, charged, corruption, p)
    return decided, shelved, charged, lesser, tried, convicted


@compiled
def charge(key, week, office, complaints, staff, training, p):
    """Decide as many waiting cases as staff can; return numbers decided, shelved, charged and charged as less.

    Training raises the share that is charged, and charged as trafficking (M44, M49).
    """
    who, skill = office.identity[0], office.skill[0] + training
    office.backlog[0] += complaints
    capacity = (office.staff[0] + staff) * p.cases_per_prosecutor
    decided = min(office.backlog[0], int(capacity + uniform(key, CAPACITY, who, week)))
    shelved = binomial(key, SHELVED, who, week, decided, min(1.0, p.shelved / skill))
    charged = decided - shelved
    office.backlog[0] -= decided
    return decided, shelved, charged, binomial(key, LESSER, who, week, charged, min(1.0, p.lesser_offence / skill))


@compiled
def convict(key, week, court, charged, corruption, p):
    """Hold trials; return how many are held and how many convict. Some are bought."""
    who = court.identity[0]
    court.backlog[0] += charged
    held = min(court.backlog[0], int(court.trials_per_week[0] + uniform(key, TRIALS, who, week)))
    court.backlog[0] -= held
    return held, binomial(key, CONVICTED, who, week, held, p.convicted * (1.0 - p.bought * min(1.0, corruption)))
