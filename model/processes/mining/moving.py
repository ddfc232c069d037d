"""Step 5: camps open and close, miners leave the region or move between camps."""

import numpy as np

from model.codes import Zone
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import BLOCK, decision, fill_words, to_uniform, uniform
from model.processes.mining.livelihoods import wage_at_origin

MOVE = decision("leave or move")
OPENING = decision("a site is opened")
ROADSIDE = int(Zone.ROADSIDE)


def step(model) -> None:
    """Open and close camps, then let every miner decide to stay, leave or move."""
    p, miners, camps, flows = model.old_numbers, model.miners, model.camps, model.flows
    opened, closed, gone, carried, stayed = move_week(
        model.key, model.week, miners.table, miners.n, camps.table, camps.n, model.outside_wage,
        wage_at_origin(model), model.workforce, model.scale, p.migration, p.moving, p.spending.transit,
    )  # fmt: skip
    flows["camps_opened"] += opened
    flows["camps_closed"] += closed
    flows["departures"] += gone.size * model.scale
    flows["carried_home"] += carried * model.scale
    flows["weeks_mined"] += stayed * model.scale
    model.remove_miners(gone)


@compiled
def move_week(key, week, miners, n, camps, n_camps, wage, at_origin, workforce, scale, p, q, transit):
    """Open and close camps and move miners; return camps opened and closed, rows gone, their cash and weeks here.

    Those who leave are among the workforce of their origins again.
    """
    opened, closed = open_and_close(key, week, camps, n_camps, wage, q, stop_of(camps, n_camps, transit))
    gone, carried = decide(key, week, miners, n, camps, n_camps, wage, at_origin, p, q)
    stayed = 0.0
    for i in gone:
        workforce[miners.origin[i]] += scale
        stayed += week - miners.since[i]
    return opened, closed, gone, carried, stayed


@compiled
def stop_of(camps, n, transit):
    """Return the row of the roadside camp where transit trade stops, -1 if none does (M10).

    It is the largest open one, and stays open for the trade when its gold is gone.
    """
    stop = -1
    for c in range(n):
        stops = transit > 0.0 and camps.open[c] and camps.zone[c] == ROADSIDE
        if stops and (stop < 0 or camps.room[c] > camps.room[stop]):
            stop = c
    return stop


@compiled
def open_and_close(key, week, camps, n, wage, p, stop):
    """Open sites that would pay more than the mean camp, close the exhausted and the empty (M6, M7, M10).

    The transit trade keeps the camp ``stop`` open.
    """
    weight = income = 0.0
    for c in range(n):
        weight += camps.miners[c] + 1.0
        income += (camps.miners[c] + 1.0) * camps.net[c]
    opened = closed = 0
    for c in range(n):
        worth = gold_left(camps, c, p)
        if camps.open[c]:
            settled = week - camps.opened[c] > p.settling
            if c != stop and (not worth or (settled and camps.miners[c] < p.closing_miners)):
                camps.open[c] = False
                closed += 1
        elif worth and camps.net[c] > wage:
            gain = min(1.0, max(0.0, (camps.net[c] - income / weight) / wage))
            if uniform(key, OPENING, camps.identity[c], week) < p.scouting * gain:
                camps.open[c] = True
                camps.opened[c] = week
                opened += 1
    return opened, closed


@inlined
def gold_left(camps, c, p):
    """Tell whether a site holds gold worth working for."""
    return camps.gold[c] > p.exhausted_share * camps.gold_start[c]


@compiled
def decide(key, week, miners, n, camps, n_camps, wage, at_origin, p, q):
    """Let miners leave or move; return rows gone and the cash they carry.

    Those who look hear of one site; where it is worked, a share moves that is logistic in the gain (binary logit,
    McFadden 1974). Miners of a camp without work go to the next one that is worked, and leave when nothing is worked
    at all. Who works off an advance neither leaves nor moves before he is free, or his camp closes (M9).
    """
    worked = np.empty(n_camps, np.bool_)
    for c in range(n_camps):
        worked[c] = camps.open[c] and gold_left(camps, c, q)
    gone = np.empty(n, np.int64)
    carried = 0.0
    leavers = 0
    highest = p.leave_base + p.leave_slope + p.goal_hazard
    nowhere = not worked.any()
    words = np.empty((4, BLOCK), np.uint32)
    for i in range(n):
        k = i % BLOCK
        if k == 0:
            fill_words(key, MOVE, miners.identity[i : min(i + BLOCK, n)], week, words)
        here = miners.camp[i]
        stranded = not worked[here]
        u = to_uniform(words[0, k])
        if miners.forced[i]:
            miners.forced[i] = not (stranded or u < p.advance_worked_off)
            if not stranded:
                continue
        leaves = u < highest and u < leaving(miners.income[i] / at_origin, miners.cash[i], p)
        if leaves or (stranded and nowhere):
            gone[leavers] = i
            leavers += 1
            carried += miners.cash[i] + miners.earned[i]
        elif stranded or to_uniform(words[1, k]) < q.look_rate:
            there = int(to_uniform(words[2, k]) * n_camps)
            while stranded and not worked[there]:
                there = (there + 1) % n_camps
            if not worked[there]:
                continue
            gain = (camps.net[there] - camps.net[here]) / wage
            if stranded or to_uniform(words[3, k]) < 1.0 / (1.0 + np.exp((q.move_barrier - gain) / q.move_width)):
                miners.camp[i] = there
    return gone[:leavers], carried


@inlined
def leaving(ratio, cash, p):
    """Return the weekly hazard of leaving for an income of ``ratio`` outside wages.

    It is base + slope / (1 + exp((ratio - pivot) / width)), plus an extra hazard once savings reach the goal (target
    savers, M3).
    """
    hazard = p.leave_base + p.leave_slope / (1.0 + np.exp((ratio - p.leave_pivot) / p.leave_width))
    return hazard + p.goal_hazard if cash > p.saving_goal else hazard
