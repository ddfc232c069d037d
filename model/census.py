"""Who is where at the end of a week, counted in one pass over people."""

import numpy as np

from model.codes import FORMS, SEXES, UNDER_18, ZONES, Stage
from model.compiled import compiled

STAGES = len(Stage)
EXPLOITED, SHELTER = int(Stage.EXPLOITED), int(Stage.SHELTER)


class Census:
    """Counts of people.

    ``exploited``: by form, sex, under 18 or adult, zone type, shape (2, 2, 2, 4). ``stages``: by stage and under 18
    or adult, shape (5, 2). ``unwilling``: in a shelter against their wish. ``times``: people in exploitation who were
    recruited more than once.
    """

    def __init__(self, persons, camps):
        """Count the people of a population; ``camps`` gives their zone types."""
        self.exploited, self.stages, self.unwilling, self.again = count(persons.arrays, persons.n, camps.arrays)


@compiled
def count(persons, n, camps):
    """Count people by stage, form, sex, age and zone type."""
    exploited = np.zeros((FORMS, SEXES, 2, ZONES))
    stages = np.zeros((STAGES, 2))
    unwilling = again = 0.0
    for i in range(n):
        adult = 1 if persons.age[i] >= UNDER_18 else 0
        stage = persons.stage[i]
        stages[stage, adult] += 1.0
        if stage == EXPLOITED:
            exploited[persons.form[i], persons.sex[i], adult, camps.zone[persons.camp[i]]] += 1.0
            again += persons.times[i] > 1
        elif stage == SHELTER:
            unwilling += persons.unwilling[i]
    return exploited, stages, unwilling, again
