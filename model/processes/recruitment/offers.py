"""Step 8: recruiters make offers for vacancies; people accept or refuse, and travel past checkpoints or round them.

What an offer achieves is in ``acceptance.py``, checkpoints and the ways round them are in ``journeys.py``.
"""

from typing import NamedTuple

import numpy as np

from model.codes import AGES, SEXES, UNDER_18, Form, Permit, Sex
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, pair_draw, pair_key, to_uniform
from model.kernels.streams import WEEK_BIT, first_identities
from model.parameters.origins import REGIONS
from model.people.warning import put_out_of_reach
from model.processes.mining.livelihoods import needs, travelling
from model.processes.recruitment.acceptance import acceptance, mean_acceptance, trust_in_recruiter
from model.processes.recruitment.journeys import (
    at_checkpoints,
    controlled,
    detouring,
    feared_stops,
    hours_manned,
    permit_of,
    road_control,
    stopping,
)
from model.processes.recruitment.roles import can_bring
from model.processes.world import clock_of

OFFER = decision("who is offered what")
ACCEPT = decision("an offer is accepted")
PICK = decision("who makes an offer")
HOLIDAYS = (1, 2, 3)
LABOUR, SEXUAL = int(Form.LABOUR), int(Form.SEXUAL)
FEMALE, MALE, FORGED = int(Sex.FEMALE), int(Sex.MALE), int(Permit.FORGED)
MOST_OFFERS = 32
"""Room for attempts per vacancy in the key of an offer (a bound of the key, not of behaviour)."""
SLOT_BIT = np.uint64(16)
"""Where a vacancy's number and attempt stand in the identity of who posts it, above his order in his week."""
CELLS = (len(REGIONS), AGES, SEXES)
FIRST_PERSON = first_identities("person", int(np.prod(CELLS))).reshape(CELLS)
"""Identity of the first person of each origin, age and sex whom an offer reaches in week 0."""


class Departures(NamedTuple):
    """People who set out, one entry a person; ``stopped`` and ``detour`` say what became of the journey."""

    who: np.ndarray
    bar: np.ndarray
    camp: np.ndarray
    network: np.ndarray
    form: np.ndarray
    origin: np.ndarray
    age: np.ndarray
    sex: np.ndarray
    method: np.ndarray
    papers_held: np.ndarray
    permit: np.ndarray
    stopped: np.ndarray
    detour: np.ndarray


class Chances(NamedTuple):
    """The chances of a week: acceptance by method, origin and age; stops by origin and permit; detours by origin."""

    accepted: np.ndarray
    stopped: np.ndarray
    noticed: np.ndarray
    detours: np.ndarray


@compiled
def make_offers(world, posts):
    """Serve vacancies one after another, and count; return those who set out. Recruiters see how each fared."""
    recruiters, networks, numbers, flows = world.recruiters, world.networks, world.numbers, world.flows[0]
    chances = chances_of_the_week(world)
    people, offers, bribes, brought = offer(
        clock_of(world), posts, recruiters, networks, world.candidates, chances, numbers
    )
    update_success_memory(recruiters, brought, mean_acceptance(world.unwarned, numbers), numbers)
    flows.offers += offers
    flows.bribes_at_checkpoints += bribes
    return people


@inlined
def in_holidays(world):
    """Tell whether schools are closed this week."""
    return world.now[0].month in HOLIDAYS


@compiled
def chances_of_the_week(world):
    """Return how likely people are to accept, to be stopped or noticed on the usual way, and to go round it."""
    numbers, checkpoints, hours, roads = world.numbers, world.checkpoints, hours_manned(world), road_control(world)
    levers, within = world.levers[0], world.within_reach
    accepted = acceptance(
        world.campaign, needs(world), within, in_holidays(world), levers.advert_control, levers.schooling, numbers
    )
    accepted *= travelling(world)
    bought = numbers[0].policing.waved_through
    stopped = controlled(stopping(checkpoints, hours, bought, numbers), roads)
    noticed = controlled(stopping(checkpoints, hours, 0.0, numbers), roads)
    return Chances(accepted, stopped, noticed, detouring(feared_stops(world.route_risk, numbers), numbers))


@compiled
def update_success_memory(recruiters, brought, usual, numbers):
    """Move recruiters' running means of people brought, each over what offers there and by the method usually do."""
    for i in range(recruiters.n):
        one = brought[i] / usual[recruiters.origin[i], recruiters.method[i]]
        recruiters.fared[i] += numbers[0].adaptation.usual_memory * (one - recruiters.fared[i])


