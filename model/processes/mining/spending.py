"""Step 6: miners pay for living, spend in bars, are robbed and extorted and keep the rest."""

from typing import NamedTuple

import numpy as np

from model.codes import Zone
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import BLOCK, decision, fill_words, to_uniform
from model.processes.mining.moving import stop_of
from model.processes.state.corruption import mean_readiness
from model.processes.state.forces import insecurity_by_disorder
from model.processes.world import clock_of, rule

SPEND = decision("spending in bars and robbery")
REACHED = decision("a savings service reaches a miner")
CORRIDOR = int(Zone.CORRIDOR)


class Safety(NamedTuple):
    """What makes cash safe or unsafe this week.

    ``insecurity``: extra bar spending where cash is unsafe, share; ``extortion``: share of cash in hand that officials
    take; ``posts``: coverage of permanent police posts, by zone type; ``savings``: share of miners reached by a savings
    service; ``open``: share of the usual custom of bars that no epidemic keeps away.
    """

    insecurity: float
    extortion: float
    posts: np.ndarray
    savings: float
    open: float


class Spent(NamedTuple):
    """What miners pay, spend and lose in a week, and transit trade beside them, in soles; flows have these names."""

    living_costs: float
    paid_above_outside_prices: float
    bar_spending: float
    transit_spending: float
    cash_robbed: float
    extortion_miners: float


@rule
def step(world):
    """Let every miner pay, spend and lose; camps collect what is spent in their bars."""
    numbers, levers, flows = world.numbers, world.levers[0], world.flows[0]
    insecurity = numbers[0].spending.insecurity * insecurity_by_disorder(world)
    extortion = numbers[0].corruption.extortion_cash * mean_readiness(world.police)
    safety = Safety(insecurity, extortion, levers.posts, levers.savings, 1.0 - levers.custom_lost)
    spent = spend(clock_of(world), world.miners, world.camps, safety, world.now[0].scale, numbers)
    flows.living_costs += spent.living_costs
    flows.paid_above_outside_prices += spent.paid_above_outside_prices
    flows.bar_spending += spent.bar_spending
    flows.transit_spending += spent.transit_spending
    flows.cash_robbed += spent.cash_robbed
    flows.extortion_miners += spent.extortion_miners


@compiled
def spend(clock, miners, camps, safety, scale, numbers):
    """Take what miners pay, spend and lose from their earnings and cash; return what it comes to.

    Where no bar is open the wish to spend counts as demand and the money stays. A robbery takes a share of the cash in
    hand, and of what is left officials extort a share from those without a permit, who cannot complain. Whom a savings
    service reaches has less in hand and less to fear.
    """
    spending, savings, extortion = numbers[0].spending, safety.savings, safety.extortion
    deposited, robbed_share = spending.deposited, spending.robbed_share
    wished, living, robbed, extorted = np.zeros(camps.n), np.zeros(camps.n), 0.0, 0.0
    words, reached = np.empty((4, BLOCK), np.uint32), np.empty((4, BLOCK), np.uint32)
    unsafe, robbery = insecurity(camps, safety, numbers)
    for i in range(miners.n):
        k = i % BLOCK
        if k == 0:
            draw_block(clock, miners.identity[i : min(i + BLOCK, miners.n)], savings, words, reached)
        camp = miners.camp[i]
        in_hand = 1.0 - deposited if savings > 0.0 and to_uniform(reached[0, k]) < savings else 1.0
        purse = miners.cash[i] + miners.earned[i]
        eaten = min(purse, camps.living[camp])
        purse -= eaten
        left, fear = max(0.0, miners.earned[i] - eaten), 1.0 + unsafe[camp] * in_hand
        wish = wish_to_spend(left, purse, in_hand, fear, to_uniform(words[0, k]), spending)
        wish *= camps.custom[camp] * safety.open
        wished[camp] += wish
        if camps.bars[camp] > 0:
            purse -= wish
        lost = purse * in_hand * robbed_share if to_uniform(words[1, k]) < robbery[camp] else 0.0
        purse -= lost
        robbed += lost
        taken = 0.0 if miners.formal[i] else purse * in_hand * extortion
        miners.cash[i] = purse - taken
        extorted += taken
        living[camp] += eaten
    above = (living - living / camps.prices[: camps.n]).sum()
    spent, transit = collect(camps, wished, scale, numbers)
    return Spent(living.sum() * scale, above * scale, spent, transit, robbed * scale, extorted * scale)


@inlined
def draw_block(clock, who, savings, words, reached):
    """Draw the numbers of a block of miners; whom a savings service reaches is the same in all weeks."""
    fill_words(clock.key, SPEND, who, clock.week, words)
    if savings > 0.0:
        fill_words(clock.key, REACHED, who, 0, reached)


@inlined
def wish_to_spend(left, purse, in_hand, fear, u, spending):
    """Return what a miner wishes to spend in bars, soles; nobody spends what he does not have.

    What is ``left`` of the week's earnings after living, times a share drawn from U(0, 2 x bar share), plus a part of
    the cash in hand; both are larger where cash is unsafe, ``fear`` times (M3, M4). ``in_hand``: share of the ``purse``
    that is in hand; ``u``: a uniform.
    """
    share = 2.0 * spending.bar_share * u
    return min(purse, (left * share + spending.cash_burn * purse * in_hand) * fear)


@compiled
def insecurity(camps, safety, numbers):
    """Return the extra bar spending and the hazard of robbery in each camp, shape (camps,) each (M4).

    Cash is safe from fear in the permitted corridor, and robberies are rarer there; permanent posts make both smaller
    where they cover a zone type.
    """
    spending = numbers[0].spending
    unsafe, robbery = np.empty(camps.n), np.empty(camps.n)
    for c in range(camps.n):
        exposed = 1.0 - spending.post_safety * safety.posts[camps.zone[c]]
        corridor = camps.zone[c] == CORRIDOR
        unsafe[c] = 0.0 if corridor else safety.insecurity * exposed
        robbery[c] = spending.robbery * exposed * (spending.robbery_corridor if corridor else 1.0)
    return unsafe, robbery


@inlined
def collect(camps, wished, scale, numbers):
    """Let bars take in what is spent and camps learn demand; return what miners and transit trade spend, in soles.

    Transit trade spends at one stop, whatever the gold (M10). ``wished``: soles by camp, a row for one person.
    """
    transit, memory = numbers[0].spending.transit, numbers[0].bars.revenue_memory
    stop = stop_of(camps, transit)
    spent = passing = 0.0
    for c in range(camps.n):
        wish = wished[c] * scale
        trade = transit if c == stop else 0.0
        camps.spent[c] = wish + trade if camps.bars[c] > 0 else 0.0
        camps.demand[c] += memory * (wish + trade - camps.demand[c])
        if camps.bars[c] > 0:
            spent += wish
            passing += trade
    return spent, passing
