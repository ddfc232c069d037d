"""Step 7, continued: bars move to other camps with everybody in them, and follow miners when a camp closes (M7)."""

from typing import NamedTuple

import numpy as np

from model.codes import Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform
from model.kernels.rows import rows_with
from model.kernels.streams import weighted
from model.processes.decision_rules import reconsidering

RELOCATE = decision("a bar moves to another camp")
EXPLOITED = int(Stage.EXPLOITED)


class Moved(NamedTuple):
    """Numbers of bars that move, and of people in exploitation who are taken along."""

    bars: int
    people: int


@compiled
def relocate(clock, bars, camps, persons, losses, numbers):
    """Move bars with the people held and the workers in them; return how many bars and people held move.

    Owners who look around hear of one camp, with a chance in proportion to what miners would spend there; the chance to
    move is logistic in the gain. Of the bars in a camp that has closed a share follows the miners. ``losses``: what
    owners fear to lose by camp, soles/week, shape (camps,).
    """
    spending = np.cumsum(camps.demand[: camps.n] * camps.open[: camps.n])
    if spending[-1] <= 0.0:
        return Moved(0, 0)
    bar_numbers, moved = numbers[0].bars, 0
    looking = reconsidering(bar_numbers.look_rate, numbers[0].rule, numbers[0].theories)
    for i in range(bars.n):
        here = bars.camp[i]
        stranded = not camps.open[here]
        words = draw(clock.key, RELOCATE, bars.identity[i], clock.week)
        if bars.ordered[i] or to_uniform(words[0]) >= (bar_numbers.follow_share if stranded else looking):
            continue
        there = weighted(spending, to_uniform(words[1]))
        if there == here:
            continue
        worth = gain(camps, here, there, losses, bar_numbers)
        if stranded or to_uniform(words[2]) < chance_to_move(worth, bar_numbers):
            move(bars, i, camps, there)
            moved += 1
    return Moved(moved, follow(persons, bars) if moved else 0)


@inlined
def gain(camps, here, there, losses, bar_numbers):
    """Return what a bar would gain by moving, soles/week: profit, less feared loss and the longer way of supplies."""
    takings = camps.demand[there] / (camps.bars[there] + 1) - camps.demand[here] / max(1, camps.bars[here])
    farther = max(0.0, camps.access[there] - camps.access[here])
    return takings * bar_numbers.margin - (losses[there] - losses[here]) - bar_numbers.haul_cost * farther


@inlined
def chance_to_move(worth, bar_numbers):
    """Return the chance to move for a gain, soles/week (binary logit, McFadden 1974)."""
    return 1.0 / (1.0 + np.exp((bar_numbers.move_barrier - worth) / bar_numbers.move_width))


@inlined
def move(bars, i, camps, there):
    """Move bar ``i`` to camp ``there``, where it expects the takings of a mean bar."""
    camps.bars[bars.camp[i]] -= 1
    camps.bars[there] += 1
    bars.camp[i] = there
    bars.trend[i] = camps.demand[there] / camps.bars[there]


@compiled
def follow(persons, bars):
    """Take people held to where their bars are now; return how many move."""
    moved = 0
    for i in rows_with(persons.stage, persons.n, EXPLOITED):
        if persons.bar[i] >= 0:
            camp = bars.camp[bars.row_of[persons.bar[i]]]
            moved += persons.camp[i] != camp
            persons.camp[i] = camp
    return moved
