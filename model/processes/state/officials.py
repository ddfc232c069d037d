"""Officials take office, leave it, are sanctioned or found out; a body is as ready as those who serve (M32, M35)."""

import numpy as np

from model.codes import Climate, Office
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, draw, identity, stream, to_normal, to_uniform, uniform
from model.kernels.streams import WEEK_BIT
from model.processes.state.ties import NOBODY, service
from model.processes.world import clock_of
from model.text.dates import WEEKS_PER_YEAR

CHARACTER = decision("an official's character")
CHANGES = decision("an official leaves his post")
SANCTIONED = decision("an official is sanctioned")
FOUND_OUT = decision("an official is found out")
TEAM = decision("who goes with an official found out")
DUTY = decision("turns of officials at a checkpoint")
POSTS = 1000
"""Index of the first identity stream of those who hold posts at the start, one a kind of body; then of all others."""
SUCCESSORS = identity(stream("place", POSTS + len(Office)), 0, 0)
POLICE, CHECKPOINT, PROSECUTION, COURT = (int(office) for office in Office if office != Office.AGENCY)
PROFIT, STALLED, ATTENTION = int(Climate.PROFIT), int(Climate.STALLED), int(Climate.ATTENTION)


@compiled
def appoint(world, i, handed_over):
    """Let somebody else hold post ``i`` from this week; he takes over the tie of the one before if ``handed_over``."""
    officials, week = world.officials, world.now[0].week
    officials.identity[i] = SUCCESSORS + (np.uint64(week) << WEEK_BIT) + np.uint64(i)
    officials.since[i], officials.suspended[i], officials.strength[i] = week, week, 0.0
    if not handed_over:
        officials.patron[i] = NOBODY
    officials.character[i] = character_of(world, officials.identity[i])
    officials.readiness[i] = leaning(world, i)
    world.flows[0].officials_replaced += 1


@compiled
def character_of(world, official):
    """Return a newcomer's inclination to take money, standard normal; vetting turns some of the inclined away (M32)."""
    clock, turned_away = clock_of(world), world.levers[0].vetting * world.numbers[0].corruption.vetting_recognised
    words = draw(clock.key, CHARACTER, official, clock.week)
    character = to_normal(words[0], words[1])
    return -character if character > 0.0 and to_uniform(words[2]) < turned_away else character


@compiled
def leaning(world, i):
    """Return the readiness that constant profit, levers and ties would lead official ``i`` to, 0 to 1."""
    officials, corruption = world.officials, world.numbers[0].corruption
    own = corruption.spread * officials.character[i] + corruption.habit * officials.strength[i]
    return drawn_to(world.now[0].dishonesty_left, world.climate[PROFIT], own, corruption)


@compiled
def drawn_to(left, profit, own, corruption):
    """Return the readiness that constant profit and levers lead an official to, 0 to 1; 0 where it starts at 0.

    Log odds = log odds of the start + effect x ln((profit + reference) / (2 x reference)) + ln(share ``left`` by
    integrity work) + the ``own`` log odds of the official. Profit feeds corruption, which protects profit (M34); the
    reference is added so that a region without any profit keeps a bounded part of it.
    """
    drive = ((profit + corruption.profit_reference) / (2.0 * corruption.profit_reference)) ** corruption.profit_effect
    odds = corruption.start * drive * left * np.exp(own)
    return odds / (1.0 - corruption.start + odds)


@compiled
def drift(world):
    """Move the readiness of officials a share of the way to where it leans."""
    officials, speed = world.officials, world.numbers[0].corruption.drift
    for i in range(officials.n):
        officials.readiness[i] += speed * (leaning(world, i) - officials.readiness[i])


@compiled
def change_hands(world):
    """Let officials leave: usual turnover and rotation, which end most ties (M50), and vetting of those who serve."""
    clock, officials, levers = clock_of(world), world.officials, world.levers[0]
    corruption = world.numbers[0].corruption
    for i in range(officials.n):
        words = draw(clock.key, CHANGES, officials.identity[i], clock.week)
        leaves = (turnover(world, officials.office[i]) + levers.rotation) / WEEKS_PER_YEAR
        removed = levers.vetting * corruption.vetting_recognised * (officials.character[i] > 0.0) / WEEKS_PER_YEAR
        if to_uniform(words[0]) < leaves:
            appoint(world, i, to_uniform(words[2]) < corruption.handed_over)
        elif to_uniform(words[1]) < removed:
            appoint(world, i, False)


