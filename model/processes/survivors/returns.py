"""What survivors in care or at home do: leave, return to exploitation, or take a role in it (M61, M63-M65, M69)."""

import numpy as np

from model.codes import UNDER_18, Form, Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import BLOCK, decision, fill_pair_words, fill_words, pair_key, to_uniform
from model.processes.survivors.admission import send_home
from model.text.dates import WEEKS_PER_YEAR

AFTER = decision("leaving care, returning to exploitation, becoming a recruiter or owner")
RETURN_TO = decision("bar or camp to which somebody returns")
EXPLOITED, HELD, SHELTER, RECOVERY, HOME = (int(stage) for stage in Stage)
LABOUR = int(Form.LABOUR)
GONE = -1
"""Stage of a row that is removed at the end of the rule."""
STAYS, LEAVES, RETURNS, ENDS_FOLLOW_UP, RECRUITS, OWNS = range(6)
"""Fates; the last three end the row."""


@compiled
def in_care(persons, n):
    """Return the rows of everybody in a shelter, in recovery or at home."""
    rows = np.empty(n, np.int64)
    k, stage = 0, persons.stage
    for i in range(n):
        if stage[i] > HELD:
            rows[k] = i
            k += 1
    return rows[:k]


@compiled
def fates(key, week, persons, cared, shelters, bars, n_bars, camps, n_camps, advance, candidates, blame, p):
    """Move everyone in the rows ``cared``, in care or at home, on by a week.

    Return how many left a shelter; how many returned to exploitation without and after recovery, and of both how many
    whose last shelter stood in the region; then the rows that end, why, and the camps where those who become owners
    open bars. Those whose follow-up ends count among the people at their origins again; people who were stopped on the
    way were not in exploitation and are not followed.
    """
    return_key = pair_key(key, RETURN_TO, week)
    left, returned = 0, np.zeros(3)
    n, k = cared.size, 0
    rows, why, where = np.empty(n, np.int64), np.empty(n, np.int8), np.empty(n, np.int64)
    who, words = persons.identity[cared], np.empty((4, BLOCK), np.uint32)
    stage, since, left_in = persons.stage, persons.since, persons.left
    likely, latest = most_likely(blame, p), week - p.followed * WEEKS_PER_YEAR
    for j in range(n):
        i, word = cared[j], j % BLOCK
        if word == 0:
            fill_words(key, AFTER, who[j : min(j + BLOCK, n)], week, words)
        u = to_uniform(words[0, word])
        over = stage[i] == HOME and (since[i] <= latest or left_in[i] < 0)
        if stage[i] == HOME and u >= likely and not over:
            continue
        fate = ENDS_FOLLOW_UP if over else fate_of(u, persons, i, week, shelters, blame, p)
        if fate == LEAVES:
            left += stage[i] == SHELTER
            persons.recovered[i] |= stage[i] == RECOVERY
            send_home(persons, i, week)
        elif fate == RETURNS:
            recovered, from_region = int(persons.recovered[i]), lived_in_region(persons, i, shelters)
            back = bring_back(return_key, persons, i, week, bars, n_bars, camps, n_camps, advance)
            returned[recovered] += back
            returned[2] += back and from_region
        elif fate >= ENDS_FOLLOW_UP:
            camp = camp_by_demand(to_uniform(words[1, word]), camps, n_camps) if fate == OWNS else -1
            if fate == OWNS and camp < 0:
                continue
            candidates[persons.origin[i], persons.age[i], persons.sex[i]] += fate == ENDS_FOLLOW_UP
            stage[i], rows[k], why[k], where[k] = GONE, i, fate, camp
            k += 1
    return left, returned, rows[:k], why[:k], where[:k]


