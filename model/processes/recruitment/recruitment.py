"""Step 8: people are recruited: vacancies, networks, offers, journeys, and arrival in debt."""

import numpy as np

from model.codes import Exit, Source
from model.columns.tables import add
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, uniform
from model.people.home import go_home
from model.processes.recruitment.networks import pay_recruiters, staff_networks
from model.processes.recruitment.offers import count_departures, make_offers
from model.processes.recruitment.placements import placements
from model.processes.recruitment.roles import remember_load
from model.processes.recruitment.vacancies import vacancies
from model.processes.state.complaints import complain
from model.processes.world import rule

STOPPED_CASE = decision("a case follows a stop on the way")
AT_CHECKPOINT, CHECKPOINT = int(Exit.CHECKPOINT), int(Source.CHECKPOINT)


@rule
def step(world):
    """Collect vacancies, adjust recruiters to them, make offers, and bring those who accept to bars and mines.

    In the holidays families place children besides; nobody is paid a fee for them.
    """
    posts = vacancies(world)
    staff_networks(world, posts.network)
    world.journeys[:] = 0.0
    people, children = make_offers(world, posts), placements(world)
    remember_load(world, people)
    receive(world, people)
    receive(world, children)
    pay_recruiters(world, people)


@compiled
def receive(world, people):
    """Count those who set out, let them arrive, and take those who were stopped into care."""
    count_departures(world, people)
    care_for_stopped(world, arrive(world, people), people)


@compiled
def arrive(world, people):
    """Make a row for everyone who set out, and return the first; the debt grows with the hours of the journey."""
    persons, recruitment, detour = world.persons, world.numbers[0].recruitment, world.numbers[0].adaptation.detour_hours
    first = add(persons, world.next_id, people.who.size)
    for k in range(people.who.size):
        i = first + k
        hours = world.travel_hours[people.origin[k]] + people.detour[k] * detour
        persons.identity[i], persons.origin[i] = people.who[k], people.origin[k]
        persons.age[i], persons.sex[i], persons.form[i] = people.age[k], people.sex[k], people.form[k]
        persons.bar[i], persons.camp[i], persons.network[i] = people.bar[k], people.camp[k], people.network[k]
        persons.method[i], persons.no_papers[i] = people.method[k], people.papers_held[k]
        persons.permit[i] = people.permit[k]
        persons.debt[i], persons.since[i] = recruitment.advance + recruitment.fare * hours, world.now[0].week
    return first


@compiled
def care_for_stopped(world, first, people):
    """Take those who were stopped at a checkpoint into care; they never arrive. Some lodge a complaint.

    ``first``: the row of the first of ``people``.
    """
    now, share = world.now[0], world.numbers[0].justice.complaint_by_checkpoint
    stopped = np.flatnonzero(people.stopped)
    go_home(world, first + stopped, AT_CHECKPOINT)
    world.flows[0].stopped += stopped.size
    complaining, count = np.empty(stopped.size, np.int64), 0
    for k in stopped:
        if uniform((now.seed, now.replicate), STOPPED_CASE, people.who[k], now.week) < share:
            complaining[count] = first + k
            count += 1
    complain(world, complaining[:count], CHECKPOINT, True)
