"""Step 8: recruiters make offers for vacancies; those who accept travel, pass checkpoints and arrive in debt."""

import numpy as np

from model.codes import AGES, FORMS, ORGANISED, SEXES, UNDER_18, Exit, Form, Method, Sex
from model.compiled import compiled
from model.dates import date_of
from model.origins import REGIONS
from model.parameters_base import as_tuple
from model.people.home import go_home
from model.randomness import arrivals, decision, identity, pair_draw, pair_key, stream, to_uniform

LABOUR_POSTS = decision("labour posts at a camp")
LABOUR_NETWORK = decision("who fills a labour post")
RECRUITERS = decision("recruiters taken on")
GIVING_UP = decision("a recruiter gives up")
POST_RECRUITER = decision("origin and method of a recruiter")
ORDER = decision("order in which vacancies are served")
OFFER = decision("who is offered what")
ACCEPT = decision("an offer is accepted")
PAPERS = decision("papers are withheld")
HOLIDAYS = (1, 2, 3)
LABOUR, SEXUAL = int(Form.LABOUR), int(Form.SEXUAL)
ABDUCTION, JOB_OFFER, ACQUAINTANCE, FAMILY = (
    int(m) for m in (Method.ABDUCTION, Method.JOB_OFFER, Method.ACQUAINTANCE, Method.FAMILY)
)
FEMALE, MALE = int(Sex.FEMALE), int(Sex.MALE)
MOST_OFFERS = 32
"""Room for attempts per vacancy in the key of an offer (a bound of the key, not of behaviour)."""
CELLS = (len(REGIONS), AGES, SEXES)
FIRST_PERSON = np.array([identity(stream("person", c), 0, 0) for c in range(np.prod(CELLS))]).reshape(CELLS)
"""Identity of the first person of each origin, age and sex whom an offer reaches in week 0."""


def step(model) -> None:
    """Collect vacancies, adjust recruiters to them, make offers, and bring those who accept to bars and mines."""
    posts = vacancies(model)
    staff_networks(model, posts["network"])
    made = make_offers(model, posts)
    arrive(model, made)
    pay_recruiters(model, made)


def vacancies(model) -> dict[str, np.ndarray]:
    """Return one row per vacancy: who posts it, where, for which form and through which network.

    Mines seek people in proportion to their miners (M9); their posts go to a network or to acquaintances.
    """
    bars, camps, p = model.bars, model.camps, model.parameters.recruitment
    bar = np.repeat(np.arange(bars.n), bars.vacancies)
    gap = np.maximum(0.0, p.labour_demand * camps.miners - model.labour_by_camp) * camps.open
    wanted = model.luck.poisson(LABOUR_POSTS, camps.identity, model.week, p.labour_posting * gap)
    camp = np.repeat(np.arange(camps.n), wanted)
    u = model.luck.uniform(LABOUR_NETWORK, camps.identity, model.week)[camp]
    network = np.where(u < p.labour_network, camp % ORGANISED, ORGANISED)
    posts = {
        "identity": np.concatenate([bars.identity[bar], camps.identity[camp]]),
        "slot": np.concatenate([slots(bar), slots(camp)]),
        "bar": np.concatenate([bars.unique_id[bar], np.full(camp.size, -1)]),
        "camp": np.concatenate([bars.camp[bar], camp]).astype(np.int64),
        "network": np.concatenate([bars.owner[bar], network]).astype(np.int64),
        "form": np.repeat(np.array([SEXUAL, LABOUR]), [bar.size, camp.size]),
    }
    order = np.argsort(model.luck.pair_uniform(ORDER, posts["identity"], posts["slot"], model.week), kind="stable")
    model.flows["vacancies"] += order.size
    return {name: column[order] for name, column in posts.items()}


def slots(owner: np.ndarray) -> np.ndarray:
    """Return 0, 1, 2 ... within each run of equal owners, shape of ``owner`` (sorted)."""
    starts = np.searchsorted(owner, owner, side="left")
    return np.arange(owner.size) - starts


def staff_networks(model, network: np.ndarray) -> None:
    """Let networks take on recruiters for the vacancies they see, and let some give up.

    A network replaces those it lost as long as vacancies ask for them (M20, M46).
    """
    p, networks, recruiters = model.parameters.recruitment, model.networks, model.recruiters
    gone = model.luck.uniform(GIVING_UP, recruiters.identity, model.week) < p.recruiter_leaving
    model.remove_recruiters(gone)
    networks.sought[:] = np.bincount(network, minlength=networks.n)
    networks.bars[:] = np.bincount(model.bars.owner, minlength=networks.n)
    needed = networks.sought * p.offers_per_vacancy / p.offers_per_recruiter
    target = np.clip(needed, p.least_recruiters, p.most_recruiters)
    gap = np.maximum(0.0, target - networks.recruiters) * p.recruiter_hiring
    taken = model.luck.poisson(RECRUITERS, networks.identity, model.week, gap)
    for row in np.flatnonzero(taken):
        take_on(model, int(row), arrivals("recruiter", int(row), model.week, int(taken[row])))


