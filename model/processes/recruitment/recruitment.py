"""Step 8: recruiters make offers for vacancies; those who accept travel, pass checkpoints and arrive in debt.

Networks and their recruiters are in ``networks.py``, what an offer achieves in ``acceptance.py``, checkpoints and the
ways round them in ``journeys.py``.
"""

import numpy as np

from model.codes import AGES, ORGANISED, SEXES, UNDER_18, Exit, Form, Sex, Source
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, pair_draw, pair_key, poisson, to_uniform, uniform
from model.kernels.streams import WEEK_BIT, first_identities
from model.parameters.origins import REGIONS
from model.people.home import go_home
from model.processes.mining.livelihoods import needs
from model.processes.recruitment.acceptance import acceptance, achieved, trusted
from model.processes.recruitment.journeys import (
    at_checkpoints,
    controlled,
    detouring,
    feared_stops,
    hours_manned,
    road_control,
    stopping,
)
from model.processes.recruitment.networks import pay_recruiters, staff_networks
from model.processes.recruitment.refilling import given_up
from model.processes.survivors.exits import complain
from model.text.dates import date_of

LABOUR_POSTS = decision("labour posts at a camp")
LABOUR_NETWORK = decision("who fills a labour post")
ORDER = decision("order in which vacancies are served")
OFFER = decision("who is offered what")
ACCEPT = decision("an offer is accepted")
PICK = decision("who makes an offer")
STOPPED_CASE = decision("a case follows a stop on the way")
HOLIDAYS = (1, 2, 3)
LABOUR, SEXUAL = int(Form.LABOUR), int(Form.SEXUAL)
FEMALE, MALE = int(Sex.FEMALE), int(Sex.MALE)
MOST_OFFERS = 32
"""Room for attempts per vacancy in the key of an offer (a bound of the key, not of behaviour)."""
SLOT_BIT = np.uint64(16)
"""Where a vacancy's number and attempt stand in the identity of who posts it, above his order in his week."""
CELLS = (len(REGIONS), AGES, SEXES)
FIRST_PERSON = first_identities("person", int(np.prod(CELLS))).reshape(CELLS)
"""Identity of the first person of each origin, age and sex whom an offer reaches in week 0."""


def step(model) -> None:
    """Collect vacancies, adjust recruiters to them, make offers, and bring those who accept to bars and mines."""
    posts = vacancies(model)
    model.flows["vacancies"] += posts.shape[1]
    staff_networks(model, posts[NETWORK])
    people, who, numbers = make_offers(model, posts)
    for name, number in zip(COUNTED, numbers.tolist(), strict=True):
        model.flows[name] += number
    arrive(model, people, who)
    pay_recruiters(model, people[PEOPLE_NETWORK][people[STOPPED] == 0])


POST, SLOT, BAR, CAMP, NETWORK, FORM = range(6)
"""Rows of the table of vacancies: identity of who posts, number among his, bar, camp, network, form."""


def vacancies(model) -> np.ndarray:
    """Return one column per vacancy, in the chance order in which they are served."""
    bars, camps = model.bars, model.camps
    posts, unsought = collect(
        model.key, model.week, bars.arrays, bars.n, camps.arrays, camps.n, model.census.labour, given_up(model)[1],
        model.numbers.recruitment,
    )  # fmt: skip
    model.flows["posts_given_up"] += unsought
    return posts


