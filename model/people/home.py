"""How people leave exploitation: one module for every kind of exit."""

from typing import NamedTuple

import numpy as np

from model.codes import UNDER_18, Exit, Sex, Stage
from model.kernels.compiled import compiled

COMPLAINT, OUTREACH, RAID, CHECKPOINT, REMOVED = (
    int(kind) for kind in (Exit.COMPLAINT, Exit.OUTREACH, Exit.RAID, Exit.CHECKPOINT, Exit.REMOVED)
)
"""Kinds of exit brought about by others; after all but the last, the person is in the care of the police or an NGO."""
HELD, HOME, FEMALE = int(Stage.HELD), int(Stage.HOME), int(Sex.FEMALE)


class ExitCounts(NamedTuple):
    """What a set of exits adds to the week's counters of the same names; units: weeks, persons, persons, persons."""

    weeks_stayed: float
    survivors_identified: float
    identified_under_18: float
    identified_female: float


def go_home(model, rows: np.ndarray, kind: Exit) -> None:
    """Take the people in ``rows`` out of exploitation by one kind of exit."""
    leave(model, rows, np.full(rows.size, kind, np.int8))


def leave(model, rows: np.ndarray, kinds: np.ndarray) -> None:
    """Take the people in ``rows`` out of exploitation, each by its own kind of exit.

    Those identified wait with the police or an NGO; the others are at home, unprepared. Exits are counted by kind and
    form, and the lengths of stay in weeks are summed; people stopped at a checkpoint were never in exploitation.
    """
    if rows.size == 0:
        return
    counts = record_exits(model.week, model.persons.table, rows, kinds, model.exits, model.bars.table, model.numbers)
    for name, number in counts._asdict().items():
        model.flows[name] += number


@compiled
def record_exits(week, persons, rows, kinds, exits, bars, numbers):
    """Write exits into the rows, count them in ``exits`` by kind and form, and return ExitCounts.

    Where others bring people out or stop them in transit, their bar permanently loses the share of the post that is not
    refilled.
    """
    weeks = identified = under_18 = female = 0.0
    row_of, lost = bars.row_of, 1.0 - numbers[0].recruitment.refilling
    for k in range(rows.size):
        i, kind = rows[k], kinds[k]
        if kind != CHECKPOINT:
            exits[kind, persons.form[i]] += 1.0
            weeks += week - persons.since[i]
            persons.left[i] = week
        else:
            persons.left[i] = -1
        known = kind in (COMPLAINT, OUTREACH, RAID, CHECKPOINT)
        identified += known
        under_18 += known and persons.age[i] < UNDER_18
        female += known and persons.sex[i] == FEMALE
        if (known or kind == REMOVED) and persons.bar[i] >= 0:
            bars.forgone[row_of[persons.bar[i]]] += lost
        persons.stage[i] = HELD if known else HOME
        persons.bar[i], persons.camp[i] = -1, -1
        persons.since[i] = week
    return ExitCounts(weeks, identified, under_18, female)
