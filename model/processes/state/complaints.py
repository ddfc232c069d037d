"""How a case begins - somebody tells police or prosecutors what happened - and how cases are counted years later."""

import numpy as np

from model.codes import UNDER_18, Desk, Fate, Sex, Source
from model.columns.tables import add
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, uniform
from model.processes.state.accused import name_somebody
from model.processes.state.custody import detain
from model.processes.state.offices import address, arriving
from model.text.dates import WEEKS_PER_YEAR

UNIT = decision("police unit that takes a case")
ON_THE_WAY = decision("the transporter is held at a checkpoint")
GOLDEN = 0x9E3779B97F4A7C15
"""2**64 over the golden ratio, whose multiples spread evenly over all 2**64 words (Weyl sequence, Knuth 1973)."""
POLICE, CLOSED, FEMALE = int(Desk.POLICE), int(Desk.CLOSED), int(Sex.FEMALE)
CHECKPOINT = int(Source.CHECKPOINT)
CONVICTED, LOST, SHELVED, OPEN = (int(f) for f in (Fate.CONVICTED, Fate.LOST, Fate.SHELVED, Fate.OPEN))


@compiled
def lodge(world, source, who):
    """Open a case file for each of ``who``, the identities of those who bring a case, in order; return the first row.

    A case has luck of its own, which follows from who brings it and when. So it meets the same luck under every policy,
    and two cases of one person meet different luck. The cases of a week are filed in order of identity.
    """
    cases, week, key = world.cases, world.now[0].week, (world.now[0].seed, world.now[0].replicate)
    first = add(cases, world.next_id, who.size)
    for k in range(who.size):
        cases.identity[first + k] = who[k] + np.uint64(GOLDEN) * np.uint64(week)
        cases.source[first + k], cases.desk[first + k] = source, POLICE
        cases.lodged[first + k] = cases.since[first + k] = week
        cases.unit[first + k] = int(uniform(key, UNIT, cases.identity[first + k], week) * world.police.n)
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

    Where somebody is stopped on the way, the transporter may be held there and what was seen is on file. Some are
    lodged in other regions, which keep most of them.
    """
    persons, cases = world.persons, world.cases
    if rows.size == 0:
        return
    rows = arriving(world, by_identity(rows, persons.identity), source)
    first, justice = lodge(world, source, persons.identity[rows]), world.numbers[0].justice
    for k in range(rows.size):
        i, case = rows[k], first + k
        address(world, case, i, source)
        cases.form[case] = persons.form[i]
        cases.under_18[case], cases.female[case] = persons.age[i] < UNDER_18, persons.sex[i] == FEMALE
        cases.bar[case], cases.camp[case], cases.witness[case] = persons.bar[i], persons.camp[i], persons.unique_id[i]
        if names_network:
            cases.network[case] = persons.network[i]
        held = False
        if source == CHECKPOINT:
            now = world.now[0]
            u = uniform((now.seed, now.replicate), ON_THE_WAY, cases.identity[case], now.week)
            held, cases.evidence[case] = u < justice.caught_on_the_way, justice.spot_evidence
        name_somebody(world, case, held)
        if held:
            detain(world, case)


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