@compiled
def collect(key, week, bars, n, camps, n_camps, labour, too_dear, p):
    """Return the vacancies of bars and mines, rows POST to FORM, shape (6, vacancies), and what mines give up.

    Mines seek people in proportion to their miners (M9), but for the share of posts that is ``too_dear`` to fill;
    their posts go to a network or to acquaintances.
    """
    wanted, unsought = np.zeros(n_camps, np.int64), 0
    for c in range(n_camps):
        if camps.open[c]:
            gap = max(0.0, p.labour_demand * camps.miners[c] - labour[c])
            everything = poisson(key, LABOUR_POSTS, camps.identity[c], week, p.labour_posting * gap)
            wanted[c] = poisson(key, LABOUR_POSTS, camps.identity[c], week, p.labour_posting * gap * (1.0 - too_dear))
            unsought += everything - wanted[c]
    total = bars.vacancies[:n].sum() + wanted.sum()
    posts, rank = np.empty((6, total), np.int64), np.empty(total)
    order = pair_key(key, ORDER, week)
    k = 0
    for i in range(n):
        for slot in range(bars.vacancies[i]):
            write(posts, k, bars.identity[i], slot, bars.unique_id[i], bars.camp[i], bars.owner[i], SEXUAL)
            rank[k] = to_uniform(pair_draw(order[0], order[1], bars.identity[i], slot)[0])
            k += 1
    for c in range(n_camps):
        by_network = uniform(key, LABOUR_NETWORK, camps.identity[c], week) < p.labour_network
        network = c % ORGANISED if by_network else ORGANISED
        for slot in range(wanted[c]):
            write(posts, k, camps.identity[c], slot, -1, c, network, LABOUR)
            rank[k] = to_uniform(pair_draw(order[0], order[1], camps.identity[c], slot)[0])
            k += 1
    return posts[:, np.argsort(rank, kind="mergesort")], unsought


@inlined
def write(posts, k, identity, slot, bar, camp, network, form):
    """Write one vacancy into its column."""
    posts[POST, k], posts[SLOT, k] = np.int64(identity), slot
    posts[BAR, k], posts[CAMP, k] = bar, camp
    posts[NETWORK, k], posts[FORM, k] = network, form


PEOPLE_BAR, PEOPLE_CAMP, PEOPLE_NETWORK, PEOPLE_FORM, ORIGIN, AGE, SEX, METHOD, PAPERS_HELD, STOPPED, DETOUR = range(11)
"""Rows of the table of people who set out."""


