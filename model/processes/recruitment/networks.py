"""Step 8, networks: they take on recruiters for the vacancies they see, replace those they lose, and pay (M20, M46).

Recruiters choose and reconsider where and how they recruit.
"""

import numpy as np

from model.codes import METHODS, ORGANISED, Method, Rule
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, pair_draw, pair_key, poisson, to_uniform, uniform
from model.kernels.streams import first_identities, newcomers, weighted
from model.parameters.origins import REGIONS
from model.processes.decision_rules import feared, reconsidering
from model.processes.mining.livelihoods import needs
from model.processes.recruitment.acceptance import acceptance, achieved
from model.processes.recruitment.journeys import detouring, feared_stops, journey_cost
from model.processes.state.sentences import expected_sanction

TAKEN_ON = decision("recruiters taken on")
GIVING_UP = decision("a recruiter gives up")
ORIGIN_AND_METHOD = decision("origin and method of a recruiter")
RECONSIDERS = decision("a recruiter reconsiders origin and method")
MODEL_OF = decision("whom a recruiter imitates")
ENTERS = decision("a network enters the place of one dissolved")
SCATTERS = decision("a recruiter leaves because another was taken")
RECRUITERS = first_identities("recruiter", ORGANISED + 1)
JOB_OFFER, ACQUAINTANCE, FAMILY, ABDUCTION = (
    int(m) for m in (Method.JOB_OFFER, Method.ACQUAINTANCE, Method.FAMILY, Method.ABDUCTION)
)
IMITATION = int(Rule.IMITATION)
MEMBER, INFORMAL, SURVIVOR = range(3)
"""Kinds of recruiters, who differ in the methods open to them: of a network, without one, in exploitation before."""
UNWANTED = -50.0
"""Log weight below which a choice is as good as excluded; keeps sums of weights above zero."""


def staff_networks(model, sought: np.ndarray) -> None:
    """Let recruiters give up or reconsider, and networks end, enter and take on others for the posts ``sought``."""
    networks, recruiters, bars = model.networks, model.recruiters, model.bars
    gone, who, network, origin, method, counts = staffing(
        model.key, model.week, model.rule, networks.arrays, networks.n, bars.arrays, bars.n, recruiters.arrays,
        recruiters.n, sought, ways(model), expected_sanction(model) * model.numbers.justice.sanction_hazard,
        model.numbers.recruitment, model.numbers.adaptation, model.numbers.theories,
    )  # fmt: skip
    recruiters.remove_rows(gone)
    if who.size:
        recruiters.add(who.size, identity=who, network=network, origin=origin, method=method, since=model.week)
    for name, count in zip(TURNOVER, counts, strict=True):
        model.flows[name] += count


TURNOVER = ("recruiters_who_switched", "networks_dissolved", "networks_entered")


@compiled
def staffing(
    key, week, rule, networks, n, bars, n_bars, recruiters, n_recruiters, sought, weights, threat, p, a, theories
):
    """Return the rows of recruiters who give up, the columns of those taken on, and the numbers TURNOVER."""
    survey(networks, n, bars, n_bars, sought)
    gone = giving_up(key, week, recruiters, n_recruiters, networks, threat, p)
    switched = reconsider(key, week, rule, recruiters, n_recruiters, weights, a, theories)
    dissolved, entered = end_and_enter(key, week, networks, n, p, a)
    who, network = newcomers(RECRUITERS, week, taken_on(key, week, networks, n, p))
    for k in network:
        networks.recruiters[k] += 1
    origin, method = choose(key, week, who, network, weights)
    return gone, who, network, origin, method, (switched, dissolved, entered)


@compiled
def survey(networks, n, bars, n_bars, sought):
    """Count the bars of each network and the posts sought through it."""
    networks.bars[:n] = 0
    networks.sought[:n] = 0
    for i in range(n_bars):
        networks.bars[bars.owner[i]] += 1
    for network in sought:
        networks.sought[network] += 1


@compiled
def giving_up(key, week, recruiters, n, networks, threat, p):
    """Return the rows of recruiters who give up this week; their networks count fewer.

    The perceived risk of arrest adds to the hazard and fades; so does the ``threat`` of sentences imposed (M48).
    """
    rows = np.empty(n, np.int64)
    count = 0
    for i in range(n):
        recruiters.risk[i] *= 1.0 - p.risk_memory
        if uniform(key, GIVING_UP, recruiters.identity[i], week) < p.recruiter_leaving + recruiters.risk[i] + threat:
            networks.recruiters[recruiters.network[i]] -= 1
            rows[count] = i
            count += 1
    return rows[:count]


