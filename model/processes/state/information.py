"""Step 10: police learn where exploitation is, plan raids, and plans leak (M28-M31, M33, M38)."""

from typing import NamedTuple

import numpy as np

from model.codes import ORGANISED, Climate, Form, Office
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, normal, pair_draw, pair_key, poisson, to_uniform, uniform
from model.kernels.streams import WEEK_BIT, weighted
from model.processes.state.forces import available
from model.processes.state.legitimacy import on_the_streets
from model.processes.state.ties import NOBODY, service
from model.processes.world import clock_of
from model.text.dates import WEEKS_PER_YEAR

SIGNAL = decision("what police hear of a camp")
PLANNED = decision("raids that a unit plans")
TARGET = decision("target of a raid")
WARNING = decision("warning of a raid")
COMPANY = decision("who takes part in a raid")
TIP = decision("an official sells the plan of a raid")
HEARD = decision("word of a raid goes round a camp")
POLICE, AGENCY = int(Office.POLICE), int(Office.AGENCY)
STALLED, SEXUAL, LABOUR = int(Climate.STALLED), int(Form.SEXUAL), int(Form.LABOUR)
ANYWHERE = -1
"""Instead of a zone type: a raid may go to any."""
SUCCEEDS, OFFICIAL_LEAK, LOOKOUT, WRONG_PLACE = range(4)
CAUSES = ("succeeds", "official_leak", "lookout", "wrong_place")
"""What becomes of a plan before anybody arrives; the first is no failure."""


class Raid(NamedTuple):
    """A raid that sets out: unit, number in the week, camp, people believed there, and what becomes of the plan.

    ``fate`` is an official leak where all bars of the camp hear of the raid from officials.
    """

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
    told: int = 0
    """Owners whom officials tell of it, one bit each: networks, and as the last one independent owners of the camp."""
    warned: float = 0.0
    """Share of the camp's bars that hear of it from officials or from those told."""


class Held(NamedTuple):
    """People in exploitation in each camp, by form, shape (camps,) each."""

    sexual: np.ndarray
    labour: np.ndarray


class PoliceWork(NamedTuple):
    """What decides how many raids police plan in a week.

    ``rate``: raids that all units would plan, 1/week; ``stake``: share of them that a fully corrupt chief holds back;
    ``forgotten``: share of what units know of hiding that leaves with officers.
    """

    rate: float
    stake: float
    forgotten: float


def step(model) -> None:
    """Let police hear of camps, and anger and owners' fear of raids fade; then plan the week's raids."""
    world = model.world
    counts = listen(world)
    model.planned_raids = [
        prepare(world, unit, number, ANYWHERE) for unit in range(counts.size) for number in range(counts[unit])
    ]


@compiled
def listen(world):
    """Let police hear of camps, and return the number of raids that each unit plans; none where no bar is open."""
    levers, camps, police, numbers = world.levers[0], world.camps, world.police, world.numbers
    work = PoliceWork(levers.raids_per_week * able_to_act(world), held_back(world), forgetting(world))
    sight = police.sight[: police.n]
    sight *= 1.0 - work.forgotten
    held = Held(world.by_camp[SEXUAL], world.by_camp[LABOUR])
    unseen = numbers[0].bars.unseen * (1.0 - sight.mean())
    hear(clock_of(world), camps, held, levers.posts, unseen, numbers)
    if camps.bars[: camps.n].sum() == 0:
        return np.zeros(police.n, np.int64)
    return planned(clock_of(world), police, work, numbers)


@compiled
def able_to_act(world):
    """Return the share of plans that police can carry out: scandals, crises and protests take their part."""
    return not_stalled(world) * available(world) * on_the_streets(world)


@compiled
def not_stalled(world):
    """Return the share of plans that go ahead this week; after a scandal the new team has to start again (M35)."""
    return 1.0 - world.numbers[0].corruption.stall if world.climate[STALLED] > 0.0 else 1.0


@compiled
def held_back(world):
    """Return the share of raids that a fully corrupt chief holds back for his own stake in gold (M38).

    stake x r / (1 + r), r = mean income of a miner over the outside wage.
    """
    earned = max(0.0, world.census[0].miner_income) / world.now[0].outside_wage
    return world.numbers[0].corruption.stake * earned / (1.0 + earned)


@compiled
def forgetting(world):
    """Return the share of what police units know of hiding that leaves with officers in a week."""
    turnover = world.numbers[0].civil_society.police_turnover + world.levers[0].rotation
    return min(1.0, turnover / WEEKS_PER_YEAR)


