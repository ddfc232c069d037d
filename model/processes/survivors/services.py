"""What is offered to survivors at home: psychological recovery, accompaniment, work (M61, M63, M64, M68, M69)."""

from typing import NamedTuple

import numpy as np

from model.codes import Age, Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.rows import marked

RECOVERY, HOME = int(Stage.RECOVERY), int(Stage.HOME)
WORKING_AGE = int(Age.FROM_14)
TO_RECOVER, TO_BE_ACCOMPANIED, TO_WORK = range(3)
"""Services, in the order in which they choose."""
RECOVERED_FIRST = 2**20
"""More than any week of a run."""
KNOWN_FIRST = 2**22
"""More than the rank of anybody whom services do not know."""


class Room(NamedTuple):
    """How many people each service takes at a time, persons."""

    recovery: int
    accompaniment: int
    jobs: int


class InServices(NamedTuple):
    """Persons in recovery, accompanied and in jobs before anybody begins; those reintegrated from this week on."""

    recovering: int
    accompanied: int
    working: int
    reintegrated: int


class Served(NamedTuple):
    """Persons who enter recovery, whose homes workers begin to prepare, and who are reintegrated from this week on.

    Then those who are accompanied and who hold a job now.
    """

    entered: int
    prepared: int
    reintegrated: int
    accompanied: int
    working: int


@compiled
def serve(week, persons, room, numbers):
    """End jobs and accompaniment that are over and fill the free places of every service; return Served."""
    now = review(week, persons, numbers)
    entered = fill(TO_RECOVER, room.recovery - now.recovering, persons, week)
    begun = fill(TO_BE_ACCOMPANIED, room.accompaniment - now.accompanied, persons, week)
    hired = fill(TO_WORK, room.jobs - now.working, persons, week)
    return Served(entered, begun, now.reintegrated, now.accompanied + begun, now.working + hired)


@compiled
def review(week, persons, numbers):
    """Add a week to recoveries, end jobs that are over, and return InServices.

    Reintegrated is who, without having returned, ends a job, or accompaniment after recovery.
    """
    job_weeks, accompaniment = numbers[0].aftercare.job_weeks, numbers[0].aftercare.accompaniment
    recovering = accompanied = working = reintegrated = 0
    stage, prepared, job, done = persons.stage, persons.prepared, persons.job, persons.reintegrated
    for i in in_services(persons):
        if stage[i] == RECOVERY:
            recovering += 1
            persons.care[i] += 1
        if prepared[i] < 0 and job[i] < 0:
            continue
        worked = job[i] >= 0 and week - job[i] >= job_weeks
        followed = prepared[i] >= 0 and week - prepared[i] < accompaniment
        settled = prepared[i] >= 0 and not followed and persons.recovered[i]
        if (worked or settled) and not done[i]:
            done[i] = True
            reintegrated += 1
        if worked:
            job[i] = -1
        accompanied += followed
        working += job[i] >= 0
    return InServices(recovering, accompanied, working, reintegrated)


@compiled
def in_services(persons):
    """Return the rows of those in recovery, and of those at home who are accompanied or hold a job."""
    stage, prepared, job, mask = persons.stage, persons.prepared, persons.job, np.empty(persons.n, np.bool_)
    for i in range(mask.size):
        served = (prepared[i] >= 0) | (job[i] >= 0)
        mask[i] = (stage[i] == RECOVERY) | ((stage[i] == HOME) & served)
    return marked(mask)


@compiled
def fill(service, free, persons, week):
    """Give the ``free`` places of a service to survivors by rank; return how many got one."""
    if free <= 0:
        return 0
    rows, ranks = waiting_for(service, persons)
    taken = min(free, rows.size)
    for k in range(taken):
        if taken < rows.size:
            bring_first(rows, ranks, persons.identity, k)
        begin(service, persons, rows[k], week)
    return taken


@compiled
def waiting_for(service, persons):
    """Return the rows of those at home or in recovery who can still use a service, and their ranks.

    Services know survivors who were identified, so these rank first; then who came home last; of those who come home in
    one week workers at origin accompany first who comes from a shelter; jobs go first to those who completed recovery.
    Who dropped out of recovery does not begin again.
    """
    rows, ranks = np.empty(persons.n, np.int64), np.empty(persons.n, np.int64)
    stage, left, since, age, last = persons.stage, persons.left, persons.since, persons.age, persons.last_shelter
    recovered, prepared, job, reintegrated = persons.recovered, persons.prepared, persons.job, persons.reintegrated
    n = 0
    for i in range(persons.n):
        rank = since[i]
        if service == TO_RECOVER:
            wanted = stage[i] == HOME and not recovered[i] and persons.care[i] == 0
        elif service == TO_BE_ACCOMPANIED:
            wanted, rank = prepared[i] < 0, 2 * since[i] + (last[i] >= 0)
        else:
            wanted = job[i] < 0 and not reintegrated[i] and age[i] >= WORKING_AGE
            rank += RECOVERED_FIRST * recovered[i]
        if wanted and (stage[i] == HOME or stage[i] == RECOVERY) and left[i] >= 0:
            rows[n], ranks[n] = i, rank + KNOWN_FIRST * (persons.identified[i] >= 0)
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
    """Begin a service; in recovery people live at home and keep job and accompaniment."""
    if service == TO_RECOVER:
        persons.stage[i], persons.care[i] = RECOVERY, 1
    elif service == TO_BE_ACCOMPANIED:
        persons.prepared[i] = week
    else:
        persons.job[i] = week
