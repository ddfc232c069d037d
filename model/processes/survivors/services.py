"""What is offered to survivors at home: psychological recovery, accompaniment, work (M61, M63, M64, M68, M69)."""

import numpy as np

from model.codes import Age, Stage
from model.kernels.compiled import compiled, inlined

RECOVERY, HOME = int(Stage.RECOVERY), int(Stage.HOME)
WORKING_AGE = int(Age.FROM_14)
TO_RECOVER, TO_BE_ACCOMPANIED, TO_WORK = range(3)
"""Services, in the order in which they choose."""
RECOVERED_FIRST = 2**20
"""More than any week of a run."""


@compiled
def serve(persons, n, cared, week, room, p):
    """Fill free places of every service and end jobs and accompaniment that are over.

    ``cared``: rows of those in care or at home. ``room``: people that recovery, workers at origin and jobs take at a
    time. Return how many enter recovery, how many
    homes are prepared, how many people are reintegrated, are accompanied now, and hold a job now.
    """
    recovering, accompanied, working, reintegrated = review(persons, n, week, p)
    entered = fill(TO_RECOVER, room[0] - recovering, persons, cared, week)
    begun = fill(TO_BE_ACCOMPANIED, room[1] - accompanied, persons, cared, week)
    hired = fill(TO_WORK, room[2] - working, persons, cared, week)
    return entered, begun, reintegrated, accompanied + begun, working + hired


@compiled
def review(persons, n, week, p):
    """Return how many are in recovery, are accompanied and work now, and how many are reintegrated from this week on.

    Reintegrated is who, without having returned, ends a job, or accompaniment after recovery.
    """
    recovering = accompanied = working = reintegrated = 0
    stage, prepared, job, done = persons.stage, persons.prepared, persons.job, persons.reintegrated
    for i in range(n):
        recovering += stage[i] == RECOVERY
        if stage[i] != HOME or (prepared[i] < 0 and job[i] < 0):
            continue
        worked = job[i] >= 0 and week - job[i] >= p.job_weeks
        followed = prepared[i] >= 0 and week - prepared[i] < p.accompaniment
        settled = prepared[i] >= 0 and not followed and persons.recovered[i]
        if (worked or settled) and not done[i]:
            done[i] = True
            reintegrated += 1
        if worked:
            job[i] = -1
        accompanied += followed
        working += job[i] >= 0
    return recovering, accompanied, working, reintegrated


@compiled
def fill(service, free, persons, cared, week):
    """Give the ``free`` places of a service to survivors in the rows ``cared`` by rank; return how many got one."""
    if free <= 0:
        return 0
    rows, ranks = waiting_for(service, persons, cared)
    taken = min(free, rows.size)
    for k in range(taken):
        if taken < rows.size:
            bring_first(rows, ranks, persons.identity, k)
        begin(service, persons, rows[k], week)
    return taken


@compiled
def waiting_for(service, persons, cared):
    """Return the rows, among ``cared``, of those at home who can still use a service, and their ranks.

    Who came home last ranks first; of those who come home in one week workers at origin accompany first who comes from
    a shelter; jobs go first to those who completed recovery.
    """
    rows, ranks = np.empty(cared.size, np.int64), np.empty(cared.size, np.int64)
    stage, left, since, age, last = persons.stage, persons.left, persons.since, persons.age, persons.last_shelter
    recovered, prepared, job, reintegrated = persons.recovered, persons.prepared, persons.job, persons.reintegrated
    n = 0
    for i in cared:
        if service == TO_RECOVER:
            wanted, rank = not recovered[i], since[i]
        elif service == TO_BE_ACCOMPANIED:
            wanted, rank = prepared[i] < 0, 2 * since[i] + (last[i] >= 0)
        else:
            wanted = job[i] < 0 and not reintegrated[i] and age[i] >= WORKING_AGE
            rank = since[i] + RECOVERED_FIRST * recovered[i]
        if wanted and stage[i] == HOME and left[i] >= 0:
            rows[n], ranks[n] = i, rank
            n += 1
    return rows[:n], ranks[:n]


@inlined
def bring_first(rows, ranks, identity, k):
    """Swap the highest rank from entry ``k`` on to entry ``k``; ties go to the smaller identity."""
    best = k
    for j in range(k + 1, rows.size):
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
