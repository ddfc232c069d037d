"""How people leave exploitation: one place for every kind of exit."""

import numpy as np

from model.codes import EXITS, FORMS, UNDER_18, Exit, Sex, Stage

TO_POLICE = (Exit.COMPLAINT, Exit.OUTREACH, Exit.RAID, Exit.CHECKPOINT)
"""Kinds of exit after which somebody is in the care of the police or an NGO."""


def go_home(model, rows: np.ndarray, kind: Exit) -> None:
    """Take the people in ``rows`` out of exploitation by one kind of exit."""
    leave(model, rows, np.full(rows.size, kind, np.int8))


def leave(model, rows: np.ndarray, kinds: np.ndarray) -> None:
    """Take the people in ``rows`` out of exploitation, each by its own kind of exit.

    Those identified wait where police or an NGO keep them; the others are at home, unprepared. Exits are counted by
    kind and form, and their stays in weeks are added up.
    """
    if rows.size == 0:
        return
    persons = model.persons
    counts = np.zeros((EXITS, FORMS))
    np.add.at(counts, (kinds, persons.form[rows]), 1.0)
    model.exits += counts
    model.flows["weeks_stayed"] += float((model.week - persons.since[rows]).sum())
    identified = np.isin(kinds, TO_POLICE)
    model.flows["identified_under_18"] += float((identified & (persons.age[rows] < UNDER_18)).sum())
    model.flows["identified_female"] += float((identified & (persons.sex[rows] == Sex.FEMALE)).sum())
    persons.stage[rows] = np.where(identified, Stage.HELD, Stage.HOME)
    persons.bar[rows] = -1
    persons.camp[rows] = -1
    persons.since[rows] = model.week
    persons.left[rows] = model.week
    model.flows["survivors_identified"] += float(identified.sum())
