"""Legitimacy of the state among miners, 0 to 1, and their protest; kept in ``model.climate`` (M14, M29, M53)."""

import numpy as np

from model.codes import Climate
from model.kernels.compiled import compiled
from model.kernels.randomness import decision, identity, poisson, stream, uniform
from model.kernels.sums import total
from model.processes.state.forces import held
from model.processes.world import clock_of
from model.text.dates import WEEKS_PER_YEAR

LEGITIMACY, PROTEST = int(Climate.LEGITIMACY), int(Climate.PROTEST)
BREAKS_OUT = decision("protest of miners breaks out")
CLASH = decision("deaths in a clash of a protest")
REGION = identity(stream("world"), 0, 0)


@compiled
def follow(world):
    """Update legitimacy by the week's decisions on files, then hostility by legitimacy, then protest by all three."""
    waiting = waiting_too_long(world)
    world.climate[LEGITIMACY] = next_legitimacy(world, waiting)
    embitter(world)
    protest(world, waiting)


@compiled
def lose_legitimacy(world, share):
    """Take a share of the legitimacy that is left, 0 to 1."""
    world.climate[LEGITIMACY] *= 1.0 - share


@compiled
def relative(world):
    """Return legitimacy over its usual level."""
    return world.climate[LEGITIMACY] / world.numbers[0].legitimacy.usual


@compiled
def lost(world):
    """Return the share of the usual legitimacy that is lost, 0 to 1."""
    return max(0.0, 1.0 - relative(world))


@compiled
def waiting_too_long(world):
    """Return the share of miners whose file has waited longer than they are patient."""
    if not world.now[0].files_waiting:
        return 0.0
    oldest = world.now[0].week - world.numbers[0].legitimacy.patience
    return filed_before(world.miners, oldest) / world.miners.n


@compiled
def filed_before(miners, week):
    """Return the number of rows whose file has waited since before a week."""
    count = 0
    for i in range(miners.n):
        count += 0 <= miners.filed[i] < week
    return count


@compiled
def next_legitimacy(world, waiting):
    """Return legitimacy a week later, 0 to 1 (M53).

    It returns to the usual level by itself; permits granted add to it, refusals and the share of miners ``waiting`` too
    long take from it, each in proportion to the share of miners concerned.
    """
    legitimacy, flows, now = world.numbers[0].legitimacy, world.flows[0], world.climate[LEGITIMACY]
    miners = max(1, world.miners.n * world.now[0].scale)
    gained = legitimacy.from_approvals * flows.applications_granted / miners * (1.0 - now)
    refused = legitimacy.from_refusals * flows.applications_refused / miners
    taken = (refused + legitimacy.from_waiting * waiting) * now
    return min(1.0, max(0.0, now + legitimacy.recovery * (legitimacy.usual - now) + gained - taken))


@compiled
def embitter(world):
    """Let hostility grow in open camps in proportion to legitimacy lost; not at all at the usual level (M29)."""
    less, camps = lost(world), world.camps
    if less > 0.0:
        for c in range(camps.n):
            grown = world.numbers[0].legitimacy.bitterness * less * camps.open[c]
            camps.hostility[c] += grown * (1.0 - camps.hostility[c])


@compiled
def protest(world, waiting):
    """Let a protest go on or end; let one break out, with a clash in which people may die."""
    climate, flows, legitimacy, clock = world.climate, world.flows[0], world.numbers[0].legitimacy, clock_of(world)
    climate[PROTEST] = max(0.0, climate[PROTEST] - 1.0)
    chance = 1.0 - np.exp(-protest_hazard(world, waiting)) if climate[PROTEST] == 0.0 else 0.0
    if chance > 0.0 and uniform(clock.key, BREAKS_OUT, REGION, clock.week) < chance:
        climate[PROTEST] = legitimacy.protest_weeks
        flows.protests += 1
        flows.protest_deaths += poisson(clock.key, CLASH, REGION, clock.week, legitimacy.protest_deaths)
    flows.protest_weeks += climate[PROTEST] > 0.0


@compiled
def protest_hazard(world, waiting):
    """Return the weekly hazard of a protest; zero where nobody has cause (M14, M53).

    It is rate x share of gold in regional income x (files + operations) x (1 + legitimacy lost). Files stand for the
    share of miners refused this week or left waiting too long, operations for the share whose digging forces stop.
    """
    legitimacy, miners = world.numbers[0].legitimacy, max(1, world.miners.n * world.now[0].scale)
    share, by_zone, stopped = held(world), world.census[0].miners_by_zone, 0.0
    for zone in range(share.size):
        stopped += share[zone] * by_zone[zone]
    cause = legitimacy.protest_from_files * (world.flows[0].applications_refused / miners + waiting)
    cause += legitimacy.protest_from_operations * stopped / miners
    return legitimacy.protest_rate * gold_share(world) * cause * (1.0 + lost(world)) if cause > 0.0 else 0.0


@compiled
def gold_share(world):
    """Return the share of gold in regional income, by what camps would yield without forces."""
    camps = world.camps
    gold = total(camps.miners[: camps.n] * camps.yields[: camps.n]) * world.now[0].gold_value
    return gold / (gold + other_income(world))


@compiled
def other_income(world):
    """Return the week's income of the region beside gold, in soles."""
    return world.numbers[0].legitimacy.other_income / WEEKS_PER_YEAR


@compiled
def on_the_streets(world):
    """Return the share of police whom a protest leaves free for other work."""
    return 1.0 - world.numbers[0].legitimacy.police_tied if world.climate[PROTEST] > 0.0 else 1.0