@compiled
def count_departures(world, people):
    """Count who arrives in exploitation and who goes round checkpoints; by origin, who takes the usual way.

    Of those the second line of ``world.journeys`` has the people stopped, shape (2, 10). Everybody who sets out warns
    others at home.
    """
    flows, journeys, gone = world.flows[0], world.journeys, 1.0 + world.numbers[0].recruitment.warned_by_recruit
    for i in range(people.who.size):
        arrives = people.stopped[i] == 0
        put_out_of_reach(world, people.origin[i], gone)
        flows.journeys_round_control += people.detour[i]
        flows.stopped_without_permit += people.stopped[i] and people.permit[i] >= FORGED
        if not people.detour[i]:
            journeys[0, people.origin[i]] += 1.0
            journeys[1, people.origin[i]] += people.stopped[i]
        flows.recruited_sexual += arrives and people.form[i] == SEXUAL
        flows.recruited_labour += arrives and people.form[i] == LABOUR
        flows.recruited_under_18 += arrives and people.age[i] < UNDER_18
        flows.recruited_female += arrives and people.sex[i] == FEMALE


class Team(NamedTuple):
    """Recruiters who can still make offers: rows by network, where each network begins, offers left, all identities."""

    order: np.ndarray
    starts: np.ndarray
    capacity: np.ndarray
    identities: np.ndarray


class Market(NamedTuple):
    """What an offer is made from: clock, keys of its draws, vacancies, recruiters, funds of networks, people, chances.

    ``reached`` counts people whom offers have reached this week, by origin, age and sex.
    """

    clock: tuple
    offer_key: tuple
    reply_key: tuple
    posts: tuple
    recruiters: tuple
    funds: np.ndarray
    candidates: np.ndarray
    reached: np.ndarray
    chances: tuple


@compiled
def offer(clock, posts, recruiters, networks, candidates, chances, numbers):
    """Make offers for each vacancy until one is accepted and arrives.

    Return people who set out, the number of offers, the soles paid at checkpoints and how many each recruiter brought.
    """
    recruitment = numbers[0].recruitment
    tries = min(int(recruitment.offers_per_vacancy), MOST_OFFERS)
    team = by_network(recruiters, networks.n, int(recruitment.offers_per_recruiter))
    pick_key, offer_key = pair_key(clock.key, PICK, clock.week), pair_key(clock.key, OFFER, clock.week)
    market = Market(
        clock, offer_key, pair_key(clock.key, ACCEPT, clock.week), posts, recruiters, networks.funds, candidates,
        np.zeros(candidates.shape, np.uint64), chances,
    )  # fmt: skip
    people, brought = room_for(posts.slot.size * tries), np.zeros(recruiters.n)
    offers, n, bribes = 0, 0, 0.0
    for v in range(posts.slot.size):
        for attempt in range(tries):
            if not can_bring(networks, posts.network[v]):
                break
            slot = np.uint64(posts.slot[v] * MOST_OFFERS + attempt)
            row = pick(pick_key, posts.poster[v] + (slot << SLOT_BIT), team, posts.network[v])
            if row < 0:
                break
            made, accepted, paid = approach(market, v, slot, row, people, n, numbers)
            offers, n, bribes = offers + made, n + accepted, bribes + paid
            networks.room[posts.network[v]] -= accepted
            if accepted and not people.stopped[n - 1]:
                brought[row] += 1.0
                break
    return those_who_set_out(people, n), offers, bribes, brought


