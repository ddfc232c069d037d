"""What survivors in care or at home do: leave, return to exploitation, or take a role in it (M61, M63-M65, M69)."""

from typing import NamedTuple

import numpy as np

from model.codes import UNDER_18, Form, Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, fill_pair_words, pair_key, to_uniform
from model.kernels.rows import marked
from model.kernels.waiting import idle_weeks
from model.parameters.origins import REGIONS
from model.people.classes import CARE_EDGES
from model.people.classing import class_from
from model.processes.survivors.admission import send_home
from model.text.dates import WEEKS_PER_YEAR

AFTER = decision("leaving care, returning to exploitation, becoming a recruiter or owner")
TURN = decision("weeks until anything may happen to somebody at home")
RETURN_TO = decision("bar or camp to which somebody returns")
EXPLOITED, HELD, SHELTER, RECOVERY, HOME = (int(stage) for stage in Stage)
LABOUR = int(Form.LABOUR)
GONE = -1
"""Stage of a row that is removed at the end of the rule."""
STAYS, LEAVES, COMPLETES, DROPS_OUT, RETURNS, ENDS_FOLLOW_UP, RECRUITS, OWNS = range(8)
"""Transitions of a week: out of a shelter, out of recovery, back to exploitation; the last three end the row."""
CENTRES = (REGIONS.index("lima"), REGIONS.index("loreto"))
"""Origins with a centre for recovery at routine: Lima, and Iquitos in Loreto."""


class Places(NamedTuple):
    """Where survivors live and where they go: shelters; bars and camps to which some return; their origins.

    ``candidates``: people at origin by origin, age and sex, shape (10, 4, 2), whom those no longer followed join;
    ``recovery_ends``: recoveries that end too early this week, by class of length.
    """

    shelters: tuple
    bars: tuple
    camps: tuple
    candidates: np.ndarray
    recovery_ends: np.ndarray


class Conditions(NamedTuple):
    """What surrounds survivors this week.

    ``blame`` by institutions and media multiplies returns (M63, M73); ``far``: drop-out from recovery of who lives far
    from the routine centres, over others, less the more places policy opens elsewhere.
    """

    blame: float
    far: float


class Chosen(NamedTuple):
    """Survivors who do anything but stay, one entry a person: row, transition, and a uniform that is left to use."""

    rows: np.ndarray
    transitions: np.ndarray
    spare: np.ndarray


class Returned(NamedTuple):
    """Persons who return to exploitation, by recovery; of both, from a shelter in the region, and while in recovery."""

    without_recovery: int
    after_recovery: int
    after_shelter_in_region: int
    relapsed: int


class Left(NamedTuple):
    """Persons who leave a shelter, complete recovery and drop out of it."""

    shelter: int
    completed: int
    dropped_out: int


class Ended(NamedTuple):
    """Persons whose row ends, one entry each: row, why, and the camp in which an owner opens a bar, -1 for others."""

    rows: np.ndarray
    why: np.ndarray
    camps: np.ndarray


@compiled
def survivor_transitions(clock, persons, places, conditions, numbers):
    """Move everyone in a shelter, in recovery or at home on by a week.

    Return who left care, who returned to exploitation, and who is no longer followed: Left, Returned and Ended.
    """
    chosen = choose_transitions(clock, persons, places.shelters, conditions, numbers)
    left = leave_care(persons, chosen, clock.week, places.recovery_ends)
    returned = return_to_exploitation(clock, persons, chosen, places, numbers)
    return left, returned, end_follow_up(persons, chosen, places)


@compiled
def choose_transitions(clock, persons, shelters, conditions, numbers):
    """Return what survivors in care or at home do this week, of those who do not stay.

    The follow-up ends after some years, and at once for people stopped on the way, who were not in exploitation. At
    home something may happen in few weeks only (thinning, Lewis and Shedler 1979).
    """
    aftercare, k = numbers[0].aftercare, 0
    stage, since, left_in, next_turn = persons.stage, persons.since, persons.left, persons.next_turn
    likely, latest = most_likely(aftercare), clock.week - aftercare.followed * WEEKS_PER_YEAR
    asked = who_may_change(persons, clock.week, latest)
    rows, transitions, spare = np.empty(asked.size, np.int64), np.empty(asked.size, np.int8), np.empty(asked.size)
    for i in asked:
        over = stage[i] == HOME and (since[i] <= latest or left_in[i] < 0)
        if stage[i] == HOME and not over:
            if next_turn[i] < clock.week:
                next_turn[i] = clock.week + idle_weeks(clock, TURN, persons.identity[i], likely)
            if next_turn[i] > clock.week:
                continue
        words = draw(clock.key, AFTER, persons.identity[i], clock.week)
        transition = ENDS_FOLLOW_UP
        if not over:
            u = to_uniform(words[0]) * (likely if stage[i] == HOME else 1.0)
            transition = transition_of(u, persons, i, clock.week, shelters, conditions, aftercare)
        if transition != STAYS:
            rows[k], transitions[k], spare[k] = i, transition, to_uniform(words[1])
            k += 1
    return Chosen(rows[:k], transitions[:k], spare[:k])


