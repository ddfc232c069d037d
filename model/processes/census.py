"""Who is where at the end of a week, counted in one pass over people."""

from typing import Any

import numpy as np

from model.codes import FORMS, UNDER_18, ZONES, Form, Sex, Stage
from model.kernels.compiled import compiled

STAGES = len(Stage)
EXPLOITED, SHELTER = int(Stage.EXPLOITED), int(Stage.SHELTER)
SEXUAL, LABOUR, FEMALE = int(Form.SEXUAL), int(Form.LABOUR), int(Sex.FEMALE)


COUNTS = np.dtype(
    [
        (name, np.float64, length) if length else (name, np.float64)
        for name, length in {
            "by_form": FORMS, "under_18": FORMS, "female": FORMS, "sexual_by_zone": ZONES, "stages": STAGES,
            "unwilling": 0, "miners_by_zone": ZONES, "bars_by_zone": ZONES, "miners_under_18": 0, "miners_held": 0,
            "miners_formal": 0, "miner_income": 0,
        }.items()
    ]
)  # fmt: skip
"""Type of the record of counts: persons, bars, and soles a week.

``by_form``, ``under_18``, ``female``: people in exploitation by form; ``sexual_by_zone``: of the sexual form, by zone
type; ``stages``: people by stage; ``unwilling``: in a shelter against their wish. Of miners: by zone type, under 18,
held by an advance, with a permit, and their mean running income; ``bars_by_zone``: bars by zone type.
"""
ARRAYS = tuple(name for name in COUNTS.names if COUNTS[name].shape)


class Census:
    """Counts of people at the end of a week, as in COUNTS; the next week's rules start from them.

    ``labour`` and ``sexual``: people in exploitation by camp. Counting also writes the numbers of people held and of
    workers into the bars' columns, and of bars into camps'.
    """

    def __init__(self, camps: int) -> None:
        """Start at zero, for a number of camps."""
        self.record, self.by_camp = np.zeros(1, COUNTS), np.zeros((FORMS, camps))
        self.sexual, self.labour = self.by_camp[SEXUAL], self.by_camp[LABOUR]
        self.__dict__ |= {name: self.record[name][0] for name in ARRAYS}

    def __getattr__(self, name: str) -> float:
        """Return a count that is a single number."""
        if name not in COUNTS.names:
            raise AttributeError(f"the census has no {name!r}")
        return self.record[name].item()

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a count."""
        if name in COUNTS.names:
            self.record[name] = value
        else:
            object.__setattr__(self, name, value)


@compiled
def count(world):
    """Count everybody at the end of the week."""
    counts, scale = world.census[0], float(world.now[0].scale)
    count_staff(world.bar_workers, world.bars, world.camps)
    count_people(world.persons, world.bars, world.camps, counts, world.by_camp)
    count_miners(world.miners, world.camps, counts, scale)
    count_bars(world.camps, counts)


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
def count_people(persons, bars, camps, counts, by_camp):
    """Count people by stage, form, sex, age, zone type and camp; write the people held in each bar."""
    by_form, under_18, female = counts.by_form, counts.under_18, counts.female
    zones, stages, unwilling = counts.sexual_by_zone, counts.stages, 0.0
    by_form[:] = under_18[:] = female[:] = 0.0
    zones[:] = 0.0
    stages[:] = 0.0
    by_camp[:] = 0.0
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
    counts.unwilling = unwilling


@compiled
def count_miners(miners, camps, counts, scale):
    """Count miners, ``scale`` a row, and take the mean of their running incomes, 0 where there are none."""
    there, under_18, held, formal, income = np.zeros(ZONES), 0.0, 0.0, 0.0, 0.0
    for i in range(miners.n):
        under_18 += miners.age[i] < UNDER_18
        held += miners.forced[i]
        formal += miners.formal[i]
        income += miners.income[i]
        there[camps.zone[miners.camp[i]]] += scale
    counts.miners_by_zone[:] = there
    counts.miners_under_18, counts.miners_held = under_18 * scale, held * scale
    counts.miners_formal, counts.miner_income = formal * scale, income / max(1, miners.n)


@compiled
def count_bars(camps, counts):
    """Count bars by zone type."""
    bars = counts.bars_by_zone
    bars[:] = 0.0
    for c in range(camps.n):
        bars[camps.zone[c]] += camps.bars[c]
