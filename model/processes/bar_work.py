"""Step 7, continued: adults take work in bars, leave, or slide into exploitation through debt or withheld papers."""

import numpy as np

from model.codes import Age, Form, Method, Sex
from model.compiled import compiled
from model.parameters_base import as_tuple
from model.randomness import arrivals, decision, draw, to_uniform

HIRING = decision("posts filled by willing workers")
PROFILE = decision("origin, age and sex of a bar worker")
LEAVING = decision("a bar worker leaves or slides")
LEAVES, SLIDES = 1, 2


def step(model) -> None:
    """Hire, pay, and let workers leave or slide into exploitation."""
    hire(model)
    pay(model)
    workers = model.bar_workers
    fate = decide(model.luck.key, model.week, workers.arrays, workers.n, as_tuple(model.parameters.bar_work))
    slide(model, np.flatnonzero(fate == SLIDES))
    model.let_go(np.flatnonzero(fate > 0), back=fate[fate > 0] == LEAVES)


def hire(model) -> None:
    """Fill a share of the open posts with adults from the origins."""
    p, bars, luck = model.parameters.bar_work, model.bars, model.luck
    filled = luck.binomial(HIRING, bars.identity, model.week, bars.posts, np.full(bars.n, p.hiring))
    n = int(filled.sum())
    if n == 0:
        return
    who = arrivals("bar_worker", 0, model.week, n)
    u = (luck.words(PROFILE, who, model.week) + 0.5) * 2.0**-32
    sex = np.where(u[0] < p.women_share, Sex.FEMALE, Sex.MALE)
    age = np.where(u[1] < model.parameters.migration.under_25_share, Age.FROM_18, Age.FROM_25)
    pull = np.cumsum(model.recruiting_pull())
    origin = np.searchsorted(pull, u[2] * pull[-1], side="right")
    bar = np.repeat(bars.unique_id, filled)
    model.bar_workers.add(n, identity=who, origin=origin, age=age, sex=sex, bar=bar, since=model.week)
    np.subtract.at(model.candidates, (origin, age, sex), 1)


def pay(model) -> None:
    """Pay wages; they are part of the bars' costs."""
    wage = model.parameters.bars.wage
    model.bar_workers.earned += wage
    model.flows["wages"] += wage * model.bar_workers.n
    model.flows["bar_workers_weeks"] += model.bar_workers.n


@compiled
def decide(key, week, workers, n, p):
    """Return 0 stays, 1 leaves or 2 slides for every worker; competing hazards in one week."""
    fate = np.zeros(n, np.int8)
    for i in range(n):
        u = to_uniform(draw(key, LEAVING, workers.identity[i], week)[0])
        if u < p.slide:
            fate[i] = SLIDES
        elif u < p.slide + p.leave:
            fate[i] = LEAVES
    return fate


def slide(model, rows: np.ndarray) -> None:
    """Turn workers into people in exploitation: the same identities, in the same bars."""
    workers, bars, p = model.bar_workers, model.bars, model.parameters.recruitment
    if rows.size == 0:
        return
    bar = workers.bar[rows]
    at = bars.row_of[bar]
    model.persons.add(
        rows.size,
        identity=workers.identity[rows],
        origin=workers.origin[rows],
        age=workers.age[rows],
        sex=workers.sex[rows],
        form=Form.SEXUAL,
        method=Method.BAR_WORK,
        network=bars.owner[at],
        bar=bar,
        camp=bars.camp[at],
        debt=p.advance,
        no_papers=True,
        since=model.week,
    )
    model.flows["slid_into_exploitation"] += rows.size
    model.flows["recruited_sexual"] += rows.size