@compiled
def who_may_change(persons, week, latest):
    """Return the rows of those in a shelter or in recovery, and of those at home to whom anything may happen.

    ``latest``: the week until which those no longer followed came home.
    """
    stage, since, left, next_turn = persons.stage, persons.since, persons.left, persons.next_turn
    mask = np.empty(persons.n, np.bool_)
    for i in range(mask.size):
        due = (next_turn[i] <= np.int32(week)) | (since[i] <= latest) | (left[i] < 0)
        mask[i] = (stage[i] == SHELTER) | (stage[i] == RECOVERY) | ((stage[i] == HOME) & due)
    return marked(mask)


@inlined
def transition_of(u, persons, i, week, shelters, conditions, aftercare):
    """Return what somebody in a shelter, in recovery or at home does this week.

    Competing weekly hazards. In recovery and after it nobody takes a role (M61). A shelter without places sends
    everybody home (M75).
    """
    weeks = week - persons.since[i]
    if persons.stage[i] == SHELTER:
        s = persons.shelter[i]
        hazard = aftercare.leave_shelter * (2.0 if persons.unwilling[i] else 1.0)
        hazard *= aftercare.specialised_leaving if shelters.specialised[s] else 1.0
        closed = shelters.places[s] + shelters.extra[s] == 0
        return LEAVES if closed or u < hazard or weeks >= aftercare.shelter_stay else STAYS
    edge = return_hazard(persons, i, weeks, shelters, conditions.blame, aftercare)
    if persons.stage[i] == RECOVERY:
        return in_recovery(u, edge, persons, i, conditions, aftercare)
    if u < edge:
        return RETURNS
    if persons.recovered[i]:
        return STAYS
    tied = still_tied(persons, i, weeks, aftercare)
    edge += aftercare.becomes_recruiter * tied
    if u < edge:
        return RECRUITS
    return OWNS if persons.age[i] >= UNDER_18 and u < edge + aftercare.becomes_owner * tied else STAYS


@inlined
def in_recovery(u, usual, persons, i, conditions, aftercare):
    """Return what somebody in recovery does this week; ``usual``: hazard of return at home."""
    if persons.care[i] >= aftercare.recovery_years * WEEKS_PER_YEAR:
        return COMPLETES
    edge = usual * aftercare.in_recovery_ratio
    if u < edge:
        return RETURNS
    return DROPS_OUT if u < edge + drop_out_hazard(persons, i, conditions.far, aftercare) else STAYS


@inlined
def drop_out_hazard(persons, i, far, aftercare):
    """Return the weekly hazard to drop out of recovery (M61, M69).

    Distance from the centres and having been in a shelter unwillingly raise it; a job, and a home prepared with the
    family, lower it.
    """
    hazard = aftercare.drop_out * (2.0 if persons.unwilling[i] else 1.0)
    if persons.origin[i] != CENTRES[0] and persons.origin[i] != CENTRES[1]:
        hazard *= far
    if persons.job[i] >= 0:
        hazard *= aftercare.support_ratio
    if persons.prepared[i] >= 0:
        hazard *= aftercare.support_ratio
    return hazard


@inlined
def still_tied(persons, i, weeks, aftercare):
    """Return how much is left of somebody's ties to those who exploit, ``weeks`` after coming home, 0 to 1 (M19, M61).

    Ties fade as those that lead to a return; a job and a prepared home leave a choice and lower them as they lower it.
    """
    tied = np.exp(-weeks / aftercare.return_decay)
    if persons.prepared[i] >= 0:
        tied *= aftercare.prepared_ratio
    if persons.job[i] >= 0:
        tied *= aftercare.job_ratio
    return tied


@inlined
def most_likely(aftercare):
    """Return the highest weekly hazard of anything that somebody at home can ever do, at most 1."""
    returning = aftercare.return_unprepared * max(1.0, aftercare.region_ratio) * (1.0 + aftercare.blame_effect)
    return min(1.0, returning + aftercare.becomes_recruiter + aftercare.becomes_owner)


@inlined
def return_hazard(persons, i, weeks, shelters, blame, aftercare):
    """Return the weekly hazard of return to exploitation of somebody ``weeks`` at home.

    Unprepared hazard x exp(-weeks / decay), times a ratio for each of: recovery completed (M61), home prepared or
    accompanied (M63, M64), a reintegration job (M69), first help at a contact point, the last shelter specialised, the
    last shelter in the region, near those who exploited (M65), and ``blame`` by institutions and media (M63, M73).
    """
    hazard = aftercare.return_unprepared * np.exp(-weeks / aftercare.return_decay) * blame
    if persons.recovered[i]:
        hazard *= aftercare.recovered_ratio
    if persons.prepared[i] >= 0:
        hazard *= aftercare.prepared_ratio
    if persons.job[i] >= 0:
        hazard *= aftercare.job_ratio
    if persons.helped[i]:
        hazard *= aftercare.first_help_ratio
    if lived_in_region(persons, i, shelters):
        hazard *= aftercare.region_ratio
    last = persons.last_shelter[i]
    if last >= 0 and shelters.specialised[last]:
        hazard *= aftercare.specialised_ratio
    return hazard


