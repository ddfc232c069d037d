"""Step 8: recruiters make offers for vacancies; those who accept travel, pass checkpoints and arrive in debt.

Networks and their recruiters are in ``model/processes/networks.py``.
"""

import numpy as np

from model.codes import AGES, ORGANISED, SEXES, UNDER_18, Exit, Form, Method, Sex, Source
from model.compiled import compiled, inlined
from model.dates import date_of
from model.origins import REGIONS
from model.people.home import go_home
from model.processes.exits import complain
from model.processes.livelihoods import need
from model.processes.networks import pay_recruiters, staff_networks
from model.randomness import decision, pair_draw, pair_key, poisson, to_uniform, uniform
from model.streams import WEEK_BIT, first_identities

LABOUR_POSTS = decision("labour posts at a camp")
LABOUR_NETWORK = decision("who fills a labour post")
ORDER = decision("order in which vacancies are served")
OFFER = decision("who is offered what")
ACCEPT = decision("an offer is accepted")
PICK = decision("who makes an offer")
STOPPED_CASE = decision("a case follows a stop on the way")
HOLIDAYS = (1, 2, 3)
LABOUR, SEXUAL = int(Form.LABOUR), int(Form.SEXUAL)
METHODS = 4
JOB_OFFER, ACQUAINTANCE, FAMILY = int(Method.JOB_OFFER), int(Method.ACQUAINTANCE), int(Method.FAMILY)
ABDUCTION = int(Method.ABDUCTION)
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
    return collect(
        model.key, model.week, bars.arrays, bars.n, camps.arrays, camps.n, model.census.labour,
        model.numbers.recruitment,
    )  # fmt: skip


@compiled
def collect(key, week, bars, n, camps, n_camps, labour, p):
    """Return the vacancies of bars and mines, rows POST to FORM, shape (6, vacancies).

    Mines seek people in proportion to their miners (M9); their posts go to a network or to acquaintances.
    """
    wanted = np.zeros(n_camps, np.int64)
    for c in range(n_camps):
        if camps.open[c]:
            gap = max(0.0, p.labour_demand * camps.miners[c] - labour[c])
            wanted[c] = poisson(key, LABOUR_POSTS, camps.identity[c], week, p.labour_posting * gap)
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
    return posts[:, np.argsort(rank, kind="mergesort")]


@inlined
def write(posts, k, identity, slot, bar, camp, network, form):
    """Write one vacancy into its column."""
    posts[POST, k], posts[SLOT, k] = np.int64(identity), slot
    posts[BAR, k], posts[CAMP, k] = bar, camp
    posts[NETWORK, k], posts[FORM, k] = network, form


PEOPLE_BAR, PEOPLE_CAMP, PEOPLE_NETWORK, PEOPLE_FORM, ORIGIN, AGE, SEX, METHOD, PAPERS_HELD, STOPPED = range(10)
"""Rows of the table of people who set out."""


