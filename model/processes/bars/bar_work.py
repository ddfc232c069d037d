"""Step 7, continued: adults take work in bars, leave, or slide into exploitation through debt or withheld papers."""

from typing import NamedTuple

import numpy as np

from model.codes import UNDER_18, Age, Form, Method, Sex
from model.columns.tables import add, remove
from model.kernels.compiled import compiled
from model.kernels.randomness import binomial, decision, draw, to_uniform
from model.kernels.streams import WEEK_BIT, first_identities, weighted
from model.people.leaving import count_at_origin
from model.processes.mining.livelihoods import need
from model.processes.state.corruption import mean_readiness
from model.processes.world import clock_of, rule

HIRING = decision("posts filled by willing workers")
PROFILE = decision("origin, age and sex of a bar worker")
LEAVING = decision("a bar worker leaves or slides")
FIRST_WORKER = first_identities("bar_worker", 1)[0]
"""Identity of the first person who is offered bar work in week 0."""
YOUNG, OLDER = int(Age.FROM_18), int(Age.FROM_25)
FEMALE, MALE = int(Sex.FEMALE), int(Sex.MALE)
SEXUAL, BAR_WORK = int(Form.SEXUAL), int(Method.BAR_WORK)


class Ending(NamedTuple):
    """Rows of bar workers whose work ends: those who leave, and those who slide into exploitation."""

    leaving: np.ndarray
    sliding: np.ndarray


@rule
def step(world):
    """Hire, pay, and let workers leave or slide into exploitation."""
    hire(world)
    pay(world)
    ending = end_work(clock_of(world), world.bar_workers, world.numbers)
    slide(world, ending.sliding)
    count_at_origin(world, ending.leaving)
    remove(world.bar_workers, np.concatenate((ending.leaving, ending.sliding)))


@compiled
def hire(world):
    """Fill open posts with willing adults from the origins, as far as there are any; they leave the people there."""
    clock, bars, workers, candidates = clock_of(world), world.bars, world.bar_workers, world.candidates
    bar_work, under_25_share = world.numbers[0].bar_work, world.numbers[0].migration.under_25_share
    chance, asked = filled_in_a_week(willing_adults(world), bars.posts[: bars.n].sum(), bar_work.hiring), 0
    for i in range(bars.n):
        if bars.posts[i] == 0:
            continue
        for _ in range(binomial(clock.key, HIRING, bars.identity[i], clock.week, bars.posts[i], chance)):
            who = FIRST_WORKER + (np.uint64(clock.week) << WEEK_BIT) + np.uint64(asked)
            asked += 1
            words = draw(clock.key, PROFILE, who, clock.week)
            origin = weighted(world.pull, to_uniform(words[0]))
            age = YOUNG if to_uniform(words[1]) < under_25_share else OLDER
            sex = FEMALE if to_uniform(words[2]) < bar_work.women_share else MALE
            if candidates[origin, age, sex] > 0:
                candidates[origin, age, sex] -= 1
                k = add(workers, world.next_id, 1)
                workers.identity[k], workers.origin[k], workers.age[k], workers.sex[k] = who, origin, age, sex
                workers.bar[k], workers.since[k] = bars.unique_id[i], clock.week
                world.flows[0].hired += 1


@compiled
def willing_adults(world):
    """Return how many adults look for bar work this week, persons (M60).

    Supply x adults at risk x ties x exp(-travel / scale) x (wage / outside wage) ** elasticity x need: a gravity form
    (Ravenstein 1885) with a constant elasticity in the wage.
    """
    bar_work, scale = world.numbers[0].bar_work, world.numbers[0].migration.distance_scale
    paid = (world.numbers[0].bars.wage / world.now[0].outside_wage) ** bar_work.supply_elasticity
    near = 0.0
    for origin in range(world.ties.size):
        adults = world.candidates[origin, UNDER_18:].sum()
        near += adults * world.ties[origin] * np.exp(-world.travel_hours[origin] / scale)
    return bar_work.supply * near * paid * need(world)


@compiled
def filled_in_a_week(adults, posts, hiring):
    """Return the chance that an open post is filled: hiring x (1 - exp(-adults / (hiring x posts))).

    Matching with limited supply (urns and balls, Butters 1977): the share ``hiring`` of posts at most, and no more
    posts than adults.
    """
    most = hiring * posts
    return hiring * (1.0 - np.exp(-adults / most)) if most > 0.0 else 0.0


@compiled
def pay(world):
    """Pay wages; bars meet them from the part of their takings that is not margin. Corrupt police extort a share."""
    numbers, flows, workers = world.numbers[0], world.flows[0], world.bar_workers
    wage = numbers.bars.wage
    extorted = wage * numbers.corruption.extortion_wages * mean_readiness(world.police)
    workers.earned[: workers.n] += wage - extorted
    flows.wages += wage * workers.n
    flows.extortion_workers += extorted * workers.n


@compiled
def end_work(clock, workers, numbers):
    """Return the rows of workers who leave and of those who slide; competing hazards in one week."""
    hazard_of_sliding, hazard_of_leaving = numbers[0].bar_work.slide, numbers[0].bar_work.leave
    leaving, sliding = np.empty(workers.n, np.int64), np.empty(workers.n, np.int64)
    n_leaving = n_sliding = 0
    for i in range(workers.n):
        u = to_uniform(draw(clock.key, LEAVING, workers.identity[i], clock.week)[0])
        if u < hazard_of_sliding:
            sliding[n_sliding] = i
            n_sliding += 1
        elif u < hazard_of_sliding + hazard_of_leaving:
            leaving[n_leaving] = i
            n_leaving += 1
    return Ending(leaving[:n_leaving], sliding[:n_sliding])


@compiled
def slide(world, rows):
    """Turn workers into people in exploitation: the same identities, in the same bars."""
    workers, persons, bars, flows = world.bar_workers, world.persons, world.bars, world.flows[0]
    first = add(persons, world.next_id, rows.size)
    for k in range(rows.size):
        i, person = rows[k], first + k
        bar = bars.row_of[workers.bar[i]]
        persons.identity[person], persons.origin[person] = workers.identity[i], workers.origin[i]
        persons.age[person], persons.sex[person] = workers.age[i], workers.sex[i]
        persons.bar[person], persons.network[person] = workers.bar[i], bars.owner[bar]
        persons.camp[person] = bars.camp[bar]
        persons.form[person], persons.method[person] = SEXUAL, BAR_WORK
        persons.debt[person], persons.no_papers[person] = world.numbers[0].recruitment.advance, True
        persons.since[person] = world.now[0].week
        flows.recruited_female += workers.sex[i] == FEMALE
    flows.entered_exploitation_by_debt += rows.size
    flows.recruited_sexual += rows.size
