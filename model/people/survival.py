"""What has become of survivors who were identified: one state each (M61)."""

import numpy as np

from model.codes import Stage, Survival
from model.kernels.compiled import compiled, inlined
from model.kernels.rows import marked
from model.people.classes import OF_AGE, OF_FORM, OF_SEX, PERSON_CLASSES
from model.people.classing import add_person

EXPLOITED, HOME = int(Stage.EXPLOITED), int(Stage.HOME)
IN_CARE, AT_HOME, INDEPENDENT, RETURNED = (int(state) for state in Survival if state != Survival.UNKNOWN)


@inlined
def state_of(persons, i):
    """Return the state of a survivor: in care, at home without recovery, independent, or in exploitation again.

    Independent is who lives at home and completed recovery, or was reintegrated by a job.
    """
    if persons.stage[i] == EXPLOITED:
        return RETURNED
    if persons.stage[i] != HOME:
        return IN_CARE
    return INDEPENDENT if persons.recovered[i] or persons.reintegrated[i] else AT_HOME


@compiled
def count_survivors(world, states):
    """Count everybody ever identified by state and class of persons; ``states``: shape (5, classes of persons)."""
    persons = world.persons
    states[:] = world.unfollowed
    for i in ever_identified(persons):
        add_person(persons, i, states[state_of(persons, i)])


@compiled
def ever_identified(persons):
    """Return the rows of those who have been identified as survivors."""
    identified, mask = persons.identified, np.empty(persons.n, np.bool_)
    for i in range(mask.size):
        mask[i] = identified[i] >= 0
    return marked(mask)


@compiled
def divide_by_class(states, counts):
    """Write survivors by state into the census, as they are and by form, sex and age within each state."""
    for state in range(states.shape[0]):
        counts.survivors[state] = states[state, 0]
        for k in range(OF_SEX - OF_FORM):
            counts.survivors_by_form[state * (OF_SEX - OF_FORM) + k] = states[state, OF_FORM + k]
        for k in range(OF_AGE - OF_SEX):
            counts.survivors_by_sex[state * (OF_AGE - OF_SEX) + k] = states[state, OF_SEX + k]
        for k in range(PERSON_CLASSES - OF_AGE):
            counts.survivors_by_age[state * (PERSON_CLASSES - OF_AGE) + k] = states[state, OF_AGE + k]
