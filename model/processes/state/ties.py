"""Ties between officials and owners of bars: who pays whom, for what, and how ties form and end (M30, M32, M34).

A patron is who pays: an organised network, or the independent owners of one camp. Networks come first in arrays of
patrons, then camps.
"""

import numpy as np

from model.codes import ORGANISED, Climate
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, pair_draw, pair_key, to_uniform, uniform
from model.processes.world import clock_of
from model.text.dates import WEEKS_PER_YEAR

TIES = decision("an official's tie forms or ends")
WHOSE = decision("whose money an official takes")
NOBODY = -1
PROFIT = int(Climate.PROFIT)


@inlined
def patron_of(owner, camp):
    """Return the patron that stands for the owner of a bar in a camp."""
    return owner if owner < ORGANISED else ORGANISED + camp


@inlined
def service(officials, i, week):
    """Return what official ``i`` does for his patron, 0 to 1: readiness x strength of the tie; 0 while suspended."""
    if officials.patron[i] == NOBODY or week < officials.suspended[i]:
        return 0.0
    return officials.readiness[i] * officials.strength[i]


@compiled
def protection(world):
    """Return the chance that at least one of the officials whom a patron pays serves him, shape (patrons,)."""
    officials, unserved = world.officials, np.ones(ORGANISED + world.camps.n)
    for i in range(officials.n):
        if officials.patron[i] != NOBODY:
            unserved[officials.patron[i]] *= 1.0 - service(officials, i, world.now[0].week)
    return 1.0 - unserved


@compiled
def share_out(world, paid):
    """Give officials what their patrons pay this week, soles, shape (patrons,), in proportion to their services."""
    officials, week, services = world.officials, world.now[0].week, np.zeros(paid.size)
    for i in range(officials.n):
        if officials.patron[i] != NOBODY:
            services[officials.patron[i]] += service(officials, i, week)
    for i in range(officials.n):
        patron, served = officials.patron[i], service(officials, i, week)
        officials.takings[i] = paid[patron] * served / services[patron] if served > 0.0 else 0.0


@compiled
def tend_ties(world):
    """Let ties grow firmer, end by themselves or with the bars of the patron, and form where profit pays (M34).

    An official who takes nobody's money forms a tie with hazard rate x readiness x profit / (profit + half).
    """
    clock, officials, corruption, profits = clock_of(world), world.officials, world.numbers[0].corruption, gains(world)
    earned = world.climate[PROFIT]
    offered = corruption.tie_rate / WEEKS_PER_YEAR * earned / (earned + corruption.tie_half)
    for i in range(officials.n):
        u = uniform(clock.key, TIES, officials.identity[i], clock.week)
        if officials.patron[i] == NOBODY:
            if u < offered * officials.readiness[i]:
                officials.patron[i] = chosen_patron(world, officials.identity[i], profits)
        elif u < corruption.tie_lapse / WEEKS_PER_YEAR or profits[officials.patron[i]] <= 0.0:
            untie(officials, i)
        else:
            officials.strength[i] += corruption.tie_growth * (1.0 - officials.strength[i])


@inlined
def untie(officials, i):
    """End the tie of official ``i``."""
    officials.patron[i], officials.strength[i] = NOBODY, 0.0


@compiled
def gains(world):
    """Return the weekly profit of the bars of each patron that earn one, soles, shape (patrons,)."""
    bars, bar_numbers, profits = world.bars, world.numbers[0].bars, np.zeros(ORGANISED + world.camps.n)
    for b in range(bars.n):
        profit = bars.trend[b] * bar_numbers.margin - bar_numbers.fixed_cost
        profits[patron_of(bars.owner[b], bars.camp[b])] += max(0.0, profit)
    return profits


@compiled
def chosen_patron(world, official, profits):
    """Return the patron whom an official of this identity comes to serve, by chance in proportion to profits.

    The one with the largest log(u) / profit, so that it stays the same while others come and go (rendezvous hashing
    with weights, Thaler and Ravishankar 1998).
    """
    clock, best, highest = clock_of(world), NOBODY, -np.inf
    k0, k1 = pair_key(clock.key, WHOSE, clock.week)
    for p in range(profits.size):
        if profits[p] > 0.0:
            who = world.networks.identity[p] if p < ORGANISED else world.camps.identity[p - ORGANISED]
            score = np.log(to_uniform(pair_draw(k0, k1, official, who)[0])) / profits[p]
            if score > highest:
                best, highest = p, score
    return best
