"""Step 13: the attention route - police station, shelter, recovery, home, return to exploitation (M61-M65)."""

import numpy as np

from model.codes import UNDER_18, Age, Form, Method, Sex, Stage
from model.compiled import compiled, inlined
from model.dates import WEEKS_PER_YEAR
from model.randomness import decision, draw, pair_draw, pair_key, to_uniform

CARE = decision("refusal and wish of somebody in care")
AFTER = decision("leaving care, returning to exploitation, becoming a recruiter")
RETURN_TO = decision("bar or camp to which somebody returns")
EXPLOITED, HELD, SHELTER, RECOVERY, HOME = (int(stage) for stage in Stage)
LABOUR, FEMALE, UNDER_14 = int(Form.LABOUR), int(Sex.FEMALE), int(Age.FROM_10)
STAYS, LEAVES, RETURNS, ENDS_FOLLOW_UP, RECRUITS = range(5)
"""Fates; the last two end the row."""


COUNTED = (
    "admitted",
    "refused_help",
    "sent_home_unprepared",
    "left_shelter",
    "returns_to_exploitation",
    "entered_recovery",
)


def step(model) -> None:
    """Admit and release, let survivors return, recover or join recruiters, and end follow-ups."""
    persons, bars, camps, shelters, levers = model.persons, model.bars, model.camps, model.shelters, model.levers
    p = model.numbers.aftercare
    numbers, ended, recruits = care(
        model.key, model.week, persons.arrays, persons.n, shelters.arrays, shelters.n, bars.arrays, bars.n,
        camps.arrays, camps.n, model.candidates, round(sum(levers.shelter_places)),
        round(p.recovery_places + levers.recovery_places), model.numbers.recruitment.advance, p,
    )  # fmt: skip
    for name, number in zip(COUNTED, numbers, strict=True):
        model.flows[name] += number
    become_recruiters(model, recruits)
    persons.remove_rows(np.concatenate((ended, recruits)))


@compiled
def care(
    key, week, persons, n, shelters, n_shelters, bars, n_bars, camps, n_camps, candidates, shelter_places,
    recovery_places, advance, p,
):  # fmt: skip
    """Admit, move everyone on by a week and fill recovery; return the numbers COUNTED and the rows that end.

    The latter are those whose follow-up ends and those who become recruiters.
    """
    admitted, refused, unprepared = admission(key, week, persons, n, shelters, n_shelters, shelter_places, p)
    left, returned, ended, recruits = fates(key, week, persons, n, bars, n_bars, camps, n_camps, advance, candidates, p)
    recovering = take_into_recovery(persons, n, recovery_places, week)
    return (admitted, refused, unprepared, left, returned, recovering), ended, recruits


@compiled
def admission(key, week, persons, n, shelters, n_shelters, extra, p):
    """Admit people from the queue; return numbers of admissions, refusals and returns unprepared.

    Places that policy adds stand in the specialised shelters. Without a place people wait, adults and those under 18
    for their longest times, and then go home without care.
    """
    free, queue = survey(week, persons, n, shelters, n_shelters, extra)
    admitted = refused = unprepared = 0
    for i in queue:
        adult = persons.age[i] >= UNDER_18
        words = draw(key, CARE, persons.identity[i], persons.since[i])
        if adult and to_uniform(words[0]) < p.refuse:
            send_home(persons, i, week)
            refused += 1
            continue
        place = place_for(persons.age[i], persons.sex[i], free, shelters)
        if place >= 0:
            free[place] -= 1
            shelters.occupied[place] += 1
            persons.stage[i], persons.shelter[i], persons.since[i] = SHELTER, place, week
            persons.unwilling[i] = to_uniform(words[1]) < p.against_wish
            admitted += 1
        elif week - persons.since[i] >= (p.adult_wait if adult else p.longest_wait):
            send_home(persons, i, week)
            unprepared += 1
    return admitted, refused, unprepared


@compiled
def survey(week, persons, n, shelters, n_shelters, extra):
    """Return free places by shelter and the rows of the queue in order of waiting; count who lives where."""
    shelters.occupied[:n_shelters] = 0
    queue = np.empty(n, np.int64)
    waiting = 0
    for i in range(n):
        if persons.stage[i] == SHELTER:
            shelters.occupied[persons.shelter[i]] += 1
        elif persons.stage[i] == HELD:
            k = waiting
            while k > 0 and waits_longer(persons, i, queue[k - 1]):
                queue[k] = queue[k - 1]
                k -= 1
            queue[k] = i
            waiting += 1
    free = np.zeros(n_shelters, np.int64)
    for s in range(n_shelters):
        shelters.extra[s] = extra if shelters.specialised[s] else 0
        if shelters.opens[s] <= week:
            free[s] = shelters.places[s] + shelters.extra[s] - shelters.occupied[s]
    return free, queue[:waiting]


@inlined
def waits_longer(persons, a, b):
    """Tell whether person ``a`` has waited longer than ``b``, or as long with the smaller identity."""
    if persons.since[a] != persons.since[b]:
        return persons.since[a] < persons.since[b]
    return persons.identity[a] < persons.identity[b]


