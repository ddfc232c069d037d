"""From the police station into a shelter: buildings that open, the queue, and who is admitted (M62, M66, M79)."""

import numpy as np

from model.codes import FORMS, SEXES, UNDER_18, Age, Sex, Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform
from model.organisations.care import ROUTINE

CARE = decision("refusal and wish of somebody in care")
HELD, SHELTER, HOME = (int(stage) for stage in (Stage.HELD, Stage.SHELTER, Stage.HOME))
FEMALE, UNDER_14 = int(Sex.FEMALE), int(Age.FROM_10)
ROUNDING = 1e-6
"""Weeks by which a sum of thirds may fall short of a whole."""


def pace(levers, handover_drag: float) -> float:
    """Return the weeks of work on a building that get done in a week, 0 to 1 (M66, M79).

    Every body beyond the first adds ``handover_drag``, less the share that coordination avoids.
    """
    others = max(0.0, levers.responsible_bodies - 1.0)
    return 1.0 / (1.0 + handover_drag * others * (1.0 - levers.coordination))


@compiled
def open_places(shelters, n_shelters, ordered, done, delay):
    """Write the places open this week: routine ones as ``ordered``, policy's once ``delay`` weeks of work are done.

    ``ordered`` are places by shelter; ``done`` are the weeks of work a week on every building with places ordered.
    """
    for s in range(n_shelters):
        if s < ROUTINE:
            shelters.places[s] = int(np.rint(ordered[s]))
        elif ordered[s] > 0.0:
            shelters.extra[s] = int(np.rint(ordered[s])) if shelters.progress[s] >= delay - ROUNDING else 0
            shelters.progress[s] += done
        else:
            shelters.extra[s], shelters.progress[s] = 0, 0.0


@compiled
def admission(key, week, persons, n, shelters, n_shelters, p):
    """Admit people from the queue; return numbers of admissions and refusals, and who goes home unserved.

    Without a place people wait, adults and those under 18 for their longest times, and then go home without care. The
    unserved are counted by form, sex and whether under 18 or adult, shape (forms, sexes, 2); those who refuse are not
    among them.
    """
    free, queue = survey(persons, n, shelters, n_shelters)
    admitted = refused = 0
    unserved = np.zeros((FORMS, SEXES, 2))
    for i in queue:
        adult = persons.age[i] >= UNDER_18
        words = draw(key, CARE, persons.identity[i], persons.since[i])
        if adult and to_uniform(words[0]) < p.refuse:
            send_home(persons, i, week)
            refused += 1
            continue
        place = place_for(persons.age[i], persons.sex[i], free, shelters)
        if place >= 0:
            free[place] -= 1
            shelters.occupied[place] += 1
            persons.stage[i], persons.since[i] = SHELTER, week
            persons.shelter[i] = persons.last_shelter[i] = place
            persons.unwilling[i] = to_uniform(words[1]) < p.against_wish
            admitted += 1
        elif week - persons.since[i] >= (p.adult_wait if adult else p.longest_wait):
            send_home(persons, i, week)
            unserved[persons.form[i], persons.sex[i], int(adult)] += 1.0
    return admitted, refused, unserved


@compiled
def survey(persons, n, shelters, n_shelters):
    """Return free places by shelter and the rows of the queue in order of waiting; count who lives where."""
    shelters.occupied[:n_shelters] = 0
    queue = np.empty(n, np.int64)
    waiting = 0
    stage = persons.stage
    for i in range(n):
        if stage[i] == SHELTER:
            shelters.occupied[persons.shelter[i]] += 1
        elif stage[i] == HELD:
            k = waiting
            while k > 0 and waits_longer(persons, i, queue[k - 1]):
                queue[k] = queue[k - 1]
                k -= 1
            queue[k] = i
            waiting += 1
    free = np.empty(n_shelters, np.int64)
    for s in range(n_shelters):
        free[s] = shelters.places[s] + shelters.extra[s] - shelters.occupied[s]
    return free, queue[:waiting]


@inlined
def waits_longer(persons, a, b):
    """Tell whether person ``a`` has waited longer than ``b``, or as long with the smaller identity."""
    if persons.since[a] != persons.since[b]:
        return persons.since[a] < persons.since[b]
    return persons.identity[a] < persons.identity[b]


@inlined
def place_for(age, sex, free, shelters):
    """Return the first shelter that admits this age and sex and has a place, -1 for none."""
    for s in range(free.size):
        of_age = shelters.adults[s] or age < UNDER_18
        of_sex = not shelters.women_only[s] or sex == FEMALE or age == UNDER_14
        if free[s] > 0 and of_age and of_sex:
            return s
    return -1


@inlined
def send_home(persons, i, week):
    """Send somebody home."""
    persons.stage[i], persons.shelter[i], persons.since[i] = HOME, -1, week
