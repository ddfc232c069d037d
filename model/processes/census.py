"""Who is where at the end of a week, counted in one pass over people."""

from typing import NamedTuple

import numpy as np

from model.codes import FORMS, UNDER_18, ZONES, Form, Sex, Stage
from model.kernels.compiled import compiled

STAGES = len(Stage)
EXPLOITED, SHELTER = int(Stage.EXPLOITED), int(Stage.SHELTER)
SEXUAL, LABOUR, FEMALE = int(Form.SEXUAL), int(Form.LABOUR), int(Sex.FEMALE)


class People(NamedTuple):
    """Counts of people, in exploitation and after.

    ``by_form``, ``under_18`` and ``female``: in exploitation by form, shape (2,); ``by_camp``: by form and camp, shape
    (2, camps); ``sexual_by_zone``: in sexual exploitation by zone type; ``stages``: by stage; ``unwilling``: in a
    shelter against their wish.
    """

    by_form: np.ndarray
    under_18: np.ndarray
    female: np.ndarray
    sexual_by_zone: np.ndarray
    stages: np.ndarray
    by_camp: np.ndarray
    unwilling: float


class MinerRows(NamedTuple):
    """Rows of miners: under 18, held by an advance, with a permit; and their mean running income, soles/week."""

    under_18: float
    held: float
    formal: float
    income: float


class ByZone(NamedTuple):
    """Miners (persons) and bars, by zone type."""

    miners: np.ndarray
    bars: np.ndarray


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
        people, miners, zones = everyone(
            model.persons.table, model.bar_workers.table, model.bars.table, model.camps.table, model.miners.table,
            model.scale,
        )  # fmt: skip
        self.by_form, self.under_18, self.female = (
            each.tolist() for each in (people.by_form, people.under_18, people.female)
        )
        self.sexual_by_zone = people.sexual_by_zone.tolist()
        self.sexual, self.labour = people.by_camp[SEXUAL], people.by_camp[LABOUR]
        self.stages, self.unwilling = people.stages, people.unwilling
        self.miners_by_zone, self.bars_by_zone = zones.miners.tolist(), zones.bars.tolist()
        self.miners_under_18 = miners.under_18 * float(model.scale)
        self.miners_held = miners.held * float(model.scale)
        self.miners_formal = miners.formal * float(model.scale)
        self.miner_income = miners.income
        self.exits = model.exits.sum(axis=1).tolist()


@compiled
def everyone(persons, workers, bars, camps, miners, scale):
    """Return all counts. ``scale``: people a row of miners stands for."""
    count_staff(workers, bars, camps)
    return count_people(persons, bars, camps), count_miners(miners), count_by_zone(camps, miners, scale)


@compiled
def count_staff(workers, bars, camps):
    """Write the bars of each camp and the workers of each bar."""
    camps.bars[: camps.n] = 0
    for b in range(bars.n):
        bars.workers[b] = 0
        camps.bars[bars.camp[b]] += 1
    for i in range(workers.n):
        bars.workers[bars.row_of[workers.bar[i]]] += 1


@compiled
def count_people(persons, bars, camps):
    """Count people by stage, form, sex, age, zone type and camp; write the people held in each bar."""
    by_form, under_18, female = np.zeros(FORMS), np.zeros(FORMS), np.zeros(FORMS)
    zones, stages, by_camp, unwilling = np.zeros(ZONES), np.zeros(STAGES), np.zeros((FORMS, camps.n)), 0.0
    bars.held[: bars.n] = 0
    for i in range(persons.n):
        stage = persons.stage[i]
        stages[stage] += 1.0
        if stage == EXPLOITED:
            form, camp = persons.form[i], persons.camp[i]
            by_form[form] += 1.0
            under_18[form] += persons.age[i] < UNDER_18
            female[form] += persons.sex[i] == FEMALE
            by_camp[form, camp] += 1.0
            if form == SEXUAL:
                zones[camps.zone[camp]] += 1.0
                bars.held[bars.row_of[persons.bar[i]]] += 1
        elif stage == SHELTER and persons.unwilling[i]:
            unwilling += 1.0
    return People(by_form, under_18, female, zones, stages, by_camp, unwilling)


@compiled
def count_miners(miners):
    """Count rows of miners and take the mean of their running incomes, 0 where there are none."""
    under_18 = held = formal = income = 0.0
    for i in range(miners.n):
        under_18 += miners.age[i] < UNDER_18
        held += miners.forced[i]
        formal += miners.formal[i]
        income += miners.income[i]
    return MinerRows(under_18, held, formal, income / max(1, miners.n))


@compiled
def count_by_zone(camps, miners, scale):
    """Count miners, ``scale`` a row, and bars by zone type."""
    there, bars = np.zeros(ZONES), np.zeros(ZONES)
    for c in range(camps.n):
        bars[camps.zone[c]] += camps.bars[c]
    for i in range(miners.n):
        there[camps.zone[miners.camp[i]]] += scale
    return ByZone(there, bars)
