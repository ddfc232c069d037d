"""Custody of the accused: detention before trial, sentences, release, and what becomes of the post left (M46, M48)."""

import numpy as np

from model.codes import ORGANISED, Role, Stage
from model.columns.tables import add, remove
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform, uniform
from model.people.leaving import catch_recruiters
from model.processes.world import clock_of
from model.text.dates import WEEKS_PER_YEAR

DETAINED = decision("an accused is detained, and for how long")
BAR_FATE = decision("what becomes of a bar whose owner is taken")
RELEASED = decision("somebody released takes up the post again")
OWNER, RECRUITER, TRANSPORTER, RECEIVER = (int(role) for role in Role)
EXPLOITED = int(Stage.EXPLOITED)


@compiled
def detain(world, case):
    """Detain the accused of a case until trial, unless released before, or nobody carries it out.

    The share ``remand_released`` is released at a time that is uniform up to the longest detention.
    """
    cases, justice, clock = world.cases, world.numbers[0].justice, clock_of(world)
    words = draw(clock.key, DETAINED, cases.identity[case], clock.week)
    if to_uniform(words[0]) >= justice.incapacitation:
        return
    before = world.prisoners.n
    row = take(world, case)
    cases.detained[case] = True
    if world.prisoners.n > before:
        world.flows[0].detained += 1
        share = to_uniform(words[2]) if to_uniform(words[1]) < justice.remand_released else 1.0
        world.prisoners.until[row] = clock.week + 1 + int(share * justice.detention_weeks)
        lose_owner(world, case, justice.detention_closes)


@compiled
def imprison(world, case):
    """Let the convicted accused of a case serve the sentence, which begins now, also where another runs already."""
    cases, prisoners, clock, justice = world.cases, world.prisoners, clock_of(world), world.numbers[0].justice
    before = prisoners.n
    row = take(world, case)
    world.flows[0].imprisoned += world.prisoners.n > before
    end = clock.week + int(np.rint(cases.years[case] * WEEKS_PER_YEAR))
    prisoners.until[row] = max(prisoners.until[row], end) if prisoners.sentenced[row] else end
    prisoners.sentenced[row] = True
    lose_owner(world, case, justice.conviction_closes)


@compiled
def held_row(prisoners, accused):
    """Return the row of somebody in custody, -1 for somebody free."""
    for k in range(prisoners.n):
        if prisoners.identity[k] == accused:
            return k
    return -1


@compiled
def take(world, case):
    """Take the accused of a case into custody, out of a post still held; return the row among prisoners."""
    cases, prisoners = world.cases, world.prisoners
    row = held_row(prisoners, cases.accused[case])
    if row >= 0:
        return row
    row = add(prisoners, world.next_id, 1)
    prisoners.identity[row], prisoners.role[row] = cases.accused[case], cases.role[case]
    prisoners.network[row], prisoners.woman[row] = cases.network[case], cases.woman[case]
    prisoners.post[row] = leave_post(world, row)
    return row


@compiled
def leave_post(world, row):
    """Take the post of somebody in custody out of the network; return whether there was one."""
    prisoners, recruiters, networks = world.prisoners, world.recruiters, world.networks
    role, network = prisoners.role[row], prisoners.network[row]
    if role == RECRUITER:
        for i in range(recruiters.n):
            if recruiters.identity[i] == prisoners.identity[row]:
                keep(recruiters, i, prisoners, row)
                world.flows[0].recruiters_taken += 1
                catch_recruiters(world, np.full(1, i))
                return True
        return False
    if role == OWNER or network < 0 or not networks.organised[network]:
        return False
    posts = networks.transporters if role == TRANSPORTER else networks.receivers
    if posts[network] == 0:
        return False
    posts[network] -= 1
    return True


@inlined
def keep(source, i, target, k):
    """Copy what a recruiter keeps in custody, and after release, from one table to another."""
    target.identity[k], target.network[k], target.origin[k] = source.identity[i], source.network[i], source.origin[i]
    target.method[k], target.survivor[k] = source.method[i], source.survivor[i]


@compiled
def lose_owner(world, case, closes):
    """Close the bar of an owner taken into custody, with chance ``closes``, or shut it until somebody takes it over.

    A relative does, or another network. Those held there stay, or are moved on or left as in any bar that closes.
    """
    cases, bars, clock, justice = world.cases, world.bars, clock_of(world), world.numbers[0].justice
    bar = bars.row_of[cases.bar[case]] if cases.role[case] == OWNER and cases.bar[case] >= 0 else -1
    if bar < 0:
        return
    words = draw(clock.key, BAR_FATE, cases.identity[case], clock.week)
    if to_uniform(words[0]) < closes:
        world.flows[0].bars_lost_to_justice += not bars.ordered[bar]
        bars.ordered[bar] = True
        return
    world.flows[0].bars_passed_on += 1
    bars.shut_until[bar] = clock.week + 1 + int(justice.transfer_weeks)
    if to_uniform(words[1]) < justice.to_network:
        pass_on_bar(world.persons, bars, bar, int(to_uniform(words[2]) * ORGANISED))


@compiled
def pass_on_bar(persons, bars, bar, network):
    """Give a bar, and power over the people held in it, to a network."""
    bars.owner[bar] = network
    for i in range(persons.n):
        if persons.stage[i] == EXPLOITED and persons.bar[i] == bars.unique_id[bar]:
            persons.network[i] = network


@compiled
def let_go(world, case):
    """Release the accused of a case that ends without a conviction, unless a sentence is being served."""
    cases, prisoners = world.cases, world.prisoners
    if not cases.detained[case]:
        return
    row = held_row(prisoners, cases.accused[case])
    cases.detained[case] = False
    if row >= 0 and not prisoners.sentenced[row]:
        prisoners.until[row] = world.now[0].week


@compiled
def release(world):
    """Release those who have served, or whose detention ends; a share takes up the post again (M48)."""
    prisoners, cases, flows = world.prisoners, world.cases, world.flows[0]
    due = np.flatnonzero(prisoners.until[: prisoners.n] <= world.now[0].week)
    for row in due:
        take_up_post(world, row)
        for case in range(cases.n):
            if cases.accused[case] == prisoners.identity[row]:
                cases.detained[case] = False
    flows.released += due.size
    remove(prisoners, due)


@compiled
def take_up_post(world, row):
    """Let somebody who is released take up the post that was left, by chance."""
    prisoners, recruiters, networks, clock = world.prisoners, world.recruiters, world.networks, clock_of(world)
    u = uniform(clock.key, RELEASED, prisoners.identity[row], clock.week)
    if not prisoners.post[row] or u >= world.numbers[0].justice.resumes:
        return
    role, network = prisoners.role[row], prisoners.network[row]
    world.flows[0].released_who_resume += 1
    if role == TRANSPORTER:
        networks.transporters[network] += 1
    elif role == RECEIVER:
        networks.receivers[network] += 1
    else:
        k = add(recruiters, world.next_id, 1)
        keep(prisoners, row, recruiters, k)
        recruiters.since[k] = clock.week
        networks.recruiters[network] += 1
