"""Sentences: who serves them, and what sanctions others expect in each role (M46, M48)."""

import numpy as np

from model.codes import Role
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, draw, to_uniform
from model.processes.state.custody import imprison, let_go
from model.processes.world import clock_of
from model.text.dates import WEEKS_PER_YEAR

SERVED = decision("a sentence is served, and by whom")
OWNER, RECRUITER, TRANSPORTER, RECEIVER = (int(role) for role in Role)


@compiled
def impose(world, rows):
    """Let sentences be served after the convictions in ``rows`` of cases.

    Most of those convicted are intermediaries, whom networks replace; of owners, few head an organised network (M46).
    """
    cases, networks, justice, clock = world.cases, world.networks, world.numbers[0].justice, clock_of(world)
    for row in rows:
        owner, network = cases.role[row] == OWNER, cases.network[row]
        world.flows[0].convicted_owners += owner
        world.flows[0].convicted_women += cases.woman[row]
        words = draw(clock.key, SERVED, cases.identity[row], clock.week)
        if to_uniform(words[0]) >= justice.incapacitation:
            let_go(world, row)
            continue
        if owner and network >= 0 and networks.organised[network] and to_uniform(words[1]) < justice.heads:
            remove_network_head(world, network)
        imprison(world, row)
        cases.detained[row] = False


@compiled
def remove_network_head(world, network):
    """Confiscate the funds of a network whose head is convicted; it takes on nobody for a while."""
    networks = world.networks
    world.flows[0].funds_confiscated += networks.funds[network]
    networks.funds[network] = 0.0
    networks.leaderless[network] = world.now[0].week + world.numbers[0].justice.leaderless_weeks


@compiled
def remember_sentences(world, rows):
    """Move the running means of sentence-years imposed a year on a person in each role, which others expect (M48).

    ``rows``: the week's convictions. Owners are counted by their bars.
    """
    networks, sanctions, memory = world.networks, world.sanctions, world.numbers[0].justice.sanction_memory
    years = np.zeros(sanctions.size)
    for row in rows:
        years[world.cases.role[row]] += world.cases.years[row]
    people = np.zeros(sanctions.size)
    people[OWNER], people[RECRUITER] = world.bars.n, world.recruiters.n
    people[TRANSPORTER] = networks.transporters[: networks.n].sum()
    people[RECEIVER] = networks.receivers[: networks.n].sum()
    for role in range(sanctions.size):
        per_year = years[role] * WEEKS_PER_YEAR / max(1.0, people[role])
        sanctions[role] += memory * (per_year - sanctions[role])


@compiled
def expected_sanction(world, role):
    """Return sentence-years a year that somebody in a role expects, times deterrence (Becker 1968)."""
    return world.numbers[0].justice.deterrence * world.sanctions[role]
