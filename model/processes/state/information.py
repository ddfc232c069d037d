"""Step 10: police learn where exploitation is, plan raids, and plans leak (M28-M31, M33, M38)."""

from typing import NamedTuple

import numpy as np

from model.codes import Climate
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, normal, pair_draw, pair_key, poisson, to_uniform
from model.kernels.streams import weighted
from model.processes.state.forces import available
from model.processes.state.legitimacy import on_the_streets
from model.text.dates import WEEKS_PER_YEAR

SIGNAL = decision("what police hear of a camp")
PLANNED = decision("raids that a unit plans")
TARGET = decision("target of a raid")
WARNING = decision("warning of a raid")
COMPANY = decision("who takes part in a raid")
ANYWHERE = -1
"""Instead of a zone type: a raid may go to any."""
SUCCEEDS, OFFICIAL_LEAK, LOOKOUT, WRONG_PLACE = range(4)
CAUSES = ("succeeds", "official_leak", "lookout", "wrong_place")
"""What becomes of a plan before anybody arrives; the first is no failure."""


class Raid(NamedTuple):
    """A raid that sets out: unit, number in the week, camp, people believed there, and what becomes of the plan."""

    unit: int
    number: int
    camp: int
    believed: float
    fate: int
    aimed: bool = True
    """Goes where police believe people are held."""
    joint: bool = False
    """Together with prosecutors and an NGO."""
    operation: bool = False
    """Within an operation against mining."""


def step(model) -> None:
    """Let police hear of camps, and anger and owners' fear of raids fade; then plan the week's raids."""
    camps, police, p, levers = model.camps, model.police, model.old_numbers, model.levers
    counts = listen(
        model.key, model.week, camps.table, camps.n, model.census.sexual, model.census.labour, police.table, police.n,
        levers.raids_per_week * able_to_act(model), held_back(model), levers.posts, forgetting(model), p.policing,
        p.moving, p.bars.unseen,
    )  # fmt: skip
    if counts.any():
        model.planned_raids = [
            prepare(model, unit, number) for unit in range(counts.size) for number in range(counts[unit])
        ]


def able_to_act(model) -> float:
    """Return the share of plans that police can carry out: scandals, crises and protests take their part."""
    return not_stalled(model) * available(model) * on_the_streets(model)


def not_stalled(model) -> float:
    """Return the share of plans that go ahead this week; after a scandal the new team has to start again (M35)."""
    return 1.0 - model.old_numbers.corruption.stall if model.climate[Climate.STALLED] > 0.0 else 1.0


def held_back(model) -> float:
    """Return the share of raids that fully corrupt officials hold back for their own stake in gold (M38).

    stake x r / (1 + r), r = mean income of a miner over the outside wage.
    """
    earned = max(0.0, model.census.miner_income) / model.outside_wage
    return model.old_numbers.corruption.stake * earned / (1.0 + earned)


def forgetting(model) -> float:
    """Return the share of what police units know of hiding that leaves with officers in a week."""
    return min(1.0, (model.parameters.civil_society.police_turnover + model.levers.rotation) / WEEKS_PER_YEAR)


@compiled
def listen(key, week, camps, n, sexual, labour, police, units, rate, stake, posts, forgotten, p, q, unseen):
    """Let police hear of camps, and return the number of raids that each unit plans; none where no bar is open."""
    police.sight[:units] *= 1.0 - forgotten
    hear(key, week, camps, n, sexual, labour, posts, unseen * (1.0 - police.sight[:units].mean()), p, q)
    if camps.bars[:n].sum() == 0:
        return np.zeros(units, np.int64)
    return planned(key, week, police, units, rate, p.discouragement, stake)


@compiled
def hear(key, week, camps, n, sexual, labour, posts, unseen, p, q):
    """Move beliefs towards noisy signs of how many people are held in each camp.

    Remote camps send fewer signs (M28), and so do camps that opened lately, whose people nobody has counted (M33), and
    bars that hide, as far as police do not see through it. Permanent posts hear more.
    """
    for c in range(n):
        noise = np.exp(p.signal_noise * normal(key, SIGNAL, camps.identity[c], week) - p.signal_noise**2 / 2)
        counted = 1.0 - p.uncounted * np.exp(-max(0, week - camps.opened[c]) / p.uncounted_weeks)
        seen = sexual[c] * (1.0 - unseen * camps.hidden[c]) + labour[c]
        heard = seen * noise * np.exp(-p.remoteness * camps.access[c]) * counted
        heard *= 1.0 + p.post_signals * posts[camps.zone[c]]
        camps.belief[c] += p.belief_memory * (heard - camps.belief[c])
        camps.hostility[c] *= 1.0 - q.hostility_decay
        camps.raid_rate[c] *= 1.0 - p.belief_memory


