"""Survivors by state some years after they were identified, and those who are no longer followed (M61)."""

from model.codes import Survival
from model.kernels.compiled import compiled, inlined
from model.kernels.rows import rows_with
from model.people.classing import add_person
from model.people.survival import state_of
from model.processes.survivors.returns import ENDS_FOLLOW_UP
from model.text.dates import WEEKS_PER_YEAR

RETURNED, UNKNOWN = int(Survival.RETURNED), int(Survival.UNKNOWN)


@compiled
def count_after_years(world):
    """Count by state those who were identified some years ago this week."""
    persons, when = world.persons, world.now[0].week - weeks_until_counted(world.numbers)
    if when >= 0:
        for i in rows_with(persons.identified, persons.n, when):
            world.after_years[state_of(persons, i)] += 1.0


@compiled
def count_unfollowed(world, ended):
    """Count survivors whose rows end: with a role in exploitation as returned, all others as unknown.

    Those whose years since identification are not over are counted now, in the state in which they are lost sight of.
    """
    persons, counted_from = world.persons, world.now[0].week - weeks_until_counted(world.numbers)
    for k in range(ended.rows.size):
        i = ended.rows[k]
        if persons.identified[i] >= 0:
            state = UNKNOWN if ended.why[k] == ENDS_FOLLOW_UP else RETURNED
            add_person(persons, i, world.unfollowed[state])
            world.after_years[state] += persons.identified[i] > counted_from


@inlined
def weeks_until_counted(numbers):
    """Return the weeks since identification after which survivors are counted by state."""
    return int(numbers[0].aftercare.counted_after * WEEKS_PER_YEAR)
