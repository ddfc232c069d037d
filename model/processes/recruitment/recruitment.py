"""Step 8: people are recruited: vacancies, networks, offers, journeys, and arrival in debt."""

import numpy as np

from model.codes import Exit, Source
from model.kernels.randomness import decision
from model.people.home import go_home
from model.processes.recruitment.networks import pay_recruiters, staff_networks
from model.processes.recruitment.offers import COUNTED, Departures, make_offers
from model.processes.recruitment.vacancies import vacancies
from model.processes.survivors.exits import complain

STOPPED_CASE = decision("a case follows a stop on the way")


def step(model) -> None:
    """Collect vacancies, adjust recruiters to them, make offers, and bring those who accept to bars and mines."""
    posts = vacancies(model)
    model.flows["vacancies"] += posts.slot.size
    staff_networks(model, posts.network)
    people, counts = make_offers(model, posts)
    for name, number in zip(COUNTED, counts.tolist(), strict=True):
        model.flows[name] += number
    arrive(model, people)
    pay_recruiters(model, people.network[people.stopped == 0])


def arrive(model, people: Departures) -> None:
    """Make a row for everyone who set out; those stopped at a checkpoint are in care and never arrive."""
    if people.who.size == 0:
        return
    recruitment = model.parameters.recruitment
    hours = model.travel_hours[people.origin] + people.detour * model.parameters.adaptation.detour_hours
    rows = model.persons.add(
        people.who.size, identity=people.who, bar=people.bar, camp=people.camp, network=people.network,
        form=people.form, origin=people.origin, age=people.age, sex=people.sex, method=people.method,
        debt=recruitment.advance + recruitment.fare * hours, no_papers=people.papers_held, since=model.week,
    )  # fmt: skip
    stopped = np.flatnonzero(people.stopped)
    go_home(model, stopped + rows.start, Exit.CHECKPOINT)
    model.flows["stopped"] += stopped.size
    u = model.luck.uniform(STOPPED_CASE, people.who[stopped], model.week)
    complain(model, rows.start + stopped[u < model.parameters.justice.complaint_by_checkpoint], Source.CHECKPOINT)
