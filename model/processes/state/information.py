"""Step 10: police learn where exploitation is, plan raids, and plans leak (M28-M31, M33, M38)."""

from typing import NamedTuple

import numpy as np

from model.codes import Climate, Form
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, normal, pair_draw, pair_key, poisson, to_uniform
from model.kernels.streams import weighted
from model.processes.state.forces import available
from model.processes.state.legitimacy import on_the_streets
from model.processes.world import clock_of
from model.text.dates import WEEKS_PER_YEAR

SIGNAL = decision("what police hear of a camp")
PLANNED = decision("raids that a unit plans")
TARGET = decision("target of a raid")
WARNING = decision("warning of a raid")
COMPANY = decision("who takes part in a raid")
STALLED, SEXUAL, LABOUR = int(Climate.STALLED), int(Form.SEXUAL), int(Form.LABOUR)
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


class Held(NamedTuple):
    """People in exploitation in each camp, by form, shape (camps,) each."""

    sexual: np.ndarray
    labour: np.ndarray


class PoliceWork(NamedTuple):
    """What decides how many raids police plan in a week.

    ``rate``: raids that all units would plan, 1/week; ``stake``: share of them that fully corrupt units hold back;
    ``forgotten``: share of what units know of hiding that leaves with officers.
    """

    rate: float
    stake: float
    forgotten: float


def step(model) -> None:
    """Let police hear of camps, and anger and owners' fear of raids fade; then plan the week's raids."""
    world = model.world
    counts = listen(world)
    if counts.any():
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
    """Return the share of raids that fully corrupt officials hold back for their own stake in gold (M38).

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

    Units whose raids find nobody plan fewer (M31); so do corrupt ones, in proportion to their stake in gold (M38).
    """
    discouragement = numbers[0].policing.discouragement
    counts = np.zeros(police.n, np.int64)
    for i in range(police.n):
        mean = work.rate * police.share[i] * (1.0 - discouragement * (1.0 - police.morale[i]))
        mean *= 1.0 - work.stake * police.corruption[i]
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

    A share of raids is joint, which tells more agencies; a share is left to units from outside, which leak less and
    know less, as rotated officials do.
    """
    police, camps, levers, policing = world.police, world.camps, world.levers[0], world.numbers[0].policing
    clock, plan = clock_of(world), Plan(police.identity[unit], number)
    joint, outside = company(clock, plan, levers.joint, levers.outside_units)
    corruption = police.corruption[unit] * (policing.outside_corruption if outside else 1.0)
    knowledge = policing.outside_knowledge if outside else 1.0
    knowledge *= 1.0 - policing.rotation_loss * levers.rotation
    intelligence = levers.intelligence * knowledge if zone == ANYWHERE else 1.0
    camp, aimed = target(clock, plan, camps, zone, intelligence, world.numbers)
    chances = (
        leak_chance(corruption, levers.agencies + joint * policing.joint_agencies, levers.notice, policing),
        warned_by_lookouts(world, camp),
        min(1.0, policing.wrong_place / (police.skill[unit] * knowledge)),
    )
    fate = fate_of(clock, plan, chances)
    return Raid(unit, number, camp, camps.belief[camp], fate, aimed, joint, zone != ANYWHERE)


@compiled
def company(clock, plan, joint, outside):
    """Return who takes part in a raid; ``joint`` and ``outside`` are the shares of raids that are so."""
    k0, k1 = pair_key(clock.key, COMPANY, clock.week)
    words = pair_draw(k0, k1, plan.unit, np.uint64(plan.number))
    return Company(to_uniform(words[0]) < joint, to_uniform(words[1]) < outside)


@inlined
def leak_chance(corruption, agencies, notice, policing):
    """Return the chance that officials leak a plan (M30).

    1 - exp(-corruption x (agencies x rate + notice x rate)): every agency informed and every day of notice is a hazard
    of its own, in proportion to corruption; zero without corruption, rising with each of the three.
    """
    return 1.0 - np.exp(-corruption * (policing.leak_per_agency * agencies + policing.leak_per_day * notice))


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
    """Return what becomes of a plan; causes of failure are tried in turn, each on plans the earlier ones spared.

    ``chances`` are those of an official leak, a warning by lookouts and a wrong place.
    """
    k0, k1 = pair_key(clock.key, WARNING, clock.week)
    words = pair_draw(k0, k1, plan.unit, np.uint64(plan.number))
    for cause in range(3):
        if to_uniform(words[cause]) < chances[cause]:
            return cause + 1
    return SUCCEEDS