@inlined
def approach(market, v, slot, row, people, n, numbers):
    """Let a recruiter approach somebody for vacancy ``v``; return offers made and accepted, and soles paid on the way.

    Who accepts becomes entry ``n`` of ``people``. The draws of an offer belong to vacancy and attempt, those of its
    acceptance to recruiter and candidate. Officials who take money let pass whom they notice if the network's funds pay
    them, else they stop the journey.
    """
    posts, recruiters, recruitment = market.posts, market.recruiters, numbers[0].recruitment
    words = pair_draw(market.offer_key[0], market.offer_key[1], posts.poster[v], slot)
    origin, method = recruiters.origin[row], recruiters.method[row]
    age, sex = profile(posts.form[v], to_uniform(words[0]), to_uniform(words[1]), recruitment)
    if market.candidates[origin, age, sex] <= 0:
        return 0, 0, 0.0
    reached = market.reached[origin, age, sex]
    person = FIRST_PERSON[origin, age, sex] + (np.uint64(market.clock.week) << WEEK_BIT) + reached
    market.reached[origin, age, sex] += np.uint64(1)
    reply = pair_draw(market.reply_key[0], market.reply_key[1], recruiters.identity[row], person)
    trust = trust_in_recruiter(recruiters.survivor[row], recruitment)
    if to_uniform(reply[0]) >= market.chances.accepted[method, origin, age] * trust:
        return 1, 0, 0.0
    market.candidates[origin, age, sex] -= 1
    people.who[n], people.origin[n], people.age[n], people.sex[n] = person, origin, age, sex
    people.bar[n], people.camp[n] = posts.bar[v], posts.camp[v]
    people.network[n], people.form[n], people.method[n] = posts.network[v], posts.form[v], method
    people.papers_held[n] = to_uniform(reply[2]) < recruitment.papers_held
    people.detour[n] = to_uniform(reply[3]) < market.chances.detours[origin]
    people.permit[n] = permit_of(market.clock, person, age, numbers[0].permits)
    people.stopped[n], paid = journey(market, people, n, to_uniform(reply[1]), numbers)
    return 1, 1, paid


@inlined
def journey(market, people, n, u, numbers):
    """Return whether entry ``n`` of those who set out is stopped on the way, and what is paid for passing, soles."""
    origin, permit = people.origin[n], people.permit[n]
    met = numbers[0].adaptation.detour_control if people.detour[n] else 1.0
    chances = met * market.chances.stopped[origin, permit], met * market.chances.noticed[origin, permit]
    return at_checkpoints(u, chances, market.funds, people.network[n], numbers[0].corruption.checkpoint_bribe)


@compiled
def room_for(n):
    """Return room for ``n`` people who set out."""
    a, b, c, d = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    e, f, g, h = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    i, j, k, m = np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    return Departures(np.empty(n, np.uint64), a, b, c, d, e, f, g, h, i, j, k, m)


@compiled
def those_who_set_out(people, n):
    """Return the first ``n`` entries."""
    bar, camp, network, form = people.bar[:n], people.camp[:n], people.network[:n], people.form[:n]
    origin, age, sex, method = people.origin[:n], people.age[:n], people.sex[:n], people.method[:n]
    papers_held, permit = people.papers_held[:n], people.permit[:n]
    stopped, detour = people.stopped[:n], people.detour[:n]
    return Departures(
        people.who[:n], bar, camp, network, form, origin, age, sex, method, papers_held, permit, stopped, detour
    )


@compiled
def by_network(recruiters, networks, capacity):
    """Return recruiters in order of their networks, each with the number of offers that he can make."""
    starts = np.zeros(networks + 1, np.int64)
    for i in range(recruiters.n):
        starts[recruiters.network[i] + 1] += 1
    starts = np.cumsum(starts)
    order, filled = np.empty(recruiters.n, np.int64), starts.copy()
    for i in range(recruiters.n):
        order[filled[recruiters.network[i]]] = i
        filled[recruiters.network[i]] += 1
    return Team(order, starts, np.full(order.size, capacity), recruiters.identity)


@compiled
def pick(key, attempted, team, network):
    """Return the row of the recruiter of the network who makes the attempt of this identity, -1 if nobody can.

    It is the one with the highest draw for attempt and recruiter, so that it stays the same while others come and go
    (rendezvous hashing, Thaler and Ravishankar 1998).
    """
    best, highest = -1, 0.0
    for at in range(team.starts[network], team.starts[network + 1]):
        if team.capacity[at] > 0:
            u = to_uniform(pair_draw(key[0], key[1], attempted, team.identities[team.order[at]])[0])
            if u > highest:
                best, highest = at, u
    if best < 0:
        return -1
    team.capacity[best] -= 1
    return team.order[best]


@inlined
def profile(form, u_age, u_sex, recruitment):
    """Return the age group and sex that are sought, for two uniforms."""
    if form == SEXUAL:
        a, b, c = recruitment.sexual_age_10, recruitment.sexual_age_14, recruitment.sexual_age_18
        women = recruitment.sexual_women
    else:
        a, b, c = recruitment.labour_age_10, recruitment.labour_age_14, recruitment.labour_age_18
        women = recruitment.labour_women
    age = int(u_age >= a) + int(u_age >= a + b) + int(u_age >= a + b + c)
    return age, FEMALE if u_sex < women else MALE
