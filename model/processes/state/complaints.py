"""How a case begins - somebody tells the police what happened - and how case files are counted in the end."""

import numpy as np

from model.codes import Desk, Fate, Source
from model.kernels.compiled import compiled

GOLDEN, WORDS = 0x9E3779B97F4A7C15, 2**64
"""2**64 over the golden ratio, whose multiples spread evenly over all 2**64 words (Weyl sequence, Knuth 1973)."""
CLOSED = int(Desk.CLOSED)
CONVICTED, LOST, SHELVED, OPEN = (int(f) for f in (Fate.CONVICTED, Fate.LOST, Fate.SHELVED, Fate.OPEN))
COHORT = 7
"""Numbers counted of the cases lodged some years earlier: all, lost, shelved, charged, tried, convicted, open."""


def lodge(model, source: Source, who: np.ndarray, **columns) -> None:
    """Open a case file for each of ``who``, the identities of those who bring them; columns as in Case.

    A case has luck of its own, given by who brings it and when, so that it meets the same luck under every policy and
    somebody who complains twice has two. Cases of one week are filed by identity, in whatever order they come.
    """
    if who.size == 0:
        return
    order = np.argsort(who)
    who = who[order]
    columns = {name: value[order] if np.ndim(value) else value for name, value in columns.items()}
    model.cases.add(
        who.size, identity=who + np.uint64(GOLDEN * model.week % WORDS), source=source, lodged=model.week,
        since=model.week, desk=Desk.POLICE, **columns,
    )  # fmt: skip
    model.flows["complaints"] += who.size


@compiled
def cohort(cases, n, week, age, numbers):
    """Count the cases ``age`` weeks old into ``numbers``, as in COHORT; return rows of as old ones that are closed."""
    rows = np.empty(n, np.int64)
    count = 0
    for i in range(n):
        old = week - cases.lodged[i]
        if old < age:
            continue
        if old == age:
            fate = cases.fate[i]
            numbers[0] += 1
            numbers[1] += fate == LOST
            numbers[2] += fate == SHELVED
            numbers[3] += cases.charged[i]
            numbers[4] += cases.tried[i]
            numbers[5] += fate == CONVICTED
            numbers[6] += fate == OPEN
        if cases.desk[i] == CLOSED:
            rows[count] = i
            count += 1
    return rows[:count]
