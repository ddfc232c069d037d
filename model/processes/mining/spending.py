"""Step 6: miners pay for living, spend in bars, are robbed and extorted and keep the rest."""

import numpy as np

from model.codes import Zone
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import BLOCK, decision, fill_words, to_uniform
from model.processes.mining.moving import stop_of
from model.processes.state.forces import insecurity_by_disorder

SPEND = decision("spending in bars and robbery")
REACHED = decision("a savings service reaches a miner")
CORRIDOR = int(Zone.CORRIDOR)


COUNTED = (
    "living_costs",
    "paid_above_outside_prices",
    "bar_spending",
    "transit_spending",
    "cash_robbed",
    "extortion_miners",
)


def step(model) -> None:
    """Let every miner pay, spend and lose; camps collect what is spent in their bars."""
    p, camps, miners, levers = model.old_numbers, model.camps, model.miners, model.levers
    habits = p.spending._replace(insecurity=p.spending.insecurity * insecurity_by_disorder(model))
    counted = spend(
        model.key, model.week, miners.table, miners.n, camps.table, camps.n, model.scale, habits,
        p.bars.revenue_memory, p.corruption.extortion_cash * model.corruption(), levers.posts, levers.savings,
    )  # fmt: skip
    for name, amount in zip(COUNTED, counted, strict=True):
        model.flows[name] += amount


@compiled
def spend(key, week, miners, n, camps, n_camps, scale, p, memory, extortion, posts, savings):
    """Take what miners pay, spend and lose from their earnings and cash; return the amounts COUNTED, in soles.

    What is left after living is spent in bars with a share drawn from U(0, 2 x bar share), plus a part of the cash
    in hand; both are larger where cash is unsafe (M3, M4). Nobody spends what he does not have; where no bar is open
    the wish counts as demand and the money stays. A robbery takes a share of the cash in hand, and of what is left
    officials extort a share from those without a permit, who cannot complain. Whom a savings service reaches has less
    in hand and less to fear.
    """
    wished, living = np.zeros(n_camps), np.zeros(n_camps)
    robbed = extorted = 0.0
    words, reached = np.empty((4, BLOCK), np.uint32), np.empty((4, BLOCK), np.uint32)
    unsafe, robbery = insecurity(camps, n_camps, posts, p)
    for i in range(n):
        k = i % BLOCK
        if k == 0:
            who = miners.identity[i : min(i + BLOCK, n)]
            fill_words(key, SPEND, who, week, words)
            if savings > 0.0:
                fill_words(key, REACHED, who, 0, reached)
        camp = miners.camp[i]
        in_hand = 1.0 - p.deposited if savings > 0.0 and to_uniform(reached[0, k]) < savings else 1.0
        purse = miners.cash[i] + miners.earned[i]
        eaten = min(purse, camps.living[camp])
        purse -= eaten
        left = max(0.0, miners.earned[i] - eaten)
        share = 2.0 * p.bar_share * to_uniform(words[0, k])
        fear = 1.0 + unsafe[camp] * in_hand
        wish = min(purse, (left * share + p.cash_burn * purse * in_hand) * fear) * camps.custom[camp]
        wished[camp] += wish
        if camps.bars[camp] > 0:
            purse -= wish
        if to_uniform(words[1, k]) < robbery[camp]:
            lost = purse * in_hand * p.robbed_share
            purse -= lost
            robbed += lost
        taken = 0.0 if miners.formal[i] else purse * in_hand * extortion
        miners.cash[i] = purse - taken
        extorted += taken
        living[camp] += eaten
    above = (living - living / camps.prices[:n_camps]).sum()
    spent, transit = collect(camps, n_camps, wished, scale, memory, p.transit)
    return living.sum() * scale, above * scale, spent, transit, robbed * scale, extorted * scale


@compiled
def insecurity(camps, n, posts, p):
    """Return the extra bar spending and the hazard of robbery in each camp, shape (camps,) each (M4).

    Cash is safe from fear in the permitted corridor, and robberies are rarer there; permanent posts make both smaller
    where they cover a zone type.
    """
    unsafe, robbery = np.empty(n), np.empty(n)
    for c in range(n):
        exposed = 1.0 - p.post_safety * posts[camps.zone[c]]
        corridor = camps.zone[c] == CORRIDOR
        unsafe[c] = 0.0 if corridor else p.insecurity * exposed
        robbery[c] = p.robbery * exposed * (p.robbery_corridor if corridor else 1.0)
    return unsafe, robbery


@inlined
def collect(camps, n, wished, scale, memory, transit):
    """Let bars take in what is spent and camps learn demand; return what miners and transit trade spend, in soles.

    Transit trade spends at one stop, whatever the gold (M10).
    """
    stop = stop_of(camps, n, transit)
    spent = passing = 0.0
    for c in range(n):
        wish = wished[c] * scale
        trade = transit if c == stop else 0.0
        camps.spent[c] = wish + trade if camps.bars[c] > 0 else 0.0
        camps.demand[c] += memory * (wish + trade - camps.demand[c])
        if camps.bars[c] > 0:
            spent += wish
            passing += trade
    return spent, passing
