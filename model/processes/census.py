"""Who is where at the end of a week, counted in one pass over people."""

import numpy as np

from model.codes import EXITS, SURVIVALS, UNDER_18, ZONES, Form, Sex, Stage, Zone
from model.kernels.compiled import compiled
from model.kernels.rows import count_with, rows_with
from model.kernels.sums import total
from model.people.classes import PERSON_CLASSES
from model.people.survival import count_survivors, divide_by_class

RIVER, PROTECTED = int(Zone.RIVER), int(Zone.PROTECTED)
EXPLOITED, SHELTER = int(Stage.EXPLOITED), int(Stage.SHELTER)
SEXUAL, LABOUR, FEMALE = int(Form.SEXUAL), int(Form.LABOUR), int(Sex.FEMALE)


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
    count_survival(world, counts)


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
    zones, stages, unwilling, owed = counts.sexual_by_zone, counts.stages, 0.0, 0.0
    by_form[:] = under_18[:] = female[:] = 0.0
    zones[:] = 0.0
    for stage in range(stages.size):
        stages[stage] = count_with(persons.stage, persons.n, stage)
    by_camp[:] = 0.0
    bars.held[: bars.n] = 0
    for i in rows_with(persons.stage, persons.n, EXPLOITED):
        form, camp = persons.form[i], persons.camp[i]
        by_form[form] += 1.0
        owed += persons.debt[i]
        under_18[form] += persons.age[i] < UNDER_18
        female[form] += persons.sex[i] == FEMALE
        by_camp[form, camp] += 1.0
        if form == SEXUAL:
            zones[camps.zone[camp]] += 1.0
            bars.held[bars.row_of[persons.bar[i]]] += 1
    for i in rows_with(persons.stage, persons.n, SHELTER):
        unwilling += persons.unwilling[i]
    counts.unwilling, counts.owed = unwilling, owed


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


@compiled
def count_survival(world, counts):
    """Take over what the week's exits and recoveries were like, and count survivors by state."""
    stays, states = world.stays, np.empty((SURVIVALS, PERSON_CLASSES))
    counts.stays_sexual[:], counts.stays_labour[:] = stays[SEXUAL], stays[LABOUR]
    counts.debts_at_exit[:], counts.recovery_ends[:] = world.debts_at_exit, world.recovery_ends
    counts.after_years[:] = world.after_years
    count_survivors(world, states)
    divide_by_class(states, counts)
