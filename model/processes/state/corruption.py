"""Step 14: officials become more or less ready to take money, by what they can gain and lose (M32, M34, M35)."""


from model.codes import Climate
from model.kernels.compiled import compiled, inlined
from model.kernels.randomness import decision, identity, poisson, stream, uniform
from model.processes.world import clock_of, rule
from model.text.dates import WEEKS_PER_YEAR

SANCTIONED = decision("officials whom internal control sanctions")
SCANDAL = decision("a corruption scandal")
REGION = identity(stream("world"), 0, 0)
"""The region, which draws whether there are scandals and sanctions."""
PROFIT, STALLED, ATTENTION = int(Climate.PROFIT), int(Climate.STALLED), int(Climate.ATTENTION)


@rule
def step(world):
    """Let readiness drift to where profit and integrity drive it, sanction officials, and let scandals break."""
    corruption, climate = world.numbers[0].corruption, world.climate
    climate[PROFIT] += corruption.profit_memory * (profit_of_bars(world.flows[0]) - climate[PROFIT])
    target = drawn_to(world.now[0].dishonesty_left, climate[PROFIT], corruption)
    drift(world.police, target, corruption.drift)
    drift(world.checkpoints, target, corruption.drift)
    drift(world.courts, target, corruption.drift)
    climate[STALLED] = max(0.0, climate[STALLED] - 1.0)
    sanction(world)
    break_scandal(world)


@compiled
def mean_readiness(police):
    """Return the mean readiness of officials to leak or take money, 0 to 1."""
    return police.corruption[: police.n].sum() / police.n


@inlined
def profit_of_bars(flows):
    """Return the week's profit of all bars before bribes, soles; no less than nothing."""
    return max(0.0, flows.bribes + flows.network_income + flows.owners_income)


@compiled
def drawn_to(left, profit, corruption):
    """Return the readiness that a constant profit and constant levers would lead to, 0 to 1; 0 if it starts at 0.

    Log odds = log odds of the start + effect x ln((profit + reference) / (2 x reference)) + ln(share ``left`` by
    integrity work). Profit feeds corruption, which protects profit (M34); the reference is
    added so that a region without any profit keeps a bounded part of it.
    """
    drive = ((profit + corruption.profit_reference) / (2.0 * corruption.profit_reference)) ** corruption.profit_effect
    odds = corruption.start * drive * left
    return odds / (1.0 - corruption.start + odds)


@compiled
def drift(officials, target, speed):
    """Move the readiness of officials the share ``speed`` of the way to their target, in place."""
    for i in range(officials.n):
        officials.corruption[i] += speed * (target - officials.corruption[i])


@compiled
def sanction(world):
    """Count the police officers whom internal control sanctions: Poisson, in proportion to those who take money."""
    corruption, police, control = world.numbers[0].corruption, world.police, world.levers[0].internal_control
    if control > 0.0:
        bribed, clock = 0.0, clock_of(world)
        for k in range(police.n):
            bribed += police.staff[k] * police.corruption[k]
        mean = corruption.sanctions / WEEKS_PER_YEAR * control * bribed
        world.flows[0].officials_sanctioned += poisson(clock.key, SANCTIONED, REGION, clock.week, mean)


@compiled
def break_scandal(world):
    """Let a scandal break by chance: teams change, readiness falls a step and plans stall for months (M35).

    Its hazard is in proportion to corruption and rises with public attention.
    """
    corruption, climate, clock = world.numbers[0].corruption, world.climate, clock_of(world)
    hazard = corruption.scandal_rate / WEEKS_PER_YEAR * mean_readiness(world.police)
    seen = 1.0 + corruption.scandal_attention * climate[ATTENTION]
    if uniform(clock.key, SCANDAL, REGION, clock.week) < hazard * seen:
        world.flows[0].scandals += 1
        climate[STALLED] = corruption.stall_weeks
        left = 1.0 - corruption.scandal_cut
        for k in range(world.police.n):
            world.police.corruption[k] *= left
        for k in range(world.checkpoints.n):
            world.checkpoints.corruption[k] *= left
        for k in range(world.courts.n):
            world.courts.corruption[k] *= left
