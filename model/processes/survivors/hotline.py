"""The hotline: who calls, whose call is answered and understood, and what comes of it (M24, M36, M71)."""

from typing import NamedTuple

import numpy as np

from model.codes import Exit, Source, Stage
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, to_uniform, uniform
from model.kernels.rows import rows_with, words_of
from model.kernels.waiting import delay
from model.people.home import go_home
from model.processes.state.complaints import complain
from model.processes.state.society import frowned_on
from model.processes.survivors.exits import recognised, reporting
from model.processes.world import clock_of, combined_coverage

CALL = decision("a call of the hotline")
GONE_AFTER = decision("somebody goes after a call of the hotline")
EXPLOITED, COMPLAINT, HOTLINE = int(Stage.EXPLOITED), int(Exit.COMPLAINT), int(Source.HOTLINE)


class Line(NamedTuple):
    """The hotline in a week.

    ``calls``: chance that somebody calls about a person in exploitation, before awareness; ``answered``: share of
    calls that an operator takes; ``lost``: share of those taken in a language that the operator does not speak;
    ``followed``: share of those understood that are passed on and acted on.
    """

    calls: float
    answered: float
    lost: float
    followed: float


@compiled
def line(world):
    """Return what the hotline can do this week.

    Operators answer all matters alike, as many calls as they can of all that arrive.
    """
    contact, levers, held = world.numbers[0].contact, world.levers[0], world.census[0].stages[EXPLOITED]
    calls = levers.hotline * world.numbers[0].civil_society.hotline_calls * frowned_on(world)
    room = (contact.operators + levers.hotline_operators) * contact.calls_per_operator
    arriving = contact.other_calls * levers.hotline + calls * held
    speak = combined_coverage(contact.operators_speak, levers.hotline_languages)
    lost = contact.other_language * (1.0 - speak)
    return Line(calls, min(1.0, room / max(1.0, arriving)), lost, contact.passed_on * contact.acted_on)


@compiled
def take_calls(world, today):
    """Draw the week's calls about people in exploitation, and in which week somebody acts on them."""
    clock, persons, flows, told = clock_of(world), world.persons, world.flows[0], reporting(world)
    most, act_weeks = today.calls * (1.0 + told.recognition), world.numbers[0].contact.act_weeks
    if most <= 0.0:
        return
    held = rows_with(persons.stage, persons.n, EXPLOITED)
    drawn = words_of(clock, CALL, persons.identity, held)
    for k in range(held.size):
        i, words = held[k], (drawn[0, k], drawn[1, k], drawn[2, k], drawn[3, k])
        u = to_uniform(words[0])
        if u >= most or u >= today.calls * recognised(persons, i, told):
            continue
        answered = to_uniform(words[1]) < today.answered
        understood = answered and to_uniform(words[2]) >= today.lost
        flows.hotline_calls += 1
        flows.hotline_calls_answered += answered
        flows.hotline_calls_understood += understood
        last = to_uniform(words[3])
        if understood and last < today.followed and persons.alarm[i] <= clock.week:
            persons.alarm[i] = clock.week + 1 + delay(last / today.followed, act_weeks)


@compiled
def act_on_calls(world):
    """Go after the calls that are due; who is still held and found comes out, and a case is opened."""
    clock, persons, found = clock_of(world), world.persons, world.numbers[0].contact.found
    called = rows_with(persons.alarm, persons.n, clock.week)
    rows, count = np.empty(called.size, np.int64), 0
    for i in called:
        if persons.stage[i] == EXPLOITED:
            world.flows[0].hotline_calls_acted_on += 1
            rows[count] = i
            count += uniform(clock.key, GONE_AFTER, persons.identity[i], clock.week) < found
    complain(world, rows[:count], HOTLINE, True)  # while it is known where they were held
    go_home(world, rows[:count], COMPLAINT)
