"""Step 8, networks: they take on recruiters for the vacancies they see, replace those they lose, and pay (M20, M46).

Their other roles are in ``roles.py``. Recruiters choose and reconsider where and how they recruit.
"""

from typing import NamedTuple

import numpy as np

from model.codes import METHODS, ORGANISED, Method, Role, Rule
from model.columns.tables import add, remove
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, pair_draw, pair_key, poisson, to_uniform, uniform
from model.kernels.streams import first_identities, newcomers, weighted
from model.kernels.sums import total
from model.parameters.origins import REGIONS
from model.processes.decision_rules import feared, reconsidering
from model.processes.mining.livelihoods import needs, travelling
from model.processes.recruitment.acceptance import acceptance, mean_acceptance
from model.processes.recruitment.journeys import detouring, feared_stops, journey_cost
from model.processes.recruitment.roles import staff_roles
from model.processes.state.sentences import expected_sanction
from model.processes.world import clock_of

TAKEN_ON = decision("recruiters taken on")
GIVING_UP = decision("a recruiter gives up")
ORIGIN_AND_METHOD = decision("origin and method of a recruiter")
RECONSIDERS = decision("a recruiter reconsiders origin and method")
MODEL_OF = decision("whom a recruiter imitates")
ENTERS = decision("a network enters the place of one dissolved")
RECRUITERS = first_identities("recruiter", ORGANISED + 1)
JOB_OFFER, ACQUAINTANCE, FAMILY, ABDUCTION = (
    int(m) for m in (Method.JOB_OFFER, Method.ACQUAINTANCE, Method.FAMILY, Method.ABDUCTION)
)
IMITATION, RECRUITER = int(Rule.IMITATION), int(Role.RECRUITER)
MEMBER, INFORMAL, SURVIVOR = range(3)
"""Kinds of recruiters, who differ in the methods open to them: of a network, without one, in exploitation before."""
UNWANTED = -50.0
"""Log weight below which a choice is as good as excluded; keeps sums of weights above zero."""


class Dangers(NamedTuple):
    """What recruiters remember of control, usually and lately: soles a week by method, share stopped by origin."""

    method: np.ndarray
    route: np.ndarray


@compiled
def staff_networks(world, sought):
    """Let recruiters give up or reconsider, and networks end, enter and take on others.

    ``sought``: the network of every post that is to be filled.
    """
    clock, networks, recruiters, numbers = clock_of(world), world.networks, world.recruiters, world.numbers
    flows, weights = world.flows[0], ways(world)
    threat = expected_sanction(world, RECRUITER) * numbers[0].justice.sanction_hazard
    count_bars_and_posts(networks, world.bars, sought)
    gone = giving_up(clock, recruiters, networks, threat, numbers)
    flows.recruiters_who_switched += reconsider(clock, recruiters, weights, numbers)
    dissolved, entered = end_and_enter(clock, networks, numbers)
    flows.networks_dissolved += dissolved
    flows.networks_entered += entered
    who, network = newcomers(RECRUITERS, clock.week, taken_on(clock, networks, numbers))
    remove(recruiters, gone)
    take_on(world, who, network, weights)
    staff_roles(world)


@compiled
def take_on(world, who, network, weights):
    """Add recruiters of identities ``who`` to networks; ``weights``: of origins and methods, shape (3, 10, 4)."""
    recruiters = world.recruiters
    origin, method = choose(clock_of(world), who, network, weights)
    first = add(recruiters, world.next_id, who.size)
    for k in range(who.size):
        i = first + k
        world.networks.recruiters[network[k]] += 1
        recruiters.identity[i], recruiters.network[i], recruiters.since[i] = who[k], network[k], world.now[0].week
        recruiters.origin[i], recruiters.method[i] = origin[k], method[k]


@compiled
def count_bars_and_posts(networks, bars, sought):
    """Count the bars of each network and the posts sought through it."""
    networks.bars[: networks.n] = 0
    networks.sought[: networks.n] = 0
    for i in range(bars.n):
        networks.bars[bars.owner[i]] += 1
    for network in sought:
        networks.sought[network] += 1


@compiled
def giving_up(clock, recruiters, networks, threat, numbers):
    """Return the rows of recruiters who give up this week; their networks count fewer.

    The perceived risk of arrest adds to the hazard and fades; so does the ``threat`` of sentences imposed (M48).
    """
    recruitment = numbers[0].recruitment
    rows = np.empty(recruiters.n, np.int64)
    count = 0
    for i in range(recruiters.n):
        recruiters.risk[i] *= 1.0 - recruitment.risk_memory
        hazard = recruitment.recruiter_leaving + recruiters.risk[i] + threat
        if uniform(clock.key, GIVING_UP, recruiters.identity[i], clock.week) < hazard:
            networks.recruiters[recruiters.network[i]] -= 1
            rows[count] = i
            count += 1
    return rows[:count]