@inlined
def lived_in_region(persons, i, shelters):
    """Tell whether the last shelter somebody lived in stands in the region."""
    return persons.last_shelter[i] >= 0 and shelters.in_region[persons.last_shelter[i]]


@compiled
def leave_care(persons, chosen, week, recovery_ends):
    """Send home those who leave a shelter, and end the recovery of those who complete it or drop out; return Left."""
    left = completed = dropped_out = 0
    for k in range(chosen.rows.size):
        i, transition = chosen.rows[k], chosen.transitions[k]
        if transition == LEAVES:
            send_home(persons, i, week)
            left += 1
        elif transition == COMPLETES:
            persons.stage[i], persons.recovered[i] = HOME, True
            completed += 1
        elif transition == DROPS_OUT:
            persons.stage[i] = HOME
            recovery_ends[class_from(CARE_EDGES, persons.care[i])] += 1.0
            dropped_out += 1
    return Left(left, completed, dropped_out)


@compiled
def return_to_exploitation(clock, persons, chosen, places, numbers):
    """Return those to exploitation who chose it and find a bar or mine that is open; count them as Returned."""
    key, advance = pair_key(clock.key, RETURN_TO, clock.week), numbers[0].recruitment.advance
    without = recovered = from_region = relapsed = 0
    for k in range(chosen.rows.size):
        if chosen.transitions[k] == RETURNS:
            i = chosen.rows[k]
            had_recovered, had_lived_there = persons.recovered[i], lived_in_region(persons, i, places.shelters)
            was_in_recovery, received = persons.stage[i] == RECOVERY, persons.care[i]
            if bring_back(key, persons, i, clock.week, places, advance):
                without += not had_recovered
                recovered += had_recovered
                from_region += had_lived_there
                if was_in_recovery:
                    places.recovery_ends[class_from(CARE_EDGES, received)] += 1.0
                    relapsed += 1
    return Returned(without, recovered, from_region, relapsed)


@compiled
def bring_back(key, persons, i, week, places, advance):
    """Return somebody to a mine or bar; next week's vacancies are fewer by one. Returns whether there was any.

    The place is the one with the highest draw for person and place, so that it stays the same while it exists
    (rendezvous hashing, Thaler and Ravishankar 1998). What care had done is lost.
    """
    bars, camps, labour = places.bars, places.camps, persons.form[i] == LABOUR
    best, highest = -1, 0.0
    identities = camps.identity[: camps.n] if labour else bars.identity[: bars.n]
    words = np.empty((4, identities.size), np.uint32)
    fill_pair_words(key, np.full(identities.size, persons.identity[i]), identities, words)
    for k in range(identities.size):
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
    persons.charged[i], persons.care[i], persons.ill[i] = 0.0, 0, False
    persons.recovered[i] = persons.reintegrated[i] = persons.unwilling[i] = persons.helped[i] = False
    persons.prepared[i] = persons.job[i] = persons.last_shelter[i] = -1
    return True


@compiled
def end_follow_up(persons, chosen, places):
    """End the rows of those who take a role, if a camp has demand for an owner's bar, and of those no longer followed.

    Those no longer followed count among the people at their origins again.
    """
    n, k, candidates = chosen.rows.size, 0, places.candidates
    rows, why, camps = np.empty(n, np.int64), np.empty(n, np.int8), np.empty(n, np.int64)
    for j in range(n):
        i, transition = chosen.rows[j], chosen.transitions[j]
        if transition < ENDS_FOLLOW_UP:
            continue
        camp = camp_by_demand(chosen.spare[j], places.camps) if transition == OWNS else -1
        if transition == OWNS and camp < 0:
            continue
        candidates[persons.origin[i], persons.age[i], persons.sex[i]] += transition == ENDS_FOLLOW_UP
        persons.stage[i] = GONE
        rows[k], why[k], camps[k] = i, transition, camp
        k += 1
    return Ended(rows[:k], why[:k], camps[:k])


@inlined
def camp_by_demand(u, camps):
    """Return the open camp that a uniform ``u`` chooses by demand for bars, -1 where there is none."""
    total = 0.0
    for c in range(camps.n):
        total += camps.demand[c] if camps.open[c] else 0.0
    below, chosen = 0.0, -1
    for c in range(camps.n):
        if camps.open[c] and camps.demand[c] > 0.0 and (chosen < 0 or below <= u * total):
            chosen = c
            below += camps.demand[c]
    return chosen
