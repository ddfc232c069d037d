"""Step 9, before the exits: people in exploitation and survivors grow older."""

import numpy as np

from model.codes import Age
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, uniform
from model.kernels.rows import marked
from model.processes.world import clock_of, rule
from model.text.dates import WEEKS_PER_YEAR

BIRTHDAY = decision("how far somebody is in an age group")
OLDEST = int(Age.FROM_25)
GROUP_YEARS = np.array([4.0, 4.0, 7.0])
"""Years that an age group lasts: 10 to 13, 14 to 17, 18 to 24."""


@rule
def step(world):
    """Let everybody whose week has come pass into the next age group.

    When the next group begins is drawn once, evenly over the years of the group in which somebody is first met.
    """
    persons, clock, candidates = world.persons, clock_of(world), world.candidates
    age, next_age = persons.age, persons.next_age
    for i in due(persons, clock.week):
        if next_age[i] == 0:
            left = uniform(clock.key, BIRTHDAY, persons.identity[i], 0) * GROUP_YEARS[age[i]]
            next_age[i] = clock.week + 1 + int(left * WEEKS_PER_YEAR)
        else:
            grow_older(persons, i, candidates)


@compiled
def due(persons, week):
    """Return the rows of those whose next age group begins, or whose week of it has not been drawn."""
    age, next_age, mask = persons.age, persons.next_age, np.empty(persons.n, np.bool_)
    for i in range(mask.size):
        mask[i] = (age[i] != OLDEST) & (next_age[i] <= np.int32(week))
    return marked(mask)


@inlined
def grow_older(persons, i, candidates):
    """Move somebody into the next age group.

    The age structure of the origins stays as it is: somebody at home grows into the group that is left for each who
    grows out of it. So people at home and followed, of one origin, age and sex, keep their number.
    """
    origin, age, sex = persons.origin[i], persons.age[i], persons.sex[i]
    persons.age[i] = age + 1
    if age + 1 < OLDEST:
        persons.next_age[i] += int(GROUP_YEARS[age + 1] * WEEKS_PER_YEAR)
    if candidates[origin, age + 1, sex] > 0:
        candidates[origin, age + 1, sex] -= 1
        candidates[origin, age, sex] += 1