def make_offers(model, posts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Serve vacancies one after another; return those who set out, their identities, and the numbers COUNTED."""
    p, recruiters, checkpoints = model.numbers, model.recruiters, model.checkpoints
    people, who, numbers, model.journeys = serve(
        model.key, model.week, model.rule, posts, recruiters.arrays, recruiters.n, model.networks.n, model.candidates,
        model.campaign, needs(model), model.unwarned, date_of(model.week).month in HOLIDAYS, checkpoints.arrays,
        checkpoints.n, hours_manned(model), model.networks.arrays, model.levers.advert_control, road_control(model),
        model.route_risk, p.recruitment, p.civil_society, p.policing, p.corruption.checkpoint_bribe, p.adaptation,
        p.theories,
    )  # fmt: skip
    return people, who, numbers


@compiled
def serve(
    key, week, rule, posts, recruiters, n, n_networks, candidates, campaign, need, unwarned, holidays, checkpoints,
    n_checkpoints, hours, networks, removed, roads, route_risk, p, q, r, bribe, a, theories,
):  # fmt: skip
    """Work out the chances of the week, make the offers and count; recruiters see how each fared."""
    accepted = acceptance(campaign, need, holidays, removed, p, q)
    stopped = controlled(stopping(checkpoints, n_checkpoints, hours, r, r.waved_through), roads)
    noticed = controlled(stopping(checkpoints, n_checkpoints, hours, r, 0.0), roads)
    detours = detouring(feared_stops(rule, route_risk, theories), p.fare, a)
    people, who, offers, bribes, brought = offer(
        key, week, posts, recruiters, n, n_networks, candidates, FIRST_PERSON, accepted, stopped, noticed, detours,
        networks.funds, bribe, p, a,
    )  # fmt: skip
    fare(recruiters, n, brought, achieved(unwarned, p), a.usual_memory)
    return people, who, counts(people, offers, bribes), usual_journeys(people)


@compiled
def fare(recruiters, n, brought, usual, memory):
    """Move recruiters' running means of people brought, each over what offers there and by the method usually do."""
    for i in range(n):
        one = brought[i] / usual[recruiters.origin[i], recruiters.method[i]]
        recruiters.fared[i] += memory * (one - recruiters.fared[i])


@compiled
def usual_journeys(people):
    """Return the people who set out on the usual way, and of them those stopped, by origin, shape (2, 10)."""
    journeys = np.zeros((2, CELLS[0]))
    for i in range(people.shape[1]):
        if not people[DETOUR, i]:
            journeys[0, people[ORIGIN, i]] += 1.0
            journeys[1, people[ORIGIN, i]] += people[STOPPED, i]
    return journeys


@compiled
def offer(
    key, week, posts, recruiters, n_recruiters, n_networks, candidates, first, accepted, stopped, noticed, detours,
    funds, bribe, p, a,
):  # fmt: skip
    """Make offers for each vacancy until one is accepted and arrives.

    Return people who set out, rows PEOPLE_BAR to DETOUR, their identities, the number of offers, the soles paid at
    checkpoints and how many each recruiter brought. The draws of an offer belong to vacancy and attempt, those of its
    acceptance to recruiter and candidate. Officials who take money let pass whom they notice if the network's funds
    pay them, else they stop him.
    """
    tries = min(int(p.offers_per_vacancy), MOST_OFFERS)
    most = posts.shape[1] * tries
    people, who = np.empty((11, most), np.int64), np.empty(most, np.uint64)
    order, starts = by_network(recruiters, n_recruiters, n_networks)
    capacity, identities = np.full(order.size, int(p.offers_per_recruiter)), recruiters.identity
    reached = np.zeros(candidates.shape, np.uint64)
    pick_key, offer_key, reply_key = pair_key(key, PICK, week), pair_key(key, OFFER, week), pair_key(key, ACCEPT, week)
    offers, n, bribes = 0, 0, 0.0
    brought = np.zeros(n_recruiters)
    for v in range(posts.shape[1]):
        begin, end = starts[posts[NETWORK, v]], starts[posts[NETWORK, v] + 1]
        for attempt in range(tries):
            slot = np.uint64(posts[SLOT, v] * MOST_OFFERS + attempt)
            attempted = np.uint64(posts[POST, v]) + (slot << SLOT_BIT)
            row = pick(pick_key, attempted, order, capacity, begin, end, identities)
            if row < 0:
                break
            words = pair_draw(offer_key[0], offer_key[1], np.uint64(posts[POST, v]), slot)
            origin = recruiters.origin[row]
            age, sex = profile(posts[FORM, v], to_uniform(words[0]), to_uniform(words[1]), p)
            if candidates[origin, age, sex] <= 0:
                continue
            person = first[origin, age, sex] + (np.uint64(week) << WEEK_BIT) + reached[origin, age, sex]
            reached[origin, age, sex] += np.uint64(1)
            offers += 1
            reply = pair_draw(reply_key[0], reply_key[1], recruiters.identity[row], person)
            method = recruiters.method[row]
            if to_uniform(reply[0]) >= accepted[method, origin, age] * trusted(recruiters.survivor[row], p):
                continue
            candidates[origin, age, sex] -= 1
            detour, adult = to_uniform(reply[3]) < detours[origin], int(age >= UNDER_18)
            met = a.detour_control if detour else 1.0
            chances = met * stopped[origin, adult], met * noticed[origin, adult]
            caught, paid = at_checkpoints(to_uniform(reply[1]), chances, funds, posts[NETWORK, v], bribe)
            bribes += paid
            people[: PEOPLE_FORM + 1, n] = posts[BAR:, v]
            people[ORIGIN, n], people[AGE, n], people[SEX, n] = origin, age, sex
            people[METHOD, n], people[STOPPED, n], people[DETOUR, n] = method, caught, detour
            people[PAPERS_HELD, n] = to_uniform(reply[2]) < p.papers_held
            who[n] = person
            n += 1
            if not caught:
                brought[row] += 1.0
                break
    return people[:, :n], who[:n], offers, bribes, brought


@compiled
def by_network(recruiters, n, networks):
    """Return rows of recruiters in order of their networks, and where each network begins, shape (networks + 1,)."""
    starts = np.zeros(networks + 1, np.int64)
    for i in range(n):
        starts[recruiters.network[i] + 1] += 1
    starts = np.cumsum(starts)
    order, filled = np.empty(n, np.int64), starts.copy()
    for i in range(n):
        order[filled[recruiters.network[i]]] = i
        filled[recruiters.network[i]] += 1
    return order, starts


@compiled
def pick(key, attempt, order, capacity, begin, end, identities):
    """Return the row of the recruiter of the network who makes an attempt, -1 if nobody can.

    It is the one with the highest draw for attempt and recruiter, so that it stays the same while others come and go
    (rendezvous hashing, Thaler and Ravishankar 1998).
    """
    best, highest = -1, 0.0
    for at in range(begin, end):
        if capacity[at] > 0:
            u = to_uniform(pair_draw(key[0], key[1], attempt, identities[order[at]])[0])
            if u > highest:
                best, highest = at, u
    if best < 0:
        return -1
    capacity[best] -= 1
    return order[best]


@inlined
def profile(form, u_age, u_sex, p):
    """Return the age group and sex that are sought, for two uniforms."""
    if form == SEXUAL:
        a, b, c, women = p.sexual_age_10, p.sexual_age_14, p.sexual_age_18, p.sexual_women
    else:
        a, b, c, women = p.labour_age_10, p.labour_age_14, p.labour_age_18, p.labour_women
    age = int(u_age >= a) + int(u_age >= a + b) + int(u_age >= a + b + c)
    return age, FEMALE if u_sex < women else MALE


def arrive(model, people: np.ndarray, who: np.ndarray) -> None:
    """Make a row for everyone who set out; those stopped at a checkpoint are in care and never arrive."""
    if who.size == 0:
        return
    p = model.numbers.recruitment
    hours = model.travel_hours[people[ORIGIN]] + people[DETOUR] * model.numbers.adaptation.detour_hours
    rows = model.persons.add(
        who.size, identity=who, bar=people[PEOPLE_BAR], camp=people[PEOPLE_CAMP], network=people[PEOPLE_NETWORK],
        form=people[PEOPLE_FORM], origin=people[ORIGIN], age=people[AGE], sex=people[SEX], method=people[METHOD],
        debt=p.advance + p.fare * hours, no_papers=people[PAPERS_HELD], since=model.week,
    )  # fmt: skip
    stopped = np.flatnonzero(people[STOPPED])
    go_home(model, stopped + rows.start, Exit.CHECKPOINT)
    model.flows["stopped"] += stopped.size
    u = model.luck.uniform(STOPPED_CASE, who[stopped], model.week)
    complain(model, rows.start + stopped[u < model.numbers.justice.complaint_by_checkpoint], Source.CHECKPOINT)


COUNTED = (
    "offers",
    "recruited_sexual",
    "recruited_labour",
    "recruited_under_18",
    "recruited_female",
    "bribes_at_checkpoints",
    "journeys_round_control",
)


@compiled
def counts(people, offers, bribes):
    """Count offers, those who arrived in exploitation and bribes, in the order of COUNTED."""
    count = np.zeros(7)
    count[5] = bribes
    count[0] = offers
    for i in range(people.shape[1]):
        count[6] += people[DETOUR, i]
        if people[STOPPED, i]:
            continue
        count[1] += people[PEOPLE_FORM, i] == SEXUAL
        count[2] += people[PEOPLE_FORM, i] == LABOUR
        count[3] += people[AGE, i] < UNDER_18
        count[4] += people[SEX, i] == FEMALE
    return count
