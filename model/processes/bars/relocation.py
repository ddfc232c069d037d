"""Step 7, continued: bars move to other camps with everybody in them, and follow miners when a camp closes (M7)."""

import numpy as np

from model.codes import Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform
from model.kernels.streams import weighted
from model.processes.decision_rules import reconsidering

RELOCATE = decision("a bar moves to another camp")
EXPLOITED = int(Stage.EXPLOITED)


@compiled
def relocate(key, week, bars, n, camps, n_camps, row_of, persons, n_persons, losses, rule, p, t):
    """Move bars with the people held and the workers in them; return how many bars and people held move.

    Owners who look hear of one camp, in proportion to what miners would spend there; a share moves that is logistic
    in the gain. Of bars in a camp that has closed a share follows the miners.
    """
    spending = np.cumsum(camps.demand[:n_camps] * camps.open[:n_camps])
    if spending[-1] <= 0.0:
        return 0, 0
    looking = reconsidering(p.look_rate, rule, t)
    moved = 0
    for i in range(n):
        here = bars.camp[i]
        stranded = not camps.open[here]
        words = draw(key, RELOCATE, bars.identity[i], week)
        if bars.ordered[i] or to_uniform(words[0]) >= (p.follow_share if stranded else looking):
            continue
        there = weighted(spending, to_uniform(words[1]))
        if there != here and (stranded or to_uniform(words[2]) < moving(gain(camps, here, there, losses, p), p)):
            camps.bars[here] -= 1
            camps.bars[there] += 1
            bars.camp[i] = there
            bars.trend[i] = camps.demand[there] / camps.bars[there]
            moved += 1
    return moved, follow(persons, n_persons, bars, row_of) if moved else 0


@inlined
def gain(camps, here, there, losses, p):
    """Return what a bar would gain by moving, soles/week: profit, less feared loss and the longer way of supplies."""
    takings = camps.demand[there] / (camps.bars[there] + 1) - camps.demand[here] / max(1, camps.bars[here])
    farther = max(0.0, camps.access[there] - camps.access[here])
    return takings * p.margin - (losses[there] - losses[here]) - p.haul_cost * farther


@inlined
def moving(worth, p):
    """Return the chance to move for a gain, soles/week (binary logit, McFadden 1974)."""
    return 1.0 / (1.0 + np.exp((p.move_barrier - worth) / p.move_width))


@compiled
def follow(persons, n, bars, row_of):
    """Take people held to where their bars are now; return how many move."""
    moved = 0
    for i in range(n):
        if persons.stage[i] == EXPLOITED and persons.bar[i] >= 0:
            camp = bars.camp[row_of[persons.bar[i]]]
            moved += persons.camp[i] != camp
            persons.camp[i] = camp
    return moved
