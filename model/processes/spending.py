"""Step 6: miners pay for living, spend in bars and keep the rest."""

import numpy as np

from model.codes import Zone
from model.compiled import compiled
from model.parameters_base import as_tuple
from model.randomness import decision, draw, to_uniform

SPEND = decision("spending in bars")


def step(model) -> None:
    """Let every miner pay and spend; camps collect what is spent in their bars."""
    p, camps, miners = model.parameters, model.camps, model.miners
    insecure = 1.0 + p.spending.insecurity * (camps.zone != Zone.CORRIDOR)
    wished, living = spend(
        model.luck.key, model.week, miners.arrays, miners.n, camps.arrays, insecure, as_tuple(p.spending)
    )
    wished *= model.scale
    camps.spent[:] = np.where(camps.bars > 0, wished, 0.0)
    camps.demand += p.bars.revenue_memory * (wished - camps.demand)
    model.flows["living_costs"] += living * model.scale
    model.flows["bar_spending"] += camps.spent.sum()


@compiled
def spend(key, week, miners, n, camps, insecure, p):
    """Take living costs and bar spending from miners' earnings and cash; return wishes by camp and living costs.

    What is left after living is spent in bars with a share drawn from U(0, 2 x bar share x insecurity), plus a part
    of the cash in hand that grows with insecurity (M3, M4). Nobody spends what he does not have; where no bar is
    open the wish counts and the money stays.
    """
    wished = np.zeros(insecure.size)
    living = 0.0
    for i in range(n):
        camp = miners.camp[i]
        purse = miners.cash[i] + miners.earned[i]
        eaten = min(purse, camps.living[camp])
        purse -= eaten
        left = max(0.0, miners.earned[i] - eaten)
        share = 2.0 * p.bar_share * to_uniform(draw(key, SPEND, miners.identity[i], week)[0])
        wish = min(purse, (left * share + p.cash_burn * purse) * insecure[camp])
        wished[camp] += wish
        if camps.bars[camp] > 0:
            purse -= wish
        miners.cash[i] = purse
        living += eaten
    return wished, living