@inlined
def fate_of(u, persons, i, week, shelters, blame, p):
    """Return what somebody in a shelter, in recovery or at home does this week.

    Competing weekly hazards. After recovery nobody takes a role (M61). A shelter without places sends everybody home
    (M75).
    """
    weeks = week - persons.since[i]
    if persons.stage[i] == SHELTER:
        s = persons.shelter[i]
        hazard = p.leave_shelter * (2.0 if persons.unwilling[i] else 1.0)
        hazard *= p.specialised_leaving if shelters.specialised[s] else 1.0
        closed = shelters.places[s] + shelters.extra[s] == 0
        return LEAVES if closed or u < hazard or weeks >= p.shelter_stay else STAYS
    if persons.stage[i] == RECOVERY:
        return LEAVES if weeks >= p.recovery_years * WEEKS_PER_YEAR else STAYS
    edge = return_hazard(persons, i, weeks, shelters, blame, p)
    if u < edge:
        return RETURNS
    if persons.recovered[i]:
        return STAYS
    edge += p.becomes_recruiter
    if u < edge:
        return RECRUITS
    return OWNS if persons.age[i] >= UNDER_18 and u < edge + p.becomes_owner else STAYS


@inlined
def most_likely(blame, p):
    """Return the highest weekly hazard of anything that somebody at home can do."""
    return p.return_unprepared * max(1.0, p.region_ratio) * blame + p.becomes_recruiter + p.becomes_owner


@inlined
def return_hazard(persons, i, weeks, shelters, blame, p):
    """Return the weekly hazard of return to exploitation of somebody ``weeks`` at home.

    Unprepared hazard x exp(-weeks / decay), times a ratio for each of: recovery completed (M61), home prepared or
    accompanied (M63, M64), a reintegration job (M69), the last shelter specialised, the last shelter in the region,
    near those who exploited (M65), and ``blame`` by institutions and media (M63, M73).
    """
    hazard = p.return_unprepared * np.exp(-weeks / p.return_decay) * blame
    if persons.recovered[i]:
        hazard *= p.recovered_ratio
    if persons.prepared[i] >= 0:
        hazard *= p.prepared_ratio
    if persons.job[i] >= 0:
        hazard *= p.job_ratio
    if lived_in_region(persons, i, shelters):
        hazard *= p.region_ratio
    last = persons.last_shelter[i]
    if last >= 0 and shelters.specialised[last]:
        hazard *= p.specialised_ratio
    return hazard


@inlined
def lived_in_region(persons, i, shelters):
    """Tell whether the last shelter somebody lived in stands in the region."""
    return persons.last_shelter[i] >= 0 and shelters.in_region[persons.last_shelter[i]]


@compiled
def bring_back(key, persons, i, week, bars, n_bars, camps, n_camps, advance):
    """Return somebody to a mine or bar; next week's vacancies are fewer by one. Returns whether there was any.

    The place is the one with the highest draw for person and place, so that it stays the same while it exists
    (rendezvous hashing, Thaler and Ravishankar 1998). What care had done is lost.
    """
    best, highest = -1, 0.0
    labour = persons.form[i] == LABOUR
    places = camps.identity[:n_camps] if labour else bars.identity[:n_bars]
    words = np.empty((4, places.size), np.uint32)
    fill_pair_words(key, np.full(places.size, persons.identity[i]), places, words)
    for k in range(places.size):
        u = to_uniform(words[0, k])
        if u > highest and (camps.open[k] if labour else True):
            best, highest = k, u
    if best < 0:
        return False
    persons.camp[i] = best if labour else bars.camp[best]
    if not labour:
        persons.bar[i], persons.network[i] = bars.unique_id[best], bars.owner[best]
    persons.stage[i], persons.since[i], persons.debt[i] = EXPLOITED, week, advance
    persons.times[i] += 1
    persons.recovered[i] = persons.reintegrated[i] = False
    persons.prepared[i] = persons.job[i] = persons.last_shelter[i] = -1
    return True


@inlined
def camp_by_demand(u, camps, n_camps):
    """Return the open camp that a uniform ``u`` chooses by demand for bars, -1 where there is none."""
    total = 0.0
    for c in range(n_camps):
        total += camps.demand[c] if camps.open[c] else 0.0
    below, chosen = 0.0, -1
    for c in range(n_camps):
        if camps.open[c] and camps.demand[c] > 0.0 and (chosen < 0 or below <= u * total):
            chosen = c
            below += camps.demand[c]
    return chosen
