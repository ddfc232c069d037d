"""What is offered to survivors at home: psychological recovery, accompaniment, work (M61, M63, M64, M68, M69)."""

import numpy as np

from model.codes import Age, Stage
from model.compiled import compiled, inlined

RECOVERY, HOME = int(Stage.RECOVERY), int(Stage.HOME)
WORKING_AGE = int(Age.FROM_14)
TO_RECOVER, TO_BE_ACCOMPANIED, TO_WORK = range(3)
"""Services, in the order in which they choose."""
RECOVERED_FIRST = 2**20
"""More than any week of a run."""


@compiled
def serve(persons, n, week, room, p):
    """Fill free places of every service and end jobs and accompaniment that are over.

    ``room``: people that recovery, workers at origin and jobs take at a time. Return how many enter recovery, how many
    homes are prepared, how many people are reintegrated, are accompanied now, and hold a job now.
    """
    homes = np.empty(n, np.int64)
    m = recovering = accompanied = working = reintegrated = 0
    for i in range(n):
        if persons.stage[i] == RECOVERY:
            recovering += 1
        elif persons.stage[i] == HOME and persons.left[i] >= 0:
            reintegrated += finish(persons, i, week, p)
            accompanied += persons.prepared[i] >= 0 and week - persons.prepared[i] < p.accompaniment
            working += persons.job[i] >= 0
            homes[m] = i
            m += 1
    entered = fill(TO_RECOVER, room[0] - recovering, persons, homes[:m], week)
    prepared = fill(TO_BE_ACCOMPANIED, room[1] - accompanied, persons, homes[:m], week)
    hired = fill(TO_WORK, room[2] - working, persons, homes[:m], week)
    return entered, prepared, reintegrated, accompanied + prepared, working + hired


@inlined
def finish(persons, i, week, p):
    """End a job whose time is over; tell whether somebody at home is reintegrated from this week on.

    Reintegrated is who, without having returned, ends a job, or accompaniment after recovery.
    """
    worked = persons.job[i] >= 0 and week - persons.job[i] >= p.job_weeks
    if worked:
        persons.job[i] = -1
    at_home = persons.recovered[i] and persons.prepared[i] >= 0 and week - persons.prepared[i] >= p.accompaniment
    now = (worked or at_home) and not persons.reintegrated[i]
    if now:
        persons.reintegrated[i] = True
    return now


@compiled
def fill(service, free, persons, homes, week):
    """Give the ``free`` places of a service to survivors in the rows ``homes`` by rank; return how many got one."""
    if free <= 0:
        return 0
    rows, ranks = np.empty(homes.size, np.int64), np.empty(homes.size, np.int64)
    waiting = 0
    for i in homes:
        if wants(service, persons, i):
            rows[waiting], ranks[waiting] = i, rank(service, persons, i)
            waiting += 1
    taken = min(free, waiting)
    for k in range(taken):
        if taken < waiting:
            bring_first(rows, ranks, persons.identity, k, waiting)
        begin(service, persons, rows[k], week)
    return taken


@inlined
def wants(service, persons, i):
    """Tell whether somebody at home can still use a service."""
    if persons.stage[i] != HOME:
        return False
    if service == TO_RECOVER:
        return not persons.recovered[i]
    if service == TO_BE_ACCOMPANIED:
        return persons.prepared[i] < 0
    return persons.job[i] < 0 and not persons.reintegrated[i] and persons.age[i] >= WORKING_AGE


@inlined
def rank(service, persons, i):
    """Return the rank for a service, the highest first: who came home last.

    Of those who come home in one week workers at origin accompany first who comes from a shelter; jobs go first to
    those who completed recovery.
    """
    if service == TO_BE_ACCOMPANIED:
        return 2 * persons.since[i] + (persons.last_shelter[i] >= 0)
    if service == TO_WORK and persons.recovered[i]:
        return persons.since[i] + RECOVERED_FIRST
    return persons.since[i]


@inlined
def bring_first(rows, ranks, identity, k, n):
    """Swap the highest rank among entries ``k`` to ``n`` to entry ``k``; ties go to the smaller identity."""
    best = k
    for j in range(k + 1, n):
        tied = ranks[j] == ranks[best] and identity[rows[j]] < identity[rows[best]]
        if ranks[j] > ranks[best] or tied:
            best = j
    rows[k], rows[best] = rows[best], rows[k]
    ranks[k], ranks[best] = ranks[best], ranks[k]


@inlined
def begin(service, persons, i, week):
    """Begin a service; who enters recovery gives up job and accompaniment until the return home."""
    if service == TO_RECOVER:
        persons.stage[i], persons.since[i] = RECOVERY, week
        persons.prepared[i] = persons.job[i] = -1
    elif service == TO_BE_ACCOMPANIED:
        persons.prepared[i] = week
    else:
        persons.job[i] = week
