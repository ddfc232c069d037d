"""Step 15, first half: families report people missing; without a shared register nobody looks further (M43)."""

from typing import NamedTuple

import numpy as np

from model.codes import UNDER_18, Method, Sex, Source, Stage
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, draw, to_uniform
from model.levers import combine_coverage
from model.processes.state.complaints import lodge

MISSED = decision("a family reports somebody missing")
EXPLOITED, FEMALE = int(Stage.EXPLOITED), int(Sex.FEMALE)
NOT_MISSED = int(Method.FAMILY), int(Method.BAR_WORK)
"""Methods by which people came whom nobody at home misses: sent by their family, or at first at work in a bar."""


class Reports(NamedTuple):
    """Reports of one week: rows of the people missed, and whether each is linked to trafficking."""

    rows: np.ndarray
    linked: np.ndarray


def step(model) -> None:
    """File disappearances apart; those linked to trafficking become cases and tell police where to look."""
    registers = model.parameters.registers
    linked_share = combine_coverage(registers.missing_linked, model.levers.shared_register * registers.shared_link)
    reports = report(model.clock, model.persons.table, linked_share, model.numbers)
    model.flows["missing_persons"] += reports.rows.size
    if reports.linked.any():
        open_cases(model, reports.rows[reports.linked])


@compiled
def report(clock, persons, linked_share, numbers):
    """Return the reports of this week, of which the share ``linked_share`` is linked to trafficking.

    Families report ``missing_after`` weeks after they lost touch, more often somebody under 18.
    """
    registers = numbers[0].registers
    under_18, adult = registers.missing_under_18, registers.missing_adult
    lost_touch = clock.week - int(registers.missing_after)
    rows, linked = np.empty(persons.n, np.int64), np.empty(persons.n, np.bool_)
    count = 0
    for i in range(persons.n):
        if persons.since[i] != lost_touch or persons.stage[i] != EXPLOITED or persons.times[i] != 1:
            continue
        if persons.method[i] in NOT_MISSED:
            continue
        words = draw(clock.key, MISSED, persons.identity[i], clock.week)
        if to_uniform(words[0]) < (under_18 if persons.age[i] < UNDER_18 else adult):
            rows[count] = i
            linked[count] = to_uniform(words[1]) < linked_share
            count += 1
    return Reports(rows[:count], linked[:count])


def open_cases(model, rows: np.ndarray) -> None:
    """Open a case for each of the people in ``rows``, and raise what police believe of their camps."""
    persons = model.persons
    lodge(
        model, Source.MISSING_PERSON, persons.identity[rows], form=persons.form[rows],
        under_18=persons.age[rows] < UNDER_18, female=persons.sex[rows] == FEMALE,
    )  # fmt: skip
    np.add.at(model.camps.belief, persons.camp[rows], model.parameters.registers.linked_belief)
    model.flows["missing_persons_linked"] += rows.size