@inlined
def place_for(age, sex, free, shelters):
    """Return the first shelter that admits this age and sex and has a place, -1 for none."""
    for s in range(free.size):
        of_age = shelters.adults[s] or age < UNDER_18
        of_sex = not shelters.women_only[s] or sex == FEMALE or age == UNDER_14
        if free[s] > 0 and of_age and of_sex:
            return s
    return -1


@inlined
def send_home(persons, i, week):
    """Send somebody home."""
    persons.stage[i], persons.shelter[i], persons.since[i] = HOME, -1, week


@compiled
def fates(key, week, persons, n, bars, n_bars, camps, n_camps, advance, candidates, p):
    """Move everyone in care or at home on by a week.

    Return how many left a shelter and how many returned to exploitation, and the rows whose follow-up ends (they count
    among the people at their origins again) and of those who become recruiters.
    """
    return_key = pair_key(key, RETURN_TO, week)
    left = returned = 0
    ended, recruits = np.empty(n, np.int64), np.empty(n, np.int64)
    n_ended = n_recruits = 0
    stage, since, left_in, identity = persons.stage, persons.since, persons.left, persons.identity
    likely, latest = p.return_unprepared + p.becomes_recruiter, week - p.follow_up * WEEKS_PER_YEAR
    for i in range(n):
        if stage[i] == EXPLOITED or stage[i] == HELD:
            continue
        words = draw(key, AFTER, identity[i], week)
        u = to_uniform(words[0])
        if stage[i] == HOME and u >= likely and since[i] > latest and left_in[i] >= 0:
            continue
        fate = fate_of(u, persons, i, week, p)
        if fate == LEAVES:
            left += persons.stage[i] == SHELTER
            persons.recovered[i] |= persons.stage[i] == RECOVERY
            send_home(persons, i, week)
        elif fate == RETURNS:
            returned += bring_back(return_key, persons, i, week, bars, n_bars, camps, n_camps, advance)
        elif fate == ENDS_FOLLOW_UP:
            candidates[persons.origin[i], persons.age[i], persons.sex[i]] += 1
            ended[n_ended] = i
            n_ended += 1
        elif fate == RECRUITS:
            recruits[n_recruits] = i
            n_recruits += 1
    return left, returned, ended[:n_ended], recruits[:n_recruits]


@inlined
def fate_of(u, persons, i, week, p):
    """Return what somebody in a shelter, in recovery or at home does this week.

    The hazard of return falls with time at home; after recovery it is a fraction of what it would be (M61). People who
    were stopped on the way were not in exploitation and are not followed.
    """
    weeks = week - persons.since[i]
    if persons.stage[i] == SHELTER:
        hazard = p.leave_shelter * (2.0 if persons.unwilling[i] else 1.0)
        return LEAVES if u < hazard or weeks >= p.shelter_stay else STAYS
    if persons.stage[i] == RECOVERY:
        return LEAVES if weeks >= p.recovery_years * WEEKS_PER_YEAR else STAYS
    if weeks >= p.follow_up * WEEKS_PER_YEAR or persons.left[i] < 0:
        return ENDS_FOLLOW_UP
    if u >= p.return_unprepared + p.becomes_recruiter:
        return STAYS
    hazard = p.return_unprepared * np.exp(-weeks / p.return_decay)
    if persons.recovered[i]:
        return RETURNS if u < hazard * p.recovered_ratio else STAYS
    if u < hazard:
        return RETURNS
    return RECRUITS if u < hazard + p.becomes_recruiter else STAYS


@compiled
def bring_back(key, persons, i, week, bars, n_bars, camps, n_camps, advance):
    """Return somebody to a mine or bar; next week's vacancies are fewer by one. Returns whether there was any.

    The place is the one with the highest draw for person and place, so that it stays the same while it exists
    (rendezvous hashing, Thaler and Ravishankar 1998).
    """
    best, highest = -1, 0.0
    labour = persons.form[i] == LABOUR
    for k in range(n_camps if labour else n_bars):
        if labour and not camps.open[k]:
            continue
        place = camps.identity[k] if labour else bars.identity[k]
        u = to_uniform(pair_draw(key[0], key[1], persons.identity[i], place)[0])
        if u > highest:
            best, highest = k, u
    if best < 0:
        return False
    persons.camp[i] = best if labour else bars.camp[best]
    if not labour:
        persons.bar[i], persons.network[i] = bars.unique_id[best], bars.owner[best]
    persons.stage[i], persons.since[i], persons.debt[i] = EXPLOITED, week, advance
    persons.times[i] += 1
    return True


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


@compiled
def take_into_recovery(persons, n, places, week):
    """Give free places in psychological recovery to survivors at home; return how many.

    Those who came home last come first, ties go to the smaller identity.
    """
    free = places
    for i in range(n):
        free -= persons.stage[i] == RECOVERY
    taken = 0
    while taken < free:
        best = -1
        for i in range(n):
            if persons.stage[i] == HOME and not persons.recovered[i] and (best < 0 or came_later(persons, i, best)):
                best = i
        if best < 0:
            break
        persons.stage[best], persons.since[best] = RECOVERY, week
        taken += 1
    return taken


@inlined
def came_later(persons, a, b):
    """Tell whether person ``a`` came home later than ``b``, or as late with the smaller identity."""
    if persons.since[a] != persons.since[b]:
        return persons.since[a] > persons.since[b]
    return persons.identity[a] < persons.identity[b]