@compiled
def end_and_enter(key, week, networks, n, p, a):
    """Let networks without recruiters, head and funds dissolve, and others enter their places while posts are sought.

    Return how many dissolved and entered.
    """
    dissolved = entered = 0
    for k in range(n):
        if networks.dissolved[k]:
            if networks.sought[k] > 0 and uniform(key, ENTERS, networks.identity[k], week) < a.network_entry:
                networks.dissolved[k] = False
                entered += 1
        elif networks.organised[k] and networks.recruiters[k] == 0 and week < networks.leaderless[k]:
            networks.dissolved[k] = networks.funds[k] < p.fee
            dissolved += networks.dissolved[k]
    return dissolved, entered


@compiled
def taken_on(key, week, networks, n, p):
    """Return how many recruiters each network takes on: a share of the gap to what its vacancies need.

    An organised network takes on no more than its funds could pay a fee each, and nobody while it has no head.
    """
    counts = np.zeros(n, np.int64)
    for k in range(n):
        if week < networks.leaderless[k] or networks.dissolved[k]:
            continue
        needed = networks.sought[k] * p.offers_per_vacancy / p.offers_per_recruiter
        target = min(p.most_recruiters, max(p.least_recruiters, needed))
        gap = max(0.0, target - networks.recruiters[k])
        counts[k] = poisson(key, TAKEN_ON, networks.identity[k], week, gap * p.recruiter_hiring)
        if networks.organised[k]:
            counts[k] = min(counts[k], int(networks.funds[k] / p.fee))
    return counts


def chances(model, removed: float) -> np.ndarray:
    """Return acceptance in term time by method, origin and age where a share ``removed`` of adverts is removed."""
    return acceptance(
        model.campaign, needs(model), False, removed, model.numbers.recruitment, model.numbers.civil_society
    )


def unwarned(model) -> np.ndarray:
    """Return acceptance in term time as it was before campaigns and control of adverts, shape (4, 10, 4)."""
    p = model.numbers
    return acceptance(np.zeros(len(REGIONS)), model.need, False, 0.0, p.recruitment, p.civil_society)


def ways(model) -> np.ndarray:
    """Return the weights with which origins and methods are chosen this week, shape (3, 10, 4)."""
    numbers = model.numbers
    return weights_of(
        model.pull, chances(model, 0.0), model.unwarned, model.method_risk, model.route_risk, model.rule,
        numbers.recruitment, numbers.adaptation, numbers.theories,
    )  # fmt: skip


@compiled
def weights_of(pull, chance, usual, method_risk, route_risk, rule, p, a, theories):
    """Return logit weights of origins and methods by kind of recruiter, shape (3, 10, 4) (McFadden 1974).

    Weight = what is usual there x exp((gain - usual gain) / scale), so that the usual shares come out in usual weeks.
    The usual gain knows no danger and no campaign. Who imitates does not reckon; new recruiters then do what is usual.
    """
    gains = gain(achieved(chance, p), method_risk, route_risk, rule, p, a, theories)
    usual_gains = p.offers_per_recruiter * p.fee * achieved(usual, p)
    shares = usual_shares(p)
    weights = np.empty((3, pull.size, METHODS))
    highest = (gains - usual_gains).max()
    for origin in range(pull.size):
        here = pull[origin] - (pull[origin - 1] if origin else 0.0)
        for method in range(METHODS):
            better = (gains[origin, method] - usual_gains[origin, method] - highest) / a.choice_scale
            odds = 1.0 if rule == IMITATION else np.exp(max(UNWANTED, better))
            for kind in range(3):
                weights[kind, origin, method] = here * shares[kind, method] * odds
    return weights


@compiled
def gain(accepted, method_risk, route_risk, rule, p, a, theories):
    """Return what a recruiter expects to gain by origin and method, soles/week, shape (10, 4) (Becker 1968).

    Offers x acceptance x (fee - cost of the journey) - what control is feared to cost those who use the method.
    """
    stops = feared_stops(rule, route_risk, theories)
    journeys = journey_cost(stops, detouring(stops, p.fare, a), p.fare, a)
    gains = np.empty(accepted.shape)
    for method in range(METHODS):
        lost = feared(rule, method_risk[0, method], method_risk[1, method], theories)
        gains[:, method] = p.offers_per_recruiter * accepted[:, method] * (p.fee - journeys) - lost
    return gains


