"""Step 3: men arrive where they hear that digging pays."""

import numpy as np

from model.codes import Age, Zone
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, draw, poisson, to_uniform
from model.kernels.streams import first_identities, newcomers, weighted
from model.parameters.origins import REGIONS
from model.processes.mining.livelihoods import wage_at_origin

ARRIVALS = decision("miners who set out")
WHO_AND_WHERE = decision("first camp, age, permit and advance of a miner")
MINERS = first_identities("miner", len(REGIONS))
ORIGINS = first_identities("place", len(REGIONS))
CORRIDOR = int(Zone.CORRIDOR)
MINOR, YOUNG, OLDER = int(Age.FROM_14), int(Age.FROM_18), int(Age.FROM_25)


def step(model) -> None:
    """Update the news that reaches origins, draw the arrivals of each origin and settle them in open camps."""
    look_around(model)
    model.news, who, origin, camp, age, formal, forced, income = arrive(
        model.key, model.week, model.camps.table, model.camps.n, model.news, model.workforce, model.ties,
        model.travel_hours, model.outside_wage, wage_at_origin(model), model.scale, model.old_numbers.migration,
    )  # fmt: skip
    if who.size:
        model.miners.add(
            who.size, identity=who, origin=origin, camp=camp, age=age, formal=formal, forced=forced, income=income,
            since=model.week,
        )  # fmt: skip
        model.flows["arrivals"] += who.size * model.scale


def look_around(model) -> None:
    """Set the travel times of the week and the cumulated weights with which origins are recruited from.

    An origin's weight is its people at risk x its ties, discounted by travel as for miners.
    """
    model.travel_hours = model.hours_since if model.week >= model.road_opens else model.hours_before
    model.pull = pulls(model.candidates, model.ties, model.travel_hours, model.old_numbers.migration.distance_scale)


@compiled
def arrive(key, week, camps, n_camps, news, workforce, ties, hours, wage, at_origin, scale, p):
    """Return the news at origins, and the columns of those who arrive; they leave the workforce of their origins.

    Income in open camps, exaggerated by peers, reaches the origins with an exponential delay (M2) and is compared with
    the wage ``at_origin``.
    """
    heard, any_open = mean_income(camps, n_camps)
    news += ((1.0 + p.bragging) * heard - news) / p.news_delay
    pull = max(0.0, news / at_origin) ** p.income_elasticity if any_open else 0.0
    counts = arrivals(key, week, workforce, ties, hours, pull, scale, p)
    who, origin = newcomers(MINERS, week, counts)
    workforce -= counts * scale
    camp, age, formal, forced, income = settle(key, week, who, camps, n_camps, wage, p)
    return news, who, origin, camp, age, formal, forced, income


@compiled
def pulls(candidates, ties, hours, scale):
    """Return the cumulated weights of the origins, shape (10,)."""
    weights = np.empty(ties.size)
    for o in range(ties.size):
        weights[o] = candidates[o].sum() * ties[o] * np.exp(-hours[o] / scale)
    return np.cumsum(weights)


@compiled
def mean_income(camps, n):
    """Return the mean expected income in open camps, by miners, and whether any is open."""
    weight = income = 0.0
    for c in range(n):
        if camps.open[c]:
            weight += camps.miners[c] + 1.0
            income += (camps.miners[c] + 1.0) * camps.net[c]
    return (income / weight, True) if weight > 0.0 else (0.0, False)


@compiled
def arrivals(key, week, workforce, ties, hours, pull, scale, p):
    """Return the rows that arrive from each origin, shape (10,).

    The mean is rate x workforce x ties x exp(-travel / scale) x (news / outside wage) ** elasticity: a gravity
    form (Ravenstein 1885) with the income ratio of Harris and Todaro (1970).
    """
    counts = np.empty(ties.size, np.int64)
    for o in range(ties.size):
        near = ties[o] * np.exp(-hours[o] / p.distance_scale)
        mean = p.arrival_rate * workforce[o] * near * pull / scale
        counts[o] = min(poisson(key, ARRIVALS, ORIGINS[o], week, mean), int(workforce[o] / scale))
    return counts


@compiled
def settle(key, week, who, camps, n_camps, wage, p):
    """Return camp, age group, permit, advance and expected income of each arrival; camps draw by room and income."""
    n = who.size
    camp, age = np.empty(n, np.int64), np.empty(n, np.int64)
    formal, forced, income = np.empty(n, np.bool_), np.empty(n, np.bool_), np.empty(n)
    weight = np.zeros(n_camps)
    for c in range(n_camps):
        if camps.open[c]:
            weight[c] = camps.room[c] * max(camps.net[c], p.least_pull * wage)
    weight = np.cumsum(weight)
    for i in range(n):
        words = draw(key, WHO_AND_WHERE, who[i], week)
        camp[i] = weighted(weight, to_uniform(words[0]))
        adult = YOUNG if to_uniform(words[2]) < p.under_25_share else OLDER
        age[i] = MINOR if to_uniform(words[1]) < p.under_18_share else adult
        u = to_uniform(words[3])
        forced[i] = u < p.forced_share
        formal[i] = camps.zone[camp[i]] == CORRIDOR and u > 1.0 - p.formal_share
        income[i] = camps.net[camp[i]]
    return camp, age, formal, forced, income