def make_offers(model, posts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Serve vacancies one after another; return those who set out, their identities, and the numbers COUNTED."""
    p, recruiters, checkpoints = model.numbers, model.recruiters, model.checkpoints
    return serve(
        model.key, model.week, posts, recruiters.arrays, recruiters.n, model.networks.n, model.candidates,
        model.campaign, date_of(model.week).month in HOLIDAYS, checkpoints.arrays, checkpoints.n,
        model.networks.arrays, model.levers.advert_control, need(model), road_control(model), p.recruitment,
        p.civil_society, p.policing, p.corruption.checkpoint_bribe,
    )  # fmt: skip


@compiled
def serve(
    key, week, posts, recruiters, n, n_networks, candidates, campaign, holidays, checkpoints, n_checkpoints, networks,
    removed, need, roads, p, q, r, bribe,
):  # fmt: skip
    """Work out the chances of the week, make the offers and count."""
    accepted = acceptance(campaign, holidays, removed, p, q)
    accepted[:ABDUCTION] *= need
    stopped = controlled(stopping(checkpoints, n_checkpoints, r, r.waved_through), roads)
    noticed = controlled(stopping(checkpoints, n_checkpoints, r, 0.0), roads)
    people, who, offers, bribes = offer(
        key, week, posts, recruiters, n, n_networks, candidates, FIRST_PERSON, accepted, stopped, noticed,
        networks.funds, bribe, p,
    )  # fmt: skip
    return people, who, counts(people, offers, bribes)


def road_control(model) -> float:
    """Return hours that checkpoints are manned relative to routine: what NGOs bring authorities to agree on (M74)."""
    p = model.parameters.civil_society
    return 1.0 + p.advocacy_roads * max(0.0, model.levers.advocacy - p.advocacy_usual)


@inlined
def controlled(stopped, roads):
    """Return chances to be stopped at checkpoints manned ``roads`` times as long; each hour is a chance of its own."""
    return 1.0 - (1.0 - stopped) ** roads


@compiled
def acceptance(campaign, holidays, removed, p, q):
    """Return the chance that an offer is accepted, by method, origin and age, shape (4, 10, 4) (M15, M16, M18).

    Awareness lowers what offers by strangers and acquaintances achieve; those under 18 are at school in term time.
    Family placement and abduction do not ask whether somebody is aware, abduction not who is at school. Where control
    removes a share of false adverts, those who advertise achieve as much less, but for what they make up for through
    acquaintances.
    """
    chance = np.full((METHODS, campaign.size, AGES), p.acceptance)
    chance[JOB_OFFER] *= 1.0 - removed * (1.0 - q.advert_substitution)
    for age in range(AGES):
        minor = age < UNDER_18
        at_school = 1.0 - p.school_effect if minor and not holidays else 1.0
        known = q.aware_under_18 if minor else q.aware_adult
        for origin in range(campaign.size):
            aware = known + (1.0 - known) * campaign[origin]
            informed = at_school * (1.0 - p.awareness_effect * aware)
            chance[JOB_OFFER, origin, age] *= informed
            chance[ACQUAINTANCE, origin, age] *= informed
            chance[FAMILY, origin, age] *= at_school
    return chance


@compiled
def stopping(posts, n, p, waved_through):
    """Return the chance to be stopped on the way, by origin and under 18 or adult, shape (10, 2) (M32).

    Each checkpoint on the way in stops independently; those that take money let a share pass whom others would stop.
    """
    passed = np.ones((CELLS[0], 2))
    for k in range(n):
        honest = 1.0 - waved_through * posts.corruption[k]
        manned = posts.hours[k] / p.hours_per_week * honest * p.checkpoint_detection
        for origin in range(CELLS[0]):
            if (posts.origins[k] >> origin) & 1:
                passed[origin, 0] *= 1.0 - min(1.0, manned * p.checkpoint_minor)
                passed[origin, 1] *= 1.0 - min(1.0, manned)
    return 1.0 - passed


@compiled
def offer(
    key, week, posts, recruiters, n_recruiters, n_networks, candidates, first, accepted, stopped, noticed, funds,
    bribe, p,
):  # fmt: skip
    """Make offers for each vacancy until one is accepted and arrives.

    Return people who set out, rows PEOPLE_BAR to STOPPED, their identities, the number of offers and the soles paid
    at checkpoints. The draws of an offer belong to vacancy and attempt, those of its acceptance to recruiter and
    candidate. Officials who take money let pass whom they notice if the network's funds pay them, else they stop him.
    """
    tries = min(int(p.offers_per_vacancy), MOST_OFFERS)
    most = posts.shape[1] * tries
    people, who = np.empty((10, most), np.int64), np.empty(most, np.uint64)
    order, starts = by_network(recruiters, n_recruiters, n_networks)
    capacity, identities = np.full(order.size, int(p.offers_per_recruiter)), recruiters.identity
    reached = np.zeros(candidates.shape, np.uint64)
    pick_key, offer_key, reply_key = pair_key(key, PICK, week), pair_key(key, OFFER, week), pair_key(key, ACCEPT, week)
    offers, n, bribes = 0, 0, 0.0
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
            if to_uniform(reply[0]) >= accepted[method, origin, age]:
                continue
            candidates[origin, age, sex] -= 1
            chances = stopped[origin, int(age >= UNDER_18)], noticed[origin, int(age >= UNDER_18)]
            caught, paid = at_checkpoints(to_uniform(reply[1]), chances, funds, posts[NETWORK, v], bribe)
            bribes += paid
            people[: PEOPLE_FORM + 1, n] = posts[BAR:, v]
            people[ORIGIN, n], people[AGE, n], people[SEX, n] = origin, age, sex
            people[METHOD, n], people[STOPPED, n] = method, caught
            people[PAPERS_HELD, n] = to_uniform(reply[2]) < p.papers_held
            who[n] = person
            n += 1
            if not caught:
                break
    return people[:, :n], who[:n], offers, bribes


@inlined
def at_checkpoints(u, chances, funds, network, bribe):
    """Return whether somebody is stopped on the way, and what the network pays from its funds for passing, soles.

    ``chances``: to be stopped whatever is paid, and to be noticed at all.
    """
    stopped, noticed = chances
    if u < stopped or u >= noticed:
        return u < stopped, 0.0
    if funds[network] < bribe:
        return True, 0.0
    funds[network] -= bribe
    return False, bribe


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
    rows = model.persons.add(
        who.size, identity=who, bar=people[PEOPLE_BAR], camp=people[PEOPLE_CAMP], network=people[PEOPLE_NETWORK],
        form=people[PEOPLE_FORM], origin=people[ORIGIN], age=people[AGE], sex=people[SEX], method=people[METHOD],
        debt=p.advance + p.fare * model.travel_hours[people[ORIGIN]], no_papers=people[PAPERS_HELD], since=model.week,
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
)


@compiled
def counts(people, offers, bribes):
    """Count offers, those who arrived in exploitation and bribes, in the order of COUNTED."""
    count = np.zeros(6)
    count[5] = bribes
    count[0] = offers
    for i in range(people.shape[1]):
        if people[STOPPED, i]:
            continue
        count[1] += people[PEOPLE_FORM, i] == SEXUAL
        count[2] += people[PEOPLE_FORM, i] == LABOUR
        count[3] += people[AGE, i] < UNDER_18
        count[4] += people[SEX, i] == FEMALE
    return count