def take_on(model, network: int, who: np.ndarray) -> None:
    """Make the rows of a network's new recruiters, who have the identities ``who``."""
    p = model.parameters.recruitment
    u = (model.luck.words(POST_RECRUITER, who, model.week) + 0.5) * 2.0**-32
    pull = np.cumsum(model.recruiting_pull())
    cuts = np.cumsum([p.method_job, p.method_acquaintance, p.method_family])
    method = np.searchsorted(cuts, u[1], side="right")
    if network == ORGANISED:
        method = np.where(u[2] < p.informal_acquaintance, ACQUAINTANCE, FAMILY)
    origin = np.searchsorted(pull, u[0] * pull[-1], side="right")
    model.recruiters.add(who.size, identity=who, network=network, origin=origin, method=method, since=model.week)
    model.networks.recruiters[network] += who.size


def make_offers(model, posts: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Serve vacancies one after another; return those recruited or stopped on the way, one row each."""
    p, week = model.parameters.recruitment, model.week
    most = int(posts["form"].size * min(p.offers_per_vacancy, MOST_OFFERS)) + 1
    out = np.empty((9, most), np.int64)
    who = np.empty(most, np.uint64)
    order = np.argsort(model.recruiters.network, kind="stable")
    starts = np.searchsorted(model.recruiters.network[order], np.arange(model.networks.n + 1))
    offers, n = offer_kernel(
        model.luck.key, week, posts["identity"], posts["slot"], posts["network"], posts["form"],
        model.recruiters.arrays, order, starts, model.candidates, FIRST_PERSON + np.uint64(week << 32), acceptance(model),
        stopping(model), as_tuple(p), out, who,
    )  # fmt: skip
    model.flows["offers"] += offers
    names = ("post", "recruiter", "origin", "age", "sex", "method", "stopped", "form", "slot")
    made = dict(zip(names, out[:, :n], strict=True))
    made["identity"] = who[:n]
    made["bar"], made["camp"], made["network"] = (posts[k][made["post"]] for k in ("bar", "camp", "network"))
    return made


def acceptance(model) -> np.ndarray:
    """Return the chance that an offer is accepted, by method, origin and age, shape (4, 10, 4) (M15, M16, M18).

    Awareness lowers what offers by strangers and acquaintances achieve; those under 18 are at school in term time.
    Family placement and abduction do not ask whether somebody is aware.
    """
    p, society = model.parameters.recruitment, model.parameters.civil_society
    aware = np.where(np.arange(AGES) < UNDER_18, society.aware_under_18, society.aware_adult)
    aware = aware + (1.0 - aware) * model.campaign[:, None]
    in_school = (np.arange(AGES) < UNDER_18) * (date_of(model.week).month not in HOLIDAYS)
    out_of_school = (1.0 - p.school_effect * in_school)[None, :]
    informed = p.acceptance * (1.0 - p.awareness_effect * aware) * out_of_school
    uninformed = p.acceptance * np.broadcast_to(out_of_school, informed.shape)
    return np.stack([informed, informed, uninformed, np.full_like(informed, p.acceptance)])


def stopping(model) -> np.ndarray:
    """Return the chance to be stopped on the way, by origin and under 18 or adult, shape (10, 2) (M32).

    Each checkpoint on the way in stops independently; those that take money wave people through.
    """
    p, posts = model.parameters.policing, model.checkpoints
    honest = 1.0 - np.minimum(1.0, posts.corruption * model.levers.corruption)
    manned = posts.hours / 168.0 * honest
    passes = (posts.origins[None, :] >> np.arange(len(REGIONS))[:, None]) & 1
    detection = np.array([p.checkpoint_detection * p.checkpoint_minor, p.checkpoint_detection])
    stopped = np.minimum(1.0, manned[None, :, None] * detection) * passes[:, :, None]
    return 1.0 - np.prod(1.0 - stopped, axis=1)


@compiled
def offer_kernel(
    key, week, post, slot, network, form, recruiters, order, starts, candidates, first, accepted, stopped, p, out, who
):
    """Make offers for each vacancy until one is accepted and arrives; return offers made and rows written."""
    capacity = np.full(order.size, int(p.offers_per_recruiter))
    reached = np.zeros(candidates.shape, np.uint64)
    offer_key = pair_key(key, OFFER, week)
    accept_key = pair_key(key, ACCEPT, week)
    tries = min(int(p.offers_per_vacancy), MOST_OFFERS)
    offers = n = 0
    for v in range(post.size):
        begin, end = starts[network[v]], starts[network[v] + 1]
        for attempt in range(tries):
            words = pair_draw(offer_key[0], offer_key[1], post[v], np.uint64(slot[v] * MOST_OFFERS + attempt))
            row = pick(order, capacity, begin, end, to_uniform(words[0]))
            if row < 0:
                break
            origin = recruiters.origin[row]
            age, sex = profile(form[v], to_uniform(words[1]), to_uniform(words[2]), p)
            if candidates[origin, age, sex] <= 0:
                continue
            person = first[origin, age, sex] + reached[origin, age, sex]
            reached[origin, age, sex] += np.uint64(1)
            offers += 1
            reply = pair_draw(accept_key[0], accept_key[1], recruiters.identity[row], person)
            method = recruiters.method[row]
            if to_uniform(reply[0]) >= accepted[method, origin, age]:
                continue
            candidates[origin, age, sex] -= 1
            caught = to_uniform(reply[1]) < stopped[origin, 0 if age < UNDER_18 else 1]
            out[0, n], out[1, n], out[2, n], out[3, n] = v, row, origin, age
            out[4, n], out[5, n], out[6, n], out[7, n], out[8, n] = sex, method, caught, form[v], slot[v]
            who[n] = person
            n += 1
            if not caught:
                break
    return offers, n


@compiled
def pick(order, capacity, begin, end, u):
    """Return the row of a recruiter of the network who can still make an offer, -1 if there is none."""
    size = end - begin
    for k in range(size):
        at = begin + (int(u * size) + k) % size
        if capacity[at] > 0:
            capacity[at] -= 1
            return order[at]
    return -1


@compiled
def profile(form, u_age, u_sex, p):
    """Return the age group and sex that are sought, for two uniforms."""
    if form == SEXUAL:
        a, b, c, women = p.sexual_age_10, p.sexual_age_14, p.sexual_age_18, p.sexual_women
    else:
        a, b, c, women = p.labour_age_10, p.labour_age_14, p.labour_age_18, p.labour_women
    age = 0 + (u_age >= a) + (u_age >= a + b) + (u_age >= a + b + c)
    return age, FEMALE if u_sex < women else MALE


def arrive(model, made: dict[str, np.ndarray]) -> None:
    """Make a row for everyone who set out; those stopped at a checkpoint are in care and never arrive."""
    p, n = model.parameters.recruitment, made["post"].size
    if n == 0:
        return
    u = model.luck.uniform(PAPERS, made["identity"], model.week)
    rows = model.persons.add(
        n,
        identity=made["identity"],
        origin=made["origin"],
        age=made["age"],
        sex=made["sex"],
        form=made["form"],
        method=made["method"],
        network=made["network"],
        bar=made["bar"],
        camp=made["camp"],
        debt=p.advance + p.fare * model.travel_hours[made["origin"]],
        no_papers=u < p.papers_held,
        since=model.week,
    )
    stopped = made["stopped"].astype(bool)
    go_home(model, np.arange(rows.start, rows.stop)[stopped], Exit.CHECKPOINT)
    count(model, {name: column[~stopped] for name, column in made.items()})


def count(model, arrived: dict[str, np.ndarray]) -> None:
    """Count recruitment into exploitation."""
    flows, form = model.flows, arrived["form"]
    sexual, labour = np.bincount(form, minlength=FORMS)
    flows["recruited_sexual"] += sexual
    flows["recruited_labour"] += labour
    flows["recruited_under_18"] += (arrived["age"] < UNDER_18).sum()
    flows["recruited_by_job_offer"] += (arrived["method"] == JOB_OFFER).sum()
    flows["recruited_by_acquaintance"] += np.isin(arrived["method"], (ACQUAINTANCE, FAMILY)).sum()
    flows["recruited_female"] += (arrived["sex"] == FEMALE).sum()


def pay_recruiters(model, made: dict[str, np.ndarray]) -> None:
    """Pay fees for arrivals from the networks' funds, as far as they go; the rest comes from owners' pockets."""
    arrived = made["network"][made["stopped"] == 0]
    due = np.bincount(arrived, minlength=model.networks.n) * model.parameters.recruitment.fee
    paid = np.minimum(due, model.networks.funds)
    model.networks.funds -= paid
    model.flows["fees_from_funds"] += paid.sum()
    model.flows["fees_from_owners"] += (due - paid).sum()
