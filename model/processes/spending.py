"""Step 6: miners pay for living, spend in bars, are extorted and keep the rest."""

import numpy as np

from model.codes import Zone
from model.compiled import compiled
from model.randomness import BLOCK, decision, fill_words, to_uniform

SPEND = decision("spending in bars")
CORRIDOR = int(Zone.CORRIDOR)


def step(model) -> None:
    """Let every miner pay and spend; camps collect what is spent in their bars, corrupt police what they extort."""
    p, camps, miners = model.numbers, model.camps, model.miners
    extortion = p.corruption.extortion_cash * model.corruption()
    living, spent, extorted = spend(
        model.key, model.week, miners.arrays, miners.n, camps.arrays, camps.n, model.scale, p.spending,
        p.bars.revenue_memory, extortion,
    )  # fmt: skip
    model.flows["living_costs"] += living
    model.flows["bar_spending"] += spent
    model.flows["extortion_miners"] += extorted


@compiled
def spend(key, week, miners, n, camps, n_camps, scale, p, memory, extortion):
    """Take living costs and bar spending from miners' earnings and cash; return the totals and extortion, in soles.

    What is left after living is spent in bars with a share drawn from U(0, 2 x bar share), plus a part of the cash
    in hand; both are larger outside the permitted corridor, where cash is unsafe (M3, M4). Nobody spends what he
    does not have; where no bar is open the wish counts as demand and the money stays.
    Of what is left officials extort a share from those without a permit, who cannot complain.
    """
    wished = np.zeros(n_camps)
    living = extorted = 0.0
    words = np.empty((4, BLOCK), np.uint32)
    for i in range(n):
        if i % BLOCK == 0:
            fill_words(key, SPEND, miners.identity[i : min(i + BLOCK, n)], week, words)
        camp = miners.camp[i]
        purse = miners.cash[i] + miners.earned[i]
        eaten = min(purse, camps.living[camp])
        purse -= eaten
        left = max(0.0, miners.earned[i] - eaten)
        share = 2.0 * p.bar_share * to_uniform(words[0, i % BLOCK])
        unsafe = 1.0 if camps.zone[camp] == CORRIDOR else 1.0 + p.insecurity
        wish = min(purse, (left * share + p.cash_burn * purse) * unsafe) * camps.custom[camp]
        wished[camp] += wish
        if camps.bars[camp] > 0:
            purse -= wish
        taken = 0.0 if miners.formal[i] else purse * extortion
        miners.cash[i] = purse - taken
        extorted += taken
        living += eaten
    spent = 0.0
    for c in range(n_camps):
        wished[c] *= scale
        camps.spent[c] = wished[c] if camps.bars[c] > 0 else 0.0
        camps.demand[c] += memory * (wished[c] - camps.demand[c])
        spent += camps.spent[c]
    return living * scale, spent, extorted * scale