@compiled
def planned(key, week, police, n, rate, discouragement, stake):
    """Return the number of raids that each unit plans.

    Units whose raids find nobody plan fewer (M31); so do corrupt ones, in proportion to their stake in gold (M38).
    """
    counts = np.zeros(n, np.int64)
    for i in range(n):
        mean = rate * police.share[i] * (1.0 - discouragement * (1.0 - police.morale[i]))
        mean *= 1.0 - stake * police.corruption[i]
        counts[i] = poisson(key, PLANNED, police.identity[i], week, mean)
    return counts


def prepare(model, unit: int, number: int, zone: int = ANYWHERE) -> Raid:
    """Choose a target and find out whether the plan survives until the raid.

    A share of raids is joint, which tells more agencies; a share is left to units from outside, which leak less and
    know less, as rotated officials do.
    """
    police, camps, levers, p = model.police, model.camps, model.levers, model.old_numbers.policing
    who = police.identity[unit]
    joint, outside = company(model.key, model.week, who, number, levers.joint, levers.outside_units)
    corruption = police.corruption[unit] * (p.outside_corruption if outside else 1.0)
    knowledge = (p.outside_knowledge if outside else 1.0) * (1.0 - p.rotation_loss * levers.rotation)
    aim = levers.intelligence * knowledge if zone == ANYWHERE else 1.0
    camp, aimed = target(model.key, model.week, who, number, camps.table, camps.n, zone, aim, p)
    chances = (
        leak_chance(corruption, levers.agencies + joint * p.joint_agencies, levers.notice, p),
        warned_by_lookouts(model, camp),
        min(1.0, p.wrong_place / (police.skill[unit] * knowledge)),
    )
    fate = int(fate_of(model.key, model.week, who, number, chances))
    return Raid(unit, number, int(camp), float(camps.belief[camp]), fate, aimed, joint, zone != ANYWHERE)


@compiled
def company(key, week, unit, number, joint, outside):
    """Tell whether prosecutors and an NGO take part in a raid, and whether a unit from outside carries it out."""
    k0, k1 = pair_key(key, COMPANY, week)
    words = pair_draw(k0, k1, unit, np.uint64(number))
    return to_uniform(words[0]) < joint, to_uniform(words[1]) < outside


def leak_chance(corruption: float, agencies: float, notice: float, p) -> float:
    """Return the chance that officials leak a plan (M30).

    1 - exp(-corruption x (agencies x rate + notice x rate)): every agency informed and every day of notice is a hazard
    of its own, in proportion to corruption; zero without corruption, rising with each of the three.
    """
    return 1.0 - np.exp(-corruption * (p.leak_per_agency * agencies + p.leak_per_day * notice))


def warned_by_lookouts(model, camp: int) -> float:
    """Return the chance that lookouts warn of a raid: more where angry and far, less beside a permanent post (M29)."""
    camps, p = model.camps, model.old_numbers.policing
    guarded = 1.0 - p.post_lookouts * model.levers.posts[camps.zone[camp]]
    return min(1.0, (p.lookout + p.lookout_remote * camps.access[camp]) * (1.0 + camps.hostility[camp])) * guarded


@compiled
def target(key, week, unit, number, camps, n, zone, intelligence, p):
    """Return the camp of a raid, in a zone type or anywhere, and whether the raid is aimed.

    A share is aimed by belief over the effort to get there and to enter against a hostile crowd (M28, M29), the rest
    by chance.
    """
    k0, k1 = pair_key(key, TARGET, week)
    words = pair_draw(k0, k1, unit, np.uint64(number))
    aimed = to_uniform(words[0]) < intelligence
    weight, by_chance = np.zeros(n), np.zeros(n)
    for c in range(n):
        if camps.bars[c] > 0 and (zone == ANYWHERE or camps.zone[c] == zone):
            weight[c] = camps.belief[c] * np.exp(-p.remoteness * camps.access[c] - p.entry_cost * camps.hostility[c])
            by_chance[c] = 1.0
    aimed = aimed and weight.sum() > 0.0
    return weighted(np.cumsum(weight if aimed else by_chance), to_uniform(words[1])), aimed


@compiled
def fate_of(key, week, unit, number, chances):
    """Return what becomes of a plan; causes of failure are tried in turn, each on plans the earlier ones spared."""
    k0, k1 = pair_key(key, WARNING, week)
    words = pair_draw(k0, k1, unit, np.uint64(number))
    for cause in range(3):
        if to_uniform(words[cause]) < chances[cause]:
            return cause + 1
    return SUCCEEDS
