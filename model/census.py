"""Who is where at the end of a week, counted in one pass over people."""

import numpy as np

from model.codes import FORMS, SEXES, UNDER_18, ZONES, Form, Stage
from model.compiled import compiled

STAGES = len(Stage)
EXPLOITED, SHELTER = int(Stage.EXPLOITED), int(Stage.SHELTER)
SEXUAL, LABOUR = int(Form.SEXUAL), int(Form.LABOUR)


class Census:
    """Counts of people at the end of a week; the next week's rules start from them.

    ``exploited``: by form, sex, under 18 or adult, zone type, shape (2, 2, 2, 4). ``stages``: by stage, shape (5,).
    ``labour`` and ``sexual``: people in exploitation by camp. ``unwilling``: in a shelter against their wish.
    Counting also writes the numbers of people held and of workers into the bars' columns, and of bars into camps'.
    """

    def __init__(self, model):
        """Count."""
        camps, bars = model.camps, model.bars
        self.exploited, self.stages, self.labour, self.sexual, self.unwilling = count(
            model.persons.arrays, model.persons.n, model.bar_workers.arrays, model.bar_workers.n,
            bars.arrays, bars.n, bars.row_of, camps.arrays, camps.n,
        )  # fmt: skip
        self.zone_miners = np.bincount(camps.zone, weights=camps.miners, minlength=ZONES)


@compiled
def count(persons, n, workers, n_workers, bars, n_bars, row_of, camps, n_camps):
    """Count people by stage, form, sex, age, zone type and camp; write staff of bars and bars of camps."""
    exploited = np.zeros((FORMS, SEXES, 2, ZONES))
    stages = np.zeros(STAGES)
    by_camp = np.zeros((FORMS, n_camps))
    unwilling = 0.0
    camps.bars[:n_camps] = 0
    for b in range(n_bars):
        bars.held[b] = bars.workers[b] = 0
        camps.bars[bars.camp[b]] += 1
    for i in range(n_workers):
        bars.workers[row_of[workers.bar[i]]] += 1
    for i in range(n):
        stage = persons.stage[i]
        stages[stage] += 1.0
        if stage == EXPLOITED:
            adult = 1 if persons.age[i] >= UNDER_18 else 0
            form, camp = persons.form[i], persons.camp[i]
            exploited[form, persons.sex[i], adult, camps.zone[camp]] += 1.0
            by_camp[form, camp] += 1.0
            if form == SEXUAL:
                bars.held[row_of[persons.bar[i]]] += 1
        elif stage == SHELTER and persons.unwilling[i]:
            unwilling += 1.0
    return exploited, stages, by_camp[LABOUR], by_camp[SEXUAL], unwilling