@compiled
def hear(clock, camps, held, posts, unseen, numbers):
    """Move beliefs towards noisy signs of how many people are held in each camp.

    Remote camps send fewer signs (M28), and so do camps that opened lately, whose people nobody has counted (M33).
    Of people in bars that hide, police hear nothing of the share ``unseen``. Permanent posts hear more.
    """
    policing, hostility_decay = numbers[0].policing, numbers[0].moving.hostility_decay
    for c in range(camps.n):
        deviate = normal(clock.key, SIGNAL, camps.identity[c], clock.week)
        noise = np.exp(policing.signal_noise * deviate - policing.signal_noise**2 / 2)
        age = max(0, clock.week - camps.opened[c])
        counted = 1.0 - policing.uncounted * np.exp(-age / policing.uncounted_weeks)
        seen = held.sexual[c] * (1.0 - unseen * camps.hidden[c]) + held.labour[c]
        heard = seen * noise * np.exp(-policing.remoteness * camps.access[c]) * counted
        heard *= 1.0 + policing.post_signals * posts[camps.zone[c]]
        camps.belief[c] += policing.belief_memory * (heard - camps.belief[c])
        camps.hostility[c] *= 1.0 - hostility_decay
        camps.raid_rate[c] *= 1.0 - policing.belief_memory


@compiled
def planned(clock, police, work, numbers):
    """Return the number of raids that each unit plans, shape (units,).

    Units whose raids find nobody plan fewer (M31); so do those whose chief is corrupt and has a stake in gold (M38).
    """
    discouragement = numbers[0].policing.discouragement
    counts = np.zeros(police.n, np.int64)
    for i in range(police.n):
        mean = work.rate * police.share[i] * (1.0 - discouragement * (1.0 - police.morale[i]))
        mean *= 1.0 - work.stake * police.chief[i]
        counts[i] = poisson(clock.key, PLANNED, police.identity[i], clock.week, mean)
    return counts


class Plan(NamedTuple):
    """What identifies a plan in its week, and so its luck: identity of the unit and number of the raid."""

    unit: np.uint64
    number: int


class Company(NamedTuple):
    """Who takes part in a raid: prosecutors and an NGO (``joint``), a unit from ``outside`` the region."""

    joint: bool
    outside: bool


class Target(NamedTuple):
    """Camp of a raid, and whether belief chose it (``aimed``) rather than chance."""

    camp: int
    aimed: bool


@compiled
def prepare(world, unit, number, zone):
    """Choose a target and find out whether the plan survives until the raid; ``zone`` is a zone type or ANYWHERE.

    A share of raids is joint, which tells more agencies; a share is left to units from outside, which tell few local
    officers and know less, as rotated officials do.
    """
    police, camps, levers, policing = world.police, world.camps, world.levers[0], world.numbers[0].policing
    clock, plan = clock_of(world), Plan(police.identity[unit], number)
    joint, outside = company(clock, plan, levers.joint, levers.outside_units)
    knowledge = policing.outside_knowledge if outside else 1.0
    knowledge *= 1.0 - policing.rotation_loss * levers.rotation
    intelligence = levers.intelligence * knowledge if zone == ANYWHERE else 1.0
    camp, aimed = target(clock, plan, camps, zone, intelligence, world.numbers)
    informed = Informed(unit, policing.outside_liaison if outside else 1.0, agencies_told(world, joint))
    who = identity_of_plan(plan, clock.week)
    told = tipped_off(world, who, camp, informed)
    warned = share_of(warned_bars(world, who, camp, told), world.bars, camp)
    chances = (warned_by_lookouts(world, camp), min(1.0, policing.wrong_place / (police.skill[unit] * knowledge)))
    fate = OFFICIAL_LEAK if warned == 1.0 else fate_of(clock, plan, chances)
    return Raid(unit, number, camp, camps.belief[camp], fate, aimed, joint, zone != ANYWHERE, told, warned)


class Informed(NamedTuple):
    """Who is told of a plan: a unit, the share of its officers, and the share of agencies in the region."""

    unit: int
    officers: float
    agencies: float


@compiled
def agencies_told(world, joint):
    """Return the share of the region's agencies that is told of a raid; a joint one tells more."""
    told = world.levers[0].agencies + joint * world.numbers[0].policing.joint_agencies
    return min(1.0, told / world.numbers[0].corruption.agency_officials)


@inlined
def identity_of_plan(plan, week):
    """Return the identity of a raid: its unit's, with the week and, in the order's upper half, its number."""
    return plan.unit + (np.uint64(week) << WEEK_BIT) + (np.uint64(plan.number) << np.uint64(16))


