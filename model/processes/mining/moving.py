"""Step 5: sites are found, camps open and close, miners leave the region or move between camps."""

from typing import NamedTuple

import numpy as np

from model.codes import Zone
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import BLOCK, decision, fill_words, to_uniform, uniform
from model.kernels.streams import weighted
from model.people.leaving import stop_mining
from model.processes.mining.arrivals import expected, mean_income
from model.processes.mining.livelihoods import wages
from model.processes.mining.prospecting import prospect
from model.processes.world import clock_of, rule

MOVE = decision("leave or move")
OPENING = decision("a site is opened")
ROADSIDE = int(Zone.ROADSIDE)


class Moves(NamedTuple):
    """Camps opened and closed; rows of miners gone, the cash they carry (soles) and the weeks they mined, by row."""

    opened: int
    closed: int
    gone: np.ndarray
    carried: float
    stayed: float


@rule
def step(world):
    """Find sites, open and close camps, then let every miner decide to stay, leave or move."""
    flows, now = world.flows[0], world.now[0]
    moves = move_week(
        clock_of(world), world.miners, world.camps, wages(world), world.workforce, now.scale, world.numbers
    )
    flows.camps_opened += moves.opened
    flows.camps_closed += moves.closed
    flows.departures += moves.gone.size * now.scale
    flows.carried_home += moves.carried * now.scale
    flows.weeks_mined += moves.stayed * now.scale
    stop_mining(world, moves.gone)


@compiled
def move_week(clock, miners, camps, wages, workforce, scale, numbers):
    """Open and close camps and move miners; return what happened.

    Those who leave are among the ``workforce`` of their origins again, shape (10,).
    """
    prospect(clock, camps, wages.outside, numbers)
    stop = stop_of(camps, numbers[0].spending.transit)
    opened, closed = open_and_close(clock, camps, wages.outside, stop, numbers)
    gone, carried = decide(clock, miners, camps, wages, numbers)
    stayed = 0.0
    for i in gone:
        workforce[miners.origin[i]] += scale
        stayed += clock.week - miners.since[i]
    return Moves(opened, closed, gone, carried, stayed)


@compiled
def stop_of(camps, transit):
    """Return the row of the roadside camp where transit trade stops, -1 if none does (M10).

    It is the largest open one, and stays open for the trade when its gold is gone. ``transit``: trade, soles/week.
    """
    stop = -1
    for c in range(camps.n):
        stops = transit > 0.0 and camps.open[c] and camps.zone[c] == ROADSIDE
        if stops and (stop < 0 or camps.room[c] > camps.room[stop]):
            stop = c
    return stop


@compiled
def open_and_close(clock, camps, wage, stop, numbers):
    """Open known sites that would pay more than the mean camp, close the exhausted and the empty (M6, M7, M10).

    The transit trade keeps the camp ``stop`` open. Return how many opened and closed.
    """
    moving, usual = numbers[0].moving, mean_income(camps)[0]
    opened = closed = 0
    for c in range(camps.n):
        worth = gold_left(camps, c, moving)
        if camps.open[c]:
            settled = clock.week - camps.opened[c] > moving.settling
            if c != stop and (not worth or (settled and camps.miners[c] < moving.closing_miners)):
                camps.open[c] = False
                closed += 1
        elif worth and camps.known[c] and camps.net[c] > wage:
            gain = min(1.0, max(0.0, (camps.net[c] - usual) / wage))
            if uniform(clock.key, OPENING, camps.identity[c], clock.week) < moving.scouting * gain:
                camps.open[c] = True
                camps.opened[c] = clock.week
                opened += 1
    return opened, closed


@inlined
def gold_left(camps, c, moving):
    """Tell whether a site holds gold worth working for."""
    return camps.gold[c] > moving.exhausted_share * camps.gold_start[c]


@compiled
def decide(clock, miners, camps, wages, numbers):
    """Let miners leave or move; return rows gone and the cash they carry, in soles by row.

    Who is left in a camp without work goes to one that is worked, or leaves when nothing is. Who works off an advance
    neither leaves nor moves before he is free, or his camp closes (M9).
    """
    migration, moving = numbers[0].migration, numbers[0].moving
    highest = migration.leave_base + migration.leave_slope + migration.goal_hazard
    worked_off, look_rate = migration.advance_worked_off, moving.look_rate
    worked = camps_worked(camps, moving)
    nowhere, heard_of = not worked.any(), near_first(camps, worked, moving)
    gone, leavers, carried = np.empty(miners.n, np.int64), 0, 0.0
    words = np.empty((4, BLOCK), np.uint32)
    for i in range(miners.n):
        k = i % BLOCK
        if k == 0:
            fill_words(clock.key, MOVE, miners.identity[i : min(i + BLOCK, miners.n)], clock.week, words)
        stranded = not worked[miners.camp[i]]
        u = to_uniform(words[0, k])
        if miners.forced[i]:
            miners.forced[i] = not (stranded or u < worked_off)
            if not stranded:
                continue
        leaves = u < highest and u < leaving(miners.income[i] / wages.at_origin, miners.cash[i], migration)
        if leaves or (stranded and nowhere):
            gone[leavers] = i
            leavers += 1
            carried += miners.cash[i] + miners.earned[i]
        elif stranded or to_uniform(words[1, k]) < look_rate:
            there = weighted(heard_of, to_uniform(words[2, k]))
            gain = expected(camps, there, miners.equipped[i]) - expected(camps, miners.camp[i], miners.equipped[i])
            if stranded or to_uniform(words[3, k]) < chance_to_move(gain / wages.outside, moving):
                miners.camp[i] = there
    return gone[:leavers], carried


@compiled
def camps_worked(camps, moving):
    """Return whether each camp is open and holds gold worth working for, shape (camps,)."""
    worked = np.empty(camps.n, np.bool_)
    for c in range(camps.n):
        worked[c] = camps.open[c] and gold_left(camps, c, moving)
    return worked


@compiled
def near_first(camps, worked, moving):
    """Return the cumulated weights with which miners hear of the camps that are worked: exp(-walk / scale)."""
    weights = np.zeros(camps.n)
    for c in range(camps.n):
        if worked[c]:
            weights[c] = np.exp(-camps.access[c] / moving.walk_scale)
    return np.cumsum(weights)


@inlined
def chance_to_move(gain, moving):
    """Return the chance that a miner moves to a camp he hears of for a ``gain`` in outside wages.

    Logistic choice (binary logit, McFadden 1974). He takes the camp for what it pays a man with, or without, machinery.
    """
    return 1.0 / (1.0 + np.exp((moving.move_barrier - gain) / moving.move_width))


@inlined
def leaving(ratio, cash, migration):
    """Return the weekly hazard of leaving for an income of ``ratio`` outside wages and ``cash`` in soles.

    It is base + slope / (1 + exp((ratio - pivot) / width)), plus an extra hazard once savings reach the goal (target
    savers, M3).
    """
    drawn = (ratio - migration.leave_pivot) / migration.leave_width
    hazard = migration.leave_base + migration.leave_slope / (1.0 + np.exp(drawn))
    return hazard + migration.goal_hazard if cash > migration.saving_goal else hazard
