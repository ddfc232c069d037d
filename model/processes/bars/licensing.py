"""Step 7, continued: inspections fine bars and shut them for a time; codes of conduct close them (M27, M45).

A fine deters an owner whose profit is smaller than what he expects to lose by it.
"""

from typing import NamedTuple

from model.kernels.compiled import compiled
from model.kernels.randomness import decision, draw, to_uniform
from model.processes.state.corruption import mean_readiness
from model.processes.world import clock_of, rule

INSPECTED = decision("licence and conduct of a bar inspected")


class Enforcement(NamedTuple):
    """How strictly bars are inspected this week.

    ``detection``: chance that a bar without a licence is found in breach; ``closures``: share of the bars in breach
    that is shut for a time; ``code_of_conduct``: share of the bars with a licence that a code reaches.
    """

    detection: float
    closures: float
    code_of_conduct: float


class Inspected(NamedTuple):
    """Numbers of bars found in breach, shut for a time, and closed for breach of a code of conduct."""

    in_breach: int
    shut: int
    closed_by_code: int


@rule
def step(world):
    """Inspect bars, fine and shut those in breach, and close those that break a code of conduct."""
    levers, flows = world.levers[0], world.flows[0]
    if levers.inspections <= 0.0 and levers.code_of_conduct <= 0.0:
        return
    enforcement = Enforcement(detection(world), levers.closures, levers.code_of_conduct)
    inspected = inspect(clock_of(world), world.bars, enforcement, world.numbers)
    flows.bars_found_in_breach += inspected.in_breach
    flows.bars_shut_by_inspection += inspected.shut
    flows.bars_closed_by_code += inspected.closed_by_code
    flows.fines_paid += inspected.in_breach * levers.fine
    flows.owners_income -= inspected.in_breach * levers.fine


@compiled
def detection(world):
    """Return the weekly chance that a bar without a licence is found in breach: inspections a bar, less bribes."""
    licensing = world.numbers[0].licensing
    inspected = min(1.0, world.levers[0].inspections / max(1, world.bars.n))
    return inspected * licensing.breach * (1.0 - licensing.bribed * mean_readiness(world.police))


@compiled
def expected_fine(world):
    """Return what a new bar expects to lose by inspections, soles/week: detection x (fine + cost while shut; M27).

    A bar that is shut takes in next to nothing and still pays its fixed cost. Some bars will have a licence, which
    gives cover.
    """
    levers, licensing, bars = world.levers[0], world.numbers[0].licensing, world.numbers[0].bars
    found = detection(world) * (1.0 - bars.licence_cover * bars.licensed_share)
    return licensing.foresight * found * (levers.fine + levers.closures * licensing.closure_weeks * bars.fixed_cost)


@compiled
def inspect(clock, bars, enforcement, numbers):
    """Inspect bars; return how many are found in breach, shut for a time, and closed for breach of a code.

    A licence gives cover; where nobody is held there are fewer breaches. A code of conduct reaches bars with a licence
    and few others; every bar where people are held breaks it.
    """
    licensing, uncovered = numbers[0].licensing, 1.0 - numbers[0].bars.licence_cover
    nobody_held = 1.0 - numbers[0].bars.held_in_breach
    in_breach = shut = closed = 0
    for i in range(bars.n):
        words = draw(clock.key, INSPECTED, bars.identity[i], clock.week)
        licensed = bars.licensed[i]
        found = enforcement.detection * (uncovered if licensed else 1.0) * (1.0 if bars.held[i] > 0 else nobody_held)
        if to_uniform(words[0]) < found:
            in_breach += 1
            if to_uniform(words[1]) < enforcement.closures:
                bars.shut_until[i] = clock.week + 1 + int(licensing.closure_weeks)
                shut += 1
        reached = enforcement.code_of_conduct * (1.0 if licensed else licensing.code_informal)
        if bars.held[i] > 0 and to_uniform(words[2]) < reached * licensing.code_detection:
            bars.ordered[i] = True
            closed += 1
    return Inspected(in_breach, shut, closed)
