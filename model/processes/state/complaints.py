"""How a case begins - somebody tells police or prosecutors what happened - and how cases are counted years later."""

import numpy as np

from model.codes import UNDER_18, Desk, Fate, Sex
from model.columns.tables import add
from model.kernels.compiled import compiled
from model.processes.state.offices import address, arriving
from model.text.dates import WEEKS_PER_YEAR

GOLDEN = 0x9E3779B97F4A7C15
"""2**64 over the golden ratio, whose multiples spread evenly over all 2**64 words (Weyl sequence, Knuth 1973)."""
POLICE, CLOSED, FEMALE = int(Desk.POLICE), int(Desk.CLOSED), int(Sex.FEMALE)
CONVICTED, LOST, SHELVED, OPEN = (int(f) for f in (Fate.CONVICTED, Fate.LOST, Fate.SHELVED, Fate.OPEN))


@compiled
def lodge(world, source, who):
    """Open a case file for each of ``who``, the identities of those who bring a case, in order; return the first row.

    A case has luck of its own, which follows from who brings it and when. So it meets the same luck under every policy,
    and two cases of one person meet different luck. The cases of a week are filed in order of identity.
    """
    cases, week = world.cases, world.now[0].week
    first = add(cases, world.next_id, who.size)
    for k in range(who.size):
        cases.identity[first + k] = who[k] + np.uint64(GOLDEN) * np.uint64(week)
        cases.source[first + k], cases.desk[first + k] = source, POLICE
        cases.lodged[first + k] = cases.since[first + k] = week
    world.flows[0].complaints += who.size
    return first


@compiled
def by_identity(rows, identity):
    """Return the rows in order of identity."""
    ordered = rows.copy()
    for k in range(1, ordered.size):
        row, j = ordered[k], k
        while j > 0 and identity[ordered[j - 1]] > identity[row]:
            ordered[j] = ordered[j - 1]
            j -= 1
        ordered[j] = row
    return ordered


@compiled
def complain(world, rows, source, names_network):
    """Lodge a complaint for each of the people in ``rows``; ``names_network`` says whether it names who held them.

    Some are lodged in other regions, which keep most of them.
    """
    persons, cases = world.persons, world.cases
    if rows.size == 0:
        return
    rows = arriving(world, by_identity(rows, persons.identity), source)
    first = lodge(world, source, persons.identity[rows])
    for k in range(rows.size):
        i, case = rows[k], first + k
        address(world, case, i, source)
        cases.form[case] = persons.form[i]
        cases.under_18[case], cases.female[case] = persons.age[i] < UNDER_18, persons.sex[i] == FEMALE
        if names_network:
            cases.network[case] = persons.network[i]


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
