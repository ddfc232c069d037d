"""Step 5: camps open and close, miners leave the region or move between camps."""

import numpy as np

from model.compiled import compiled
from model.parameters_base import as_tuple
from model.randomness import decision, draw, to_uniform

MOVE = decision("leave or move")
OPENING = decision("a site is opened")


def step(model) -> None:
    """Open and close camps, then let every miner decide to stay, leave or move."""
    open_and_close(model)
    miners, camps, flows = model.miners, model.camps, model.flows
    gone, home, carried = decide(
        model.luck.key, model.week, miners.arrays, miners.n, camps.arrays, np.flatnonzero(camps.open),
        model.outside_wage, as_tuple(model.parameters.migration), as_tuple(model.parameters.moving),
        len(model.workforce),
    )  # fmt: skip
    model.workforce += home * model.scale
    flows["departures"] += gone.size * model.scale
    flows["carried_home"] += carried * model.scale
    miners.remove_rows(gone)


def open_and_close(model) -> None:
    """Open sites that would pay more than the mean camp, close the exhausted and the empty (M6, M7, M10)."""
    p, camps = model.parameters.moving, model.camps
    worth = camps.gold > p.exhausted_share * camps.gold_start
    mean = np.average(camps.net, weights=camps.miners + 1.0)
    gain = np.clip((camps.net - mean) / model.outside_wage, 0.0, 1.0)
    drawn = model.luck.uniform(OPENING, camps.identity, model.week)
    opening = ~camps.open & worth & (camps.net > model.outside_wage) & (drawn < p.scouting * gain)
    settled = model.week - camps.opened > model.parameters.moving.settling
    closing = camps.open & (~worth | (settled & (camps.miners < p.closing_miners)))
    camps.open[opening] = True
    camps.opened[opening] = model.week
    camps.open[closing] = False
    model.flows["camps_opened"] += int(opening.sum())
    model.flows["camps_closed"] += int(closing.sum())


@compiled
def decide(key, week, miners, n, camps, choices, wage, p, q, origins):
    """Let miners leave or move; return rows gone, their number by origin and the cash they carry.

    The hazard of leaving is base + slope / (1 + exp((income / wage - pivot) / width)), plus an extra hazard once
    savings reach the goal (target savers, M3). Of those who hear of one other camp a share moves that is
    logistic in the gain (binary logit, McFadden 1974). Miners of a closed camp all look for another one.
    """
    gone = np.empty(n, np.int64)
    home = np.zeros(origins)
    carried = 0.0
    leavers = 0
    for i in range(n):
        words = draw(key, MOVE, miners.identity[i], week)
        here = miners.camp[i]
        hazard = p.leave_base + p.leave_slope / (1.0 + np.exp((miners.income[i] / wage - p.leave_pivot) / p.leave_width))
        if miners.cash[i] > p.saving_goal:
            hazard += p.goal_hazard
        stranded = not camps.open[here]
        if to_uniform(words[0]) < hazard or (stranded and choices.size == 0):
            gone[leavers] = i
            leavers += 1
            home[miners.origin[i]] += 1.0
            carried += miners.cash[i]
        elif stranded or (to_uniform(words[1]) < q.look_rate and choices.size > 0):
            there = choices[int(to_uniform(words[2]) * choices.size)]
            gain = (camps.net[there] - camps.net[here]) / wage
            if stranded or to_uniform(words[3]) < 1.0 / (1.0 + np.exp((q.move_barrier - gain) / q.move_width)):
                miners.camp[i] = there
    return gone[:leavers], home, carried
