"""Step 12: the complaint route as queues with staff - police, prosecutor, court (M44, M47)."""

import numpy as np

from model.processes.raids import arrest
from model.randomness import binomial, decision, uniform

CAPACITY = decision("cases a prosecutor decides")
SHELVED = decision("cases shelved")
LESSER = decision("charged as a lesser offence")
TRIALS = decision("trials held")
CONVICTED = decision("trials that convict")


def step(model) -> None:
    """Move the week's complaints through the prosecutors' queue and the court's."""
    model.prosecutors.backlog[0] += int(model.flows["complaints"])
    charge(model)
    convict(model)


def charge(model) -> None:
    """Decide as many waiting cases as staff can: shelve some, charge the rest, part as a lesser offence.

    Training raises the share that is charged and charged as trafficking (M44, M49).
    """
    p, office, levers = model.numbers.justice, model.prosecutors, model.levers
    skill = office.skill[0] + levers.training
    staff = office.staff[0] + levers.prosecutors
    decided = min(int(office.backlog[0]), whole(model, CAPACITY, office, staff * p.cases_per_prosecutor))
    shelved = split(model, SHELVED, office, decided, min(1.0, p.shelved / skill))
    lesser = split(model, LESSER, office, decided - shelved, min(1.0, p.lesser_offence / skill))
    office.backlog[0] -= decided
    model.courts.backlog[0] += decided - shelved
    model.flows["cases_decided"] += decided
    model.flows["shelved"] += shelved
    model.flows["charged"] += decided - shelved
    model.flows["charged_lesser"] += lesser


def convict(model) -> None:
    """Hold trials; some convict, some are bought. Those convicted are recruiters, whom networks replace (M46)."""
    p, court = model.numbers.justice, model.courts
    held = min(int(court.backlog[0]), whole(model, TRIALS, court, court.trials_per_week[0]))
    chance = p.convicted * (1.0 - p.bought * min(1.0, model.corruption()))
    convicted = split(model, CONVICTED, court, held, chance)
    court.backlog[0] -= held
    model.flows["tried"] += held
    model.flows["convicted"] += convicted
    if convicted:
        arrest(model, np.ones(model.recruiters.n, bool), convicted)


def whole(model, what: np.uint32, office, mean: float) -> int:
    """Round a weekly capacity by chance, so that its mean is right."""
    return int(mean + uniform(model.key, what, office.identity[0], model.week))


def split(model, what: np.uint32, office, n: int, share: float) -> int:
    """Draw how many of ``n`` cases fall into a share."""
    return int(binomial(model.key, what, office.identity[0], model.week, n, share)) if n else 0
