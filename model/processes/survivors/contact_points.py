"""Step 9, continued: who turns to the hotline, DEMUNA and women's emergency centres, and what they do (M24, M62, M71).

DEMUNA and women's emergency centres see families who miss somebody and survivors at home. They refer some as
complaints and give first help, but no lodging.
"""

import numpy as np

from model.codes import Exit, Source, Stage
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, to_uniform, uniform
from model.kernels.rows import marked
from model.kernels.streams import first_identities
from model.kernels.waiting import idle_weeks
from model.people.home import go_home
from model.processes.state.complaints import complain
from model.processes.state.missing_persons import may_be_missed
from model.processes.state.society import readiness_to_report
from model.processes.survivors.hotline import act_on_calls, line, take_calls
from model.processes.world import clock_of, rule
from model.text.dates import WEEKS_PER_YEAR

COMES = decision("somebody comes to a contact point")
VISIT = decision("weeks until a survivor may come to a contact point")
HELP = decision("what a contact point does")
ROOM = decision("people whom contact points can see")
REGION = first_identities("world", 1)[0]
EXPLOITED, HOME, FOUND = int(Stage.EXPLOITED), int(Stage.HOME), int(Exit.FAMILY_SEARCH)
CONTACT_POINT = int(Source.CONTACT_POINT)
MOST_READY = 4.0
"""Readiness to report, over that at the start, beyond which no more survivors come (a bound of the draw)."""


@rule
def step(world):
    """Answer and follow calls; see those who come, as many as there is room for."""
    take_calls(world, line(world))
    act_on_calls(world)
    help_and_refer(world, first_by_lot(world, room(world)))


@compiled
def room(world):
    """Return how many people can be seen this week; fractions are rounded by chance."""
    clock, a_year = clock_of(world), world.numbers[0].contact.seen + world.levers[0].contact_points
    return int(a_year / WEEKS_PER_YEAR + uniform(clock.key, ROOM, REGION, clock.week))


@compiled
def first_by_lot(world, places):
    """Return the rows of people about whom somebody comes this week, at most ``places``, chosen by lot."""
    clock, persons, contact = clock_of(world), world.persons, world.numbers[0].contact
    ready, lost_touch = readiness_to_report(world), clock.week - int(world.numbers[0].registers.missing_after)
    asked = in_question(persons, clock.week)
    rows, lots, n = np.empty(asked.size, np.int64), np.empty(asked.size), 0
    for i in asked:
        likely, hazard = 1.0, 0.0
        if persons.stage[i] == EXPLOITED:
            hazard = ready * family_comes(persons, i, lost_touch, contact)
        elif seeks_help(persons, i, clock.week):
            likely = min(1.0, MOST_READY * contact.survivors_come)
            hazard = ready * contact.survivors_come if may_come(clock, persons, i, likely) else 0.0
        if hazard > 0.0:
            words = draw(clock.key, COMES, persons.identity[i], clock.week)
            rows[n], lots[n] = i, to_uniform(words[1])
            n += to_uniform(words[0]) * likely < hazard
    return rows[:n][np.argsort(lots[:n], kind="mergesort")][:places]


@compiled
def in_question(persons, week):
    """Return the rows of those held, and of others for whom a week of a possible visit has come or is not drawn."""
    stage, next_visit, mask = persons.stage, persons.next_visit, np.empty(persons.n, np.bool_)
    for i in range(mask.size):
        mask[i] = (stage[i] == EXPLOITED) | (next_visit[i] <= np.int32(week))
    return marked(mask)


@inlined
def family_comes(persons, i, lost_touch, contact):
    """Return the weekly chance that a family comes about somebody held whom it misses since before ``lost_touch``."""
    missed = persons.since[i] < lost_touch and may_be_missed(persons, i)
    return contact.families_come if missed else 0.0


@inlined
def seeks_help(persons, i, week):
    """Tell whether somebody is a survivor at home who has not been helped yet."""
    return persons.stage[i] == HOME and persons.left[i] >= 0 and persons.since[i] < week and not persons.helped[i]


@inlined
def may_come(clock, persons, i, likely):
    """Tell whether this is a week in which a survivor may come; sets the next one where it is past."""
    if persons.next_visit[i] < clock.week:
        persons.next_visit[i] = clock.week + idle_weeks(clock, VISIT, persons.identity[i], likely)
    return persons.next_visit[i] == clock.week


@compiled
def help_and_refer(world, rows):
    """Give first help, bring out whom a family helped finds, tell police of people held, and refer complaints."""
    clock, persons, contact, flows = clock_of(world), world.persons, world.numbers[0].contact, world.flows[0]
    found, referred = np.empty(rows.size, np.int64), np.empty(rows.size, np.int64)
    n_found = n_referred = 0
    for i in rows:
        words, held = draw(clock.key, HELP, persons.identity[i], clock.week), persons.stage[i] == EXPLOITED
        flows.families_seen += held
        flows.survivors_seen += not held
        persons.helped[i] = not held
        refers = to_uniform(words[0]) < contact.referred
        if held and refers:
            world.camps.belief[persons.camp[i]] += world.numbers[0].registers.linked_belief
        found[n_found] = referred[n_referred] = i
        n_found += held and to_uniform(words[1]) < contact.found_with_family
        n_referred += refers
    flows.referred_by_contact_points += n_referred
    complain(world, referred[:n_referred], CONTACT_POINT, True)  # while it is known where they were held
    go_home(world, found[:n_found], FOUND)
