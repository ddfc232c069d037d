"""Step 2, continued: miners apply for permits, clerks decide, permits cost and lapse (M14, M52, M53)."""

from typing import NamedTuple

import numpy as np

from model.codes import UNDER_18
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import BLOCK, decision, draw, fill_words, to_uniform, uniform
from model.processes.state import legitimacy
from model.processes.state.corruption import mean_readiness
from model.processes.state.forces import held
from model.processes.world import clock_of, rule

APPLY = decision("application for a permit")
LAPSE = decision("permit that lapses")
ABLE = decision("who can meet requirements, and whose land is open")
ALWAYS = 0
"""Week of draws that are made once in a life: a miner's luck with requirements and land does not change."""
NO_FILE = -1


class PermitGains(NamedTuple):
    """What decides how much a permit gives.

    ``gold_value``: soles/g; ``extortion``: share of cash taken in a week; ``discount`` on gold that cannot be traced,
    share of its price; ``stopped``: share of digging without a permit that forces stop, by zone type, shape (4,).
    """

    gold_value: float
    extortion: float
    discount: float
    stopped: np.ndarray


class Rules(NamedTuple):
    """Requirements relative to those of 2012, and the share of land open to applications, by zone type, (4,)."""

    requirements: float
    land: tuple


@rule
def step(world):
    """Charge permits and let some lapse, take applications, decide on files; then update legitimacy and protest."""
    keep_permits(world)
    if world.levers[0].formalisation_staff > 0.0:
        take_applications(world)
    if world.now[0].files_waiting > 0:
        decide_files(world)
    legitimacy.follow(world)


@compiled
def open_land(world):
    """Return the share of land on which miners may apply, by zone type; protected land only where it is opened."""
    formalisation = world.numbers[0].formalisation
    roadside, river, corridor = formalisation.land_roadside, formalisation.land_river, formalisation.land_corridor
    return roadside, river, corridor, world.levers[0].formalisation_protected


@compiled
def weekly_rules(world):
    """Return the week's rules for permits."""
    return Rules(world.levers[0].formalisation_requirements, open_land(world))


@compiled
def weekly_gains(world):
    """Return what decides how much a permit gives this week."""
    extortion = world.numbers[0].corruption.extortion_cash * mean_readiness(world.police)
    return PermitGains(world.now[0].gold_value, extortion, world.levers[0].traceability, held(world))


@compiled
def keep_permits(world):
    """Charge miners with a permit the cost of the rules; let permits lapse that cost more than they give (M52)."""
    paid, lapsed = charge_and_lapse(
        clock_of(world), world.miners, world.camps, weekly_gains(world), weekly_rules(world), world.numbers
    )
    world.flows[0].compliance_costs += paid * world.now[0].scale
    world.flows[0].permits_lapsed += lapsed * world.now[0].scale


@compiled
def charge_and_lapse(clock, miners, camps, gains, rules, numbers):
    """Charge and lapse permits; return soles paid and the number of rows that lose their permit.

    Everybody with a permit pays cost x requirements, as far as cash goes. Where that exceeds what a permit gives, the
    weekly hazard of giving it up is rate x (1 - gain / cost).
    """
    lapse_rate, income_memory = numbers[0].formalisation.lapse_rate, numbers[0].digging.income_memory
    paid, lapsed = 0.0, 0
    cost = numbers[0].formalisation.compliance_cost * rules.requirements
    for i in range(miners.n):
        if miners.formal[i]:
            worth = permit_worth(miners.cash[i], miners.camp[i], camps, gains, numbers)
            hazard = lapse_rate * (1.0 - worth / cost)
            if worth < cost and uniform(clock.key, LAPSE, miners.identity[i], clock.week) < hazard:
                miners.formal[i] = False
                lapsed += 1
            else:
                fee = min(miners.cash[i], cost)
                miners.cash[i] -= fee
                miners.income[i] -= income_memory * fee
                paid += fee
    return paid, lapsed


@inlined
def permit_worth(cash, camp, camps, gains, numbers):
    """Return what a permit is worth in a week to a miner with so much cash in a camp, soles.

    A secure site, no extortion, digging that forces would stop, and the full price where gold is traced.
    """
    gross = camps.yields[camp] * gains.gold_value
    stopped = gains.stopped[camps.zone[camp]] * (1.0 - numbers[0].digging.operating_share)
    return numbers[0].formalisation.secure_site + gains.extortion * cash + gross * (stopped + gains.discount)


