"""Step 13: the attention route - police station, shelter, recovery, home, return to exploitation (M61-M65)."""

import numpy as np

from model.codes import UNDER_18, Age, Form, Method, Sex, Stage
from model.compiled import compiled
from model.dates import WEEKS_PER_YEAR
from model.randomness import decision, draw, to_uniform

CARE = decision("refusal and wish of somebody in care")
AFTER = decision("leaving care, returning to exploitation, becoming a recruiter")
RETURN_TO = decision("bar or camp to which somebody returns")
HELD, SHELTER, RECOVERY, HOME = (int(s) for s in (Stage.HELD, Stage.SHELTER, Stage.RECOVERY, Stage.HOME))
FEMALE, UNDER_14 = int(Sex.FEMALE), int(Age.FROM_10)
EXPLOITED, LABOUR = int(Stage.EXPLOITED), int(Form.LABOUR)
STAYS, LEAVES, RETURNS, ENDS_FOLLOW_UP, RECRUITS = range(5)
"""Fates; the last two end the row."""


def step(model) -> None:
    """Admit, release, and let survivors return, recover, join recruiters or end their follow-up."""
    set_places(model)
    admit(model)
    move_along(model)
    place_in_recovery(model)


def set_places(model) -> None:
    """Spread places added by policy over the specialised shelters, and count who lives where."""
    shelters = model.shelters
    shelters.extra[:] = np.where(shelters.specialised, round(model.levers.shelter_places), 0)
    shelters.occupied[:] = living_in(model.persons.arrays, model.persons.n, shelters.n)


@compiled
def living_in(persons, n, shelters):
    """Count the people who live in each shelter, shape (shelters,)."""
    count = np.zeros(shelters, np.int64)
    for i in range(n):
        if persons.stage[i] == SHELTER:
            count[persons.shelter[i]] += 1
    return count


def admit(model) -> None:
    """Admit from the queue, longest wait first; each shelter by its rule of sex and age (M62, M65)."""
    persons, shelters = model.persons, model.shelters
    queue = np.flatnonzero(persons.stage == HELD)
    if queue.size == 0:
        return
    queue = queue[np.lexsort((persons.identity[queue], persons.since[queue]))]
    free = np.where(shelters.opens <= model.week, shelters.places + shelters.extra - shelters.occupied, 0)
    admitted, unserved = admission(
        model.key, model.week, persons.arrays, queue, free, shelters.women_only, shelters.adults,
        model.numbers.aftercare,
    )  # fmt: skip
    shelters.occupied += np.bincount(admitted, minlength=shelters.n)
    model.flows["admitted"] += admitted.size
    model.flows["refused_help"] += unserved[0]
    model.flows["sent_home_unprepared"] += unserved[1]


@compiled
def admission(key, week, persons, queue, free, women_only, adults, p):
    """Admit people from the queue; return the shelters used, and numbers of refusals and of returns unprepared."""
    used = np.empty(queue.size, np.int64)
    count = 0
    unserved = np.zeros(2)
    for i in queue:
        adult = persons.age[i] >= UNDER_18
        words = draw(key, CARE, persons.identity[i], np.uint32(persons.since[i]))
        if adult and to_uniform(words[0]) < p.refuse:
            send_home(persons, i, week)
            unserved[0] += 1
            continue
        place = place_for(persons.age[i], persons.sex[i], free, women_only, adults)
        if place >= 0:
            free[place] -= 1
            persons.stage[i], persons.shelter[i], persons.since[i] = SHELTER, place, week
            persons.unwilling[i] = to_uniform(words[1]) < p.against_wish
            used[count] = place
            count += 1
        elif week - persons.since[i] >= (p.adult_wait if adult else p.longest_wait):
            send_home(persons, i, week)
            unserved[1] += 1
    return used[:count], unserved


@compiled
def place_for(age, sex, free, women_only, adults):
    """Return the first shelter that admits this age and sex and has a place, -1 for none."""
    for s in range(free.size):
        if free[s] > 0 and (adults[s] or age < UNDER_18) and (not women_only[s] or sex == FEMALE or age == UNDER_14):
            return s
    return -1


@compiled
def send_home(persons, i, week):
    """Send somebody home."""
    persons.stage[i], persons.shelter[i], persons.since[i] = HOME, -1, week


def move_along(model) -> None:
    """Draw what happens to everyone in care or at home this week, and carry it out."""
    persons = model.persons
    fate = fates(model.key, model.week, persons.arrays, persons.n, model.numbers.aftercare)
    model.flows["left_shelter"] += int((fate == LEAVES).sum())
    return_to_exploitation(model, np.flatnonzero(fate == RETURNS))
    become_recruiters(model, np.flatnonzero(fate == RECRUITS))
    end_follow_up(model, np.flatnonzero(fate == ENDS_FOLLOW_UP))
    persons.remove_rows(np.flatnonzero(fate >= ENDS_FOLLOW_UP))


