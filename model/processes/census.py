"""Who is where at the end of a week, counted in one pass over people."""

import numpy as np

from model.codes import FORMS, UNDER_18, ZONES, Form, Sex, Stage
from model.kernels.compiled import compiled

STAGES = len(Stage)
EXPLOITED, SHELTER = int(Stage.EXPLOITED), int(Stage.SHELTER)
SEXUAL, LABOUR, FEMALE = int(Form.SEXUAL), int(Form.LABOUR), int(Sex.FEMALE)


class Census:
    """Counts of people at the end of a week; the next week's rules start from them.

    ``by_form``, ``under_18`` and ``female``: people in exploitation by form. ``sexual_by_zone``: by zone type.
    ``labour`` and ``sexual``: by camp. ``stages``: people by stage. ``unwilling``: in a shelter against their wish.
    ``miners_by_zone`` and ``bars_by_zone``: by zone type; ``miners_under_18``; ``miners_held``: by an advance;
    ``miners_formal``: with a permit; ``miner_income``: mean running income; ``exits``: this week's, by kind.
    Counting also writes the numbers of people held and of workers into the bars' columns, and of bars into camps'.
    """

    def __init__(self, model):
        """Count."""
        camps, bars, miners = model.camps, model.bars, model.miners
        forms, zones, self.stages, by_camp, self.unwilling, rows, self.miner_income = everyone(
            model.persons.table, model.persons.n, model.bar_workers.table, model.bar_workers.n, bars.table, bars.n,
            bars.row_of, camps.table, camps.n, miners.table, miners.n, model.scale,
        )  # fmt: skip
        self.by_form, self.under_18, self.female = forms.tolist()
        self.sexual_by_zone, self.miners_by_zone, self.bars_by_zone = zones.tolist()
        self.sexual, self.labour = by_camp[SEXUAL], by_camp[LABOUR]
        self.miners_under_18, self.miners_held, self.miners_formal = (rows * float(model.scale)).tolist()
        self.exits = model.exits.sum(axis=1).tolist()


@compiled
def everyone(persons, n, workers, n_workers, bars, n_bars, row_of, camps, n_camps, miners, n_miners, scale):
    """Return all counts."""
    forms, sexual, stages, by_camp, unwilling = count(
        persons, n, workers, n_workers, bars, n_bars, row_of, camps, n_camps
    )
    zones = np.zeros((3, ZONES))
    zones[0] = sexual
    for c in range(n_camps):
        zones[2, camps.zone[c]] += camps.bars[c]
    for i in range(n_miners):
        zones[1, camps.zone[miners.camp[i]]] += scale
    rows, income = count_miners(miners, n_miners)
    return forms, zones, stages, by_camp, unwilling, rows, income / max(1, n_miners)


@compiled
def count(persons, n, workers, n_workers, bars, n_bars, row_of, camps, n_camps):
    """Count people by stage, form, sex, age, zone type and camp; write staff of bars and bars of camps."""
    forms, zones = np.zeros((3, FORMS)), np.zeros(ZONES)
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
            form, camp = persons.form[i], persons.camp[i]
            forms[0, form] += 1.0
            forms[1, form] += persons.age[i] < UNDER_18
            forms[2, form] += persons.sex[i] == FEMALE
            by_camp[form, camp] += 1.0
            if form == SEXUAL:
                zones[camps.zone[camp]] += 1.0
                bars.held[row_of[persons.bar[i]]] += 1
        elif stage == SHELTER and persons.unwilling[i]:
            unwilling += 1.0
    return forms, zones, stages, by_camp, unwilling


@compiled
def count_miners(miners, n):
    """Return the rows of miners under 18, held by an advance and with a permit, and the sum of running incomes."""
    rows = np.zeros(3)
    income = 0.0
    for i in range(n):
        rows[0] += miners.age[i] < UNDER_18
        rows[1] += miners.forced[i]
        rows[2] += miners.formal[i]
        income += miners.income[i]
    return rows, income