@compiled
def take_applications(world):
    """Let miners apply while the window is open."""
    applied = file_applications(
        clock_of(world), world.miners, world.camps, weekly_gains(world), weekly_rules(world),
        legitimacy.relative(world), world.numbers,
    )  # fmt: skip
    world.now[0].files_waiting += applied * world.now[0].scale
    world.flows[0].applications += applied * world.now[0].scale


@compiled
def file_applications(clock, miners, camps, gains, rules, trust, numbers):
    """File the week's applications; return the number of rows that apply.

    Adults without permit or file, on land where they may, apply with hazard rate x ``trust`` x g / (g + half), where
    trust is legitimacy over its usual level and g what a permit gives less what it costs. Nobody knows whether he will
    meet the requirements. Miners who were refused, or are held by an advance, do not apply.
    """
    apply_half = numbers[0].formalisation.apply_half
    applied, highest = 0, numbers[0].formalisation.apply_rate * trust
    cost = numbers[0].formalisation.compliance_cost * rules.requirements
    words = np.empty((4, BLOCK), np.uint32)
    for i in range(miners.n):
        k = i % BLOCK
        if k == 0:
            fill_words(clock.key, APPLY, miners.identity[i : min(i + BLOCK, miners.n)], clock.week, words)
        u = to_uniform(words[0, k])
        if u >= highest or not may_apply(miners, i):
            continue
        net = permit_worth(miners.cash[i], miners.camp[i], camps, gains, numbers) - cost
        willing = net / (net + apply_half) if net > 0.0 else 0.0
        zone = camps.zone[miners.camp[i]]
        if u < highest * willing and on_open_land(clock.key, miners.identity[i], zone, rules.land):
            miners.filed[i] = clock.week
            applied += 1
    return applied


@inlined
def may_apply(miners, i):
    """Tell whether a miner is a free adult without permit, file or refusal."""
    settled = miners.formal[i] or miners.filed[i] >= 0 or miners.refused[i]
    return not (settled or miners.forced[i] or miners.age[i] < UNDER_18)


@inlined
def on_open_land(key, who, zone, land):
    """Tell whether a miner may apply for the land he works; ``land`` is the share that is open, by zone type."""
    return to_uniform(draw(key, ABLE, who, ALWAYS)[1]) < land[zone]


@inlined
def meets_requirements(key, who, requirements, formalisation):
    """Tell whether a miner meets the requirements; a share ``meets_2012`` ** requirements of all does."""
    return to_uniform(draw(key, ABLE, who, ALWAYS)[0]) < formalisation.meets_2012**requirements


@compiled
def decide_files(world):
    """Decide on the files that have waited longest, as many as clerks get done; work begun is carried forward.

    Clerks without files do not work ahead.
    """
    now, flows, numbers = world.now[0], world.flows[0], world.numbers
    now.desk_work += world.levers[0].formalisation_staff * numbers[0].formalisation.files_per_clerk
    rows = first_in_line(world.miners, int(now.desk_work / now.scale))
    granted = decide(clock_of(world), world.miners, rows, world.camps, weekly_rules(world), numbers)
    now.files_waiting -= rows.size * now.scale
    now.desk_work = now.desk_work - rows.size * now.scale if now.files_waiting > 0 else 0.0
    flows.applications_granted += granted * now.scale
    flows.applications_refused += (rows.size - granted) * now.scale


@compiled
def first_in_line(miners, most):
    """Return up to ``most`` rows with a file: first in, first out; files of one week by identity."""
    rows = np.flatnonzero(miners.filed[: miners.n] != NO_FILE)
    rows = rows[np.argsort(miners.identity[rows])]
    return rows[np.argsort(miners.filed[rows], kind="mergesort")][:most]


@compiled
def decide(clock, miners, rows, camps, rules, numbers):
    """Grant a permit to those who meet the requirements on open land, refuse the others; return how many are granted.

    A permit is for the land that a miner works when his file is decided.
    """
    formalisation, granted = numbers[0].formalisation, 0
    for i in rows:
        who, zone = miners.identity[i], camps.zone[miners.camp[i]]
        eligible = meets_requirements(clock.key, who, rules.requirements, formalisation)
        eligible = eligible and on_open_land(clock.key, who, zone, rules.land)
        miners.filed[i] = NO_FILE
        miners.formal[i] = eligible
        miners.refused[i] = not eligible
        granted += eligible
    return granted
