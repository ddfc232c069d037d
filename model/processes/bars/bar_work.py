"""Step 7, continued: adults take work in bars, leave, or slide into exploitation through debt or withheld papers."""

import numpy as np

from model.codes import Age, Form, Method, Sex
from model.kernels.compiled import compiled
from model.kernels.randomness import binomial, decision, draw, to_uniform
from model.kernels.streams import WEEK_BIT, first_identities, weighted
from model.processes.mining.livelihoods import need

HIRING = decision("posts filled by willing workers")
PROFILE = decision("origin, age and sex of a bar worker")
LEAVING = decision("a bar worker leaves or slides")
WORKERS = first_identities("bar_worker", 1)
YOUNG, OLDER = int(Age.FROM_18), int(Age.FROM_25)
FEMALE, MALE = int(Sex.FEMALE), int(Sex.MALE)


def step(model) -> None:
    """Hire, pay, and let workers leave or slide into exploitation."""
    hire(model)
    pay(model)
    workers = model.bar_workers
    leaving, sliding = decide(model.key, model.week, workers.table, workers.n, model.old_numbers.bar_work)
    slide(model, sliding)
    model.remove_bar_workers(np.concatenate((leaving, sliding)), home=leaving)


def hire(model) -> None:
    """Fill a share of the open posts with adults from the origins."""
    bars, p = model.bars, model.old_numbers
    at, who, origin, age, sex = hired(
        model.key, model.week, bars.table, bars.n, WORKERS[0], model.pull, model.candidates, need(model),
        p.bar_work, p.migration,
    )  # fmt: skip
    if who.size:
        bar = bars.unique_id[at]
        model.bar_workers.add(who.size, identity=who, origin=origin, age=age, sex=sex, bar=bar, since=model.week)


@compiled
def hired(key, week, bars, n, first, pull, candidates, need, p, q):
    """Return rows of bars that hire and identities, origins, age groups and sexes of those hired, one entry each.

    Those hired leave the people at their origins. ``need``: those who want such work, relative to usual.
    """
    most = bars.posts[:n].sum()
    rows, who = np.empty(most, np.int64), np.empty(most, np.uint64)
    origin, age, sex = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64)
    k = asked = 0
    for i in range(n):
        if bars.posts[i] == 0:
            continue
        for _ in range(binomial(key, HIRING, bars.identity[i], week, bars.posts[i], p.hiring * need)):
            rows[k], who[k] = i, first + (np.uint64(week) << WEEK_BIT) + np.uint64(asked)
            asked += 1
            words = draw(key, PROFILE, who[k], week)
            origin[k] = weighted(pull, to_uniform(words[0]))
            age[k] = YOUNG if to_uniform(words[1]) < q.under_25_share else OLDER
            sex[k] = FEMALE if to_uniform(words[2]) < p.women_share else MALE
            if candidates[origin[k], age[k], sex[k]] > 0:
                candidates[origin[k], age[k], sex[k]] -= 1
                k += 1
    return rows[:k], who[:k], origin[:k], age[:k], sex[:k]


def pay(model) -> None:
    """Pay wages; bars meet them from the part of their takings that is not margin. Corrupt police extort a share."""
    wage, flows = model.old_numbers.bars.wage, model.flows
    extorted = wage * model.old_numbers.corruption.extortion_wages * model.corruption()
    model.bar_workers.earned += wage - extorted
    flows["wages"] += wage * model.bar_workers.n
    flows["extortion_workers"] += extorted * model.bar_workers.n


@compiled
def decide(key, week, workers, n, p):
    """Return the rows of workers who leave and of those who slide; competing hazards in one week."""
    leave, slide = np.empty(n, np.int64), np.empty(n, np.int64)
    n_leave = n_slide = 0
    for i in range(n):
        u = to_uniform(draw(key, LEAVING, workers.identity[i], week)[0])
        if u < p.slide:
            slide[n_slide] = i
            n_slide += 1
        elif u < p.slide + p.leave:
            leave[n_leave] = i
            n_leave += 1
    return leave[:n_leave], slide[:n_slide]


def slide(model, rows: np.ndarray) -> None:
    """Turn workers into people in exploitation: the same identities, in the same bars."""
    if rows.size == 0:
        return
    workers, bars = model.bar_workers, model.bars
    at = bars.row_of[workers.bar[rows]]
    columns = {name: getattr(workers, name)[rows] for name in ("identity", "origin", "age", "sex", "bar")}
    model.persons.add(
        rows.size, **columns, form=Form.SEXUAL, method=Method.BAR_WORK, network=bars.owner[at], camp=bars.camp[at],
        debt=model.old_numbers.recruitment.advance, no_papers=True, since=model.week,
    )  # fmt: skip
    model.flows["slid_into_exploitation"] += rows.size
    model.flows["recruited_sexual"] += rows.size
    model.flows["recruited_female"] += int((columns["sex"] == FEMALE).sum())
