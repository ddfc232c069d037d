"""Step 7, continued: adults take work in bars, leave, or slide into exploitation through debt or withheld papers."""

import numpy as np

from model.codes import Age, Form, Method, Sex
from model.compiled import compiled
from model.randomness import binomial, decision, draw, to_uniform
from model.streams import first_identities, newcomers, weighted

HIRING = decision("posts filled by willing workers")
PROFILE = decision("origin, age and sex of a bar worker")
LEAVING = decision("a bar worker leaves or slides")
STAYS, LEAVES, SLIDES = 0, 1, 2
WORKERS = first_identities("bar_worker", 1)
YOUNG, OLDER = int(Age.FROM_18), int(Age.FROM_25)
FEMALE, MALE = int(Sex.FEMALE), int(Sex.MALE)


def step(model) -> None:
    """Hire, pay, and let workers leave or slide into exploitation."""
    hire(model)
    pay(model)
    workers = model.bar_workers
    fate = decide(model.key, model.week, workers.arrays, workers.n, model.numbers.bar_work)
    slide(model, np.flatnonzero(fate == SLIDES))
    gone = np.flatnonzero(fate)
    model.let_go(gone, back=fate[gone] == LEAVES)


def hire(model) -> None:
    """Fill a share of the open posts with adults from the origins."""
    bars, p = model.bars, model.numbers
    at = fill_posts(model.key, model.week, bars.arrays, bars.n, p.bar_work.hiring)
    if at.size == 0:
        return
    who, _ = newcomers(WORKERS, model.week, np.array([at.size]))
    origin, age, sex = profiles(
        model.key, model.week, who, model.candidates, np.cumsum(model.recruiting_pull()), p.bar_work, p.migration
    )
    model.bar_workers.add(
        at.size, identity=who, origin=origin, age=age, sex=sex, bar=bars.unique_id[at], since=model.week
    )


@compiled
def fill_posts(key, week, bars, n, share):
    """Return the rows of bars that hire, one entry a person hired."""
    rows = np.empty(bars.posts[:n].sum(), np.int64)
    count = 0
    for i in range(n):
        if bars.posts[i] > 0:
            hired = binomial(key, HIRING, bars.identity[i], week, bars.posts[i], share)
            rows[count : count + hired] = i
            count += hired
    return rows[:count]


@compiled
def profiles(key, week, who, candidates, pull, p, q):
    """Return origins, age groups and sexes of those hired, and take them from the people at their origins."""
    n = who.size
    origin, age, sex = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    for i in range(n):
        words = draw(key, PROFILE, who[i], week)
        origin[i] = weighted(pull, to_uniform(words[0]))
        age[i] = YOUNG if to_uniform(words[1]) < q.under_25_share else OLDER
        sex[i] = FEMALE if to_uniform(words[2]) < p.women_share else MALE
        candidates[origin[i], age[i], sex[i]] -= 1
    return origin, age, sex


def pay(model) -> None:
    """Pay wages; they are part of the bars' costs."""
    wage = model.numbers.bars.wage
    model.bar_workers.earned += wage
    model.flows["wages"] += wage * model.bar_workers.n


@compiled
def decide(key, week, workers, n, p):
    """Return what every worker does, stays, leaves or slides; competing hazards in one week."""
    fate = np.full(n, STAYS, np.int8)
    for i in range(n):
        u = to_uniform(draw(key, LEAVING, workers.identity[i], week)[0])
        if u < p.slide:
            fate[i] = SLIDES
        elif u < p.slide + p.leave:
            fate[i] = LEAVES
    return fate


def slide(model, rows: np.ndarray) -> None:
    """Turn workers into people in exploitation: the same identities, in the same bars."""
    if rows.size == 0:
        return
    workers, bars = model.bar_workers, model.bars
    at = bars.row_of[workers.bar[rows]]
    columns = {name: getattr(workers, name)[rows] for name in ("identity", "origin", "age", "sex", "bar")}
    model.persons.add(
        rows.size, **columns, form=Form.SEXUAL, method=Method.BAR_WORK, network=bars.owner[at], camp=bars.camp[at],
        debt=model.numbers.recruitment.advance, no_papers=True, since=model.week,
    )  # fmt: skip
    model.flows["slid_into_exploitation"] += rows.size
    model.flows["recruited_sexual"] += rows.size
    model.flows["recruited_female"] += int((columns["sex"] == FEMALE).sum())
