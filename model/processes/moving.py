"""Step 5: camps open and close, miners leave the region or move between camps."""

import numpy as np

from model.compiled import compiled, inlined
from model.processes.formalisation import withdraw
from model.randomness import BLOCK, decision, fill_words, to_uniform, uniform

MOVE = decision("leave or move")
OPENING = decision("a site is opened")


def step(model) -> None:
    """Open and close camps, then let every miner decide to stay, leave or move."""
    p, miners, camps, flows = model.numbers, model.miners, model.camps, model.flows
    opened, closed, gone, carried = move_week(
        model.key, model.week, miners.arrays, miners.n, camps.arrays, camps.n, model.outside_wage, model.workforce,
        model.scale, p.migration, p.moving,
    )  # fmt: skip
    flows["camps_opened"] += opened
    flows["camps_closed"] += closed
    flows["departures"] += gone.size * model.scale
    flows["carried_home"] += carried * model.scale
    withdraw(model, gone)
    miners.remove_rows(gone)


@compiled
def move_week(key, week, miners, n, camps, n_camps, wage, workforce, scale, p, q):
    """Open and close camps and move miners; return camps opened and closed, rows gone and the cash they carry.

    Those who leave are among the workforce of their origins again.
    """
    opened, closed = open_and_close(key, week, camps, n_camps, wage, q)
    gone, carried = decide(key, week, miners, n, camps, n_camps, wage, p, q)
    for i in gone:
        workforce[miners.origin[i]] += scale
    return opened, closed, gone, carried


@compiled
def open_and_close(key, week, camps, n, wage, p):
    """Open sites that would pay more than the mean camp, close the exhausted and the empty (M6, M7, M10)."""
    weight = income = 0.0
    for c in range(n):
        weight += camps.miners[c] + 1.0
        income += (camps.miners[c] + 1.0) * camps.net[c]
    opened = closed = 0
    for c in range(n):
        worth = camps.gold[c] > p.exhausted_share * camps.gold_start[c]
        if camps.open[c]:
            settled = week - camps.opened[c] > p.settling
            if not worth or (settled and camps.miners[c] < p.closing_miners):
                camps.open[c] = False
                closed += 1
        elif worth and camps.net[c] > wage:
            gain = min(1.0, max(0.0, (camps.net[c] - income / weight) / wage))
            if uniform(key, OPENING, camps.identity[c], week) < p.scouting * gain:
                camps.open[c] = True
                camps.opened[c] = week
                opened += 1
    return opened, closed


@compiled
def decide(key, week, miners, n, camps, n_camps, wage, p, q):
    """Let miners leave or move; return rows gone and the cash they carry.

    Those who look hear of one site; where it is worked, a share moves that is logistic in the gain (binary logit,
    McFadden 1974). Miners of a closed camp go to the next one that is worked, and leave when nothing is worked at all.
    """
    gone = np.empty(n, np.int64)
    carried = 0.0
    leavers = 0
    highest = p.leave_base + p.leave_slope + p.goal_hazard
    nowhere = not camps.open[:n_camps].any()
    words = np.empty((4, BLOCK), np.uint32)
    for i in range(n):
        k = i % BLOCK
        if k == 0:
            fill_words(key, MOVE, miners.identity[i : min(i + BLOCK, n)], week, words)
        here = miners.camp[i]
        stranded = not camps.open[here]
        u = to_uniform(words[0, k])
        leaves = u < highest and u < leaving(miners.income[i] / wage, miners.cash[i], p)
        if leaves or (stranded and nowhere):
            gone[leavers] = i
            leavers += 1
            carried += miners.cash[i] + miners.earned[i]
        elif stranded or to_uniform(words[1, k]) < q.look_rate:
            there = int(to_uniform(words[2, k]) * n_camps)
            while stranded and not camps.open[there]:
                there = (there + 1) % n_camps
            if not camps.open[there]:
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
