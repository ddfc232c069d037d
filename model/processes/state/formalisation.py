"""Step 2, continued: miners apply for permits, clerks decide, permits cost and lapse (M14, M52, M53)."""

import numpy as np

from model.codes import UNDER_18, Zone
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import BLOCK, decision, draw, fill_words, to_uniform, uniform
from model.processes.state import legitimacy
from model.processes.state.forces import held

APPLY = decision("application for a permit")
LAPSE = decision("permit that lapses")
ABLE = decision("who can meet requirements, and whose land is open")
ALWAYS = 0
"""Week of draws that are made once in a life, so that the same men can or cannot."""
PROTECTED = int(Zone.PROTECTED)
NO_FILE = -1


def step(model) -> None:
    """Charge permits and let some lapse, take applications, decide on files; then see what miners make of it."""
    keep_permits(model)
    if model.levers.formalisation_staff > 0.0:
        take_applications(model)
    if model.files_waiting:
        decide_files(model)
    legitimacy.follow(model)


def open_land(model) -> tuple[float, ...]:
    """Return the share of land on which miners may apply, by zone type; protected land only where it is opened."""
    p = model.old_numbers.formalisation
    return (p.land_roadside, p.land_river, p.land_corridor, model.levers.formalisation_protected)


def gains(model) -> tuple[float, ...]:
    """Return what is needed to tell what a permit gives: price of gold, extortion, discount on untraceable gold."""
    extortion = model.old_numbers.corruption.extortion_cash * model.corruption()
    return model.gold_value, extortion, model.levers.traceability


def keep_permits(model) -> None:
    """Take what the rules cost from miners with a permit; let permits lapse that cost more than they give (M52)."""
    p, flows, levers = model.old_numbers, model.flows, model.levers
    paid, lapsed = keep(
        model.key, model.week, model.miners.table, model.miners.n, model.camps.table, held(model),
        gains(model), levers.formalisation_requirements, p.formalisation, p.digging,
    )  # fmt: skip
    flows["compliance_costs"] += paid * model.scale
    flows["permits_lapsed"] += lapsed * model.scale


@compiled
def keep(key, week, miners, n, camps, suppression, gain, requirements, p, q):
    """Charge and lapse permits; return soles paid and rows that lose their permit.

    Everybody with a permit pays cost x requirements, as far as cash goes. Where that exceeds what a permit gives, the
    weekly hazard of giving it up is rate x (1 - gain / cost).
    """
    paid, lapsed = 0.0, 0
    cost = p.compliance_cost * requirements
    for i in range(n):
        if miners.formal[i]:
            worth = advantage(miners.cash[i], camps, miners.camp[i], suppression, gain, p, q)
            if worth < cost and uniform(key, LAPSE, miners.identity[i], week) < p.lapse_rate * (1.0 - worth / cost):
                miners.formal[i] = False
                lapsed += 1
            else:
                fee = min(miners.cash[i], cost)
                miners.cash[i] -= fee
                miners.income[i] -= q.income_memory * fee
                paid += fee
    return paid, lapsed


@inlined
def advantage(cash, camps, camp, suppression, gain, p, q):
    """Return what a permit gives in a week, in soles.

    A secure site, no extortion, digging that forces would stop, and the full price where gold is traced.
    """
    gold_value, extortion, discount = gain
    gross = camps.yields[camp] * gold_value
    stopped = suppression[camps.zone[camp]]
    return p.secure_site + extortion * cash + gross * (stopped * (1.0 - q.operating_share) + discount)


def take_applications(model) -> None:
    """Let miners apply while the window is open."""
    p, levers = model.old_numbers, model.levers
    trust = float(legitimacy.relative(model))
    applied = apply(
        model.key, model.week, model.miners.table, model.miners.n, model.camps.table, held(model),
        gains(model), levers.formalisation_requirements, open_land(model), trust, p.formalisation, p.digging,
    )  # fmt: skip
    model.files_waiting += applied * model.scale
    model.flows["applications"] += applied * model.scale


@compiled
def apply(key, week, miners, n, camps, suppression, gain, requirements, land, trust, p, q):
    """File the week's applications; return their rows.

    Adults without permit or file, on land where they may, apply with hazard rate x legitimacy over usual x g / (g +
    half), g what a permit gives less what it costs. Nobody knows whether he will meet the requirements. Who was
    refused, or is held by an advance, does not apply.
    """
    applied = 0
    cost = p.compliance_cost * requirements
    words = np.empty((4, BLOCK), np.uint32)
    for i in range(n):
        k = i % BLOCK
        if k == 0:
            fill_words(key, APPLY, miners.identity[i : min(i + BLOCK, n)], week, words)
        u = to_uniform(words[0, k])
        if u >= p.apply_rate * trust or miners.formal[i] or miners.filed[i] >= 0 or miners.refused[i]:
            continue
        if miners.forced[i] or miners.age[i] < UNDER_18:
            continue
        net = advantage(miners.cash[i], camps, miners.camp[i], suppression, gain, p, q) - cost
        willing = net / (net + p.apply_half) if net > 0.0 else 0.0
        zone = camps.zone[miners.camp[i]]
        if u < p.apply_rate * trust * willing and on_open_land(key, miners.identity[i], zone, land):
            miners.filed[i] = week
            applied += 1
    return applied


@inlined
def on_open_land(key, who, zone, land):
    """Tell whether a miner may apply for the land he works."""
    return to_uniform(draw(key, ABLE, who, ALWAYS)[1]) < land[zone]


@inlined
def able(key, who, requirements, p):
    """Tell whether a miner meets the requirements; a share ``meets_2012`` ** requirements of all does."""
    return to_uniform(draw(key, ABLE, who, ALWAYS)[0]) < p.meets_2012**requirements


def decide_files(model) -> None:
    """Decide on the files that have waited longest, as many as clerks get done; work begun is carried forward.

    Clerks without files do not work ahead.
    """
    miners, levers, p = model.miners, model.levers, model.old_numbers.formalisation
    model.desk_work += levers.formalisation_staff * p.files_per_clerk
    rows = first_in_line(miners, int(model.desk_work / model.scale))
    granted = decide(
        model.key, miners.table, rows, model.camps.table, open_land(model), levers.formalisation_requirements, p
    )
    model.files_waiting -= rows.size * model.scale
    model.desk_work = model.desk_work - rows.size * model.scale if model.files_waiting else 0.0
    model.flows["applications_granted"] += granted * model.scale
    model.flows["applications_refused"] += (rows.size - granted) * model.scale


def first_in_line(miners, most: int) -> np.ndarray:
    """Return up to ``most`` rows with a file: first in, first out; of one week, by identity."""
    rows = np.flatnonzero(miners.filed != NO_FILE)
    filed = miners.filed[rows]
    if most < rows.size:
        rows = rows[filed <= np.partition(filed, most)[most]]
    return rows[np.lexsort((miners.identity[rows], miners.filed[rows]))][:most]


@compiled
def decide(key, miners, rows, camps, land, requirements, p):
    """Grant a permit to those who meet the requirements on land that is open, refuse the others; return those granted.

    A permit is for the land that a miner works when his file is decided.
    """
    granted = 0
    for i in rows:
        who = miners.identity[i]
        eligible = able(key, who, requirements, p) and on_open_land(key, who, camps.zone[miners.camp[i]], land)
        miners.filed[i] = NO_FILE
        miners.formal[i] = eligible
        miners.refused[i] = not eligible
        granted += eligible
    return granted
