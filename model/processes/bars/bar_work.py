"""Step 7, continued: adults take work in bars, leave, or slide into exploitation through debt or withheld papers."""

from typing import NamedTuple

import numpy as np

from model.codes import Age, Form, Method, Sex
from model.kernels.compiled import compiled
from model.kernels.randomness import binomial, decision, draw, to_uniform
from model.kernels.streams import WEEK_BIT, first_identities, weighted
from model.processes.mining.livelihoods import need

HIRING = decision("posts filled by willing workers")
PROFILE = decision("origin, age and sex of a bar worker")
LEAVING = decision("a bar worker leaves or slides")
FIRST_WORKER = first_identities("bar_worker", 1)[0]
"""Identity of the first person who is offered bar work in week 0."""
YOUNG, OLDER = int(Age.FROM_18), int(Age.FROM_25)
FEMALE, MALE = int(Sex.FEMALE), int(Sex.MALE)


class Hired(NamedTuple):
    """Adults who take work in bars, one entry each: identity, origin, age group, sex and unique id of the bar."""

    identity: np.ndarray
    origin: np.ndarray
    age: np.ndarray
    sex: np.ndarray
    bar: np.ndarray


class Ending(NamedTuple):
    """Rows of bar workers whose work ends: those who leave, and those who slide into exploitation."""

    leaving: np.ndarray
    sliding: np.ndarray


def step(model) -> None:
    """Hire, pay, and let workers leave or slide into exploitation."""
    hire(model)
    pay(model)
    ending = end_work(model.clock, model.bar_workers.table, model.numbers)
    slide(model, ending.sliding)
    model.remove_bar_workers(np.concatenate(ending), home=ending.leaving)


def hire(model) -> None:
    """Fill a share of the open posts with adults from the origins."""
    new = hired(model.clock, model.bars.table, model.pull, model.candidates, need(model), model.numbers)
    if new.identity.size:
        model.bar_workers.add(new.identity.size, since=model.week, **new._asdict())


@compiled
def hired(clock, bars, pull, candidates, need, numbers):
    """Return those whom bars hire; they leave the people at their origins, ``candidates`` by origin, age and sex.

    ``pull``: cumulated weights of origins, shape (origins,); ``need``: how many want such work, relative to usual.
    """
    bar_work, under_25_share = numbers[0].bar_work, numbers[0].migration.under_25_share
    new, k, asked = room_for(bars.posts[: bars.n].sum()), 0, 0
    for i in range(bars.n):
        if bars.posts[i] == 0:
            continue
        chance = bar_work.hiring * need
        for _ in range(binomial(clock.key, HIRING, bars.identity[i], clock.week, bars.posts[i], chance)):
            new.identity[k] = FIRST_WORKER + (np.uint64(clock.week) << WEEK_BIT) + np.uint64(asked)
            asked += 1
            words = draw(clock.key, PROFILE, new.identity[k], clock.week)
            origin = weighted(pull, to_uniform(words[0]))
            age = YOUNG if to_uniform(words[1]) < under_25_share else OLDER
            sex = FEMALE if to_uniform(words[2]) < bar_work.women_share else MALE
            if candidates[origin, age, sex] > 0:
                candidates[origin, age, sex] -= 1
                new.origin[k], new.age[k], new.sex[k], new.bar[k] = origin, age, sex, bars.unique_id[i]
                k += 1
    return Hired(new.identity[:k], new.origin[:k], new.age[:k], new.sex[:k], new.bar[:k])


@compiled
def room_for(n):
    """Return room for ``n`` people hired."""
    origin, age, sex = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    return Hired(np.empty(n, np.uint64), origin, age, sex, np.empty(n, np.int64))


def pay(model) -> None:
    """Pay wages; bars meet them from the part of their takings that is not margin. Corrupt police extort a share."""
    parameters, flows = model.parameters, model.flows
    wage = parameters.bars.wage
    extorted = wage * parameters.corruption.extortion_wages * model.corruption()
    model.bar_workers.earned += wage - extorted
    flows["wages"] += wage * model.bar_workers.n
    flows["extortion_workers"] += extorted * model.bar_workers.n


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


def slide(model, rows: np.ndarray) -> None:
    """Turn workers into people in exploitation: the same identities, in the same bars."""
    if rows.size == 0:
        return
    workers, bars = model.bar_workers, model.bars
    at = bars.row_of[workers.bar[rows]]
    columns = {name: getattr(workers, name)[rows] for name in ("identity", "origin", "age", "sex", "bar")}
    model.persons.add(
        rows.size, **columns, form=Form.SEXUAL, method=Method.BAR_WORK, network=bars.owner[at], camp=bars.camp[at],
        debt=model.parameters.recruitment.advance, no_papers=True, since=model.week,
    )  # fmt: skip
    model.flows["entered_exploitation_by_debt"] += rows.size
    model.flows["recruited_sexual"] += rows.size
    model.flows["recruited_female"] += int((columns["sex"] == FEMALE).sum())