@compiled
def end_and_enter(clock, networks, numbers):
    """Let networks without recruiters, head and funds dissolve, and others enter their places while posts are sought.

    Return how many dissolved and entered.
    """
    entry, fee = numbers[0].adaptation.network_entry, numbers[0].recruitment.fee
    dissolved = entered = 0
    for k in range(networks.n):
        if networks.dissolved[k]:
            if networks.sought[k] > 0 and uniform(clock.key, ENTERS, networks.identity[k], clock.week) < entry:
                networks.dissolved[k] = False
                entered += 1
        elif networks.organised[k] and networks.recruiters[k] == 0 and clock.week < networks.leaderless[k]:
            networks.dissolved[k] = networks.funds[k] < fee
            dissolved += networks.dissolved[k]
    return dissolved, entered


@compiled
def taken_on(clock, networks, numbers):
    """Return how many recruiters each network takes on: a share of the gap to what its vacancies need.

    An organised network takes on no more than its funds could pay a fee each, and nobody while it has no head.
    """
    recruitment = numbers[0].recruitment
    counts = np.zeros(networks.n, np.int64)
    for k in range(networks.n):
        if clock.week < networks.leaderless[k] or networks.dissolved[k]:
            continue
        needed = networks.sought[k] * recruitment.offers_per_vacancy / recruitment.offers_per_recruiter
        target = min(recruitment.most_recruiters, max(recruitment.least_recruiters, needed))
        gap = max(0.0, target - networks.recruiters[k])
        hired = poisson(clock.key, TAKEN_ON, networks.identity[k], clock.week, gap * recruitment.recruiter_hiring)
        counts[k] = min(hired, int(networks.funds[k] / recruitment.fee)) if networks.organised[k] else hired
    return counts


@compiled
def acceptance_in_term(world, advert_control):
    """Return acceptance in term time where a share of adverts is removed, by method, origin and age.

    Nobody sets out whom an epidemic keeps from travelling, whatever the method.
    """
    campaign, schooling = world.campaign, world.levers[0].schooling
    chance = acceptance(campaign, needs(world), world.within_reach, False, advert_control, schooling, world.numbers)
    return chance * travelling(world)


def unwarned(model) -> np.ndarray:
    """Return acceptance in term time as it was before campaigns, control of adverts and warnings, shape (4, 10, 4)."""
    return acceptance(np.zeros(len(REGIONS)), model.need, np.ones(len(REGIONS)), False, 0.0, 0.0, model.numbers)


@compiled
def dangers(world):
    """Return what recruiters remember of control."""
    return Dangers(world.method_risk.copy(), world.route_risk.copy())


@compiled
def ways(world):
    """Return the weights with which origins and methods are chosen this week, shape (3, 10, 4)."""
    return weights_of(world.pull, acceptance_in_term(world, 0.0), world.unwarned, dangers(world), world.numbers)


@compiled
def weights_of(pull, chance, usual, dangers, numbers):
    """Return logit weights of origins and methods by kind of recruiter, shape (3, 10, 4) (McFadden 1974).

    Weight = what is usual there x exp((gain - usual gain) / scale), so that the usual shares come out in usual weeks.
    The usual gain knows no danger, no campaign and nobody out of reach, so that recruiters move on from origins where
    many are. Who imitates does not reckon; new recruiters then do what is usual.
    """
    recruitment, adaptation, rule = numbers[0].recruitment, numbers[0].adaptation, numbers[0].rule
    gains = gain(mean_acceptance(chance, numbers), dangers, numbers)
    usual_gains = recruitment.offers_per_recruiter * recruitment.fee * mean_acceptance(usual, numbers)
    shares = usual_shares(numbers)
    weights = np.empty((3, pull.size, METHODS))
    highest = (gains - usual_gains).max()
    for origin in range(pull.size):
        here = pull[origin] - (pull[origin - 1] if origin else 0.0)
        for method in range(METHODS):
            better = (gains[origin, method] - usual_gains[origin, method] - highest) / adaptation.choice_scale
            odds = 1.0 if rule == IMITATION else np.exp(max(UNWANTED, better))
            for kind in range(3):
                weights[kind, origin, method] = here * shares[kind, method] * odds
    return weights


