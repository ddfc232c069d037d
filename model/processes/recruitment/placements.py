"""Step 8, in the school holidays: families place children with people who promise to look after them (M17, M18).

A push of supply: families decide, whether or not a post is open. A bar with room takes a child in, first one that
belongs to families and acquaintances; where none has room nobody comes. Who is under 18 in a bar is in exploitation.
"""

import numpy as np

from model.codes import ORGANISED, UNDER_18, Age, Form, Method, Sex
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, pair_draw, pair_key, poisson, to_uniform
from model.kernels.streams import first_identities, newcomers
from model.parameters.origins import REGIONS
from model.processes.mining.livelihoods import needs, travelling
from model.processes.recruitment.journeys import permit_of
from model.processes.recruitment.offers import CELLS, chances_of_the_week, in_holidays, room_for, those_who_set_out
from model.processes.world import clock_of

PLACED = decision("children whom families of an origin place")
WHO = decision("age, sex, papers and journey of a child placed")
TAKEN_IN = decision("the bar that takes a child in")
ORIGINS = first_identities("place", len(REGIONS))
CHILDREN = first_identities("person", int(np.prod(CELLS)) + len(REGIONS))[int(np.prod(CELLS)) :]
"""Identities of the first child placed from each origin in week 0; offers use the numbers before."""
SEXUAL, FAMILY, FEMALE, MALE = int(Form.SEXUAL), int(Method.FAMILY), int(Sex.FEMALE), int(Sex.MALE)
YOUNGER, OLDER = int(Age.FROM_10), int(Age.FROM_14)


@compiled
def placements(world):
    """Return the children whom families send this week, as people who set out; nobody in term time."""
    if not in_holidays(world):
        return those_who_set_out(room_for(0), 0)
    clock = clock_of(world)
    who, origin = newcomers(CHILDREN, clock.week, sent(world))
    children, room, n = room_for(who.size), room_in_bars(world.bars), 0
    stopped, key = chances_of_the_week(world).stopped, pair_key(clock.key, TAKEN_IN, clock.week)
    for k in range(who.size):
        bar = taken_in(key, who[k], world.bars, room)
        words = draw(clock.key, WHO, who[k], clock.week)
        if bar >= 0 and set_out(world, children, n, origin[k], words):
            children.who[n], children.bar[n], children.camp[n] = who[k], world.bars.unique_id[bar], world.bars.camp[bar]
            children.network[n] = world.bars.owner[bar]
            children.permit[n] = permit_of(clock, who[k], children.age[n], world.numbers[0].permits)
            children.stopped[n] = to_uniform(words[3]) < stopped[origin[k], children.permit[n]]
            room[bar] -= 1.0
            n += 1
    world.flows[0].placed_by_families += n - children.stopped[:n].sum()
    return those_who_set_out(children, n)


@compiled
def sent(world):
    """Return how many children families of each origin would place this week, shape (10,).

    Poisson of rate x people at risk under 18 x ties x nearness x need ** effect x share within reach x (1 - what
    campaigns among families prevent).
    """
    recruitment, scale = world.numbers[0].recruitment, world.numbers[0].migration.distance_scale
    clock, need, counts = clock_of(world), needs(world), np.empty(len(REGIONS), np.int64)
    for origin in range(counts.size):
        near = world.ties[origin] * np.exp(-world.travel_hours[origin] / scale)
        inclined = need[origin] ** recruitment.need_effect * world.within_reach[origin]
        warned = recruitment.placing_awareness * world.campaign[origin]
        children = world.candidates[origin, :UNDER_18].sum()
        mean = recruitment.placing * children * near * inclined * (1.0 - warned) * travelling(world)
        counts[origin] = poisson(clock.key, PLACED, ORIGINS[origin], clock.week, mean)
    return counts


@compiled
def room_in_bars(bars):
    """Return how many more people each bar can lodge once all posts are filled, shape (bars,)."""
    room = np.empty(bars.n)
    for i in range(bars.n):
        room[i] = bars.size[i] - bars.held[i] - bars.workers[i] - bars.vacancies[i] - bars.posts[i]
        room[i] = 0.0 if bars.ordered[i] else np.floor(room[i])
    return room


@compiled
def taken_in(key, child, bars, room):
    """Return the row of the bar that takes a child in, -1 where none has room.

    The one with the highest draw for child and bar, so that it stays the same while others come and go (rendezvous
    hashing, Thaler and Ravishankar 1998); bars of families and acquaintances come before those of networks.
    """
    best, highest = -1, 0.0
    for i in range(bars.n):
        if room[i] >= 1.0:
            u = to_uniform(pair_draw(key[0], key[1], child, bars.identity[i])[0])
            u += 1.0 if bars.owner[i] == ORGANISED else 0.0
            if u > highest:
                best, highest = i, u
    return best


@inlined
def set_out(world, children, n, origin, words):
    """Write age, sex and papers of a child who leaves the people at an origin; False if none of that kind is there."""
    recruitment = world.numbers[0].recruitment
    under_14 = recruitment.sexual_age_10 / (recruitment.sexual_age_10 + recruitment.sexual_age_14)
    age = YOUNGER if to_uniform(words[0]) < under_14 else OLDER
    sex = FEMALE if to_uniform(words[1]) < recruitment.sexual_women else MALE
    if world.candidates[origin, age, sex] <= 0:
        return False
    world.candidates[origin, age, sex] -= 1
    children.origin[n], children.age[n], children.sex[n] = origin, age, sex
    children.form[n], children.method[n], children.detour[n] = SEXUAL, FAMILY, 0
    children.papers_held[n] = to_uniform(words[2]) < recruitment.papers_held
    return True
