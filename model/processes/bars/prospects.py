"""What owners expect of a bar in each camp: takings, danger, and whether it pays (M6, M27, M40, M48)."""

from typing import NamedTuple

import numpy as np

from model.codes import Memory, Role, Rule
from model.kernels.compiled import compiled, inlined
from model.processes.bars.licensing import expected_fine
from model.processes.decision_rules import feared
from model.processes.state.sentences import expected_sanction
from model.text.dates import WEEKS_PER_YEAR

USUAL, FRESH = int(Memory.USUAL), int(Memory.FRESH)
IMITATION, OWNER = int(Rule.IMITATION), int(Role.OWNER)


class Dangers(NamedTuple):
    """What owners remember and expect of the state.

    ``zones``: raids a bar and week by zone type, usually and lately, shape (2, 4); ``sentences`` and ``fines``:
    expected losses, soles/week.
    """

    zones: np.ndarray
    sentences: float
    fines: float


@compiled
def dangers(world):
    """Return what owners remember and expect this week."""
    return Dangers(world.zone_risk.copy(), sentence_loss(world), expected_fine(world))


@compiled
def sentence_loss(world):
    """Return the loss by sentences on owners that an owner expects, soles/week (Becker 1968)."""
    return expected_sanction(world, OWNER) * world.numbers[0].justice.sanction_cost / WEEKS_PER_YEAR


@inlined
def break_even(loss, bar_numbers):
    """Return the takings at which profit equals the expected loss, soles/week; a bar opens above them, not below."""
    return (bar_numbers.fixed_cost + loss) / bar_numbers.margin


@compiled
def feared_losses(camps, dangers, numbers):
    """Return what owners fear that a bar of each camp loses by raids and sentences, soles/week, shape (camps,).

    The rate of raids is a weighted mean of the camp's and of its zone type's; recent raids are known by zone type only.
    """
    bar_numbers, rule, theories = numbers[0].bars, numbers[0].rule, numbers[0].theories
    weight, zones, losses = bar_numbers.zone_danger, dangers.zones, np.empty(camps.n)
    sentences = feared(dangers.sentences, dangers.sentences, rule, theories)
    for c in range(camps.n):
        zone = camps.zone[c]
        usual = (1.0 - weight) * camps.raid_rate[c] + weight * zones[USUAL, zone]
        fresh = usual + weight * (zones[FRESH, zone] - zones[USUAL, zone])
        losses[c] = feared(usual, fresh, rule, theories) * bar_numbers.raid_loss + sentences
    return losses


@compiled
def desired_bars(camps, losses, dangers, numbers):
    """Return how many bars each camp could carry, shape (camps,).

    Free entry: demand x margin = bars x (fixed cost + expected loss in raids, by sentences and by fines; M27, M48).
    Owners who imitate open where there are bars already, as long as the region's mean bar takes in more than it needs,
    and do not look at danger.
    """
    bar_numbers, rule, theories = numbers[0].bars, numbers[0].rule, numbers[0].theories
    desired = np.zeros(camps.n)
    fines = feared(dangers.fines, dangers.fines, rule, theories)
    typical = camps.demand[: camps.n].sum() / max(1, camps.bars[: camps.n].sum())
    for c in range(camps.n):
        if camps.open[c]:
            needed = break_even(losses[c] + fines, bar_numbers)
            desired[c] = camps.demand[c] / needed
            if rule == IMITATION:
                desired[c] += theories.imitation * (camps.bars[c] * typical / needed - desired[c])
    return desired


@inlined
def zeal(week, opened, net, bar_numbers):
    """Return how fast bars open in a camp that opened in week ``opened``, relative to usual.

    Owners rush to new camps (M6), and they reinvest gold profit, ``net`` in soles/week and miner, where it is dug
    (M40).
    """
    rush = bar_numbers.new_camp_pull if week - opened < bar_numbers.new_camp_weeks else 1.0
    return rush * max(0.0, net / bar_numbers.gold_profit_usual) ** bar_numbers.reinvestment


@inlined
def best_hiding(loss, takings, bar_numbers):
    """Return the share of its trade that it pays a bar best to hide, 0 to 1.

    A bar that hides the share h loses custom_lost x h ** 2 of its gross profit and avoids unseen x h of the feared
    loss. The sum is least where the two marginal amounts are equal.
    """
    lost_by_more = 2.0 * bar_numbers.custom_lost * bar_numbers.margin * takings
    return min(1.0, bar_numbers.unseen * loss / max(1.0, lost_by_more))