def end_follow_up(model, rows: np.ndarray) -> None:
    """Count people among those at their origins again."""
    persons = model.persons
    np.add.at(model.candidates, (persons.origin[rows], persons.age[rows], persons.sex[rows]), 1)


@compiled
def fates(key, week, persons, n, p):
    """Return what each person does; changes stages of those who leave a shelter or end their recovery.

    The hazard of return falls with time at home; after recovery it is a fraction of what it would be (M61).
    """
    fate = np.full(n, STAYS, np.int8)
    recovery_weeks = p.recovery_years * WEEKS_PER_YEAR
    follow_up = p.follow_up * WEEKS_PER_YEAR
    for i in range(n):
        stage = persons.stage[i]
        if stage == EXPLOITED or stage == HELD:
            continue
        weeks = week - persons.since[i]
        words = draw(key, AFTER, persons.identity[i], week)
        u = to_uniform(words[0])
        if stage == SHELTER:
            if u < p.leave_shelter * (2.0 if persons.unwilling[i] else 1.0) or weeks >= p.shelter_stay:
                send_home(persons, i, week)
                fate[i] = LEAVES
        elif stage == RECOVERY:
            if weeks >= recovery_weeks:
                persons.recovered[i] = True
                send_home(persons, i, week)
        elif weeks >= follow_up:
            fate[i] = ENDS_FOLLOW_UP
        elif u < p.return_unprepared + p.becomes_recruiter:
            hazard = p.return_unprepared * np.exp(-weeks / p.return_decay)
            if persons.recovered[i]:
                hazard *= p.recovered_ratio
            if u < hazard:
                fate[i] = RETURNS
            elif not persons.recovered[i] and u < hazard + p.becomes_recruiter:
                fate[i] = RECRUITS
    return fate


def return_to_exploitation(model, rows: np.ndarray) -> None:
    """Return survivors to bars or mines; next week's vacancies are fewer by them, so they stand in for recruits."""
    if rows.size == 0:
        return
    persons, bars = model.persons, model.bars
    labour = persons.form[rows] == LABOUR
    u = model.luck.uniform(RETURN_TO, persons.identity[rows], model.week)
    camps = np.flatnonzero(model.camps.open)
    if camps.size:
        bring_back(model, rows[labour], camps[(u[labour] * camps.size).astype(np.int64)], -1)
    if bars.n:
        at = (u[~labour] * bars.n).astype(np.int64)
        bring_back(model, rows[~labour], bars.camp[at], bars.unique_id[at])


def bring_back(model, rows: np.ndarray, camp: np.ndarray, bar: np.ndarray | int) -> None:
    """Write a return to exploitation into the rows."""
    persons = model.persons
    persons.stage[rows] = EXPLOITED
    persons.camp[rows], persons.bar[rows] = camp, bar
    persons.since[rows] = model.week
    persons.debt[rows] = model.parameters.recruitment.advance
    persons.times[rows] += 1
    model.flows["returns_to_exploitation"] += rows.size


def become_recruiters(model, rows: np.ndarray) -> None:
    """Let survivors without recovery become recruiters of the network that held them (M19, M61): same identity."""
    if rows.size == 0:
        return
    persons, networks = model.persons, model.networks
    model.recruiters.add(
        rows.size,
        identity=persons.identity[rows],
        network=persons.network[rows],
        origin=persons.origin[rows],
        method=Method.ACQUAINTANCE,
        survivor=True,
        since=model.week,
    )
    networks.recruiters += np.bincount(persons.network[rows], minlength=networks.n).astype(np.int32)
    model.flows["survivors_who_recruit"] += rows.size


def place_in_recovery(model) -> None:
    """Give free places in psychological recovery to survivors at home, those who came home last first."""
    persons = model.persons
    places = round(model.numbers.aftercare.recovery_places + model.levers.recovery_places)
    model.flows["entered_recovery"] += take_into_recovery(persons.arrays, persons.n, places, model.week)


@compiled
def take_into_recovery(persons, n, places, week):
    """Fill free places; return how many. Ties go to the smaller identity."""
    free = places
    for i in range(n):
        free -= persons.stage[i] == RECOVERY
    taken = 0
    while taken < free:
        best = -1
        for i in range(n):
            if persons.stage[i] == HOME and not persons.recovered[i] and (best < 0 or comes_before(persons, i, best)):
                best = i
        if best < 0:
            break
        persons.stage[best], persons.since[best] = RECOVERY, week
        taken += 1
    return taken


@compiled
def comes_before(persons, a, b):
    """Tell whether person ``a`` came home later than ``b``, or as late with the smaller identity."""
    if persons.since[a] != persons.since[b]:
        return persons.since[a] > persons.since[b]
    return persons.identity[a] < persons.identity[b]
