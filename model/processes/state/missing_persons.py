"""Step 15, first half: families report people missing; without a shared register nobody looks further (M43)."""

import numpy as np

from model.codes import UNDER_18, Method, Sex, Source, Stage
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, draw, to_uniform
from model.levers import combine_coverage
from model.processes.state.complaints import lodge

MISSED = decision("a family reports somebody missing")
EXPLOITED, FEMALE = int(Stage.EXPLOITED), int(Sex.FEMALE)
AWAY = int(Method.FAMILY), int(Method.BAR_WORK)
"""Whom nobody at home misses: those whom the family sent, and those who worked in bars of their own accord."""


def step(model) -> None:
    """File disappearances apart; those linked to trafficking become cases and tell police where to look."""
    persons, p = model.persons, model.old_numbers.registers
    linked_share = combine_coverage(p.missing_linked, model.levers.shared_register * p.shared_link)
    rows, linked = report(model.key, model.week, persons.table, persons.n, linked_share, p)
    model.flows["missing_persons"] += rows.size
    if linked.any():
        open_cases(model, rows[linked], p.linked_belief)


@compiled
def report(key, week, persons, n, linked_share, p):
    """Return the rows of those reported missing this week, and whether each report is linked to trafficking.

    Families report ``p.missing_after`` weeks after they lost touch, more often for somebody under 18.
    """
    rows = np.empty(n, np.int64)
    linked = np.empty(n, np.bool_)
    gone = week - int(p.missing_after)
    count = 0
    for i in range(n):
        if persons.since[i] != gone or persons.stage[i] != EXPLOITED or persons.times[i] != 1:
            continue
        if persons.method[i] in AWAY:
            continue
        words = draw(key, MISSED, persons.identity[i], week)
        share = p.missing_under_18 if persons.age[i] < UNDER_18 else p.missing_adult
        if to_uniform(words[0]) < share:
            rows[count] = i
            linked[count] = to_uniform(words[1]) < linked_share
            count += 1
    return rows[:count], linked[:count]


def open_cases(model, rows: np.ndarray, belief: float) -> None:
    """Open a case for each of the people in ``rows``, and raise what police believe of their camps."""
    persons = model.persons
    lodge(
        model, Source.MISSING_PERSON, persons.identity[rows], form=persons.form[rows],
        under_18=persons.age[rows] < UNDER_18, female=persons.sex[rows] == FEMALE,
    )  # fmt: skip
    np.add.at(model.camps.belief, persons.camp[rows], belief)
    model.flows["missing_persons_linked"] += rows.size
