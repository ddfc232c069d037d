"""What owners expect of a bar in each camp: takings, danger, and whether it pays (M6, M27, M40, M48)."""

from collections import namedtuple

import numpy as np

from model.codes import Memory, Rule
from model.kernels.compiled import compiled, inlined
from model.processes.bars.licensing import expected_fine
from model.processes.decision_rules import feared
from model.processes.state.sentences import expected_sanction
from model.text.dates import WEEKS_PER_YEAR

USUAL, FRESH = int(Memory.USUAL), int(Memory.FRESH)
IMITATION = int(Rule.IMITATION)

Dangers = namedtuple("Dangers", "rule zones sentences fines", module=__name__)
"""What owners fear this week: their decision rule, raids a bar and week by zone type (usual, fresh), shape (2, 4), and
expected losses by sentences and by fines, soles/week."""


def dangers(model) -> Dangers:
    """Return what owners fear this week."""
    return Dangers(model.rule, model.zone_risk, threat(model), expected_fine(model))


def threat(model) -> float:
    """Return the loss by sentences that an owner expects, soles/week (Becker 1968)."""
    return expected_sanction(model) * model.old_numbers.justice.sanction_cost / WEEKS_PER_YEAR


@inlined
def break_even(loss, p):
    """Return the takings at which profit equals the expected loss, soles/week; a bar opens above them, not below."""
    return (p.fixed_cost + loss) / p.margin


@compiled
def feared_losses(camps, n, d, p, t):
    """Return what a bar of each camp is feared to lose by raids and sentences, soles/week, shape (camps,).

    The rate of raids is a mean of the camp's and of its zone type's; what is fresh is known by zone type.
    """
    losses = np.empty(n)
    sentences = feared(d.sentences, d.sentences, d.rule, t)
    for c in range(n):
        zone = camps.zone[c]
        usual = (1.0 - p.zone_danger) * camps.raid_rate[c] + p.zone_danger * d.zones[USUAL, zone]
        fresh = usual + p.zone_danger * (d.zones[FRESH, zone] - d.zones[USUAL, zone])
        losses[c] = feared(usual, fresh, d.rule, t) * p.raid_loss + sentences
    return losses


@compiled
def desired_bars(camps, n, losses, d, p, t):
    """Return how many bars each camp could carry, shape (camps,).

    Free entry: demand x margin = bars x (fixed cost + expected loss in raids, by sentences and by fines; M27, M48).
    Those who imitate open where bars are already, as long as the region's mean bar takes more than it needs, and do
    not look at danger.
    """
    desired = np.zeros(n)
    fines = feared(d.fines, d.fines, d.rule, t)
    typical = camps.demand[:n].sum() / max(1, camps.bars[:n].sum())
    for c in range(n):
        if camps.open[c]:
            sought = break_even(losses[c] + fines, p)
            desired[c] = camps.demand[c] / sought
            if d.rule == IMITATION:
                desired[c] += t.imitation * (camps.bars[c] * typical / sought - desired[c])
    return desired


@inlined
def zeal(week, opened, net, p):
    """Return how fast bars open in a camp, relative to usual.

    They rush to new camps (M6), and what gold leaves is reinvested where it is dug (M40).
    """
    rush = p.new_camp_pull if week - opened < p.new_camp_weeks else 1.0
    return rush * max(0.0, net / p.gold_profit_usual) ** p.reinvestment


@inlined
def best_hiding(loss, takings, p):
    """Return the part of its trade that a bar best hides, 0 to 1.

    Hidden by h it loses custom_lost x h ** 2 of its gross profit and avoids unseen x h of the feared loss; the sum is
    least where the two margins are equal.
    """
    return min(1.0, p.unseen * loss / max(1.0, 2.0 * p.custom_lost * p.margin * takings))
