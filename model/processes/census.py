"""Who is where at the end of a week, counted in one pass over people."""

from typing import Any

import numpy as np

from model.codes import EXITS, FORMS, UNDER_18, ZONES, Desk, Form, Sex, Stage, Zone
from model.kernels.compiled import compiled
from model.kernels.sums import total

STAGES, DESKS = len(Stage), len(Desk)
RIVER, PROTECTED = int(Zone.RIVER), int(Zone.PROTECTED)
EXPLOITED, SHELTER = int(Stage.EXPLOITED), int(Stage.SHELTER)
SEXUAL, LABOUR, FEMALE = int(Form.SEXUAL), int(Form.LABOUR), int(Sex.FEMALE)


LENGTHS = {
    "by_form": FORMS, "under_18": FORMS, "female": FORMS, "sexual_by_zone": ZONES, "stages": STAGES,
    "unwilling": 0, "miners_by_zone": ZONES, "bars_by_zone": ZONES, "miners_under_18": 0, "miners_held": 0,
    "miners_formal": 0, "miner_income": 0, "camps_open": 0, "at_camps": 0, "hostility": 0, "bars_hidden": 0, "sight": 0,
    "corruption": 0, "surviving_recruiters": 0, "cases_waiting": DESKS, "shelter_places": 0, "in_regional_shelters": 0,
    "in_jobs": 0, "informed": 0, "exits": EXITS, "in_labour": 0, "in_exploitation": 0, "women_and_girls": 0,
    "remote": 0,
}  # fmt: skip
COUNTS = np.dtype([(name, np.float64, length) if length else (name, np.float64) for name, length in LENGTHS.items()])
"""Type of the record of counts: persons, bars, soles a week, and means from 0 to 1.

``by_form``, ``under_18``, ``female``: people in exploitation by form; ``sexual_by_zone``: of the sexual form, by zone
type; ``stages``: people by stage; ``unwilling``: in a shelter against their wish. Of miners: by zone type, under 18,
held by an advance, with a permit, and their mean running income. ``bars_by_zone``: bars by zone type; ``camps_open``:
camps at work; ``at_camps``: people who dig in camps; ``hostility``: the mean that they live with; ``bars_hidden``: mean
share of trade out of sight; ``sight``: mean share of it that police detect; ``corruption``: mean readiness of police;
``surviving_recruiters``: recruiters who were in exploitation; ``cases_waiting``: by desk; ``shelter_places``: open
ones; ``in_regional_shelters``: people; ``in_jobs``: people in jobs outside mining; ``informed``: mean share of the not
yet aware at origin who have become aware; ``exits``: the week's exits from exploitation by kind; ``in_labour``,
``in_exploitation``: people in labour exploitation and in either form, with miners held by an advance;
``women_and_girls``: of people in either form; ``remote``: people in sexual exploitation in river and protected zones.
"""
PLACES = {name: COUNTS.fields[name][1] // 8 for name in COUNTS.names}
"""Places of the counts in the record as one row of numbers; of several things, of the first."""
ARRAYS = tuple(name for name in COUNTS.names if COUNTS[name].shape)


class Census:
    """Counts of people at the end of a week, as in COUNTS; the next week's rules start from them.

    ``labour`` and ``sexual``: people in exploitation by camp. Counting also writes the numbers of people held and of
    workers into the bars' columns, and of bars into camps'.
    """

    def __init__(self, camps: int) -> None:
        """Start at zero, for a number of camps."""
        self.record, self.by_camp = np.zeros(1, COUNTS), np.zeros((FORMS, camps))
        self.flat = self.record.view(np.float64)
        self.sexual, self.labour = self.by_camp[SEXUAL], self.by_camp[LABOUR]
        self.__dict__ |= {name: self.record[name][0] for name in ARRAYS}

    def __getstate__(self) -> dict[str, np.ndarray]:
        """Return the counts for a copy or pickle."""
        return {"record": self.record, "by_camp": self.by_camp}

    def __setstate__(self, counts: dict[str, np.ndarray]) -> None:
        """Restore the counts, so that all views are of them again."""
        Census.__init__(self, counts["by_camp"].shape[1])
        self.record[:], self.by_camp[:] = counts["record"], counts["by_camp"]

    def __getattr__(self, name: str) -> float:
        """Return a count that is a single number."""
        if name not in PLACES:
            raise AttributeError(f"the census has no {name!r}")
        return self.flat.item(PLACES[name])

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
    count_places(world.camps, counts)
    count_organisations(world, counts)
    count_region(world, counts)
    count_exploitation(world.exits, counts)


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
def count_places(camps, counts):
    """Count bars by zone type, and camps at work with the people who dig there and how hostile they are."""
    bars, miners = counts.bars_by_zone, camps.miners[: camps.n]
    bars[:] = 0.0
    counts.camps_open = 0.0
    for c in range(camps.n):
        bars[camps.zone[c]] += camps.bars[c]
        counts.camps_open += camps.open[c]
    counts.at_camps = total(miners)
    angry = total(camps.hostility[: camps.n] * miners)
    counts.hostility = angry / counts.at_camps if counts.at_camps > 0.0 else 0.0


@compiled
def count_organisations(world, counts):
    """Take means over bars and police, and count recruiters, cases that wait, and shelters."""
    bars, police, shelters, waiting = world.bars, world.police, world.shelters, counts.cases_waiting
    counts.bars_hidden = total(bars.hidden[: bars.n]) / max(1, bars.n)
    counts.sight = total(police.sight[: police.n]) / police.n
    counts.corruption = total(police.corruption[: police.n]) / police.n
    counts.surviving_recruiters = world.recruiters.survivor[: world.recruiters.n].sum()
    waiting[:] = 0.0
    for i in range(world.cases.n):
        waiting[world.cases.desk[i]] += 1.0
    counts.shelter_places = counts.in_regional_shelters = 0.0
    for s in range(shelters.n):
        counts.shelter_places += shelters.places[s] + shelters.extra[s]
        counts.in_regional_shelters += shelters.occupied[s] * shelters.in_region[s]


@compiled
def count_region(world, counts):
    """Count people in jobs outside mining, and take the mean share of people at origin who have become aware."""
    counts.in_jobs = total(world.men_in_jobs) + world.workers_in_jobs.sum()
    counts.informed = total(world.campaign) / world.campaign.size


@compiled
def count_exploitation(exits, counts):
    """Add up people in exploitation, and the week's exits by kind."""
    by_form, female, zones = counts.by_form, counts.female, counts.sexual_by_zone
    counts.in_labour = by_form[LABOUR] + counts.miners_held
    counts.in_exploitation = by_form[SEXUAL] + by_form[LABOUR] + counts.miners_held
    counts.women_and_girls = female[SEXUAL] + female[LABOUR]
    counts.remote = zones[RIVER] + zones[PROTECTED]
    for kind in range(EXITS):
        counts.exits[kind] = exits[kind, SEXUAL] + exits[kind, LABOUR]