@compiled
def usual_shares(p):
    """Return the usual shares of methods by kind of recruiter, shape (3, 4).

    Outside networks nobody advertises or abducts; survivors recruit among people they know (M17, M19).
    """
    shares = np.zeros((3, METHODS))
    shares[MEMBER, JOB_OFFER], shares[MEMBER, ACQUAINTANCE] = p.method_job, p.method_acquaintance
    shares[MEMBER, FAMILY] = p.method_family
    shares[MEMBER, ABDUCTION] = max(0.0, 1.0 - shares[MEMBER].sum())
    shares[INFORMAL, ACQUAINTANCE] = p.informal_acquaintance
    shares[INFORMAL, FAMILY] = 1.0 - p.informal_acquaintance
    shares[SURVIVOR, ACQUAINTANCE] = 1.0
    return shares


@compiled
def choose(key, week, who, network, weights):
    """Return the origins and methods of new recruiters, by ``weights`` of origin and method, shape (3, 10, 4)."""
    origin, method = np.empty(who.size, np.int64), np.empty(who.size, np.int64)
    for i in range(who.size):
        words = draw(key, ORIGIN_AND_METHOD, who[i], week)
        kind = INFORMAL if network[i] == ORGANISED else MEMBER
        origin[i], method[i] = chosen(weights[kind], to_uniform(words[0]), to_uniform(words[1]))
    return origin, method


@inlined
def chosen(weights, u_origin, u_method):
    """Return the origin and method that two uniforms choose by weights, shape (10, 4)."""
    origin = weighted(np.cumsum(weights.sum(axis=1)), u_origin)
    return origin, weighted(np.cumsum(weights[origin]), u_method)


@compiled
def reconsider(key, week, rule, recruiters, n, weights, a, theories):
    """Let some recruiters choose origin and method anew; return how many change.

    They choose by weight, or, where they imitate, take over what another does who fares well (Schlag 1998).
    """
    rate, changed = reconsidering(rule, a.switching, theories), 0
    peers = pair_key(key, MODEL_OF, week)
    for i in range(n):
        words = draw(key, RECONSIDERS, recruiters.identity[i], week)
        if to_uniform(words[0]) >= rate:
            continue
        kind = kind_of(recruiters, i)
        origin, method = recruiters.origin[i], recruiters.method[i]
        if rule != IMITATION:
            origin, method = chosen(weights[kind], to_uniform(words[1]), to_uniform(words[2]))
        elif to_uniform(words[1]) < theories.imitation:
            other = imitated(peers, recruiters, n, i, kind)
            origin, method = recruiters.origin[other], recruiters.method[other]
        changed += origin != recruiters.origin[i] or method != recruiters.method[i]
        recruiters.origin[i], recruiters.method[i] = origin, method
    return changed


@inlined
def kind_of(recruiters, i):
    """Return the kind of a recruiter: MEMBER, INFORMAL or SURVIVOR."""
    if recruiters.survivor[i]:
        return SURVIVOR
    return INFORMAL if recruiters.network[i] == ORGANISED else MEMBER


@inlined
def imitated(key, recruiters, n, i, kind):
    """Return the row of a recruiter of the kind, drawn in proportion to how well each fares; ``i`` itself if none does.

    The one with the largest log(u) / fortune, so that it stays the same while others come and go (rendezvous hashing
    with weights, Thaler and Ravishankar 1998).
    """
    best, highest = i, -np.inf
    for j in range(n):
        if recruiters.fared[j] > 0.0 and kind_of(recruiters, j) == kind:
            u = to_uniform(pair_draw(key[0], key[1], recruiters.identity[i], recruiters.identity[j])[0])
            score = np.log(u) / recruiters.fared[j]
            if score > highest:
                best, highest = j, score
    return best


def with_scattered(model, gone: np.ndarray) -> np.ndarray:
    """Return the rows ``gone`` of recruiters caught, and those of their networks who leave for it.

    In a network with a division of labour nobody depends on who is caught, so all others stay (M20).
    """
    leaving = 1.0 - model.numbers.adaptation.division_of_labour
    if leaving == 0.0:
        return gone
    recruiters = model.recruiters
    hit = np.isin(np.arange(model.networks.n), recruiters.network[gone]) & model.networks.organised
    rows = np.flatnonzero(hit[recruiters.network])
    u = model.luck.uniform(SCATTERS, recruiters.identity[rows], model.week)
    return np.union1d(gone, rows[u < leaving])


def pay_recruiters(model, network: np.ndarray) -> None:
    """Pay a fee for each arrival from its network's funds, as far as they go; owners pay the rest."""
    due = np.bincount(network, minlength=model.networks.n) * model.numbers.recruitment.fee
    paid = np.minimum(due, model.networks.funds)
    model.networks.funds -= paid
    model.flows["fees_from_funds"] += paid.sum()
    model.flows["fees_from_owners"] += (due - paid).sum()
