"""Step 3: men arrive where they hear that digging pays."""

from typing import NamedTuple

import numpy as np

from model.codes import Age, Zone
from model.columns.tables import add
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, poisson, to_uniform
from model.kernels.streams import first_identities, newcomers, weighted
from model.parameters.origins import REGIONS
from model.processes.mining.livelihoods import wages
from model.processes.world import clock_of

ARRIVALS = decision("miners who set out")
WHO_AND_WHERE = decision("first camp, age, permit and advance of a miner")
BRINGS = decision("a miner brings machinery")
MINERS = first_identities("miner", len(REGIONS))
ORIGINS = first_identities("place", len(REGIONS))
CORRIDOR, ROADSIDE = int(Zone.CORRIDOR), int(Zone.ROADSIDE)
MINOR, YOUNG, OLDER = int(Age.FROM_14), int(Age.FROM_18), int(Age.FROM_25)


class Newcomers(NamedTuple):
    """What is drawn for miners who arrive, one entry a row."""

    camp: np.ndarray
    age: np.ndarray
    formal: np.ndarray
    forced: np.ndarray
    equipped: np.ndarray
    income: np.ndarray


def step(model) -> None:
    """Update the news that reaches origins, draw the arrivals of each origin and settle them in open camps."""
    counts = set_out(model.world)
    rows = int(counts.sum())
    model.miners.make_room(model.miners.n + rows, model.agent_id_counter + rows)
    with model.changes_noticed():
        settle_in(model.world, counts)


@compiled
def set_out(world):
    """Update the news that reaches origins; return how many rows of miners set out from each, shape (10,)."""
    look_around(world)
    return arrivals(world, pull_of_news(world))


@compiled
def settle_in(world, counts):
    """Add the miners who arrive from each origin; they leave its workforce."""
    miners, now = world.miners, world.now[0]
    for o in range(counts.size):
        world.workforce[o] -= counts[o] * now.scale
    who, origin = newcomers(MINERS, now.week, counts)
    come = settle(clock_of(world), who, world.camps, now.outside_wage, world.numbers)
    first = add(miners, world.next_id, who.size)
    for k in range(who.size):
        i = first + k
        miners.identity[i], miners.origin[i], miners.since[i] = who[k], origin[k], now.week
        miners.camp[i], miners.age[i], miners.formal[i] = come.camp[k], come.age[k], come.formal[k]
        miners.forced[i], miners.equipped[i], miners.income[i] = come.forced[k], come.equipped[k], come.income[k]
    world.flows[0].arrivals += who.size * now.scale


@compiled
def look_around(world):
    """Set the travel times of the week and the cumulated weights with which origins are recruited from.

    An origin's weight is its people at risk x its ties, discounted by travel as for miners. The highway also brings
    roadside sites nearer, in the week in which it opens (M12).
    """
    now, scale, total = world.now[0], world.numbers[0].migration.distance_scale, 0.0
    if now.week == now.road_opens:
        open_the_road(world.camps, world.numbers[0].places.roadside_access)
    for o in range(world.ties.size):
        hours = world.hours_since[o] if now.week >= now.road_opens else world.hours_before[o]
        world.travel_hours[o] = hours
        total += world.candidates[o].sum() * world.ties[o] * np.exp(-hours / scale)
        world.pull[o] = total


@compiled
def open_the_road(camps, hours):
    """Set the walk to roadside camps, hours."""
    for c in range(camps.n):
        if camps.zone[c] == ROADSIDE:
            camps.access[c] = hours


@compiled
def pull_of_news(world):
    """Let news of incomes in the camps reach the origins; return how they draw, 1 where they equal the wage there.

    Income in open camps, exaggerated by peers, reaches the origins with an exponential delay (M2) and is compared with
    the wage there.
    """
    now, migration = world.now[0], world.numbers[0].migration
    heard, any_open = mean_income(world.camps)
    now.news += ((1.0 + migration.bragging) * heard - now.news) / migration.news_delay
    return max(0.0, now.news / wages(world).at_origin) ** migration.income_elasticity if any_open else 0.0


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
def arrivals(world, pull):
    """Return the rows that arrive from each origin, shape (10,).

    The mean is rate x workforce x ties x exp(-travel / scale) x (news / wage at origin) ** elasticity: a gravity
    form (Ravenstein 1885) with the income ratio of Harris and Todaro (1970). ``pull``: the last factor. An epidemic
    stops a share of journeys.
    """
    migration, workforce = world.numbers[0].migration, world.workforce
    pull *= 1.0 - world.levers[0].travel_stopped
    clock, scale, counts = clock_of(world), world.now[0].scale, np.empty(workforce.size, np.int64)
    for o in range(workforce.size):
        near = world.ties[o] * np.exp(-world.travel_hours[o] / migration.distance_scale)
        mean = migration.arrival_rate * workforce[o] * near * pull / scale
        counts[o] = min(poisson(clock.key, ARRIVALS, ORIGINS[o], clock.week, mean), int(workforce[o] / scale))
    return counts


@compiled
def settle(clock, who, camps, wage, numbers):
    """Return camp, age group, permit, advance, machinery and expected income of each arrival, one entry each."""
    migration, n, weights = numbers[0].migration, who.size, camp_weights(camps, wage, numbers)
    camp, age = np.empty(n, np.int64), np.empty(n, np.int64)
    formal, forced, income = np.empty(n, np.bool_), np.empty(n, np.bool_), np.empty(n)
    equipped = np.empty(n, np.bool_)
    for i in range(n):
        words = draw(clock.key, WHO_AND_WHERE, who[i], clock.week)
        camp[i] = weighted(weights, to_uniform(words[0]))
        adult = YOUNG if to_uniform(words[2]) < migration.under_25_share else OLDER
        age[i] = MINOR if to_uniform(words[1]) < migration.under_18_share else adult
        u = to_uniform(words[3])
        forced[i] = u < migration.forced_share
        formal[i] = camps.zone[camp[i]] == CORRIDOR and u > 1.0 - migration.formal_share
        equipped[i] = to_uniform(draw(clock.key, BRINGS, who[i], clock.week)[0]) < migration.equipped_share
        income[i] = expected(camps, camp[i], equipped[i])
    return Newcomers(camp, age, formal, forced, equipped, income)


@inlined
def expected(camps, c, equipped):
    """Return the net income that a man with or without machinery can expect in a camp, soles/week."""
    return camps.net_owner[c] if equipped else camps.net_hand[c]


@compiled
def camp_weights(camps, wage, numbers):
    """Return the cumulated weights of camps for arrivals: room x net income x exp(-walk / scale), where one is open.

    A camp that pays little still draws as one that pays the share ``least_pull`` of the outside wage.
    """
    least, walk_scale = numbers[0].migration.least_pull * wage, numbers[0].moving.walk_scale
    weights = np.zeros(camps.n)
    for c in range(camps.n):
        if camps.open[c]:
            weights[c] = camps.room[c] * max(camps.net[c], least) * np.exp(-camps.access[c] / walk_scale)
    return np.cumsum(weights)