@inlined
def turnover(world, office):
    """Return the usual turnover of officials of a public body, 1/year."""
    society = world.numbers[0].civil_society
    return society.police_turnover if office in (POLICE, CHECKPOINT) else society.prosecutors_turnover


@compiled
def sanction(world):
    """Let internal control find officials who sell; they are dismissed, or suspended and come back to their ties."""
    clock, officials, corruption = clock_of(world), world.officials, world.numbers[0].corruption
    rate = corruption.sanctions / WEEKS_PER_YEAR * world.levers[0].internal_control
    for i in range(officials.n):
        words = draw(clock.key, SANCTIONED, officials.identity[i], clock.week)
        if to_uniform(words[0]) < rate * service(officials, i, clock.week):
            world.flows[0].officials_sanctioned += 1
            if to_uniform(words[1]) < corruption.dismissed:
                appoint(world, i, False)
            else:
                officials.suspended[i] = clock.week + 1 + int(corruption.suspension)


@compiled
def find_out(world):
    """Let officials who sell be found out by chance, the sooner under attention and citizens' oversight (M35)."""
    clock, officials, corruption = clock_of(world), world.officials, world.numbers[0].corruption
    rate = corruption.scandal_rate / WEEKS_PER_YEAR * (1.0 + corruption.scandal_oversight * world.levers[0].oversight)
    rate *= 1.0 + corruption.scandal_attention * world.climate[ATTENTION]
    for i in range(officials.n):
        u = uniform(clock.key, FOUND_OUT, officials.identity[i], clock.week)
        if u < rate * service(officials, i, clock.week):
            break_scandal(world, i)


@compiled
def break_scandal(world, i):
    """Let official ``i`` go, with chance his chief and others of the team; plans stall for months (M35)."""
    officials, corruption, clock = world.officials, world.numbers[0].corruption, clock_of(world)
    world.flows[0].scandals += 1
    world.climate[STALLED] = corruption.stall_weeks
    for j in range(officials.n):
        if j != i and officials.office[j] == officials.office[i] and officials.unit[j] == officials.unit[i]:
            chance = corruption.chief_goes if officials.chief[j] else corruption.team_goes
            if uniform(clock.key, TEAM, officials.identity[j], clock.week) < chance:
                appoint(world, j, False)
    appoint(world, i, False)


@compiled
def report(world):
    """Write how ready each unit, checkpoint, office and court is: the mean of those who serve in it this week."""
    police, checkpoints, prosecutors, courts = world.police, world.checkpoints, world.prosecutors, world.courts
    for k in range(police.n):
        police.corruption[k] = mean_of(world, POLICE, k)
        police.chief[k] = of_chief(world.officials, POLICE, k)
    for k in range(checkpoints.n):
        checkpoints.corruption[k] = mean_of(world, CHECKPOINT, k)
    for k in range(prosecutors.n):
        prosecutors.corruption[k] = mean_of(world, PROSECUTION, k)
    for k in range(courts.n):
        courts.corruption[k] = mean_of(world, COURT, k)


@compiled
def mean_of(world, office, unit):
    """Return the mean readiness of those who serve in a unit, 0 if nobody does; at checkpoints weighted by turns."""
    officials, clock, total, hours = world.officials, clock_of(world), 0.0, 0.0
    for i in range(officials.n):
        serves = officials.office[i] == office and officials.unit[i] == unit
        if serves and clock.week >= officials.suspended[i]:
            turn = uniform(clock.key, DUTY, officials.identity[i], clock.week) if office == CHECKPOINT else 1.0
            total += turn * officials.readiness[i]
            hours += turn
    return total / hours if hours > 0.0 else 0.0


@compiled
def of_chief(officials, office, unit):
    """Return the readiness of the chief of a unit."""
    for i in range(officials.n):
        if officials.chief[i] and officials.office[i] == office and officials.unit[i] == unit:
            return officials.readiness[i]
    return 0.0
