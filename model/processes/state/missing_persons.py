"""Step 15, first half: families report people missing; without a shared register nobody looks further (M43)."""

import numpy as np

from model.codes import UNDER_18, Method, Source, Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform
from model.kernels.rows import rows_with
from model.processes.state.complaints import complain
from model.processes.world import clock_of, rule

MISSED = decision("a family reports somebody missing")
EXPLOITED, MISSING = int(Stage.EXPLOITED), int(Source.MISSING_PERSON)
BY_FAMILY, BY_WORK = int(Method.FAMILY), int(Method.BAR_WORK)
"""Methods by which people came whom nobody at home misses: sent by their family, or at first at work in a bar."""


@rule
def step(world):
    """File disappearances apart; those linked to trafficking become cases and tell police where to look.

    Families report ``missing_after`` weeks after they lost touch, more often somebody under 18.
    """
    clock, persons, registers = clock_of(world), world.persons, world.numbers[0].registers
    shared = world.levers[0].shared_register * registers.shared_link
    linked_share = registers.missing_linked + (1.0 - registers.missing_linked) * shared
    lost_touch = clock.week - int(registers.missing_after)
    lost = rows_with(persons.since, persons.n, lost_touch)
    linked, count = np.empty(lost.size, np.int64), 0
    for i in lost:
        if not may_be_missed(persons, i):
            continue
        words = draw(clock.key, MISSED, persons.identity[i], clock.week)
        reported = registers.missing_under_18 if persons.age[i] < UNDER_18 else registers.missing_adult
        if to_uniform(words[0]) < reported:
            world.flows[0].missing_persons += 1
            linked[count] = i
            count += to_uniform(words[1]) < linked_share
    open_cases(world, linked[:count])


@inlined
def may_be_missed(persons, i):
    """Tell whether a family at home may miss somebody: who was recruited for the first time, not by the family."""
    first_time = persons.stage[i] == EXPLOITED and persons.times[i] == 1
    return first_time and persons.method[i] != BY_FAMILY and persons.method[i] != BY_WORK


@compiled
def open_cases(world, rows):
    """Open a case for each of the people in ``rows``, and raise what police believe of their camps."""
    complain(world, rows, MISSING, False)
    for i in rows:
        world.camps.belief[world.persons.camp[i]] += world.numbers[0].registers.linked_belief
    world.flows[0].missing_persons_linked += rows.size
