"""From the police station into a shelter: buildings that open, the queue, and who is admitted (M62, M66, M79)."""

from typing import NamedTuple

import numpy as np

from model.codes import FORMS, SEXES, UNDER_18, Age, Sex, Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform
from model.kernels.rows import marked
from model.organisations.care import ROUTINE

CARE = decision("refusal and wish of somebody in care")
HELD, SHELTER, HOME = (int(stage) for stage in (Stage.HELD, Stage.SHELTER, Stage.HOME))
FEMALE, UNDER_14 = int(Sex.FEMALE), int(Age.FROM_10)
ROUNDING = 1e-6
"""Weeks by which a sum of thirds may fall short of a whole."""


class PlacesOrdered(NamedTuple):
    """Places that shelters are to have this week, and the work on buildings of policy.

    ``places`` by shelter, persons; ``work``: weeks of work done this week on every building with places ordered;
    ``delay``: weeks of work until such places open.
    """

    places: np.ndarray
    work: float
    delay: float


class Admission(NamedTuple):
    """Persons admitted to shelters, adults who refuse help, and people who go home unserved.

    ``unserved`` by form, sex and whether under 18 or adult, shape (2, 2, 2); those who refuse are not among them.
    """

    admitted: int
    refused: int
    unserved: np.ndarray


@inlined
def pace(levers, handover_drag):
    """Return the weeks of work on a building that get done in a week, 0 to 1 (M66, M79).

    Every body beyond the first adds ``handover_drag``, less the share that coordination avoids.
    """
    others = max(0.0, levers.responsible_bodies - 1.0)
    return 1.0 / (1.0 + handover_drag * others * (1.0 - levers.coordination))


@compiled
def open_places(shelters, ordered):
    """Write the places open this week: routine ones as ordered, those of policy once the work on them is done."""
    for s in range(shelters.n):
        places = ordered.places[s]
        if s < ROUTINE:
            shelters.places[s] = int(np.rint(places))
        elif places > 0.0:
            shelters.extra[s] = int(np.rint(places)) if shelters.progress[s] >= ordered.delay - ROUNDING else 0
            shelters.progress[s] += ordered.work
        else:
            shelters.extra[s], shelters.progress[s] = 0, 0.0


@compiled
def admission(clock, persons, shelters, numbers):
    """Admit people from the queue and return Admission.

    Without a place people wait, adults and those under 18 for their longest times, and then go home without care.
    """
    aftercare = numbers[0].aftercare
    free, queue = survey(persons, shelters)
    admitted = refused = 0
    unserved = np.zeros((FORMS, SEXES, 2))
    for i in queue:
        adult = persons.age[i] >= UNDER_18
        words = draw(clock.key, CARE, persons.identity[i], persons.since[i])
        if adult and to_uniform(words[0]) < aftercare.refuse:
            send_home(persons, i, clock.week)
            refused += 1
            continue
        place = place_for(persons.age[i], persons.sex[i], free, shelters)
        if place >= 0:
            free[place] -= 1
            shelters.occupied[place] += 1
            persons.stage[i], persons.since[i] = SHELTER, clock.week
            persons.shelter[i] = persons.last_shelter[i] = place
            persons.unwilling[i] = to_uniform(words[1]) < aftercare.against_wish
            admitted += 1
        elif clock.week - persons.since[i] >= (aftercare.adult_wait if adult else aftercare.longest_wait):
            send_home(persons, i, clock.week)
            unserved[persons.form[i], persons.sex[i], int(adult)] += 1.0
    return Admission(admitted, refused, unserved)


@compiled
def survey(persons, shelters):
    """Return free places by shelter and the rows of the queue in order of waiting; count who lives where."""
    shelters.occupied[: shelters.n] = 0
    cared = sheltered_or_waiting(persons)
    queue, waiting = np.empty(cared.size, np.int64), 0
    for i in cared:
        if persons.stage[i] == SHELTER:
            shelters.occupied[persons.shelter[i]] += 1
        else:
            k = waiting
            while k > 0 and waits_longer(persons, i, queue[k - 1]):
                queue[k] = queue[k - 1]
                k -= 1
            queue[k] = i
            waiting += 1
    free = np.empty(shelters.n, np.int64)
    for s in range(shelters.n):
        free[s] = shelters.places[s] + shelters.extra[s] - shelters.occupied[s]
    return free, queue[:waiting]


@compiled
def sheltered_or_waiting(persons):
    """Return the rows of those who live in a shelter or wait for one."""
    stage, mask = persons.stage, np.empty(persons.n, np.bool_)
    for i in range(mask.size):
        mask[i] = (stage[i] == SHELTER) | (stage[i] == HELD)
    return marked(mask)


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
    """Send somebody home this week."""
    persons.stage[i], persons.shelter[i], persons.since[i] = HOME, -1, week
