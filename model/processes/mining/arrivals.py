"""Step 3: men arrive where they hear that digging pays."""

from typing import NamedTuple

import numpy as np

from model.codes import Age, Zone
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, draw, poisson, to_uniform
from model.kernels.streams import first_identities, newcomers, weighted
from model.parameters.origins import REGIONS
from model.processes.mining.livelihoods import wages

ARRIVALS = decision("miners who set out")
WHO_AND_WHERE = decision("first camp, age, permit and advance of a miner")
MINERS = first_identities("miner", len(REGIONS))
ORIGINS = first_identities("place", len(REGIONS))
CORRIDOR = int(Zone.CORRIDOR)
MINOR, YOUNG, OLDER = int(Age.FROM_14), int(Age.FROM_18), int(Age.FROM_25)


class MenAtOrigin(NamedTuple):
    """Where men come from, shape (10,) each: men who could come, ties to the rush (1), hours of travel."""

    workforce: np.ndarray
    ties: np.ndarray
    hours: np.ndarray


class Newcomers(NamedTuple):
    """Miners who arrive, one entry a row: identity, origin and what ``settle`` draws for them."""

    identity: np.ndarray
    origin: np.ndarray
    camp: np.ndarray
    age: np.ndarray
    formal: np.ndarray
    forced: np.ndarray
    income: np.ndarray


def step(model) -> None:
    """Update the news that reaches origins, draw the arrivals of each origin and settle them in open camps."""
    look_around(model)
    origins = MenAtOrigin(model.workforce, model.ties, model.travel_hours)
    model.news, come = arrive(
        model.clock, model.camps.table, origins, model.news, wages(model), model.scale, model.numbers
    )
    n = come.identity.size
    if n:
        model.miners.add(n, since=model.week, **come._asdict())
        model.flows["arrivals"] += n * model.scale


def look_around(model) -> None:
    """Set the travel times of the week and the cumulated weights with which origins are recruited from.

    An origin's weight is its people at risk x its ties, discounted by travel as for miners.
    """
    model.travel_hours = model.hours_since if model.week >= model.road_opens else model.hours_before
    distance_scale = model.parameters.migration.distance_scale
    model.pull = pulls(model.candidates, model.ties, model.travel_hours, distance_scale)


@compiled
def arrive(clock, camps, origins, news, wages, scale, numbers):
    """Return the news at origins and those who arrive, who leave the workforce of their origins.

    Income in open camps, exaggerated by peers, reaches the origins with an exponential delay (M2) and is compared with
    the wage there. ``news``: soles/week; ``scale``: people a row stands for.
    """
    migration = numbers[0].migration
    heard, any_open = mean_income(camps)
    news += ((1.0 + migration.bragging) * heard - news) / migration.news_delay
    pull = max(0.0, news / wages.at_origin) ** migration.income_elasticity if any_open else 0.0
    counts = arrivals(clock, origins, pull, scale, numbers)
    who, origin = newcomers(MINERS, clock.week, counts)
    workforce = origins.workforce
    workforce -= counts * scale
    camp, age, formal, forced, income = settle(clock, who, camps, wages.outside, numbers)
    return news, Newcomers(who, origin, camp, age, formal, forced, income)


@compiled
def pulls(candidates, ties, hours, distance_scale):
    """Return the cumulated weights of the origins, shape (10,)."""
    weights = np.empty(ties.size)
    for o in range(ties.size):
        weights[o] = candidates[o].sum() * ties[o] * np.exp(-hours[o] / distance_scale)
    return np.cumsum(weights)


@compiled
def mean_income(camps):
    """Return the mean net income that open camps offer, by miners, soles/week, and whether any camp is open."""
    weight = income = 0.0
    for c in range(camps.n):
        if camps.open[c]:
            weight += camps.miners[c] + 1.0
            income += (camps.miners[c] + 1.0) * camps.net[c]
    return (income / weight, True) if weight > 0.0 else (0.0, False)


@compiled
def arrivals(clock, origins, pull, scale, numbers):
    """Return the rows that arrive from each origin, shape (10,).

    The mean is rate x workforce x ties x exp(-travel / scale) x (news / wage at origin) ** elasticity: a gravity
    form (Ravenstein 1885) with the income ratio of Harris and Todaro (1970). ``pull``: the last factor.
    """
    migration, workforce = numbers[0].migration, origins.workforce
    counts = np.empty(workforce.size, np.int64)
    for o in range(workforce.size):
        near = origins.ties[o] * np.exp(-origins.hours[o] / migration.distance_scale)
        mean = migration.arrival_rate * workforce[o] * near * pull / scale
        counts[o] = min(poisson(clock.key, ARRIVALS, ORIGINS[o], clock.week, mean), int(workforce[o] / scale))
    return counts


@compiled
def settle(clock, who, camps, wage, numbers):
    """Return camp, age group, permit, advance and expected income of each arrival, one entry each."""
    migration, n, weights = numbers[0].migration, who.size, camp_weights(camps, wage, numbers)
    camp, age = np.empty(n, np.int64), np.empty(n, np.int64)
    formal, forced, income = np.empty(n, np.bool_), np.empty(n, np.bool_), np.empty(n)
    for i in range(n):
        words = draw(clock.key, WHO_AND_WHERE, who[i], clock.week)
        camp[i] = weighted(weights, to_uniform(words[0]))
        adult = YOUNG if to_uniform(words[2]) < migration.under_25_share else OLDER
        age[i] = MINOR if to_uniform(words[1]) < migration.under_18_share else adult
        u = to_uniform(words[3])
        forced[i] = u < migration.forced_share
        formal[i] = camps.zone[camp[i]] == CORRIDOR and u > 1.0 - migration.formal_share
        income[i] = camps.net[camp[i]]
    return camp, age, formal, forced, income


@compiled
def camp_weights(camps, wage, numbers):
    """Return the cumulated weights of camps for arrivals, shape (camps,): room x net income, where a camp is open.

    A camp that pays little still draws as one that pays the share ``least_pull`` of the outside wage.
    """
    least = numbers[0].migration.least_pull * wage
    weights = np.zeros(camps.n)
    for c in range(camps.n):
        if camps.open[c]:
            weights[c] = camps.room[c] * max(camps.net[c], least)
    return np.cumsum(weights)
