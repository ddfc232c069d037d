"""Step 5, continued: incomes outside mining, at origin and in the region (M60).

Better incomes at origin raise what miners compare with and lower the need that makes people accept offers. Jobs in the
region are taken by miners and bar workers, never more of them than there are jobs; who leaves a job, or loses it when
jobs end, goes home.
"""

from typing import NamedTuple

import numpy as np

from model.codes import AGES, SEXES
from model.kernels.compiled import compiled
from model.kernels.randomness import binomial, decision, uniform
from model.kernels.streams import first_identities
from model.parameters.origins import REGIONS
from model.people.leaving import stop_mining

APPLY = decision("a job outside mining is sought")
QUIT = decision("miners who leave a job outside mining")
QUIT_FROM_BARS = decision("bar workers who leave a job outside mining")
ORIGINS = first_identities("place", len(REGIONS) * AGES * SEXES)
HIGH_SEASON = (5, 6, 7, 8, 9, 10)
"""Months in which it seldom rains and visitors come."""


class Wages(NamedTuple):
    """Weekly wages outside mining, soles: usual ones, and those that men compare with who might come or go home."""

    outside: float
    at_origin: float


class Applicants(NamedTuple):
    """Who may want a job outside mining, one entry a row: identity, income (soles/week), held by an advance or not."""

    identity: np.ndarray
    income: np.ndarray
    bound: np.ndarray


@compiled
def wages(world):
    """Return the week's wages outside mining; men at origin and men about to leave compare with those at origin."""
    outside = world.now[0].outside_wage
    return Wages(outside, outside * (1.0 + world.levers[0].livelihoods_origin))


@compiled
def wanting(world):
    """Return how many people at origin want what is offered, relative to usual (M15, M60)."""
    return (1.0 + world.levers[0].livelihoods_origin) ** -world.numbers[0].livelihoods.need


@compiled
def need(world):
    """Return how many people at origin want what is offered and can set out for it, relative to usual."""
    return wanting(world) * travelling(world)


@compiled
def travelling(world):
    """Return the share of journeys to the region that an epidemic does not stop."""
    return 1.0 - world.levers[0].travel_stopped


@compiled
def needs(world):
    """Return how need moves acceptance of offers at each origin, 1 at usual need, shape (origins,) (M15, M60)."""
    return world.need * wanting(world)


def step(model) -> None:
    """End jobs that are left or no longer there, then let bar workers and miners take the free ones."""
    jobs = model.levers.livelihoods_region + tourism_jobs(model)
    if jobs == 0.0 and taken(model) == 0.0:
        return
    before = taken(model)
    end_jobs(model, jobs)
    model.flows["jobs_ended"] += before - taken(model)
    before = taken(model)
    hire_bar_workers(model, jobs - before)
    hire_miners(model, jobs - taken(model))
    model.flows["jobs_taken"] += taken(model) - before


def tourism_jobs(model) -> float:
    """Return the week's jobs in eco-tourism, persons: no more than visitors support, and fewer in the rains (M60)."""
    livelihoods, high = model.parameters.livelihoods, int(model.scalars["month"][0]) in HIGH_SEASON
    jobs = min(model.levers.tourism_jobs, livelihoods.tourism_most)
    return jobs if high else jobs * livelihoods.tourism_low_season


def taken(model) -> float:
    """Return the jobs taken by men who mined and by people who worked in bars, persons."""
    return float(model.men_in_jobs.sum() + model.workers_in_jobs.sum())


def end_jobs(model, jobs: float) -> None:
    """Send home who leaves a job, and an equal share of everybody where there are more people than jobs."""
    rate = model.parameters.livelihoods.job_leaving
    kept = min(1.0, jobs / taken(model)) if taken(model) else 1.0
    men = staying(model.clock, QUIT, model.men_in_jobs / model.scale, rate, kept) * model.scale
    workers = model.workers_in_jobs.ravel().astype(np.float64)
    others = staying(model.clock, QUIT_FROM_BARS, workers, rate, kept).reshape(model.workers_in_jobs.shape)
    model.workforce += model.men_in_jobs - men
    model.candidates += model.workers_in_jobs - others.astype(np.int64)
    model.men_in_jobs, model.workers_in_jobs = men, others.astype(np.int64)


@compiled
def staying(clock, quit_decision, rows, rate, kept):
    """Return how many rows of each group stay in their jobs, float64.

    ``rate``: hazard to leave, 1/week; ``kept``: the share that there are jobs for.
    """
    left = np.empty(rows.size)
    for g in range(rows.size):
        quitting = binomial(clock.key, quit_decision, ORIGINS[g], clock.week, int(rows[g]), rate)
        left[g] = min(rows[g] - quitting, np.floor(rows[g] * kept))
    return left


def hire_bar_workers(model, free: float) -> None:
    """Let bar workers take free jobs; they leave their bars."""
    workers, wage = model.bar_workers, model.parameters.bars.wage
    who = Applicants(workers.identity, np.full(workers.n, wage), np.zeros(workers.n, np.bool_))
    rows = applying(model.clock, who, model.outside_wage, free, model.numbers)
    np.add.at(model.workers_in_jobs, (workers.origin[rows], workers.age[rows], workers.sex[rows]), 1)
    workers.remove_rows(rows)


def hire_miners(model, free: float) -> None:
    """Let miners take free jobs; they keep their cash and mine no more."""
    miners = model.miners
    who = Applicants(miners.identity, miners.income, miners.forced)
    rows = applying(model.clock, who, model.outside_wage, free / model.scale, model.numbers)
    model.men_in_jobs += np.bincount(miners.origin[rows], minlength=len(REGIONS)) * model.scale
    model.flows["carried_into_jobs"] += (miners.cash[rows] + miners.earned[rows]).sum() * model.scale
    stop_mining(model.world, rows)


@compiled
def applying(clock, who, wage, free, numbers):
    """Return the rows of those who get a job: of all who apply, as many by lot as there are ``free`` jobs.

    The hazard to apply is logistic in the gain over present income, in outside wages (binary logit, McFadden 1974);
    who is held by an advance cannot.
    """
    identity, income, bound = who.identity, who.income, who.bound
    livelihoods = numbers[0].livelihoods
    pay, width, search = livelihoods.job_pay, livelihoods.job_width, livelihoods.job_search
    rows, lots = np.empty(identity.size, np.int64), np.empty(identity.size)
    n = 0
    for i in range(identity.size):
        gain = pay - income[i] / wage
        hazard = search / (1.0 + np.exp(-gain / width))
        u = uniform(clock.key, APPLY, identity[i], clock.week)
        if u < hazard and not bound[i]:
            rows[n], lots[n] = i, u / hazard
            n += 1
    first = np.argsort(lots[:n], kind="mergesort")
    return np.sort(rows[:n][first[: max(0, int(free))]])
