"""Step 4, machinery: who owns it, who works for owners, and how it is bought (M54, M55).

Operations destroy machinery (``interdiction.py``); a man without works for an owner or by hand until he buys anew.
"""

from model.kernels.compiled import inlined


@inlined
def take_on(camps, c, alone, operations):
    """Set which share of the men without machinery, ``alone`` persons, the owners of a camp can take on."""
    room = operations.hands * camps.equipped[c]
    camps.taken_on[c] = min(1.0, room / alone) if alone > 0.0 else min(1.0, room)


@inlined
def employed(operations):
    """Return the part of a yield that a man digs with another's machinery; by hand if that brings more."""
    return max(operations.hired_share, 1.0 - operations.mechanised)


@inlined
def part_without(camps, c, operations):
    """Return the mean part of a yield that men without machinery dig in a camp."""
    return 1.0 - operations.mechanised + camps.taken_on[c] * (employed(operations) - (1.0 - operations.mechanised))


@inlined
def part_dug(equipped, taken_on, u, operations):
    """Return the part of a yield that a miner digs: all with machinery of his own, less if he is taken on or not.

    ``taken_on``: chance that an owner takes him on; ``u``: a uniform.
    """
    if equipped:
        return 1.0
    return employed(operations) if u < taken_on else 1.0 - operations.mechanised


@inlined
def repay(miners, i, earned, operations):
    """Let a miner pay off a part of what he owes for machinery; return what he pays, soles."""
    paid = min(miners.debt[i], operations.repaid * max(0.0, earned))
    miners.debt[i] -= paid
    return paid


@inlined
def buy(miners, i, expected, u, operations):
    """Let a miner without machinery buy it; return what he pays at once, soles (M55).

    He buys with hazard ``buying`` once cash and credit suffice. Lenders advance so many weeks of what an owner can
    ``expect`` there, soles/week, less what is still owed: nothing where mining does not pay or forces stop it.
    """
    lent = operations.credit * expected - miners.debt[i]
    if u >= operations.buying or expected <= 0.0 or miners.cash[i] + max(0.0, lent) < operations.equipment_value:
        return 0.0
    paid = min(miners.cash[i], operations.equipment_value)
    miners.cash[i] -= paid
    miners.debt[i] += operations.equipment_value - paid
    miners.equipped[i] = True
    return paid
