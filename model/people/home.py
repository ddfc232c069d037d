"""How people leave exploitation: one place for every kind of exit."""

import numpy as np

from model.codes import UNDER_18, Exit, Sex, Stage
from model.kernels.compiled import compiled

COMPLAINT, OUTREACH, RAID, CHECKPOINT, REMOVED = (
    int(kind) for kind in (Exit.COMPLAINT, Exit.OUTREACH, Exit.RAID, Exit.CHECKPOINT, Exit.REMOVED)
)
"""Kinds of exit that others bring about; after all but the last somebody is in the care of the police or an NGO."""
HELD, HOME, FEMALE = int(Stage.HELD), int(Stage.HOME), int(Sex.FEMALE)


def go_home(model, rows: np.ndarray, kind: Exit) -> None:
    """Take the people in ``rows`` out of exploitation by one kind of exit."""
    leave(model, rows, np.full(rows.size, kind, np.int8))


def leave(model, rows: np.ndarray, kinds: np.ndarray) -> None:
    """Take the people in ``rows`` out of exploitation, each by its own kind of exit.

    Those identified wait where police or an NGO keep them; the others are at home, unprepared. Exits are counted by
    kind and form, and their stays in weeks are added up; people stopped at a checkpoint never were in exploitation.
    """
    if rows.size == 0:
        return
    weeks, identified, under_18, female = leave_kernel(
        model.persons.table, rows, kinds, model.week, model.exits, model.bars.table, model.bars.row_of,
        1.0 - model.old_numbers.recruitment.refilling,
    )  # fmt: skip
    flows = model.flows
    flows["weeks_stayed"] += weeks
    flows["survivors_identified"] += identified
    flows["identified_under_18"] += under_18
    flows["identified_female"] += female


@compiled
def leave_kernel(persons, rows, kinds, week, exits, bars, row_of, forgone):
    """Write exits into the rows and count them; return weeks stayed, and identified people by age and sex.

    Where others bring somebody out, or stop him on the way, his bar forgoes the share ``forgone`` of the post for good.
    """
    weeks = identified = under_18 = female = 0.0
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
            bars.forgone[row_of[persons.bar[i]]] += forgone
        persons.stage[i] = HELD if known else HOME
        persons.bar[i], persons.camp[i] = -1, -1
        persons.since[i] = week
    return weeks, identified, under_18, female
