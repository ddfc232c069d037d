"""How people leave exploitation: one module for every kind of exit."""

import numpy as np

from model.codes import UNDER_18, Exit, Sex, Stage
from model.kernels.compiled import compiled
from model.people.classes import DEBT_EDGES, STAY_EDGES
from model.people.classing import class_from, class_up_to
from model.people.warning import put_out_of_reach

COMPLAINT, OUTREACH, RAID, CHECKPOINT, REMOVED = (
    int(kind) for kind in (Exit.COMPLAINT, Exit.OUTREACH, Exit.RAID, Exit.CHECKPOINT, Exit.REMOVED)
)
"""Kinds of exit brought about by others; after all but the last, the person is in the care of the police or an NGO."""
HELD, HOME, FEMALE = int(Stage.HELD), int(Stage.HOME), int(Sex.FEMALE)


@compiled
def go_home(world, rows, kind):
    """Take the people in ``rows`` out of exploitation by one kind of exit."""
    leave(world, rows, np.full(rows.size, kind, np.int8))


@compiled
def leave(world, rows, kinds):
    """Take the people in ``rows`` out of exploitation, each by its own kind of exit.

    Those identified wait with the police or an NGO; the others are at home, unprepared. People stopped at a checkpoint
    were never in exploitation. Where others bring people out or stop them in transit, their bar permanently loses the
    share of the post that is not refilled, and its owner remembers. Who comes home warns others there.
    """
    persons, bars, flows, week = world.persons, world.bars, world.flows[0], world.now[0].week
    lost, warned = 1.0 - world.numbers[0].recruitment.refilling, world.numbers[0].recruitment.warned_by_return
    for k in range(rows.size):
        i, kind = rows[k], kinds[k]
        known = kind in (COMPLAINT, OUTREACH, RAID, CHECKPOINT)
        if kind != CHECKPOINT:
            end_stay(world, i, kind, known)
        persons.left[i] = week if kind != CHECKPOINT else -1
        flows.survivors_identified += known
        flows.identified_under_18 += known and persons.age[i] < UNDER_18
        flows.identified_female += known and persons.sex[i] == FEMALE
        if (known or kind == REMOVED) and persons.bar[i] >= 0:
            bar = bars.row_of[persons.bar[i]]
            bars.forgone[bar] += lost
            bars.struck[bar] = week if kind != CHECKPOINT and kind != REMOVED else bars.struck[bar]
        put_out_of_reach(world, persons.origin[i], warned)
        persons.stage[i] = HELD if known else HOME
        persons.bar[i], persons.camp[i] = -1, -1
        persons.since[i] = week


@compiled
def end_stay(world, i, kind, known):
    """Count an exit by kind and form, its length of stay and the debt left; note when somebody is first identified."""
    persons, flows, week = world.persons, world.flows[0], world.now[0].week
    weeks, form = week - persons.since[i], persons.form[i]
    world.exits[kind, form] += 1.0
    world.stays[form, class_from(STAY_EDGES, weeks)] += 1.0
    world.debts_at_exit[class_up_to(DEBT_EDGES, persons.debt[i])] += 1.0
    flows.weeks_stayed += weeks
    persons.stayed[i] = weeks
    if known and persons.identified[i] < 0:
        persons.identified[i] = week
        flows.first_identified += 1
