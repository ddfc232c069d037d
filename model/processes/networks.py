"""Step 8, networks: they take on recruiters for the vacancies they see, replace those they lose, and pay (M20, M46)."""

import numpy as np

from model.codes import ORGANISED, Method
from model.compiled import compiled
from model.processes.sentences import expected_sanction
from model.randomness import decision, draw, poisson, to_uniform, uniform
from model.streams import first_identities, newcomers, weighted

TAKEN_ON = decision("recruiters taken on")
GIVING_UP = decision("a recruiter gives up")
ORIGIN_AND_METHOD = decision("origin and method of a recruiter")
RECRUITERS = first_identities("recruiter", ORGANISED + 1)
JOB_OFFER, ACQUAINTANCE, FAMILY, ABDUCTION = (
    int(m) for m in (Method.JOB_OFFER, Method.ACQUAINTANCE, Method.FAMILY, Method.ABDUCTION)
)


def staff_networks(model, sought: np.ndarray) -> None:
    """Let some recruiters give up, and networks take on new ones for the posts ``sought`` through them."""
    networks, recruiters, bars = model.networks, model.recruiters, model.bars
    gone, who, network, origin, method = staffing(
        model.key, model.week, networks.arrays, networks.n, bars.arrays, bars.n, recruiters.arrays, recruiters.n,
        sought, model.pull, expected_sanction(model) * model.numbers.justice.sanction_hazard, model.numbers.recruitment,
    )  # fmt: skip
    recruiters.remove_rows(gone)
    if who.size:
        recruiters.add(who.size, identity=who, network=network, origin=origin, method=method, since=model.week)


@compiled
def staffing(key, week, networks, n, bars, n_bars, recruiters, n_recruiters, sought, pull, threat, p):
    """Return the rows of recruiters who give up and the columns of those taken on; networks count them."""
    survey(networks, n, bars, n_bars, sought)
    gone = giving_up(key, week, recruiters, n_recruiters, networks, threat, p)
    who, network = newcomers(RECRUITERS, week, taken_on(key, week, networks, n, p))
    for k in network:
        networks.recruiters[k] += 1
    origin, method = choose(key, week, who, network, pull, p)
    return gone, who, network, origin, method


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
def taken_on(key, week, networks, n, p):
    """Return how many recruiters each network takes on: a share of the gap to what its vacancies need.

    An organised network takes on no more than its funds could pay a fee each, and nobody while it has no head.
    """
    counts = np.zeros(n, np.int64)
    for k in range(n):
        if week < networks.leaderless[k]:
            continue
        needed = networks.sought[k] * p.offers_per_vacancy / p.offers_per_recruiter
        target = min(p.most_recruiters, max(p.least_recruiters, needed))
        gap = max(0.0, target - networks.recruiters[k])
        counts[k] = poisson(key, TAKEN_ON, networks.identity[k], week, gap * p.recruiter_hiring)
        if networks.organised[k]:
            counts[k] = min(counts[k], int(networks.funds[k] / p.fee))
    return counts


@compiled
def choose(key, week, who, network, pull, p):
    """Return the origins and usual methods of new recruiters; outside networks they are family or acquaintances."""
    origin, method = np.empty(who.size, np.int64), np.empty(who.size, np.int64)
    for i in range(who.size):
        words = draw(key, ORIGIN_AND_METHOD, who[i], week)
        origin[i] = weighted(pull, to_uniform(words[0]))
        u = to_uniform(words[1])
        if network[i] == ORGANISED:
            method[i] = ACQUAINTANCE if u < p.informal_acquaintance else FAMILY
        elif u < p.method_job:
            method[i] = JOB_OFFER
        elif u < p.method_job + p.method_acquaintance:
            method[i] = ACQUAINTANCE
        else:
            method[i] = FAMILY if u < p.method_job + p.method_acquaintance + p.method_family else ABDUCTION
    return origin, method


def pay_recruiters(model, network: np.ndarray) -> None:
    """Pay a fee for each arrival from its network's funds, as far as they go; owners pay the rest."""
    due = np.bincount(network, minlength=model.networks.n) * model.numbers.recruitment.fee
    paid = np.minimum(due, model.networks.funds)
    model.networks.funds -= paid
    model.flows["fees_from_funds"] += paid.sum()
    model.flows["fees_from_owners"] += (due - paid).sum()
