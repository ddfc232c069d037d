"""Step 9, first part: what owners charge people in exploitation, what they credit, and what is owed (M5, M21).

Debt is what is claimed from a person, not money that anybody has: no amount of any account changes with it.
"""

import numpy as np

from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_normal, to_uniform
from model.kernels.rows import words_of
from model.processes.world import clock_of

CHARGED = decision("what is charged and credited in a week of exploitation")
SEVERITY = decision("how much an owner charges somebody during a stay")


@compiled
def charge(world, held):
    """Let every debt grow by the week's charges and interest and fall by what is credited, never below zero.

    ``held``: rows of the people in exploitation. Bed, food, drink and fines cost what the camp's prices make of them
    (M5). Before the debt is claimed, charges add up and nothing is credited.
    """
    clock, persons, camps, exits = clock_of(world), world.persons, world.camps, world.numbers[0].exits
    debt, words = persons.debt, words_of(clock, CHARGED, persons.identity, held)
    for k in range(held.size):
        i = held[k]
        if persons.charged[i] == 0.0:
            persons.charged[i] = severity(clock, persons.identity[i], persons.since[i], exits)
        fell_ill = to_uniform(words[1, k]) < exits.illness
        persons.ill[i] |= fell_ill
        charges = week_of_charges(persons.charged[i] * camps.prices[persons.camp[i]], to_uniform(words[0, k]), exits)
        charges += exits.illness_cost if fell_ill else 0.0
        claimed = is_claimed(persons, i, clock.week, exits)
        credited = 2.0 * exits.debt_repaid * to_uniform(words[2, k]) if claimed else 0.0
        debt[i] = max(0.0, debt[i] * (1.0 + exits.debt_interest) + charges - credited)


@inlined
def severity(clock, who, since, exits):
    """Return what an owner charges somebody throughout a stay, over the usual: lognormal with mean 1."""
    words = draw(clock.key, SEVERITY, who, since)
    spread = exits.charges_spread
    return np.exp(spread * to_normal(words[0], words[1]) - 0.5 * spread * spread)


@inlined
def week_of_charges(price, u, exits):
    """Return a week's charges, soles: board, and drink and fines by an exponential distribution; ``u`` is a uniform."""
    return price * (exits.board - exits.drink_charges * np.log(u))


@inlined
def is_claimed(persons, i, week, exits):
    """Tell whether the debt has been claimed: on arrival, or after some weeks."""
    return week - persons.since[i] >= exits.debt_claimed_after
