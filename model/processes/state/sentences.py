"""Sentences: who serves them, who recruits again after prison, and what sanctions others expect (M46, M48)."""

import numpy as np

from model.codes import Climate
from model.columns.tables import add, remove
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform, uniform
from model.people.leaving import catch_recruiters
from model.processes.world import clock_of
from model.text.dates import WEEKS_PER_YEAR

SANCTION = int(Climate.SANCTION)
SERVED = decision("a sentence is served, and by whom")
CONVICT = decision("the recruiter who is convicted")
RELEASED = decision("somebody released recruits again")


@compiled
def impose(world, rows):
    """Let sentences be served after the convictions in ``rows`` of cases.

    Most of those convicted are intermediaries, whom networks replace; few head an organised network (M46).
    """
    cases, networks, justice, clock = world.cases, world.networks, world.numbers[0].justice, clock_of(world)
    for row in rows:
        words, network = draw(clock.key, SERVED, cases.identity[row], clock.week), cases.network[row]
        if to_uniform(words[0]) >= justice.incapacitation:
            continue
        if network >= 0 and networks.organised[network] and to_uniform(words[1]) < justice.heads:
            remove_network_head(world, network)
        else:
            imprison(world, network, cases.years[row])


@compiled
def remove_network_head(world, network):
    """Confiscate the funds of a network whose head is convicted; it takes on nobody for a while."""
    networks = world.networks
    world.flows[0].funds_confiscated += networks.funds[network]
    networks.funds[network] = 0.0
    networks.leaderless[network] = world.now[0].week + world.numbers[0].justice.leaderless_weeks


@compiled
def imprison(world, network, years):
    """Imprison a recruiter of the network accused, chosen by chance, or of any network if the case names none (-1).

    ``years`` is the sentence.
    """
    recruiters, convicts, clock = world.recruiters, world.convicts, clock_of(world)
    row, lowest = -1, 2.0
    for i in range(recruiters.n):
        if network < 0 or recruiters.network[i] == network:
            u = uniform(clock.key, CONVICT, recruiters.identity[i], clock.week)
            if u < lowest:
                row, lowest = i, u
    if row < 0:
        return
    k = add(convicts, world.next_id, 1)
    keep(recruiters, row, convicts, k)
    convicts.until[k] = clock.week + int(np.rint(years * WEEKS_PER_YEAR))
    catch_recruiters(world, np.full(1, row))


@inlined
def keep(source, i, target, k):
    """Copy what a recruiter keeps as a convict, and after release, from one table to another."""
    target.identity[k], target.network[k], target.origin[k] = source.identity[i], source.network[i], source.origin[i]
    target.method[k], target.survivor[k] = source.method[i], source.survivor[i]


@compiled
def release(world):
    """Release those who have served; a share recruits again for the same network (M48)."""
    convicts, recruiters, clock, flows = world.convicts, world.recruiters, clock_of(world), world.flows[0]
    due = np.flatnonzero(convicts.until[: convicts.n] <= clock.week)
    for i in due:
        u = uniform(clock.key, RELEASED, convicts.identity[i], clock.week)
        if u < world.numbers[0].justice.recruits_again:
            k = add(recruiters, world.next_id, 1)
            keep(convicts, i, recruiters, k)
            recruiters.since[k] = clock.week
            world.networks.recruiters[convicts.network[i]] += 1
            flows.released_who_recruit += 1
    flows.released += due.size
    remove(convicts, due)


@compiled
def remember_sentences(world):
    """Move the running mean of sentence-years imposed a year per recruiter or bar, which others expect (M48)."""
    per_year = world.flows[0].sentence_years * WEEKS_PER_YEAR / max(1, world.recruiters.n + world.bars.n)
    memory = world.numbers[0].justice.sanction_memory
    world.climate[SANCTION] += memory * (per_year - world.climate[SANCTION])


@compiled
def expected_sanction(world):
    """Return sentence-years a year that a recruiter or owner expects, times deterrence (Becker 1968)."""
    return world.numbers[0].justice.deterrence * world.climate[SANCTION]