@compiled
def gain(accepted, dangers, numbers):
    """Return what a recruiter expects to gain by origin and method, soles/week, shape (10, 4) (Becker 1968).

    Offers x acceptance x (fee - cost of the journey) - what control is feared to cost those who use the method.
    """
    recruitment, rule, theories = numbers[0].recruitment, numbers[0].rule, numbers[0].theories
    stops = feared_stops(dangers.route, numbers)
    earned = recruitment.fee - journey_cost(stops, detouring(stops, numbers), numbers)
    gains = np.empty(accepted.shape)
    for method in range(METHODS):
        lost = feared(dangers.method[0, method], dangers.method[1, method], rule, theories)
        gains[:, method] = recruitment.offers_per_recruiter * accepted[:, method] * earned - lost
    return gains


@compiled
def usual_shares(numbers):
    """Return the usual shares of methods by kind of recruiter, shape (3, 4).

    Outside networks nobody advertises or abducts; survivors recruit among people they know (M17, M19).
    """
    recruitment = numbers[0].recruitment
    shares = np.zeros((3, METHODS))
    shares[MEMBER, JOB_OFFER] = recruitment.method_job
    shares[MEMBER, ACQUAINTANCE] = recruitment.method_acquaintance
    shares[MEMBER, FAMILY] = recruitment.method_family
    shares[MEMBER, ABDUCTION] = max(0.0, 1.0 - shares[MEMBER].sum())
    shares[INFORMAL, ACQUAINTANCE] = recruitment.informal_acquaintance
    shares[INFORMAL, FAMILY] = 1.0 - recruitment.informal_acquaintance
    shares[SURVIVOR, ACQUAINTANCE] = 1.0
    return shares


@compiled
def choose(clock, who, network, weights):
    """Return the origins and methods of new recruiters, by ``weights`` of origin and method, shape (3, 10, 4)."""
    origin, method = np.empty(who.size, np.int64), np.empty(who.size, np.int64)
    for i in range(who.size):
        words = draw(clock.key, ORIGIN_AND_METHOD, who[i], clock.week)
        kind = INFORMAL if network[i] == ORGANISED else MEMBER
        origin[i], method[i] = chosen(weights[kind], to_uniform(words[0]), to_uniform(words[1]))
    return origin, method


@compiled
def chosen(weights, u_origin, u_method):
    """Return the origin and method that two uniforms choose by weights, shape (10, 4)."""
    origin = weighted(np.cumsum(weights.sum(axis=1)), u_origin)
    return origin, weighted(np.cumsum(weights[origin]), u_method)


@compiled
def reconsider(clock, recruiters, weights, numbers):
    """Let some recruiters choose origin and method anew; return how many change.

    They choose by weight, or, where they imitate, take over what another does who fares well (Schlag 1998).
    """
    rule, theories, changed = numbers[0].rule, numbers[0].theories, 0
    rate = reconsidering(numbers[0].adaptation.switching, rule, theories)
    peers = pair_key(clock.key, MODEL_OF, clock.week)
    for i in range(recruiters.n):
        words = draw(clock.key, RECONSIDERS, recruiters.identity[i], clock.week)
        if to_uniform(words[0]) >= rate:
            continue
        kind = kind_of(recruiters, i)
        origin, method = recruiters.origin[i], recruiters.method[i]
        if rule != IMITATION:
            origin, method = chosen(weights[kind], to_uniform(words[1]), to_uniform(words[2]))
        elif to_uniform(words[1]) < theories.imitation:
            other = imitated(peers, recruiters, i, kind)
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
def imitated(key, recruiters, i, kind):
    """Return the row of a recruiter of the kind, drawn in proportion to how well each fares; ``i`` itself if none does.

    The one with the largest log(u) / fortune, so that it stays the same while others come and go (rendezvous hashing
    with weights, Thaler and Ravishankar 1998).
    """
    best, highest = i, -np.inf
    for j in range(recruiters.n):
        if recruiters.fared[j] > 0.0 and kind_of(recruiters, j) == kind:
            u = to_uniform(pair_draw(key[0], key[1], recruiters.identity[i], recruiters.identity[j])[0])
            score = np.log(u) / recruiters.fared[j]
            if score > highest:
                best, highest = j, score
    return best


@compiled
def pay_recruiters(world, people):
    """Pay a fee for each arrival from its network's funds, as far as they go; owners pay the rest."""
    networks, flows, fee = world.networks, world.flows[0], world.numbers[0].recruitment.fee
    paid, owed = np.zeros(networks.n), np.zeros(networks.n)
    for i in range(people.who.size):
        owed[people.network[i]] += fee * (people.stopped[i] == 0)
    for k in range(networks.n):
        paid[k] = min(owed[k], networks.funds[k])
        networks.funds[k] -= paid[k]
    flows.fees_from_funds += total(paid)
    flows.fees_from_owners += total(owed - paid)
