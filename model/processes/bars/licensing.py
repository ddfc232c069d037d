"""Step 7, continued: bars are inspected, fined and closed; profit decides whether that deters (M27, M45)."""

from model.kernels.compiled import compiled
from model.kernels.randomness import decision, draw, to_uniform

INSPECTED = decision("licence and conduct of a bar inspected")


def step(model) -> None:
    """Inspect bars, fine and shut those in breach, and close those that break a code of conduct."""
    levers = model.levers
    if levers.inspections <= 0.0 and levers.code_of_conduct <= 0.0:
        return
    bars, flows, p = model.bars, model.flows, model.old_numbers
    found, shut, closed = inspect(
        model.key, model.week, bars.table, bars.n, detection(model), levers.closures, levers.code_of_conduct,
        p.licensing, p.bars.licence_cover,
    )  # fmt: skip
    flows["bars_found_in_breach"] += found
    flows["bars_shut_by_inspection"] += shut
    flows["bars_closed_by_code"] += closed
    flows["fines_paid"] += found * levers.fine
    flows["owners_income"] -= found * levers.fine


def detection(model) -> float:
    """Return the weekly chance that a bar without a licence is found in breach: inspections a bar, less bribes."""
    p = model.old_numbers.licensing
    inspected = min(1.0, model.levers.inspections / max(1, model.bars.n))
    return inspected * p.breach * (1.0 - p.bribed * model.corruption())


def expected_fine(model) -> float:
    """Return what a new bar expects to lose by inspections, soles/week: detection x (fine + cost while shut; M27).

    A bar that is shut takes in next to nothing and still pays its fixed cost. Some bars will have a licence, which
    gives cover.
    """
    levers, p, bars = model.levers, model.old_numbers.licensing, model.old_numbers.bars
    found = detection(model) * (1.0 - bars.licence_cover * bars.licensed_share)
    return p.foresight * found * (levers.fine + levers.closures * p.closure_weeks * bars.fixed_cost)


@compiled
def inspect(key, week, bars, n, chance, closures, code, p, licence_cover):
    """Inspect bars; return how many are found in breach, shut for a time, and closed for breach of a code.

    A licence gives cover. A code of conduct reaches bars with a licence and few others; whoever holds people breaks it.
    """
    found = shut = closed = 0
    for i in range(n):
        words = draw(key, INSPECTED, bars.identity[i], week)
        licensed = bars.licensed[i]
        if to_uniform(words[0]) < chance * (1.0 - licence_cover if licensed else 1.0):
            found += 1
            if to_uniform(words[1]) < closures:
                bars.shut_until[i] = week + 1 + int(p.closure_weeks)
                shut += 1
        reached = code * (1.0 if licensed else p.code_informal)
        if bars.held[i] > 0 and to_uniform(words[2]) < reached * p.code_detection:
            bars.ordered[i] = True
            closed += 1
    return found, shut, closed