@compiled
def tipped_off(world, who, camp, informed):
    """Return whom officials tell of raid ``who`` on a camp, one bit each for networks and its independent owners (M30).

    An official who is told sells with chance 1 - exp(-service x (rate + rate a day x days of notice)) to the patron he
    is tied to; zero without corruption, rising with officials told, notice, readiness and the strength of the tie.
    """
    clock, officials, policing, owners = clock_of(world), world.officials, world.numbers[0].policing, 0
    hazard = policing.leak_per_agency + policing.leak_per_day * world.levers[0].notice
    k0, k1 = pair_key(clock.key, TIP, clock.week)
    for i in range(officials.n):
        patron = officials.patron[i]
        if patron == NOBODY or (patron >= ORGANISED and patron != ORGANISED + camp):
            continue
        words = pair_draw(k0, k1, officials.identity[i], who)
        sells = 1.0 - np.exp(-hazard * service(officials, i, clock.week))
        if to_uniform(words[0]) < hears(officials, i, informed) and to_uniform(words[1]) < sells:
            owners |= 1 << min(patron, ORGANISED)
    return owners


@inlined
def hears(officials, i, informed):
    """Return the chance that official ``i`` is told of a plan."""
    if officials.office[i] == AGENCY:
        return informed.agencies
    return informed.officers if officials.office[i] == POLICE and officials.unit[i] == informed.unit else 0.0


@compiled
def warned_bars(world, who, camp, told):
    """Return a mask of the bars of a camp that hear of raid ``who``: those of owners told, or all by word of mouth."""
    bars, clock, word = world.bars, clock_of(world), world.numbers[0].policing.word_of_mouth
    warned, first = np.zeros(bars.n, np.bool_), 0
    for b in range(bars.n):
        warned[b] = bars.camp[b] == camp and (told >> bars.owner[b]) & 1 == 1
        first += warned[b]
    if first > 0 and uniform(clock.key, HEARD, who, clock.week) < word:
        for b in range(bars.n):
            warned[b] = bars.camp[b] == camp
    return warned


@compiled
def share_of(warned, bars, camp):
    """Return the share of the bars of a camp that a mask holds, 0 where there are none."""
    here = 0
    for b in range(bars.n):
        here += bars.camp[b] == camp
    return warned.sum() / max(1, here)


@compiled
def company(clock, plan, joint, outside):
    """Return who takes part in a raid; ``joint`` and ``outside`` are the shares of raids that are so."""
    k0, k1 = pair_key(clock.key, COMPANY, clock.week)
    words = pair_draw(k0, k1, plan.unit, np.uint64(plan.number))
    return Company(to_uniform(words[0]) < joint, to_uniform(words[1]) < outside)


@compiled
def warned_by_lookouts(world, camp):
    """Return the chance that lookouts warn of a raid: more where angry and far, less beside a permanent post (M29)."""
    camps, policing = world.camps, world.numbers[0].policing
    unguarded = 1.0 - policing.post_lookouts * world.levers[0].posts[camps.zone[camp]]
    lookouts = policing.lookout + policing.lookout_remote * camps.access[camp]
    return min(1.0, lookouts * (1.0 + camps.hostility[camp])) * unguarded


@compiled
def target(clock, plan, camps, zone, intelligence, numbers):
    """Return the camp of a raid, in a zone type or anywhere, and whether the raid is aimed.

    The share ``intelligence`` is aimed by belief over the effort to get there and to enter against a hostile crowd
    (M28, M29), the rest by chance.
    """
    remoteness, entry_cost = numbers[0].policing.remoteness, numbers[0].policing.entry_cost
    k0, k1 = pair_key(clock.key, TARGET, clock.week)
    words = pair_draw(k0, k1, plan.unit, np.uint64(plan.number))
    aimed = to_uniform(words[0]) < intelligence
    weight, by_chance = np.zeros(camps.n), np.zeros(camps.n)
    for c in range(camps.n):
        if camps.bars[c] > 0 and (zone == ANYWHERE or camps.zone[c] == zone):
            weight[c] = camps.belief[c] * np.exp(-remoteness * camps.access[c] - entry_cost * camps.hostility[c])
            by_chance[c] = 1.0
    aimed = aimed and weight.sum() > 0.0
    return Target(weighted(np.cumsum(weight if aimed else by_chance), to_uniform(words[1])), aimed)


@compiled
def fate_of(clock, plan, chances):
    """Return what becomes of a plan of which not all bars have heard: causes of failure are tried in turn.

    ``chances`` are those of a warning by lookouts and of a wrong place.
    """
    k0, k1 = pair_key(clock.key, WARNING, clock.week)
    words = pair_draw(k0, k1, plan.unit, np.uint64(plan.number))
    if to_uniform(words[1]) < chances[0]:
        return LOOKOUT
    return WRONG_PLACE if to_uniform(words[2]) < chances[1] else SUCCEEDS
