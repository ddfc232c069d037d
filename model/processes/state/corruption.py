"""Step 14: officials come and go, tie themselves to owners of bars, are sanctioned or found out (M32, M34, M35).

What officials do is in ``officials.py``, whom they serve in ``ties.py``.
"""

from model.codes import Climate
from model.kernels.compiled import compiled, inlined
from model.processes.state.officials import change_hands, drift, find_out, report, sanction
from model.processes.state.ties import tend_ties
from model.processes.world import rule

PROFIT, STALLED = int(Climate.PROFIT), int(Climate.STALLED)


@rule
def step(world):
    """Let profit move readiness and ties, let officials change, sanction them, and let scandals break."""
    climate = world.climate
    climate[PROFIT] += world.numbers[0].corruption.profit_memory * (profit_of_bars(world.flows[0]) - climate[PROFIT])
    climate[STALLED] = max(0.0, climate[STALLED] - 1.0)
    drift(world)
    tend_ties(world)
    change_hands(world)
    sanction(world)
    find_out(world)
    report(world)


@compiled
def mean_readiness(police):
    """Return the mean readiness of officials to leak or take money, 0 to 1."""
    return police.corruption[: police.n].sum() / police.n


@inlined
def profit_of_bars(flows):
    """Return the week's profit of all bars before bribes, soles; no less than nothing."""
    return max(0.0, flows.bribes + flows.network_income + flows.owners_income)
