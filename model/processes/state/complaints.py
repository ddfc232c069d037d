"""How a case begins - somebody tells the police what happened - and how cases are counted years later."""

import numpy as np

from model.codes import Desk, Fate, Source
from model.kernels.compiled import compiled
from model.text.dates import WEEKS_PER_YEAR

GOLDEN, WORDS = 0x9E3779B97F4A7C15, 2**64
"""2**64 over the golden ratio, whose multiples spread evenly over all 2**64 words (Weyl sequence, Knuth 1973)."""
CLOSED = int(Desk.CLOSED)
CONVICTED, LOST, SHELVED, OPEN = (int(f) for f in (Fate.CONVICTED, Fate.LOST, Fate.SHELVED, Fate.OPEN))


def lodge(model, source: Source, who: np.ndarray, **columns) -> None:
    """Open a case file for each of ``who``, the identities of those who bring a case; columns as in Case.

    A case has luck of its own, which follows from who brings it and when. So it meets the same luck under every policy,
    and two cases of one person meet different luck. The cases of a week are filed in order of identity.
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
def count_cohort(clock, cases, counts, numbers):
    """Count what has become of the cases lodged ``cohort_years`` ago; return the rows of those as old that are closed.

    ``counts`` is an array of one record with the fields ``cohort_complaints`` (all), ``cohort_lost`` and so on.
    """
    rows, closed, count = np.empty(cases.n, np.int64), 0, counts[0]
    age = int(numbers[0].justice.cohort_years * WEEKS_PER_YEAR)
    for i in range(cases.n):
        old = clock.week - cases.lodged[i]
        if old < age:
            continue
        if old == age:
            fate = cases.fate[i]
            count.cohort_complaints += 1
            count.cohort_lost += fate == LOST
            count.cohort_shelved += fate == SHELVED
            count.cohort_charged += cases.charged[i]
            count.cohort_tried += cases.tried[i]
            count.cohort_convicted += fate == CONVICTED
            count.cohort_open += fate == OPEN
        if cases.desk[i] == CLOSED:
            rows[closed] = i
            closed += 1
    return rows[:closed]
